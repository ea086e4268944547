package io.carillon.store;

import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.testkit.Ports;
import java.util.stream.Collectors;

/// What is read of a message through the ports, as one line that every version writes the same way.
final class TagRows {
  private TagRows() {}

  static String line(Message message, Ports store) {
    var state = message.state();
    var legs =
        state.legs().stream()
            .map(leg -> leg.part() + "/" + leg.standing() + "/" + leg.farId())
            .collect(Collectors.joining(","));
    var words = message.content() instanceof Content.Text(var body) ? "" + body.hashCode() : "";
    return String.join(
        " | ",
        message.id().value().hex(),
        message.account().value().hex(),
        message.status().word(),
        message.parties().from().value(),
        message.parties().to().value(),
        message.content().getClass().getSimpleName() + words,
        message.bill().segments() + " " + message.bill().price().micros(),
        message.origin().dialect() + " " + message.origin().reference().hashCode(),
        state.facts().carrier() + " " + state.facts().fault().map(Fault::code).orElse(0),
        state.work().waitsFor().word() + " " + state.work().due().orElse(null),
        "rev " + state.rev() + " legs " + legs,
        "notices " + store.notices().of(message.id()).size(),
        "traces " + store.traces().of(message.id()).size());
  }
}
