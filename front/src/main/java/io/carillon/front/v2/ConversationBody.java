package io.carillon.front.v2;

import io.carillon.engine.conversation.Window;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Address;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A conversation, or a note beside one, as JSON.
final class ConversationBody {
  private static final String PREFIX = "cnv_";
  private static final String NOTE_PREFIX = "note_";

  private final JsonWriter json;
  private final Function<Conversation, List<Window>> windows;

  /// @param windows those of a conversation, as they stand now
  ConversationBody(JsonWriter json, Function<Conversation, List<Window>> windows) {
    this.json = json;
    this.windows = windows;
  }

  /// One for notes only.
  static ConversationBody ofNotes(JsonWriter json) {
    return new ConversationBody(json, _ -> List.of());
  }

  /// What a conversation is called.
  static String name(Id conversation) {
    return PREFIX + conversation.uuid();
  }

  /// The conversation with this name.
  static Optional<Id> read(String name) {
    return named(name, PREFIX);
  }

  /// What a note is called.
  static String noteName(Id note) {
    return NOTE_PREFIX + note.uuid();
  }

  /// The note with this name.
  static Optional<Id> readNote(String name) {
    return named(name, NOTE_PREFIX);
  }

  private static Optional<Id> named(String name, String prefix) {
    return name.startsWith(prefix)
        ? Id.fromUuid(name.substring(prefix.length()))
        : Optional.empty();
  }

  /// The whole object.
  ///
  /// @param person with whom; empty where no message tells it any more
  void conversation(Conversation one, Optional<Address> person) {
    conversation(one, person, Optional.empty());
  }

  /// The whole object.
  ///
  /// @param match the newest message that says the words by which it was found
  void conversation(Conversation one, Optional<Address> person, Optional<MessageId> match) {
    var name = name(one.id());
    json.object().text("id", name).text("object", "conversation");
    json.text("state", one.care().state().word());
    var sender = one.party().sender();
    switch (sender.kind()) {
      case SENDER -> json.text("from", sender.name()).none("pool");
      case POOL, ACCOUNT -> json.none("from").text("pool", sender.name());
    }
    json.textOrNull("to", person.map(Address::value).orElse(""));
    json.textOrNull("assignee", one.care().assignee());
    json.texts("labels", one.care().labels().stream().sorted().toList());
    json.number("unread", one.tail().unread());
    moment("read", one.care().read());
    json.number("notes", one.care().notes());
    var last = one.tail().last();
    json.object("last_message").text("id", MessageNames.uuid(last.message()));
    json.text("direction", last.direction().word()).text("channel", last.channel().word());
    json.moment("at", last.at()).end();
    match.ifPresent(id -> json.text("match", MessageNames.uuid(id)));
    moment("last_inbound", one.tail().heard().values().stream().max(Instant::compareTo));
    json.array("windows");
    for (var window : windows.apply(one)) {
      json.object().text("channel", window.channel().word());
      json.moment("closes", window.closes()).flag("open", window.open()).end();
    }
    json.endArray();
    json.moment("created", one.life().created()).moment("updated", one.life().updated());
    json.number("rev", one.life().rev());
    json.text("messages", "/v2/conversations/" + name + "/messages").end();
  }

  /// The whole object.
  void note(ConversationNote note) {
    json.object().text("id", noteName(note.id())).text("object", "note");
    json.text("conversation", name(note.conversation())).text("author", note.author());
    json.text("text", note.text());
    json.moment("created", note.created()).moment("updated", note.updated()).end();
  }

  private void moment(String name, Optional<Instant> moment) {
    moment.ifPresentOrElse(at -> json.moment(name, at), () -> json.none(name));
  }
}
