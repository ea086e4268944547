package io.carillon.front.pantheon;

import io.carillon.engine.billing.Refunds;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import java.util.List;
import java.util.Optional;

/// Writes every body that the dialect sends: keys, their order and their types as the two pages
/// print them.
final class PantheonReplies {
  private PantheonReplies() {}

  /// The answer to a send: the message as it was accepted, whatever became of it since, so that a
  /// repeated request with an idempotency key hears the same.
  static byte[] accepted(Message message, String requestId) {
    var json = new JsonWriter().object();
    var change = asAccepted(message);
    switch (Form.of(message)) {
      case UNIFIED -> {
        unifiedHead(json, message, change);
        metadata(json, Kept.requestId(message, requestId));
      }
      case SMS, MMS -> {
        pageHead(json, message);
        json.text("status", PantheonMapping.word(change.status()));
        pageMiddle(json, message);
        price(json, message, change);
      }
    }
    return json.end().bytes();
  }

  /// The answer to a status request.
  static byte[] status(Message message, String requestId) {
    var json = new JsonWriter();
    status(json.object(), message, asItStands(message), requestId);
    return json.end().bytes();
  }

  /// A page of messages, each in its own form.
  static byte[] list(History.Page page, String requestId) {
    var json = new JsonWriter().object().array("messages");
    for (var message : page.messages()) {
      status(json.object(), message, asItStands(message), requestId);
      json.end();
    }
    json.endArray().flag("has_more", page.more());
    page.behind()
        .ifPresentOrElse(
            id -> json.text("next_cursor", MessageNames.uuid(id)), () -> json.none("next_cursor"));
    metadata(json, requestId);
    return json.end().bytes();
  }

  /// A cancel that came too late.
  static byte[] notCancellable(Message message, String requestId) {
    var json = new JsonWriter().object().object("error");
    json.text("code", "not_cancellable");
    json.text("message", "The message is " + PantheonMapping.word(message.status()) + " already.");
    json.text("resolution", "Cancel a message before it is handed to the carrier.").end();
    metadata(json, requestId);
    return json.end().bytes();
  }

  /// The body of a webhook: what a status request would have said right after the change.
  static byte[] event(Message message, int sequence, Change change, String requestId) {
    var json = new JsonWriter().object();
    json.text("event", "message." + PantheonMapping.word(change.status()));
    json.number("sequence", sequence);
    json.object("data");
    status(json, message, change, requestId);
    return json.end().end().bytes();
  }

  /// A refused request.
  static byte[] refused(Refusal refusal, String requestId) {
    var row = PantheonFault.of(refusal.fault());
    var message = refusal.detail().isEmpty() ? row.message() : named(refusal);
    var json = new JsonWriter().object().object("error");
    json.text("code", row.code());
    json.text("message", message);
    json.text("resolution", row.resolution()).end();
    metadata(json, requestId);
    return json.end().bytes();
  }

  /// The detail, with the field before it where it does not name the field itself.
  private static String named(Refusal refusal) {
    boolean names = refusal.field().isEmpty() || refusal.detail().contains(refusal.field());
    return names ? refusal.detail() : '"' + refusal.field() + "\": " + refusal.detail();
  }

  private static void status(JsonWriter json, Message message, Change change, String requestId) {
    switch (Form.of(message)) {
      case UNIFIED -> {
        unifiedHead(json, message, change);
        json.seconds("updated_at", change.at());
        delivered(json, message, change);
        json.textOrNull("carrier", message.state().facts().network());
        json.textOrNull("country", message.state().facts().country());
        error(json, message, change);
        metadata(json, Kept.requestId(message, requestId));
      }
      case SMS, MMS -> {
        pageHead(json, message);
        json.text("status", PantheonMapping.word(change.status()));
        json.text("status_details", details(message, change));
        pageMiddle(json, message);
        json.seconds("updated_at", change.at());
        delivered(json, message, change);
        price(json, message, change);
        json.labels("tags", message.origin().tags());
      }
    }
  }

