package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.MessageBody.Expanded;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Events.Kept;
import io.carillon.model.port.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes events: what happened, and the message that it is about, as it stands now.
final class EventBody {
  private static final int DIGITS_MAX = 18;

  private final Messages messages;
  private final UnaryOperator<Message> shown;

  /// @param shown a message as it may be told
  EventBody(Messages messages, UnaryOperator<Message> shown) {
    this.messages = messages;
    this.shown = shown;
  }

  /// What an event is called.
  static String name(long number) {
    return Long.toString(number);
  }

  /// The number that a name is; empty where it is none.
  static Optional<Long> number(String name) {
    boolean digits = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && name.length() <= DIGITS_MAX
        ? Optional.of(Long.parseLong(name))
        : Optional.empty();
  }

  /// The messages that events are about. One that was erased, or left for the archive, is not among
  /// them.
  Map<MessageId, Message> messages(List<Kept> events) {
    return messages.find(
        events.stream()
            .map(Kept::event)
            .filter(EventBody::isOfMessage)
            .map(event -> new MessageId(event.subject()))
            .toList());
  }

  private static boolean isOfMessage(Event event) {
    return event.kind().topic() == Event.Topic.MESSAGE;
  }

  /// One event, as the next element of an array or as the whole text.
  ///
  /// @param about as [#messages] found them
  void write(JsonWriter json, Kept kept, Map<MessageId, Message> about) {
    var event = kept.event();
    json.object();
    said(json, name(kept.number()), event);
    if (isOfMessage(event)) {
      message(json, Optional.ofNullable(about.get(new MessageId(event.subject()))));
    }
    json.end();
  }

  /// One that is no message's, as endpoints are told it.
  static byte[] of(String id, Event event) {
    var json = new JsonWriter().object();
    said(json, id, event);
    return json.end().bytes();
  }

  private static void said(JsonWriter json, String id, Event event) {
    json.text("id", id).text("object", "event");
    json.text("type", event.kind().word()).moment("created", event.at());
    json.text("subject", subject(event));
    json.object("facts");
    event.facts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact -> json.text(fact.getKey(), fact.getValue()));
    json.end();
  }

  /// What it is about, by the name that the rest of the API gives it.
  private static String subject(Event event) {
    var id = event.subject();
    return switch (event.kind().topic()) {
      case MESSAGE -> MessageNames.uuid(new MessageId(id));
      case CONVERSATION -> ConversationBody.name(id);
      case SAYING ->
          id.equals(event.account().value())
              ? V2MoneyReplies.name(event.account())
              : MessageNames.uuid(new MessageId(id));
      case ACCOUNT_EVENT -> V2AccountEvents.name(id);
      case ENDPOINT -> Endpoint.name(id);
    };
  }

  private void message(JsonWriter json, Optional<Message> found) {
    if (found.isEmpty()) {
      json.none("message");
      return;
    }
    json.object("message");
    new MessageBody(json).message(shown.apply(found.get()), Expanded.NOTHING);
    json.end();
  }
}
