package io.carillon.front.mycpaas;

import io.carillon.model.Direction;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What this dialect keeps with a message.
///
/// @param service the messaging service that chose the sender; empty = none. A label, so that it
///   outlives a redaction and messages can be found by it
/// @param feedback whether feedback on the message was announced; in the keepsake
record Kept(String service, boolean feedback) {
  private static final String SERVICE = "messaging_service";
  private static final byte[] FEEDBACK = "feedback".getBytes(StandardCharsets.US_ASCII);

  /// What was kept with a message; nothing where it came in elsewhere.
  static Kept of(Message message) {
    var origin = message.origin();
    return origin.dialect().equals(Surface.DIALECT)
        ? new Kept(
            origin.tags().getOrDefault(SERVICE, ""),
            message.parties().direction() == Direction.OUTBOUND && !origin.keepsake().isEmpty())
        : new Kept("", false);
  }

  /// The labels.
  Map<String, String> tags() {
    return service.isEmpty() ? Map.of() : Map.of(SERVICE, service);
  }

  /// The keepsake.
  Keepsake keepsake() {
    return feedback ? new Keepsake(FEEDBACK) : Keepsake.NONE;
  }
}
