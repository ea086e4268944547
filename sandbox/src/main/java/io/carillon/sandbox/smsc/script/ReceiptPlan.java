package io.carillon.sandbox.smsc.script;

import io.carillon.wire.smpp.MessageState;
import java.util.List;

/// Which receipts a message gets.
///
/// @param states one receipt says each, in this order; none = no receipt ever
/// @param delay from the message to its first receipt, and from the answer of one to the next
/// @param beforeResponse the first receipt goes out before the response, without a delay
/// @param copies how often each is sent
/// @param via the bind it goes to
/// @param error the `err` of a receipt that tells of a failure
public record ReceiptPlan(
    List<MessageState> states,
    Delay delay,
    boolean beforeResponse,
    int copies,
    Via via,
    String error,
    ReceiptForm form) {
  public ReceiptPlan {
    states = List.copyOf(states);
  }

  /// On which of the account's binds that can receive it goes.
  public enum Via {
    /// Whichever has room.
    ANY,
    /// The one that brought the message, while it is there and receives.
    SAME,
    /// Not the one that brought the message, where there is another.
    OTHER
  }

  /// The error of a receipt that says this.
  public String errorOf(MessageState state) {
    return isBad(state) ? error : "000";
  }

  /// Whether the last receipt tells of a failure; no receipt tells of none.
  public boolean fails() {
    return !states.isEmpty() && isBad(states.getLast());
  }

  private static boolean isBad(MessageState state) {
    return switch (state) {
      case EXPIRED, DELETED, UNDELIVERABLE, REJECTED, SKIPPED, UNKNOWN -> true;
      case SCHEDULED, ENROUTE, DELIVERED, ACCEPTED -> false;
    };
  }
}
