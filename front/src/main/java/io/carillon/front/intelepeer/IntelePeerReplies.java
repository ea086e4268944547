package io.carillon.front.intelepeer;

import io.carillon.engine.accept.Accept;
import io.carillon.front.door.Problems;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.TraceRow;
import io.carillon.wire.http.Reply;
import java.util.List;
import java.util.Optional;

/// Writes every body that the dialect sends: keys and their order as the pages print them.
final class IntelePeerReplies {
  private static final String NO_ERROR = "000";

  private IntelePeerReplies() {}

  /// The answer to one send: the message as it was accepted, whatever became of it since.
  static Reply accepted(Form form, Message message) {
    var json = new JsonWriter();
    accepted(json, form, message);
    return Reply.json(202, json.bytes());
  }

  /// One of the `responses` of a bulk send.
  static void item(JsonWriter json, Form form, Accept.Result result) {
    switch (result) {
      case Accept.Result.Accepted(var message, _) -> accepted(json, form, message);
      case Accept.Result.Refused(var refusal) -> {
        json.object().text("state", "Failed").number("code", http(refusal));
        json.text("error", words(refusal)).end();
      }
    }
  }

  private static void accepted(JsonWriter json, Form form, Message message) {
    var refid = MessageNames.refid(message.id());
    json.object();
    switch (form) {
      case CURRENT -> {
        json.text("state", "Queued").number("code", 202).text("refid", refid);
        json.number("numparts", message.bill().segments());
      }
      case FIRST -> json.text("state", "CREATED").text("refid", refid);
    }
    json.end();
  }

  /// The answer to a status request; with the guid where there was one, and with each time that the
  /// webhook did not take what a person wrote.
  static Reply status(Message message, List<TraceRow> failures) {
    var state = IntelePeerMapping.state(message);
    var json = new JsonWriter().object().number("code", 200).text("RCC_en", state.word());
    json.number("RCC", state.number());
    if (!message.origin().reference().isEmpty()) {
      json.text("guid", message.origin().reference());
    }
    if (!failures.isEmpty()) {
      json.array("failures");
      failures.forEach(
          row -> json.object().seconds("date", row.at()).text("error", row.detail()).end());
      json.endArray();
    }
    return Reply.json(200, json.end().bytes());
  }

  /// The answer to a status request of the first generation.
  static Reply firstStatus(Message message) {
    var fault = message.state().facts().fault();
    var state = IntelePeerMapping.firstState(message.status(), fault);
    var json = new JsonWriter().object().text("RCC_en", state.name());
    return Reply.json(202, json.number("RCC", state.number()).end().bytes());
  }

  /// A token.
  static Reply token(String token) {
    return Reply.json(200, new JsonWriter().object().text("token", token).end().bytes())
        .with("Cache-Control", "no-store");
  }

  /// A wrong user name or password.
  static Reply noToken() {
    return Problems.refused(
        401, Refusal.of(Fault.UNAUTHENTICATED, "", ""), error(401, "Unauthorized"));
  }

  /// A token that does not count, in the one member that the page prints.
  static Reply unauthorized(String name, String words) {
    return Problems.refused(
        401,
        Refusal.of(Fault.UNAUTHENTICATED, "", ""),
        new JsonWriter().object().text(name, words).end().bytes());
  }

  /// A refused request.
  static Reply refused(Refusal refusal) {
    return refused(http(refusal), refusal);
  }

  /// A refused request, with a status of the server's own.
  static Reply refused(int status, Refusal refusal) {
    return Problems.refused(status, refusal, error(status, words(refusal)));
  }

  /// The body of a delivery receipt.
  static byte[] receipt(Message message, Change change, Secret secret) {
    var origin = message.origin();
    var kept = Kept.of(origin.keepsake());
    var code = message.state().facts().carrierCode();
    boolean failed = change.fault().isPresent();
    var json = new JsonWriter().object().text("refid", MessageNames.refid(message.id()));
    json.text("from", kept.from().isEmpty() ? message.parties().from().value() : kept.from());
    json.text("to", message.parties().to().value());
    json.text("guid", origin.reference());
    json.text("status", IntelePeerMapping.state(change).receipt());
    json.text("errorcode", failed && !code.isEmpty() ? code : NO_ERROR);
    json.seconds("submitdate", message.state().times().accepted());
    json.seconds("donedate", change.at());
    return json.text("signature", secret.reveal()).end().bytes();
  }

  /// The body that tells what a person wrote.
  static byte[] arrival(Message message, String to, Secret secret) {
    var json = new JsonWriter().object().text("refid", MessageNames.refid(message.id()));
    json.text("from", message.parties().from().value()).text("to", to);
    json.text("message", message.content().words());
    if (message.content() instanceof Content.Media(_, var items)) {
      json.array("media");
      for (var item : items) {
        json.object().text("link", item.source()).text("content-type", item.type()).end();
      }
      json.endArray();
    }
    return json.text("signature", secret.reveal()).end().bytes();
  }

  /// The answer to enabling SMS for a number.
  static Reply provisioned() {
    var json = new JsonWriter().object().number("code", 202);
    json.object("provisioning").text("state", "requested").end();
    return Reply.json(202, json.end().bytes());
  }

  /// One of the `responses` of an order for several numbers.
  static void response(JsonWriter json, int code, Optional<Refusal> refusal) {
    json.object().number("code", refusal.map(IntelePeerReplies::http).orElse(code));
    refusal.ifPresent(no -> json.text("error", words(no)));
    json.end();
  }

  private static byte[] error(int code, String words) {
    return new JsonWriter().object().number("code", code).text("error", words).end().bytes();
  }

  private static int http(Refusal refusal) {
    return IntelePeerFault.of(refusal.fault()).http();
  }

  private static String words(Refusal refusal) {
    return refusal.detail().isEmpty() ? refusal.fault().words() : refusal.detail();
  }
}
