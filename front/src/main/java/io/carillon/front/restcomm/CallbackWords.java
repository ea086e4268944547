package io.carillon.front.restcomm;

import io.carillon.front.form.FormWriter;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a callback says, name by name, in the order in which it is said: of a message of ours that
/// went on, or of one that a person wrote.
///
/// The SMS page lists its parameters; those of the Messages API are our choice.
///
/// @param values the empty ones have no value
/// @param media what came with it
record CallbackWords(Map<String, String> values, List<Content.Item> media) {
  private static final Set<String> NUMBERS = Set.of("error_code", "num_media");

  /// What is said of a change.
  static CallbackWords of(Message message, Change change) {
    boolean received = change.status() == Status.RECEIVED;
    var values =
        switch (Form.of(message)) {
          case SMS -> received ? smsReceived(message) : sms(message, change);
          case CHANNELS -> received ? received(message) : status(message, change);
        };
    return new CallbackWords(values, received ? media(message) : List.of());
  }

  private static Map<String, String> smsReceived(Message message) {
    var values = new LinkedHashMap<String, String>();
    values.put("SmsSid", Sids.message(message));
    values.put("AccountSid", Sids.account(message));
    values.put("From", message.parties().from().value());
    values.put("To", message.parties().to().value());
    values.put("Body", message.content().words());
    values.put("ApiVersion", Sids.VERSION);
    return values;
  }

  private static Map<String, String> sms(Message message, Change change) {
    var standing = Standing.after(message, change);
    var values = new LinkedHashMap<String, String>();
    values.put("From", message.parties().from().value());
    values.put("To", message.parties().to().value());
    values.put("Body", message.content().words());
    values.put("AccountSid", Sids.account(message));
    standing.error().ifPresent(error -> values.put("ErrorCode", Integer.toString(error.number())));
    values.put("MessageSid", Sids.message(message));
    values.put("MessageStatus", standing.status());
    return values;
  }

  private static Map<String, String> received(Message message) {
    var values = ends(message);
    values.put("body", message.content().words());
    values.put("num_media", Integer.toString(media(message).size()));
    return values;
  }

  private static Map<String, String> status(Message message, Change change) {
    var standing = Standing.after(message, change);
    var error = standing.error();
    var values = ends(message);
    values.put("message_status", standing.status());
    values.put("error_code", error.map(found -> Integer.toString(found.number())).orElse(""));
    values.put("error_message", error.map(ReasonCode::words).orElse(""));
    values.put("timestamp", RestcommDates.iso(change.at()));
    return values;
  }

  private static Map<String, String> ends(Message message) {
    var values = new LinkedHashMap<String, String>();
    values.put("message_sid", Sids.message(message));
    values.put("account_sid", Sids.account(message));
    values.put("from", ChannelReplies.uri(message, message.parties().from().value()));
    values.put("to", ChannelReplies.uri(message, message.parties().to().value()));
    values.put("channel", RestcommMapping.scheme(message.parties().channel()));
    return values;
  }

  private static List<Content.Item> media(Message message) {
    return message.content() instanceof Content.Media(_, var items) ? items : List.of();
  }

  /// With more to say.
  CallbackWords with(Map<String, String> more) {
    var all = new LinkedHashMap<>(values);
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(word -> all.put(word.getKey(), word.getValue()));
    return new CallbackWords(all, media);
  }

  /// Without what the message says.
  CallbackWords withoutBody() {
    var rest = new LinkedHashMap<>(values);
    rest.remove("Body");
    rest.remove("body");
    return new CallbackWords(rest, media);
  }

  /// As a form; without what has no value.
  FormWriter form() {
    var form = new FormWriter();
    values.forEach((name, value) -> {
      if (!value.isEmpty()) {
        form.add(name, value);
      }
    });
    for (int i = 0; i < media.size(); i++) {
      form.add("media_url_" + i, media.get(i).source());
    }
    return form;
  }

  /// As one JSON object; `null` for what has no value.
  byte[] json() {
    var json = new JsonWriter().object();
    values.forEach((name, value) -> {
      if (NUMBERS.contains(name) && !value.isEmpty()) {
        json.number(name, Long.parseLong(value));
      } else {
        json.textOrNull(name, value);
      }
    });
    if (values.containsKey("num_media")) {
      json.array("media");
      for (var item : media) {
        json.object().text("url", item.source()).textOrNull("content_type", item.type()).end();
      }
      json.endArray();
    }
    return json.end().bytes();
  }
}
