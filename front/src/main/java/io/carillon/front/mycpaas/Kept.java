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
/// @param byGet whether its changes are told by GET; in the keepsake
record Kept(String service, boolean feedback, boolean byGet) {
  private static final String SERVICE = "messaging_service";
  private static final String FEEDBACK = "feedback";
  private static final String GET = "get";

  /// What was kept with a message; nothing where it came in elsewhere. Of what a person wrote, its
  /// keepsake is not ours.
  static Kept of(Message message) {
    var origin = message.origin();
    if (!origin.dialect().equals(Surface.DIALECT)) {
      return new Kept("", false, false);
    }
    var service = origin.tags().getOrDefault(SERVICE, "");
    var kept =
        message.parties().direction() == Direction.OUTBOUND
            ? new String(origin.keepsake().octets(), StandardCharsets.US_ASCII)
            : "";
    return new Kept(service, kept.contains(FEEDBACK), kept.contains(GET));
  }

  /// The labels.
  Map<String, String> tags() {
    return service.isEmpty() ? Map.of() : Map.of(SERVICE, service);
  }

  /// The keepsake.
  Keepsake keepsake() {
    var kept = (feedback ? FEEDBACK : "") + (byGet ? GET : "");
    return kept.isEmpty() ? Keepsake.NONE : new Keepsake(kept.getBytes(StandardCharsets.US_ASCII));
  }
}