  /// Page "Messaging FAQ", both responses up to `created_at`.
  private static void unifiedHead(JsonWriter json, Message message, Change change) {
    json.text("message_id", MessageNames.uuid(message.id()));
    json.text("status", PantheonMapping.word(change.status()));
    json.text("from", message.parties().from().value());
    json.text("to", message.parties().to().value());
    json.text("channel", message.parties().channel().word());
    json.number("parts", message.bill().segments());
    price(json, message, change);
    json.seconds("created_at", message.state().times().accepted());
  }

  /// Page "SMS & MMS", all responses up to `status`.
  private static void pageHead(JsonWriter json, Message message) {
    json.text("message_id", MessageNames.decimal(message.id()));
    json.text("to", message.parties().to().value());
    json.text("from", message.parties().from().value());
    json.text("text", message.content().words());
    if (message.content() instanceof Content.Media(_, var items)) {
      json.texts("media_urls", items.stream().map(Content.Item::source).toList());
    } else if (Form.of(message) == Form.MMS) {
      json.texts("media_urls", List.of()); // its links cannot be read here any more
    }
  }

  /// Page "SMS & MMS", all responses from `segments` to `created_at`.
  private static void pageMiddle(JsonWriter json, Message message) {
    json.number("segments", message.bill().segments());
    json.text("direction", message.parties().direction().word());
    json.text("type", message.parties().channel().word());
    json.seconds("created_at", message.state().times().accepted());
  }

  /// What was given back when the message failed is no cost.
  private static void price(JsonWriter json, Message message, Change change) {
    var cost =
        switch (change.status()) {
          case UNDELIVERED, EXPIRED, FAILED, CANCELED -> Refunds.kept(message);
          case ACCEPTED, SCHEDULED, QUEUED, SENDING, SENT, DELIVERED, READ, RECEIVED ->
              message.bill().price();
        };
    json.amount("cost", cost);
    json.text("currency", cost.currency());
  }

  /// `delivered_at` stays null until the change that delivered it, even where more is known by now.
  private static void delivered(JsonWriter json, Message message, Change change) {
    switch (change.status()) {
      case DELIVERED, READ ->
          json.seconds("delivered_at", message.state().times().delivered().orElse(change.at()));
      case ACCEPTED,
          SCHEDULED,
          QUEUED,
          SENDING,
          SENT,
          UNDELIVERED,
          EXPIRED,
          FAILED,
          CANCELED,
          RECEIVED ->
          json.none("delivered_at");
    }
  }

  private static void error(JsonWriter json, Message message, Change change) {
    if (change.fault().isEmpty()) {
      json.none("error");
      return;
    }
    var row = PantheonFault.of(change.fault().get());
    json.object("error");
    json.text("code", row.code());
    json.text("message", said(message, change.fault().get()));
    json.text("resolution", row.resolution());
    json.textOrNull("carrier_code", message.state().facts().carrierCode());
    json.end();
  }

  private static void metadata(JsonWriter json, String requestId) {
    json.object("metadata").text("request_id", requestId).end();
  }

  private static String details(Message message, Change change) {
    return change
        .fault()
        .map(fault -> said(message, fault))
        .orElseGet(() -> PantheonMapping.details(change.status()));
  }

  /// What a fault did to a message; a channel that nobody carries is named.
  private static String said(Message message, Fault fault) {
    return fault == Fault.NO_CARRIER
        ? "There is no carrier for " + message.parties().channel().word() + "."
        : PantheonFault.of(fault).message();
  }

  private static Change asItStands(Message message) {
    var state = message.state();
    return new Change(state.status(), state.times().updated(), faultOf(message));
  }

  private static Change asAccepted(Message message) {
    var accepted = message.state().times().accepted();
    boolean later = message.terms().sendAt().filter(accepted::isBefore).isPresent();
    return new Change(later ? Status.SCHEDULED : Status.QUEUED, accepted, Optional.empty());
  }

  /// A late receipt may deliver what had failed: the fault is then history, not the state.
  private static Optional<Fault> faultOf(Message message) {
    return message.status().rank() > Status.FAILED.rank()
        ? Optional.empty()
        : message.state().facts().fault();
  }
}
