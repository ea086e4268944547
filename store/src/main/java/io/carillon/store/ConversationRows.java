package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Write;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The conversations of one group: what a message changes in one follows from what it was, so those
/// that are asked for are read inside the transaction, many at a time, and changed in memory.
///
/// Nothing is read for a group that has none.
final class ConversationRows {
  private final Session writer;
  private final Keys keys;
  private final Vault vault;
  private final Function<Address, Id> marks;
  private final Map<Meeting, Id> meetings = new HashMap<>();
  private final Map<Id, Known> known = new HashMap<>();
  private final Set<Id> changed = new LinkedHashSet<>();
  private final Map<Id, Optional<Marked>> notes = new LinkedHashMap<>();

  /// @param vault seals notes
  /// @param marks names persons by a keyed hash
  ConversationRows(Session writer, Keys keys, Vault vault, Function<Address, Id> marks) {
    this.writer = writer;
    this.keys = keys;
    this.vault = vault;
    this.marks = marks;
  }

  /// With whom, through what.
  private record Meeting(Id mark, Conversation.Party party) {}

  private record Known(Id mark, Conversation now) {
    Meeting meeting() {
      return new Meeting(mark, now.party());
    }
  }

  private record Marked(Id mark, ConversationNote note) {}

  /// Reads the conversations that these commits ask for, or change.
  void read(List<Commit> commits) throws SQLException {
    meetings.clear();
    known.clear();
    var persons = new LinkedHashSet<Id>();
    var ids = new LinkedHashSet<Id>();
    for (var commit : commits) {
      for (var guard : commit.guards()) {
        if (guard instanceof Guard.AsRead(var id, _)) {
          ids.add(id);
        }
      }
      for (var write : commit.writes()) {
        if (write instanceof Write.Threaded(var line)) {
          persons.add(marks.apply(line.person()));
        }
      }
    }
    read("conversation_of_marks", List.copyOf(persons));
    read("conversation_of_ids", List.copyOf(ids));
  }

  private void read(String statement, List<Id> wanted) throws SQLException {
    for (int from = 0; from < wanted.size(); from += Sql.LIST) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + Sql.LIST));
      for (var one :
          writer
              .prepared(statement)
              .ids(some)
              .list(
                  row -> new Known(row.id(), ConversationReader.conversation(writer, keys, row)))) {
        know(one);
      }
    }
  }

  private void know(Known one) {
    known.put(one.now().id(), one);
    meetings.put(one.meeting(), one.now().id());
  }

  /// Whether a conversation is as it was read.
  boolean holds(Guard.AsRead asRead) {
    var now = known.get(asRead.conversation());
    return now != null && now.now().life().rev() == asRead.rev();
  }

  /// Takes a message in; answers what there is to tell of it.
  List<Event> thread(Conversation.Line line) {
    var meeting = new Meeting(marks.apply(line.person()), line.party());
    var id = meetings.get(meeting);
    var before = id == null ? null : known.get(id);
    var after = before == null ? Conversation.begun(line) : before.now().after(line);
    put(new Known(meeting.mark(), after));
    return Conversation.happened(Optional.ofNullable(before).map(Known::now), after);
  }

  void tend(Conversation after) {
    put(new Known(known(after.id()).mark(), after));
  }

  private Known known(Id conversation) {
    var one = known.get(conversation);
    if (one == null) {
      throw new IllegalStateException("who changes a conversation asks that it is as it was read");
    }
    return one;
  }

  private void put(Known one) {
    know(one);
    changed.add(one.now().id());
  }

  void annotate(ConversationNote note) {
    notes.put(note.id(), Optional.of(new Marked(known(note.conversation()).mark(), note)));
  }

  void unannotate(ConversationNote note) {
    notes.put(note.id(), Optional.empty());
  }

  void flush() throws SQLException {
    if (changed.isEmpty() && notes.isEmpty()) {
      return;
    }
    var put = writer.prepared("conversation_put");
    for (var id : changed) {
      var one = known.get(id);
      if (one != null) {
        fill(put, one);
      }
    }
    put.run();
    flushNotes();
    clear();
  }

  private void fill(Prepared put, Known one) throws SQLException {
    var now = one.now();
    var tail = now.tail();
    var care = now.care();
    put.id(one.mark()).id(now.id()).number(keys.account(writer, now.party().account()));
    put.number(now.party().sender().kind().code()).text(now.party().sender().name());
    put.id(tail.last().message().value()).number(tail.last().direction().code());
    put.number(tail.last().channel().code()).time(tail.last().at());
    put.octetsOrNone(tail.inbound().map(id -> id.value().bytes()).orElse(null));
    put.octetsOrNone(tail.outbound().map(id -> id.value().bytes()).orElse(null));
    put.text(ConversationReader.heard(tail)).number(tail.unread()).number(care.state().code());
    put.text(care.assignee()).text(ConversationReader.labels(care)).time(care.read());
    put.number(care.notes()).time(now.life().created()).time(now.life().updated());
    put.number(now.life().rev()).add();
  }

  private void flushNotes() throws SQLException {
    for (var entry : notes.entrySet()) {
      if (entry.getValue().isEmpty()) {
        writer.prepared("note_drop").id(entry.getKey()).change();
      } else {
        var note = entry.getValue().get().note();
        var words = note.text().getBytes(StandardCharsets.UTF_8);
        writer
            .prepared("note_put")
            .id(note.id())
            .number(keys.account(writer, note.account()))
            .id(note.conversation())
            .id(entry.getValue().get().mark())
            .text(note.author())
            .octets(vault.seal(words(note.id()), words))
            .time(note.created())
            .time(note.updated())
            .change();
      }
    }
  }

  /// Where the words of a note stand.
  static Place words(Id note) {
    return new Place("conversation_note", "words", note.hex());
  }

  /// Drops all that an account noted, inside the writer's transaction.
  static void shred(Session writer, int account) throws SQLException {
    writer.dialect().overwrites(writer.connection(), true);
    writer.prepared("notes_shred").number(account).change();
    writer.prepared("conversation_unnoted").number(account).change();
    writer.dialect().overwrites(writer.connection(), false);
  }

  /// Drops some conversations of a person with their notes; answers how many rows those were.
  static int erase(Session writer, List<Id> conversations) throws SQLException {
    int rows = 0;
    for (var id : conversations) {
      rows += writer.prepared("notes_drop").id(id).change();
      rows += writer.prepared("conversation_erase").id(id).change();
    }
    return rows;
  }

  void clear() {
    changed.clear();
    notes.clear();
    known.clear();
    meetings.clear();
  }
}
