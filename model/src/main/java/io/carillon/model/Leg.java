package io.carillon.model;

/// One part of a message on one carrier: the unit of an exchange, with its own intent and outcome.
///
/// @param part 1 … 255
/// @param standing how far it has come
/// @param farId how the far end's receipts name it; empty until it is known
/// @param reference 0–65535, sent along (SMPP `user_message_reference`) so that a receipt names the
///   part even when the answer was lost
public record Leg(int part, Standing standing, String farId, int reference) {
  /// How far a part has come.
  public enum Standing {
    /// The intent is recorded; its bytes may have left.
    INTENDED(1),
    /// The far end took it.
    TAKEN(2),
    /// The far end did not take it; it may be tried again.
    NOT_TAKEN(3),
    /// We cannot know whether the far end took it.
    UNKNOWN(4),
    /// A receipt says it reached the recipient.
    DELIVERED(5),
    /// A receipt says it never will.
    UNDELIVERED(6);

    private final int code;

    Standing(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }

  /// This leg, further on.
  public Leg with(Standing next) {
    return new Leg(part, next, farId, reference);
  }

  /// This leg, taken by the far end under `id`.
  public Leg takenAs(String id) {
    return new Leg(part, Standing.TAKEN, id, reference);
  }
}
