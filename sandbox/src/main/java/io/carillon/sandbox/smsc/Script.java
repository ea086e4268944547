package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.MessageState;
import java.util.List;

/// What the far end does with a message: chosen by the recipient's last four digits.
enum Script {
  /// `0001`: refused for good with ESME_RINVDSTADR.
  REFUSE("0001"),
  /// `0002`: the receipt says UNDELIV.
  UNDELIVERABLE("0002"),
  /// `0003`: the receipt says EXPIRED.
  EXPIRE("0003"),
  /// `0004`: ESME_RTHROTTLED twice, then taken and delivered.
  THROTTLE("0004"),
  /// `0005`: no receipt ever.
  SILENT("0005"),
  /// `0006`: the receipt comes before the submit_sm_resp.
  RECEIPT_FIRST("0006"),
  /// `0007`: receipts doubled and out of order.
  DOUBLE("0007"),
  /// `0008`: the person answers `STOP`.
  STOP("0008"),
  /// `0009`: the person answers `Hello back`.
  HELLO("0009"),
  /// Every other: delivered.
  DELIVER("");

  private static final List<MessageState> ONCE = List.of(MessageState.DELIVERED);
  private static final List<MessageState> TWICE =
      List.of(MessageState.DELIVERED, MessageState.ENROUTE, MessageState.DELIVERED);
  private static final Script[] ALL = values();

  private final String digits;

  Script(String digits) {
    this.digits = digits;
  }

  /// The script for a destination address.
  static Script of(String destination) {
    for (var script : ALL) {
      if (destination.endsWith(script.digits)) {
        return script;
      }
    }
    throw new IllegalStateException("every address ends with nothing");
  }

  /// What the receipts say, in their order; none = no receipt.
  List<MessageState> receipts() {
    return switch (this) {
      case REFUSE, SILENT -> List.of();
      case UNDELIVERABLE -> List.of(MessageState.UNDELIVERABLE);
      case EXPIRE -> List.of(MessageState.EXPIRED);
      case DOUBLE -> TWICE;
      case THROTTLE, RECEIPT_FIRST, STOP, HELLO, DELIVER -> ONCE;
    };
  }

  /// What becomes of a message that was taken.
  MessageState end() {
    return switch (this) {
      case REFUSE, UNDELIVERABLE -> MessageState.UNDELIVERABLE;
      case EXPIRE -> MessageState.EXPIRED;
      case THROTTLE, SILENT, RECEIPT_FIRST, DOUBLE, STOP, HELLO, DELIVER -> MessageState.DELIVERED;
    };
  }

  /// Whether its receipts tell of a failure.
  boolean fails() {
    return this == UNDELIVERABLE || this == EXPIRE;
  }

  /// What the person answers; empty = nothing.
  String reply() {
    return switch (this) {
      case STOP -> "STOP";
      case HELLO -> "Hello back";
      case REFUSE, UNDELIVERABLE, EXPIRE, THROTTLE, SILENT, RECEIPT_FIRST, DOUBLE, DELIVER -> "";
    };
  }

  /// Whether the handset gets the message.
  boolean delivers() {
    return switch (this) {
      case REFUSE, UNDELIVERABLE, EXPIRE -> false;
      case THROTTLE, SILENT, RECEIPT_FIRST, DOUBLE, STOP, HELLO, DELIVER -> true;
    };
  }
}
