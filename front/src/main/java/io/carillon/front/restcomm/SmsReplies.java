package io.carillon.front.restcomm;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.xml.XmlWriter;
import io.carillon.model.Message;
import io.carillon.wire.http.Reply;
import java.util.List;

/// Writes the SMS resource: keys and elements in the order in which Restcomm-Connect emits them.
final class SmsReplies {
  private static final String XML_TYPE = "application/xml";

  private SmsReplies() {}

  /// The answer to a send: `sending`, as it is never otherwise there.
  static Reply accepted(Shape shape, Message message) {
    return one(shape, message, Standing.accepted(message, "sending"));
  }

  /// One message as it stands.
  static Reply one(Shape shape, Message message) {
    return one(shape, message, Standing.now(message));
  }

  private static Reply one(Shape shape, Message message, Standing standing) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        fields(json, message, standing);
        yield Reply.json(200, json.end().bytes());
      }
      case XML -> {
        var xml = new XmlWriter().open("RestcommResponse");
        element(xml, message, standing);
        yield xml(xml.end());
      }
    };
  }

  /// A page of messages; XML has no room for where it stands.
  static Reply page(Shape shape, Paging paging, List<Message> messages) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        paging.write(json, messages.size(), Sids.last(messages));
        json.array("messages");
        for (var message : messages) {
          fields(json.object(), message, Standing.now(message));
          json.end();
        }
        yield Reply.json(200, json.endArray().end().bytes());
      }
      case XML -> {
        var xml = new XmlWriter().open("RestcommResponse").open("SMSMessages");
        for (var message : messages) {
          element(xml, message, Standing.now(message));
        }
        yield xml(xml.end().end());
      }
    };
  }

  private static void fields(JsonWriter json, Message message, Standing standing) {
    json.text("sid", Sids.message(message));
    json.text("date_created", RestcommDates.words(message.state().times().accepted()));
    json.text("date_updated", RestcommDates.words(standing.updated()));
    json.textOrNull("date_sent", standing.sent().map(RestcommDates::iso).orElse(""));
    json.text("account_sid", Sids.account(message));
    json.text("from", message.parties().from().value());
    json.text("to", message.parties().to().value());
    json.text("body", message.content().words());
    json.text("status", standing.status());
    json.text("direction", RestcommMapping.direction(message));
    standing
        .error()
        .ifPresentOrElse(
            error -> json.number("error_code", error.number()).text("error_message", error.words()),
            () -> json.none("error_code").none("error_message"));
    json.text("price", standing.price().decimal().toPlainString());
    json.text("price_unit", standing.price().currency());
    json.text("api_version", version(message));
    json.text("uri", Sids.path(Form.SMS, message));
  }

  private static void element(XmlWriter xml, Message message, Standing standing) {
    xml.open("SMSMessage");
    xml.text("Sid", Sids.message(message));
    xml.text("DateCreated", RestcommDates.words(message.state().times().accepted()));
    xml.text("DateUpdated", RestcommDates.words(standing.updated()));
    xml.text("DateSent", standing.sent().map(RestcommDates::iso).orElse(""));
    xml.text("AccountSid", Sids.account(message));
    xml.text("From", message.parties().from().value());
    xml.text("To", message.parties().to().value());
    xml.text("Body", message.content().words());
    xml.text("Status", standing.status());
    xml.text("Direction", RestcommMapping.direction(message));
    standing
        .error()
        .ifPresent(error -> {
          xml.open("Error");
          xml.text("ErrorCode", Integer.toString(error.number()));
          xml.text("ErrorMessage", error.words()).end();
        });
    xml.text("Price", standing.price().decimal().toPlainString());
    xml.text("PriceUnit", standing.price().currency());
    xml.text("ApiVersion", version(message));
    xml.text("Uri", Sids.path(Form.SMS, message)).end();
  }

  private static String version(Message message) {
    var kept = Kept.of(message).apiVersion();
    return kept.isEmpty() ? Sids.VERSION : kept;
  }

  static Reply xml(XmlWriter xml) {
    return Reply.of(200, XML_TYPE, xml.bytes());
  }
}
