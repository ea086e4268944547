package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Audit;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Fragments.Place;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// All that is held about a person, a step at a time.
///
/// It finds what an erasure would find, and by the same way: no index by number stands on messages,
/// so all of them are looked through, then the archive. What is archived meanwhile is found there;
/// a message that was told already is not told again. What comes back from the archive meanwhile
/// could be missed: the last line then says so.
final class DossierRows implements Erasures.Dossier {
  private static final int ROWS = 500;

  /// Steps that find nothing before a line says how far it has come: about 40,000 messages.
  private static final int SILENT_MAX = 20;

  private static final Id LEAST = new Id(0, 0);

  private final Source source;
  private final Address person;
  private final Predicate<AccountId> within;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final Set<MessageId> told = new HashSet<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ArchiveWalk walk = ArchiveWalk.whole();
  private final Deque<ArchiveBlock> blocks = new ArrayDeque<>();
  private final ArchiveSeal.Sought sought;
  private final long recalledBefore;
  private Id after = LEAST;
  private long halfAfter;
  private Place fragmentAfter = Place.FIRST;
  private long looked;
  private int unread;

  /// Where it is read from.
  ///
  /// @param erasures reads orders
  /// @param vault opens notes
  /// @param recalls how many messages were brought back from the archive so far
  record Source(
      Readers readers,
      Keys keys,
      ArchiveFolder folder,
      ArchiveSeal seal,
      ErasureReader erasures,
      Vault vault,
      LongSupplier recalls) {}

  /// Does a part of the work; false once there is no more of its kind.
  private interface Step {
    boolean goesOn();
  }

  /// @param accounts what was said and ordered in them is told
  /// @param within of which accounts messages are told
  DossierRows(
      Source source, Address person, Collection<AccountId> accounts, Predicate<AccountId> within) {
    this.source = source;
    this.person = person;
    this.within = within;
    sought = source.seal().sought(Set.of(person));
    recalledBefore = source.recalls().getAsLong();
    steps.add(() -> read(this::first));
    steps.add(() -> read(this::messages));
    steps.add(this::archive);
    for (var account : accounts) {
      steps.add(() -> read(session -> consents(session, account)));
      steps.add(() -> orders(account));
    }
    steps.add(() -> read(this::halves));
    steps.add(() -> read(this::fragments));
    steps.add(() -> read(this::network));
    steps.add(this::end);
  }

  private <T> T read(Readers.Question<T> question) {
    return source.readers().read("what is held about a person", question);
  }

  @Override
  public byte[] next() {
    for (int silent = 0; out.size() == 0 && !steps.isEmpty(); silent++) {
      if (silent == SILENT_MAX) {
        return DossierLine.progress(looked);
      }
      if (!steps.element().goesOn()) {
        steps.remove();
      }
    }
    var piece = out.toByteArray();
    out.reset();
    return piece;
  }

  /// How many lines were told of all kinds that hold something.
  long count() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  private void add(String kind, byte[] line) {
    out.writeBytes(line);
    lines.merge(kind, 1L, Long::sum);
  }

  /// None where nobody has ever said anything, on a store that was only filled.
  private static Optional<ConsentSeal> seal(Session session) throws SQLException {
    return session.prepared("consent_key").one(Row::givenOctets).map(ConsentSeal::new);
  }

  /// How orders and the audit log name a person.
  static String mark(Session session, Address person) throws SQLException {
    return seal(session).map(seal -> seal.mark(person).hex()).orElse("");
  }

  private boolean first(Session session) throws SQLException {
    out.writeBytes(DossierLine.first(person.value(), mark(session, person)));
    return false;
  }

  private boolean isMeant(AccountId account, Address from, Address to) {
    return within.test(account) && (person.equals(from) || person.equals(to));
  }

  private boolean messages(Session session) throws SQLException {
    var keys = source.keys();
    var ends =
        session
            .prepared("erasure_ends")
            .id(after)
            .number(Erasures.ROWS_MAX)
            .list(row ->
                new Erasures.Ends(
                    new MessageId(row.id()),
                    keys.accountOf(session, row.number()),
                    MessageRow.address(row),
                    MessageRow.address(row)));
    int found = 0;
    for (var one : ends) {
      if (found == ROWS) {
        return true;
      }
      after = one.id().value();
      looked++;
      if (isMeant(one.account(), one.from(), one.to())) {
        found++;
        message(session, one.id());
      }
    }
    return ends.size() == Erasures.ROWS_MAX;
  }

  private void message(Session session, MessageId id) throws SQLException {
    var found = session.prepared("message_find").id(id.value());
    var messages = new MessageRow(session, source.keys()).messages(found);
    for (var archived : new Leaving(session, source.keys()).whole(messages)) {
      told.add(id);
      add(DossierLine.MESSAGE, DossierLine.of(archived));
    }
  }

  private boolean archive() {
    if (blocks.isEmpty()) {
      blocks.addAll(read(session -> walk.next(session, source.keys())));
    }
    if (blocks.isEmpty()) {
      return false;
    }
    var block = blocks.remove();
    try {
      for (var line : ArchiveReader.lines(source.folder(), block).all()) {
        looked++;
        source.seal().find(sought, line).ifPresent(this::tell);
      }
    } catch (StoreException broken) {
      // one that another has replaced meanwhile is passed over
      unread +=
          read(session -> ArchiveBlock.holding(session, block.firstId()).contains(block)) ? 1 : 0;
    }
    return true;
  }

