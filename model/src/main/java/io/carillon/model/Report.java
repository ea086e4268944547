package io.carillon.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What comes in from a carrier by itself.
public sealed interface Report {

  /// The far end says what became of a part.
  ///
  /// @param farId the far end's name for it; empty where it sent none
  /// @param reference our own reference, echoed; -1 where it was not
  /// @param sender our sender that the part came from
  /// @param recipient the person the part was for
  /// @param verdict what became of it
  /// @param code the far end's own code, for operators; empty = none
  /// @param network the recipient's operator as the far end names it; empty = not told
  /// @param aliases what else the far end may have called the part when it took it, likeliest
  ///   first, where it is not known how its receipts name parts: one of these counts only where the
  ///   recipient is the same
  record Receipt(
      String farId,
      int reference,
      Address sender,
      Address recipient,
      Verdict verdict,
      String code,
      String network,
      List<String> aliases)
      implements Report {
    /// So many last digits tell a number, where another form of it is written before them.
    private static final int DIGITS_SAME = 7;

    public Receipt {
      aliases = List.copyOf(aliases);
    }

    /// A receipt that names its part as the far end did when it took it.
    public Receipt(
        String farId,
        int reference,
        Address sender,
        Address recipient,
        Verdict verdict,
        String code,
        String network) {
      this(farId, reference, sender, recipient, verdict, code, network, List.of());
    }

    /// Every name that the part may have, likeliest first; none where the far end sent none.
    public List<String> names() {
      if (aliases.isEmpty()) {
        return farId.isEmpty() ? List.of() : List.of(farId);
      }
      var names = new ArrayList<String>(aliases.size() + 1);
      names.add(farId);
      names.addAll(aliases);
      return names;
    }

    /// This receipt without its aliases.
    public Receipt bare() {
      return aliases.isEmpty()
          ? this
          : new Receipt(farId, reference, sender, recipient, verdict, code, network);
    }

    /// Whether it speaks of a part for this person, as far as addresses tell: receipts write
    /// numbers in other forms than we do, and not all of them say sender and recipient the right
    /// way round.
    public boolean isAbout(Address person) {
      return isSame(recipient, person) || isSame(sender, person);
    }

    private static boolean isSame(Address told, Address person) {
      if (told.equals(person)) {
        return true;
      }
      var tail = told.value();
      tail = tail.substring(Math.max(0, tail.length() - DIGITS_SAME));
      return tail.length() == DIGITS_SAME && person.value().endsWith(tail);
    }
  }

  /// Everything sent to this person up to a moment was delivered or read.
  record Watermark(Address recipient, Verdict verdict, Instant upTo) implements Report {}

  /// A person wrote to one of our senders.
  record Arrived(Channel channel, Address from, Address to, Content content) implements Report {}

  /// A person left one of our senders by the channel's own means, without writing to it: they
  /// unsubscribed, unfollowed or blocked it, or deleted the conversation. It has nothing to do with
  /// messages that we take back.
  ///
  /// @param sender whom they do not want to hear of any more
  record Revoked(Channel channel, Address person, Address sender) implements Report {}

  /// What a receipt says.
  enum Verdict {
    /// On its way; nothing is final.
    UNDERWAY(1),
    DELIVERED(2),
    READ(3),
    UNDELIVERABLE(4),
    EXPIRED(5),
    REJECTED(6),
    DELETED(7),
    /// Final, but the far end does not know how it ended.
    UNKNOWN(8);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }
}
