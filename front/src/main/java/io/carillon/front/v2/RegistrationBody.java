package io.carillon.front.v2;

import io.carillon.engine.sender.Registration;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import java.time.Instant;

/// Writes registrations of senders, as they are at a moment.
record RegistrationBody(JsonWriter json, Instant now) {
  private static final String PREFIX = "reg_";

  /// The name of a registration.
  static String name(Registration registration) {
    return PREFIX + registration.id().uuid();
  }

  static byte[] of(Registration registration, Instant now) {
    var json = new JsonWriter();
    new RegistrationBody(json, now).write(registration);
    return json.bytes();
  }

  static byte[] of(Listing<Registration> page, Instant now) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, new RegistrationBody(json, now)::write);
  }

  private void write(Registration registration) {
    var terms = registration.terms();
    json.object().text("id", name(registration)).text("object", "registration");
    json.text("sender", registration.sender()).text("country", registration.country());
    json.text("state", registration.state(now).word()).textOrNull("reason", terms.reason());
    terms.expires().ifPresentOrElse(at -> json.moment("expires", at), () -> json.none("expires"));
    json.array("evidence");
    for (var document : terms.evidence()) {
      json.object().text("kind", document.kind()).text("reference", document.reference()).end();
    }
    json.endArray().moment("created", registration.resource().created());
    json.moment("updated", registration.resource().updated()).end();
  }
}
