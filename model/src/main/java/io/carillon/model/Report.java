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

  /// A person wrote to one of our senders: a message, or a part of one.
  ///
  /// @param content of a part, its octets as they came, headers taken off ([Content.Binary])
  record Arrived(Channel channel, Address from, Address to, Content content, Manner manner)
      implements Report {
    /// A whole message in which nothing was odd.
    public Arrived(Channel channel, Address from, Address to, Content content) {
      this(channel, from, to, content, Manner.PLAIN);
    }

    /// The same that came in another manner.
    public Arrived by(Manner next) {
      return next.equals(manner) ? this : new Arrived(channel, from, to, content, next);
    }
  }

  /// In what manner something arrived.
  ///
  /// @param odd what was broken in it and how it was read all the same, in words that tell nothing
  ///   of what it says; at most 8, each of at most 200 characters
  record Manner(Part part, List<String> odd, Delivery delivery) {
    private static final int ODD_MAX = 8;
    private static final int WORDS_MAX = 200;

    /// A whole message in which nothing was odd, brought by somebody who never repeats himself.
    public static final Manner PLAIN = new Manner(Part.WHOLE, List.of(), Delivery.NONE);

    public Manner {
      odd =
          odd.stream()
              .limit(ODD_MAX)
              .map(it -> it.substring(0, Math.min(it.length(), WORDS_MAX)))
              .toList();
    }

    /// The same without how it is known again.
    public Manner anonymous() {
      return delivery.equals(Delivery.NONE) ? this : new Manner(part, odd, Delivery.NONE);
    }
  }

  /// Which part of a longer text something is.
  ///
  /// @param reference the same in all parts of the text, 0 to 65,535
  /// @param total how many parts there are, 1 to 255
  /// @param number which of them it is, from 1
  record Part(Scheme scheme, int reference, int total, int number, Script script) {
    private static final int PARTS_MAX = 255;

    /// All of it.
    public static final Part WHOLE = new Part(Scheme.NONE, 0, 1, 1, Script.NONE);

    public Part {
      if (total < 1 || total > PARTS_MAX || number < 1 || number > total) {
        throw new IllegalArgumentException("part " + number + " of " + total);
      }
    }
  }

  /// How the parts of a text say that they belong together: references of different kinds never
  /// mean the same text.
  enum Scheme {
    /// They do not: it is whole.
    NONE(0),
    /// By a reference of 8 bits in a header before the text.
    NARROW(1),
    /// By one of 16 bits there.
    WIDE(2),
    /// By one that stands beside the text.
    BESIDE(3);

    private final int code;

    Scheme(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }

  /// What the octets of a part are written in.
  ///
  /// @param alphabet its name in `wire.text.Alphabet`; empty = what came is no octets
  /// @param locking the national table in place of the default one, 0 = none (3GPP TS 23.038
  ///   §6.2.1)
  /// @param single the national table behind an escape, 0 = none
  record Script(String alphabet, int locking, int single) {
    /// None: it is no octets.
    public static final Script NONE = new Script("", 0, 0);
  }

  /// By what, beside what it says, the same delivery is known again where the far end brings it a
  /// second time.
  ///
  /// @param connection over which it came: a number that no other connection of this process has; 0
  ///   = it is not brought again, so it is not to be known again either
  record Delivery(long connection) {
    /// It is not known again.
    public static final Delivery NONE = new Delivery(0);
  }

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
