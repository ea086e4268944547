package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Conversations;
import io.carillon.store.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads conversations. A list that few pass is looked for in steps, each a short read of its own,
/// and a page ends early after so many.
final class ConversationReader implements Conversations {
  private static final int STEP = 500;
  private static final int STEPS_MAX = 20;
  private static final Id HIGHEST = new Id(-1L, -1L);
  private static final String BETWEEN = " ";

  private final Readers readers;
  private final Writer writer;
  private final Keys keys;
  private final Vault vault;

  ConversationReader(Readers readers, Writer writer, Keys keys, Vault vault) {
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
    this.vault = vault;
  }

  @Override
  public Optional<Conversation> find(AccountId account, Id id) {
    return readers.read(
        "a conversation",
        session ->
            session
                .prepared("conversation_find")
                .id(id)
                .number(keys.findAccount(session, account))
                .one(row -> conversation(session, keys, row)));
  }

  @Override
  public Map<Meeting, Conversation> between(AccountId account, Set<Meeting> meetings) {
    if (meetings.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + ", not " + meetings.size());
    }
    return readers.read(
        "the conversations of some persons", session -> between(session, account, meetings));
  }

  private Map<Meeting, Conversation> between(
      Session session, AccountId account, Set<Meeting> meetings) throws SQLException {
    var persons = new HashMap<Id, Address>();
    for (var one : meetings) {
      persons.put(mark(session, one.person()), one.person());
    }
    int number = keys.findAccount(session, account);
    var marks = List.copyOf(persons.keySet());
    var found = new HashMap<Meeting, Conversation>();
    for (int from = 0; from < marks.size(); from += Sql.LIST) {
      var some = marks.subList(from, Math.min(marks.size(), from + Sql.LIST));
      var rows =
          session
              .prepared("conversation_of_meetings")
              .ids(some)
              .number(number)
              .list(row -> Map.entry(row.id(), conversation(session, keys, row)));
      for (var row : rows) {
        var person = Objects.requireNonNull(persons.get(row.getKey()));
        found.put(new Meeting(row.getValue().party(), person), row.getValue());
      }
    }
    found.keySet().retainAll(meetings);
    return found;
  }

  @Override
  public Map<Channel, Instant> heard(Conversation.Party party, Address person) {
    return readers.read(
        "when a person wrote last",
        session ->
            session
                .prepared("conversation_heard")
                .id(mark(session, person))
                .number(keys.findAccount(session, party.account()))
                .number(party.sender().kind().code())
                .text(party.sender().name())
                .one(row -> heard(row.text()))
                .orElse(Map.of()));
  }

  private static Id mark(Session session, Address person) throws SQLException {
    var key = session.prepared("consent_key").one(Row::givenOctets).orElseThrow();
    return new ConsentSeal(key).mark(person);
  }

  @Override
  public Page page(Filter filter, Optional<Place> behind, int limit) {
    check(limit);
    var found = new ArrayList<Conversation>();
    var from = behind.orElseGet(() -> top(filter));
    for (int step = 0; step < STEPS_MAX; step++) {
      var some = step(filter, from);
      for (var one : some) {
        if (isBefore(filter, one)) {
          return new Page(found, Optional.empty());
        }
        if (filter.passes(one)) {
          if (found.size() == limit) {
            return new Page(found, Optional.of(Place.of(found.getLast())));
          }
          found.add(one);
        }
      }
      if (some.size() < STEP) {
        return new Page(found, Optional.empty());
      }
      from = Place.of(some.getLast());
    }
    return new Page(found, Optional.of(from));
  }

  private static void check(int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
  }

  /// Above all that can pass.
  private static Place top(Filter filter) {
    return new Place(filter.active().until().orElse(Micros.instant(Long.MAX_VALUE)), HIGHEST);
  }

  private static boolean isBefore(Filter filter, Conversation one) {
    return filter.active().from().map(one.tail().last().at()::isBefore).orElse(false);
  }

  private List<Conversation> step(Filter filter, Place from) {
    return readers.read(
        "conversations",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var person = filter.person();
          Prepared statement;
          if (person.isPresent()) {
            var mark = mark(session, person.get());
            statement = session.prepared("conversation_page_of_person").id(mark);
          } else {
            statement = session.prepared("conversation_page");
          }
          return statement
              .number(account)
              .time(from.at())
              .id(from.id())
              .number(STEP)
              .list(row -> conversation(session, keys, row));
        });
  }

  @Override
  public List<ConversationNote> notes(
      AccountId account, Id conversation, Optional<Id> behind, int limit) {
    check(limit);
    return readers.read(
        "notes beside a conversation",
        session ->
            session
                .prepared("note_page")
                .id(conversation)
                .number(keys.findAccount(session, account))
                .id(behind.orElse(HIGHEST))
                .number(limit)
                .list(row -> note(account, row)));
  }

  @Override
  public Optional<ConversationNote> note(AccountId account, Id conversation, Id note) {
    return readers.read(
        "a note beside a conversation",
        session ->
            session
                .prepared("note_find")
                .id(note)
                .id(conversation)
                .number(keys.findAccount(session, account))
                .one(row -> note(account, row)));
  }

  private ConversationNote note(AccountId account, Row row) throws SQLException {
    return note(vault, account, row);
  }

  static ConversationNote note(Vault vault, AccountId account, Row row) throws SQLException {
    var id = row.id();
    var conversation = row.id();
    var author = row.text();
    var words = vault.open(ConversationRows.words(id), row.givenOctets());
    var text = new String(words, StandardCharsets.UTF_8);
    return new ConversationNote(id, account, conversation, author, text, row.time(), row.time());
  }

  @Override
  public List<Conversation> adrift(Id after, int limit) {
    check(limit);
    return readers.read(
        "conversations whose messages are gone",
        session ->
            session
                .prepared("conversation_adrift")
                .id(after)
                .number(limit)
                .list(row -> conversation(session, keys, row)));
  }

  @Override
  public boolean drop(Conversation read) throws InterruptedException {
    int rows =
        writer.between(session -> {
          int dropped =
              session
                  .prepared("conversation_drop")
                  .id(read.id())
                  .number(read.life().rev())
                  .change();
          if (dropped > 0) {
            session.prepared("notes_drop").id(read.id()).change();
          }
          return dropped;
        });
    return rows > 0;
  }

  /// One as the statements of `conversation_columns` read it.
  static Conversation conversation(Session session, Keys keys, Row row) throws SQLException {
    var id = row.id();
    var account = keys.accountOf(session, row.number());
    var party = new Conversation.Party(account, ConsentRows.reach(row));
    var last =
        new Conversation.Latest(
            new MessageId(row.id()),
            Codes.DIRECTION.of(row.number()),
            Codes.CHANNEL.of(row.number()),
            row.time());
    var inbound = message(row.octets());
    var outbound = message(row.octets());
    var tail = new Conversation.Tail(last, inbound, outbound, heard(row.text()), row.number());
    var care =
        new Conversation.Care(
            Codes.CONVERSATION_STATE.of(row.number()),
            row.text(),
            labels(row.text()),
            row.timeOrNone(),
            row.number());
    var life = new Conversation.Life(row.time(), row.time(), row.number());
    return new Conversation(id, party, tail, care, life);
  }

  private static Optional<MessageId> message(byte @Nullable [] octets) {
    return Optional.ofNullable(octets).map(Id::fromBytes).map(MessageId::new);
  }

  /// When the person wrote last, as it is kept: channels with their moments.
  static String heard(Conversation.Tail tail) {
    return tail.heardInOrder().entrySet().stream()
        .map(one -> one.getKey().code() + ":" + Micros.of(one.getValue()))
        .collect(Collectors.joining(BETWEEN));
  }

  private static Map<Channel, Instant> heard(String kept) {
    var heard = new HashMap<Channel, Instant>();
    for (var one : words(kept)) {
      int colon = one.indexOf(':');
      heard.put(
          Codes.CHANNEL.of(Integer.parseInt(one.substring(0, colon))),
          Micros.instant(Long.parseLong(one.substring(colon + 1))));
    }
    return heard;
  }

  /// Labels as they are kept, in their order.
  static String labels(Conversation.Care care) {
    return care.labels().stream().sorted().collect(Collectors.joining(BETWEEN));
  }

  private static Set<String> labels(String kept) {
    return Set.copyOf(words(kept));
  }

  private static List<String> words(String kept) {
    return kept.isEmpty() ? List.of() : List.of(kept.split(BETWEEN, -1));
  }
}
