package io.carillon.front.mycpaas;

import io.carillon.front.form.FormWriter;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.wire.http.Parameters;

/// What only this dialect keeps with a message, in its keepsake as a form.
///
/// @param service the messaging service that chose the sender; empty = none
/// @param feedback whether feedback on the message was announced
record Kept(String service, boolean feedback) {
  /// Nothing out of the ordinary.
  static final Kept NONE = new Kept("", false);

  private static final String SERVICE = "service";
  private static final String FEEDBACK = "feedback";

  /// What was kept with a message; nothing where another dialect kept it.
  static Kept of(Message message) {
    var keepsake = message.origin().keepsake();
    if (keepsake.isEmpty() || !message.origin().dialect().equals(Surface.DIALECT)) {
      return NONE;
    }
    return Parameters.form(keepsake.octets())
        .map(form -> new Kept(form.first(SERVICE).orElse(""), form.first(FEEDBACK).isPresent()))
        .orElse(NONE);
  }

  /// As it is kept.
  Keepsake keepsake() {
    var form = new FormWriter();
    if (!service.isEmpty()) {
      form.add(SERVICE, service);
    }
    if (feedback) {
      form.add(FEEDBACK, "1");
    }
    return equals(NONE) ? Keepsake.NONE : new Keepsake(form.bytes());
  }
}
