package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.Refusal;
import io.carillon.model.port.Lookup;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers what is known of a number.
final class V2Lookup {
  private static final Set<String> REFRESH = Set.of("refresh");

  private final Lookup lookup;

  V2Lookup(Lookup lookup) {
    this.lookup = lookup;
  }

  Reply one(Caller caller, Request request) throws InterruptedException {
    var query = new V2Query(request.query());
    query.only(false, REFRESH);
    var fields = FormFields.of(request.query());
    boolean afresh = fields.flag("refresh", false);
    var refusal = query.refusal().or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var number = number(request.variable("number"));
    if (number.isEmpty()) {
      return V2Door.refused(
          Refusal.of(
              Fault.FIELD_INVALID,
              "number",
              "'number' must be a phone number in E.164, with its plus, or a short code."),
          request);
    }
    var facts = lookup.find(number.get(), afresh).orElse(NumberFacts.none(number.get()));
    return Reply.json(200, body(facts));
  }

  private static Optional<Address> number(String text) {
    if (Address.isE164(text)) {
      return Optional.of(Address.phone(text));
    }
    return text.matches("[0-9]{3,8}")
        ? Optional.of(new Address(Address.Kind.SHORT_CODE, text))
        : Optional.empty();
  }

  private static byte[] body(NumberFacts facts) {
    var json = new JsonWriter().object().text("object", "lookup");
    json.text("number", facts.number().value()).textOrNull("country", facts.country());
    json.textOrNull("type", facts.type().map(NumberFacts.Type::word).orElse(""));
    facts.network().ifPresentOrElse(network -> network(json, network), () -> json.none("network"));
    json.textOrNull("source", facts.source().map(NumberFacts.Source::word).orElse(""));
    facts.at().ifPresentOrElse(at -> json.moment("at", at), () -> json.none("at"));
    return json.end().bytes();
  }

  private static void network(JsonWriter json, Network network) {
    json.object("network").textOrNull("mcc", network.mcc()).textOrNull("mnc", network.mnc());
    json.textOrNull("name", network.name()).end();
  }
}