  private void tell(Archived archived) {
    var ends = archived.message().parties();
    if (isMeant(ends.account(), ends.from(), ends.to()) && told.add(archived.id())) {
      add(DossierLine.MESSAGE, DossierLine.of(archived));
    }
  }

  private boolean consents(Session session, AccountId account) throws SQLException {
    var keys = source.keys();
    var seal = seal(session);
    if (seal.isEmpty()) {
      return false;
    }
    var mark = seal.get().mark(person);
    int number = keys.findAccount(session, account);
    long below = Long.MAX_VALUE;
    List<Consents.Kept> some;
    do {
      some =
          session
              .prepared("consent_of_person")
              .id(mark)
              .number(below)
              .number(number)
              .number(ROWS)
              .list(row -> ConsentReader.kept(session, keys, row));
      for (var record : some) {
        below = record.number();
        add(DossierLine.CONSENT, DossierLine.of(record));
      }
    } while (some.size() == ROWS);
    var stops =
        session.prepared("opt_out_of_person").id(mark).number(number).list(ConsentRows::reach);
    stops.forEach(reach -> add(DossierLine.STOP, DossierLine.stop(account, reach)));
    session
        .prepared("touch_of_person")
        .id(mark)
        .number(number)
        .list(row -> DossierLine.touch(account, new MessageId(row.id()), row.text(), row.time()))
        .forEach(line -> add(DossierLine.TOUCH, line));
    for (var one :
        session
            .prepared("conversation_all_of_person")
            .id(mark)
            .number(number)
            .list(row -> ConversationReader.conversation(session, keys, row))) {
      add(DossierLine.CONVERSATION, DossierLine.of(one));
      session
          .prepared("notes_of")
          .id(one.id())
          .list(row -> ConversationReader.note(source.vault(), account, row))
          .forEach(note -> add(DossierLine.NOTE, DossierLine.of(note)));
    }
    return false;
  }

  /// Orders name whom they erased by the same hash, also when they are done; the audit log names
  /// the order.
  private boolean orders(AccountId account) {
    var mark = source.erasures().mark(person);
    if (mark.isEmpty()) {
      return false;
    }
    audit(account, "person", mark);
    var below = Optional.<Id>empty();
    List<Erasure> some;
    do {
      some = source.erasures().page(account, below, ROWS);
      for (var order : some) {
        below = Optional.of(order.id());
        if (order.marks().contains(mark)) {
          add(
              DossierLine.ERASURE,
              DossierLine.of(order, source.erasures().certificate(order.id())));
          audit(account, DossierLine.ERASURE, order.id().uuid());
        }
      }
    } while (some.size() == ROWS);
    return false;
  }

  private void audit(AccountId account, String kind, String name) {
    var filter = new Audits.Filter(account, kind, name, Period.ANY);
    var audits = new AuditReader(source.readers(), source.keys());
    var behind = OptionalLong.empty();
    Audits.Page page;
    do {
      page = audits.page(filter, true, behind, ROWS);
      for (Audit line : page.lines()) {
        behind = OptionalLong.of(line.number());
        add(DossierLine.AUDIT, DossierLine.of(line));
      }
    } while (page.more());
  }

  private boolean halves(Session session) throws SQLException {
    int kind = person.kind().code();
    var found =
        session
            .prepared("half_of_person")
            .number(halfAfter)
            .number(kind)
            .text(person.value())
            .number(kind)
            .text(person.value())
            .number(ROWS)
            .list(row -> {
              halfAfter = row.large();
              add(DossierLine.HALF, DossierLine.half(Codes.VERDICT.of(row.number()), row.time()));
              return 1;
            });
    return found.size() == ROWS;
  }

  private boolean fragments(Session session) throws SQLException {
    var found =
        session
            .prepared("fragment_of_person")
            .text(person.value())
            .number(person.kind().code())
            .id(fragmentAfter.series())
            .id(fragmentAfter.series())
            .number(fragmentAfter.number())
            .number(ROWS)
            .list(row -> FragmentReader.fragment(session, source.keys(), row));
    for (var fragment : found) {
      fragmentAfter = Place.of(fragment);
      boolean open = fragment.account().filter(within).isPresent();
      add(DossierLine.FRAGMENT, DossierLine.of(fragment, open));
    }
    return found.size() == ROWS;
  }

  private boolean network(Session session) throws SQLException {
    var key = session.prepared("network_key").one(Row::givenOctets);
    if (key.isPresent()) {
      session
          .prepared("network_of")
          .number(new NumberMarks(key.get()).of(person))
          .one(NetworkRows::learned)
          .ifPresent(learned -> add(DossierLine.NETWORK, DossierLine.of(learned)));
    }
    return false;
  }

  private boolean end() {
    boolean moved = source.recalls().getAsLong() != recalledBefore;
    out.writeBytes(DossierLine.end(lines, unread, moved));
    return false;
  }
}
