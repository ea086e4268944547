package io.carillon.front.v2;

import io.carillon.front.arranged.EsmeBind;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import java.util.List;
import java.util.Optional;

/// What is answered of ESMEs and their binds.
final class V2EsmeReplies {
  private V2EsmeReplies() {}

  /// @param password present where it is told, once
  static byte[] user(OwnEsme esme, Optional<String> password) {
    var json = new JsonWriter();
    user(json, esme, password);
    return json.bytes();
  }

  static byte[] users(Listing<OwnEsme> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, esme -> user(json, esme, Optional.empty()));
  }

  private static void user(JsonWriter json, OwnEsme esme, Optional<String> password) {
    json.object().text("id", V2Esmes.name(esme)).text("object", "smpp_user");
    json.text("system_id", esme.systemId()).flag("live", !esme.isTest());
    json.texts("addresses", esme.addresses());
    if (esme.senders().isEmpty()) {
      json.none("senders");
    } else {
      json.texts("senders", esme.senders());
    }
    json.texts("inbound_senders", esme.inbound());
    json.texts("modes", esme.modes());
    json.number("binds_max", esme.binds()).number("window", esme.window());
    if (esme.rate() == 0) {
      json.none("rate");
    } else {
      json.number("rate", esme.rate());
    }
    json.text("default_alphabet", esme.alphabet()).text("long_messages", esme.longMessages());
    json.flag("active", esme.isActive());
    json.moment("created", esme.resource().created());
    json.moment("updated", esme.resource().updated());
    json.textOrNull("password", password.orElse("")).end();
  }

  static byte[] binds(Listing<EsmeBind> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, bind -> bind(json, bind));
  }

  private static void bind(JsonWriter json, EsmeBind bind) {
    var flow = bind.flow();
    json.object().text("id", V2Esmes.name(bind)).text("object", "smpp_session");
    json.text("system_id", bind.systemId()).text("account", "AC" + bind.account().value().hex());
    json.text("mode", bind.mode()).moment("since", bind.since());
    json.text("address", bind.address()).flag("tls", bind.tls());
    json.number("window", bind.window()).number("window_used", flow.open());
    json.number("submitted", flow.submitted()).number("refused", flow.refused());
    json.number("delivered", flow.delivered()).number("delivering", flow.delivering());
    json.number("deliveries_waiting", flow.waiting()).end();
  }

  /// What a list of words holds, one a line.
  static String lines(List<String> words) {
    return String.join("\n", words);
  }
}
