package io.carillon.model;

import java.time.Instant;

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
  record Receipt(
      String farId,
      int reference,
      Address sender,
      Address recipient,
      Verdict verdict,
      String code,
      String network)
      implements Report {}

  /// Everything sent to this person up to a moment was delivered or read.
  record Watermark(Address recipient, Verdict verdict, Instant upTo) implements Report {}

  /// A person wrote to one of our senders.
  record Arrived(Channel channel, Address from, Address to, Content content) implements Report {}

  /// A person left the channel.
  record Revoked(Channel channel, Address person) implements Report {}

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
