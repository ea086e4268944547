package io.carillon.front.restcomm;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.wire.http.Reply;
import java.util.List;
import java.util.Optional;

/// Writes the resource of the Messages API. Its page shows no answer that we know of: keys and
/// their order are our choice, in the manner of the SMS resource.
final class ChannelReplies {
  private ChannelReplies() {}

  /// The answer to a send: `queued`, its price not settled yet.
  static Reply accepted(Message message) {
    var json = new JsonWriter().object();
    fields(json, message, Standing.accepted(message, "queued"), Optional.empty());
    return Reply.json(200, json.end().bytes());
  }

  /// One message as it stands.
  static Reply one(Message message) {
    var json = new JsonWriter().object();
    fields(json, message);
    return Reply.json(200, json.end().bytes());
  }

  /// A page of messages.
  static Reply page(Paging paging, List<Message> messages) {
    var json = new JsonWriter().object();
    paging.write(json, messages.size(), Sids.last(messages));
    json.array("messages");
    for (var message : messages) {
      fields(json.object(), message);
      json.end();
    }
    return Reply.json(200, json.endArray().end().bytes());
  }

  /// The URI of one end of a message.
  static String uri(Message message, String address) {
    return RestcommMapping.scheme(message.parties().channel()) + ":" + address;
  }

  private static void fields(JsonWriter json, Message message) {
    var standing = Standing.now(message);
    var price = Optional.of(standing.price().decimal().toPlainString());
    fields(json, message, standing, price);
  }

  private static void fields(
      JsonWriter json, Message message, Standing standing, Optional<String> price) {
    json.text("sid", Sids.message(message));
    json.text("account_sid", Sids.account(message));
    ends(json, message);
    json.text("body", message.content().words());
    var media = media(message);
    json.texts("media_urls", media);
    json.number("num_media", media.size());
    json.number("num_segments", message.bill().segments());
    json.text("status", standing.status());
    json.text("direction", RestcommMapping.direction(message));
    error(json, standing);
    json.textOrNull("price", price.orElse(""));
    json.text("price_unit", standing.price().currency());
    json.text("date_created", RestcommDates.words(message.state().times().accepted()));
    json.text("date_updated", RestcommDates.words(standing.updated()));
    json.textOrNull("date_sent", standing.sent().map(RestcommDates::iso).orElse(""));
    json.text("api_version", Sids.VERSION);
    json.text("uri", Sids.path(Form.CHANNELS, message));
  }

  private static void ends(JsonWriter json, Message message) {
    json.text("from", uri(message, message.parties().from().value()));
    json.text("to", uri(message, message.parties().to().value()));
    json.text("channel", RestcommMapping.scheme(message.parties().channel()));
  }

  private static void error(JsonWriter json, Standing standing) {
    standing
        .error()
        .ifPresentOrElse(
            error -> json.number("error_code", error.number()).text("error_message", error.words()),
            () -> json.none("error_code").none("error_message"));
  }

  private static List<String> media(Message message) {
    return message.content() instanceof Content.Media(_, var items)
        ? items.stream().map(Content.Item::source).toList()
        : List.of();
  }
}
