package io.carillon.front.v2;

import io.carillon.engine.trace.Trace;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Account;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Times;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Writes every body of the native API. Words are the canonical ones, moments are as fine as we
/// know them, amounts are strings, and what is not known is `null`.
final class V2Replies {
  private V2Replies() {}

  /// One message.
  static byte[] message(Message message) {
    var json = new JsonWriter().object();
    json.text("id", MessageNames.uuid(message.id())).text("object", "message");
    json.flag("live", message.origin().place().live());
    json.text("direction", message.parties().direction().word());
    json.text("channel", message.parties().channel().word());
    json.text("from", message.parties().from().value());
    json.text("to", message.parties().to().value());
    content(json, message.content());
    terms(json, message);
    json.textOrNull("encoding", encoding(message.bill().encoding()));
    json.number("segments", message.bill().segments());
    price(json, "price", Optional.of(message.bill().price()));
    json.text("status", message.status().word());
    json.text("waits_for", message.state().work().waitsFor().word());
    moment(json, "due", message.state().work().due());
    times(json, message.state().times());
    facts(json, message.status(), message.state().facts());
    json.textOrNull("reference", message.origin().reference());
    json.labels("tags", message.origin().tags());
    json.object("origin").text("dialect", message.origin().dialect());
    json.textOrNull("form", message.origin().form()).end();
    return json.end().bytes();
  }

  /// The story of one message.
  static byte[] trace(Trace trace) {
    var message = trace.message();
    var json = new JsonWriter().object();
    json.text("id", MessageNames.uuid(message.id())).text("object", "trace");
    json.text("status", message.status().word());
    json.object("waits_for").text("reason", trace.waiting().reason());
    json.textOrNull("lane", trace.waiting().lane());
    moment(json, "until", trace.waiting().until());
    json.end().array("steps");
    for (var step : trace.steps()) {
      json.object().moment("at", step.at()).text("what", step.what());
      json.textOrNull("detail", step.detail()).end();
    }
    return json.endArray().end().bytes();
  }

  /// The account itself.
  static byte[] account(Account account, Optional<Money> balance, Collection<Sender> senders) {
    var json = new JsonWriter().object();
    json.text("id", "AC" + account.id().value().hex()).text("object", "account");
    json.text("name", account.name());
    json.text("standing", account.standing().word());
    json.moment("created", account.created());
    price(json, "balance", balance);
    json.array("senders");
    senders.stream()
        .sorted(Comparator.comparing(sender -> sender.address().value()))
        .forEach(sender -> sender(json, sender));
    return json.endArray().end().bytes();
  }

  /// The secret that signs webhooks.
  static byte[] webhookSecret(Secret secret) {
    return new JsonWriter()
        .object()
        .text("object", "webhook_secret")
        .text("webhook_secret", secret.reveal())
        .end()
        .bytes();
  }

  /// A refused request.
  static byte[] refused(Refusal refusal, String requestId) {
    var fault = refusal.fault();
    var json = new JsonWriter().object().object("error");
    json.text("code", fault.word());
    json.text("message", refusal.detail().isEmpty() ? fault.words() : refusal.detail());
    json.textOrNull("field", refusal.field());
    json.text("resolution", V2Fault.of(fault).resolution());
    json.text("request_id", requestId);
    return json.end().end().bytes();
  }

  private static void content(JsonWriter json, Content content) {
    json.object("content");
    switch (content) {
      case Content.Text(var body) -> json.text("kind", "text").text("text", body);
      case Content.Media(var body, var items) -> {
        json.text("kind", "media").text("text", body).array("items");
        for (var item : items) {
          json.object().text("source", item.source()).textOrNull("type", item.type());
          json.textOrNull("caption", item.caption()).end();
        }
        json.endArray();
      }
      case Content.Location(var latitude, var longitude, var label, var address) -> {
        json.text("kind", "location").number("latitude", latitude).number("longitude", longitude);
        json.textOrNull("label", label).textOrNull("address", address);
      }
      case Content.Template(var name, var language, var parameters) ->
          json.text("kind", "template")
              .text("name", name)
              .text("language", language)
              .labels("parameters", parameters);
      case Content.Choices choices -> json.text("kind", "choices").text("text", choices.body());
      case Content.Cards cards -> json.text("kind", "cards").text("text", cards.body());
      case Content.Contact(var name, var vcard) ->
          json.text("kind", "contact").text("name", name).text("vcard", vcard);
      case Content.File(var source, var type, var name, var caption) ->
          json.text("kind", "file")
              .text("source", source)
              .textOrNull("type", type)
              .text("name", name)
              .textOrNull("caption", caption);
    }
    json.end();
  }

  private static void terms(JsonWriter json, Message message) {
    var terms = message.terms();
    json.text("purpose", terms.purpose().word()).text("priority", terms.priority().word());
    json.flag("wants_receipt", terms.wantsReceipt());
    if (terms.validity().equals(Duration.ZERO)) {
      json.none("validity");
    } else {
      json.number("validity", terms.validity().toSeconds());
    }
    moment(json, "send_at", terms.sendAt());
    if (terms.callback().isEmpty()) {
      json.none("webhook");
    } else {
      webhook(json, terms.callback().get());
    }
  }

  private static void webhook(JsonWriter json, Callback callback) {
    json.object("webhook").text("url", callback.url());
    json.texts("events", callback.events().stream().sorted().map(Status::word).toList());
    json.end();
  }

  private static void times(JsonWriter json, Times times) {
    json.object("times").moment("accepted", times.accepted()).moment("updated", times.updated());
    moment(json, "sending", times.sending());
    moment(json, "sent", times.sent());
    moment(json, "delivered", times.delivered());
    moment(json, "ended", times.ended());
    moment(json, "read", times.read());
    json.end();
  }

  /// A late receipt may deliver what had failed: the fault is then history, not the state.
  private static void facts(JsonWriter json, Status status, Facts facts) {
    if (facts.fault().isEmpty() || status.rank() > Status.FAILED.rank()) {
      json.none("error");
    } else {
      var fault = facts.fault().get();
      json.object("error").text("code", fault.word()).text("message", fault.words());
      json.text("resolution", V2Fault.of(fault).resolution());
      json.textOrNull("carrier_code", facts.carrierCode()).end();
    }
    json.textOrNull("carrier", facts.carrier());
    json.textOrNull("network", facts.network());
    json.textOrNull("country", facts.country());
  }

  private static void sender(JsonWriter json, Sender sender) {
    json.object().text("address", sender.address().value());
    json.text("kind", sender.address().kind().name().toLowerCase(Locale.ROOT));
    json.textOrNull("calling_code", sender.callingCode()).end();
  }

  private static void price(JsonWriter json, String name, Optional<Money> money) {
    if (money.isEmpty()) {
      json.none(name);
      return;
    }
    json.object(name).text("amount", money.get().decimal().toPlainString());
    json.text("currency", money.get().currency()).end();
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> moment) {
    if (moment.isEmpty()) {
      json.none(name);
    } else {
      json.moment(name, moment.get());
    }
  }

  private static String encoding(Encoding encoding) { // table
    return switch (encoding) {
      case GSM7 -> "gsm-7";
      case UCS2 -> "ucs-2";
      case LATIN1 -> "latin-1";
      case NONE -> "";
    };
  }
}
