package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Orders to erase people. The addresses stand sealed in them, and only until they are done.
final class ErasureRows implements Erasures {
  private static final int STEP = 500;
  private static final int ID_OCTETS = 16;

  /// How often the log is cut off in vain, up to 50 ms each, before somebody is taken to read it
  /// for longer.
  private static final int TRIES = 10;

  private final Readers readers;
  private final ErasureReader reader;
  private final Writer writer;
  private final Keys keys;
  private final Vault vault;
  private final Archive archive;
  private final PersonTree people;

  ErasureRows(
      Readers readers, Writer writer, Keys keys, Vault vault, Archive archive, PersonTree people) {
    this.readers = readers;
    reader = new ErasureReader(readers, keys, vault);
    this.writer = writer;
    this.keys = keys;
    this.vault = vault;
    this.archive = archive;
    this.people = people;
  }

  /// Writes a new order, inside the writer's transaction.
  static void put(Session writer, Keys keys, Vault vault, Erasure erasure) throws SQLException {
    var key = writer.prepared("consent_key").one(Row::givenOctets).orElseThrow();
    var seals = new ConsentSeal(key);
    var people = Octets.empty().putCount(erasure.people().size());
    for (var person : erasure.people()) {
      people.putCount(person.kind().code()).putText(person.value());
    }
    writer
        .prepared("erasure_insert")
        .id(erasure.id())
        .number(keys.account(writer, erasure.account()))
        .text(erasure.reason())
        .time(erasure.ordered())
        .octets(vault.seal(ErasureReader.place(erasure.id()), people.bytes()))
        .text(
            erasure.people().stream()
                .map(person -> seals.mark(person).hex())
                .collect(Collectors.joining(",")))
        .octets(counts(erasure.progress().erased()))
        .change();
  }

  private static byte[] counts(Map<String, Long> erased) {
    var texts = new HashMap<String, String>();
    erased.forEach((table, rows) -> texts.put(table, Long.toString(rows)));
    return Octets.empty().putTexts(texts).bytes();
  }

  @Override
  public Optional<Erasure> find(Id id) {
    return reader.find(id);
  }

  @Override
  public List<Erasure> page(AccountId account, Optional<Id> below, int limit) {
    return reader.page(account, below, limit);
  }

