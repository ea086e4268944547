package io.carillon.front.pantheon;

import io.carillon.model.Direction;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import java.nio.charset.StandardCharsets;

/// What only this dialect has to know of a message later: the id of the request that sent it, which
/// the page "Messaging FAQ" prints alike in the answer to the send and in the status.
final class Kept {
  private Kept() {}

  /// What is kept with a message; the page "SMS & MMS" prints no request id.
  static Keepsake of(Form form, String requestId) {
    return switch (form) {
      case UNIFIED -> new Keepsake(requestId.getBytes(StandardCharsets.US_ASCII));
      case SMS, MMS -> Keepsake.NONE;
    };
  }

  /// The request that sent a message; `other` where it came in elsewhere, or was redacted.
  static String requestId(Message message, String other) {
    var kept = message.origin().keepsake();
    boolean isOurs =
        message.origin().dialect().equals(Form.DIALECT)
            && message.parties().direction() == Direction.OUTBOUND;
    return isOurs && !kept.isEmpty() ? new String(kept.octets(), StandardCharsets.US_ASCII) : other;
  }
}