  @Override
  public List<Open> open(int limit) {
    return readers.read(
        "orders to erase that are open",
        session ->
            session
                .prepared("erasure_open")
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> new Open(reader.erasure(session, row), ids(row.octetsOrEmpty()))));
  }

  private static List<MessageId> ids(byte[] octets) {
    var rest = Octets.reading(octets);
    var ids = new ArrayList<MessageId>();
    for (int i = 0; i < octets.length / ID_OCTETS; i++) {
      ids.add(new MessageId(Id.fromBytes(rest.take(ID_OCTETS))));
    }
    return ids;
  }

  @Override
  public List<Ends> after(Id id, int limit) {
    return readers.read(
        "who wrote to whom",
        session ->
            session
                .prepared("erasure_ends")
                .id(id)
                .number(Math.min(limit, ROWS_MAX))
                .list(row ->
                    new Ends(
                        new MessageId(row.id()),
                        keys.accountOf(session, row.number()),
                        MessageRow.address(row),
                        MessageRow.address(row))));
  }

  @Override
  public int archived(Set<Address> people, Consumer<Ends> found) {
    return archive.each(
        people,
        message -> {
          var ends = message.parties();
          found.accept(new Ends(message.id(), ends.account(), ends.from(), ends.to()));
        });
  }

  @Override
  public void intend(Id erasure, List<MessageId> messages) throws InterruptedException {
    var pending = Octets.empty();
    messages.forEach(id -> pending.put(id.value().bytes()));
    writer.between(session -> {
      overwrite(session);
      return session.prepared("erasure_intend").octets(pending.bytes()).id(erasure).change();
    });
  }

  @Override
  public void count(Id erasure, Map<String, Long> more) throws InterruptedException {
    var before = find(erasure).orElseThrow().progress().erased();
    var sum = new HashMap<>(before);
    more.forEach((table, rows) -> sum.merge(table, rows, Long::sum));
    writer.between(session -> {
      session.dialect().overwrites(session.connection(), false);
      return session.prepared("erasure_count").octets(counts(sum)).id(erasure).change();
    });
  }

  @Override
  public Map<String, Long> blot(Address person, Set<AccountId> accounts)
      throws InterruptedException {
    var mark =
        readers.read(
            "the mark of a person",
            session ->
                new ConsentSeal(session.prepared("consent_key").one(Row::givenOctets).orElseThrow())
                    .mark(person));
    writer.between(session -> {
      overwrite(session);
      return 0;
    });
    long consents = marked("erasure_consents", mark, accounts);
    long touches = marked("erasure_touches", mark, accounts);
    long conversations = conversations(mark, accounts);
    long halves =
        addressed("erasure_half_recipients", person) + addressed("erasure_half_senders", person);
    long fragments = fragments(person, accounts);
    steps(session -> session.prepared("erasure_prints").number(STEP).change());
    writer.between(session -> {
      session.dialect().overwrites(session.connection(), false);
      return 0;
    });
    return Map.of(
        "consent", consents,
        "touch", touches,
        "half", halves,
        "fragment", fragments,
        "conversation", conversations);
  }

  /// With what was noted beside them.
  private long conversations(Id mark, Set<AccountId> accounts) throws InterruptedException {
    long rows = 0;
    for (var account : accounts) {
      int some;
      do {
        some =
            writer.between(session -> {
              var ids =
                  session
                      .prepared("conversation_ids_of_person")
                      .id(mark)
                      .number(keys.account(session, account))
                      .number(STEP)
                      .list(Row::id);
              return ConversationRows.erase(session, ids);
            });
        rows += some;
      } while (some > 0);
    }
    return rows;
  }

  private long marked(String statement, Id mark, Set<AccountId> accounts)
      throws InterruptedException {
    long rows = 0;
    for (var account : accounts) {
      rows +=
          steps(session ->
              session
                  .prepared(statement)
                  .id(mark)
                  .number(keys.account(session, account))
                  .number(STEP)
                  .change());
    }
    return rows;
  }

  /// Those that are nobody's, too.
  private long fragments(Address person, Set<AccountId> accounts) throws InterruptedException {
    long rows = fragments(person, _ -> 0);
    for (var account : accounts) {
      rows += fragments(person, session -> keys.account(session, account));
    }
    return rows;
  }

  private long fragments(Address person, Writer.Work account) throws InterruptedException {
    return steps(session ->
        session
            .prepared("erasure_fragments")
            .number(person.kind().code())
            .text(person.value())
            .number(account.on(session))
            .number(STEP)
            .change());
  }

  /// What is written over from now on leaves no octet in the file, until [#count].
  private static void overwrite(Session session) throws SQLException {
    session.dialect().overwrites(session.connection(), true);
  }

  private long addressed(String statement, Address person) throws InterruptedException {
    return steps(session ->
        session
            .prepared(statement)
            .number(person.kind().code())
            .text(person.value())
            .number(STEP)
            .change());
  }

  private long steps(Writer.Work step) throws InterruptedException {
    long sum = 0;
    int rows = STEP;
    while (rows == STEP) {
      rows = writer.between(step);
      sum += rows;
    }
    return sum;
  }

  @Override
  public boolean finish(Id erasure, Set<AccountId> accounts, Instant at, int unread)
      throws InterruptedException {
    boolean gone = false;
    for (int tries = 0; tries < TRIES && !gone; tries++) {
      gone = writer.between(ErasureRows::forget) == 1;
    }
    return gone && finished(erasure, destroyed(erasure, accounts), at, unread);
  }

  /// What was overwritten stands in SQLite's log until that is cut off.
  private static int forget(Session session) throws SQLException {
    return session.dialect().forgets(session.connection(), List.of()) ? 1 : 0;
  }

  /// Before the certificate, which says that it was done.
  private PersonTree.Destroyed destroyed(Id erasure, Set<AccountId> accounts) {
    var order = find(erasure).orElseThrow();
    var numbers = new HashSet<Integer>();
    var networks = new HashSet<Long>();
    var marks = new HashSet<Long>();
    readers.read(
        "whose keys are destroyed",
        session -> {
          for (var account : accounts) {
            numbers.add(keys.findAccount(session, account));
          }
          session
              .prepared("consent_key")
              .one(Row::givenOctets)
              .map(ConsentSeal::new)
              .ifPresent(seal -> order.people().forEach(it -> marks.add(seal.mark(it).high())));
          session
              .prepared("network_key")
              .one(Row::givenOctets)
              .map(NumberMarks::new)
              .ifPresent(all -> order.people().forEach(it -> networks.add(all.of(it))));
          return true;
        });
    return people.destroy(order.people(), numbers, networks, marks);
  }

  private boolean finished(Id erasure, PersonTree.Destroyed destroyed, Instant at, int unread)
      throws InterruptedException {
    writer.between(session -> {
      overwrite(session);
      var order =
          session.prepared("erasure_find").id(erasure).one(row -> reader.erasure(session, row));
      var key = SigningKey.of(session, vault);
      var elsewhere = new ErasureCertificate.Elsewhere(unread, destroyed);
      var text = ErasureCertificate.of(order.orElseThrow(), at, elsewhere, key.publicKey());
      int done =
          session
              .prepared("erasure_finish")
              .time(at)
              .text(text)
              .octets(key.sign(text.getBytes(StandardCharsets.UTF_8)))
              .id(erasure)
              .change();
      destroyed.note(session);
      session.dialect().overwrites(session.connection(), false);
      return done;
    });
    return true;
  }

  @Override
  public String mark(Address person) {
    return reader.mark(person);
  }

  @Override
  public Dossier about(Address person, Set<AccountId> accounts) {
    var source =
        new DossierRows.Source(
            readers, keys, archive.folder(), archive.seal(), reader, vault, archive::recalls);
    return new DossierRows(source, person, accounts, accounts::contains);
  }

  @Override
  public Optional<Erasure.Certificate> certificate(Id id) {
    return reader.certificate(id);
  }

  @Override
  public byte[] publicKey() throws InterruptedException {
    var key = new AtomicReference<byte[]>();
    writer.between(session -> {
      key.set(SigningKey.of(session, vault).publicKey());
      return 1;
    });
    var octets = key.get();
    if (octets == null) {
      throw new StoreException("there is no key that signs");
    }
    return octets;
  }
}
