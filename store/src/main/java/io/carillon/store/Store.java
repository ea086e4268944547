package io.carillon.store;

import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Events;
import io.carillon.model.port.Fragments;
import io.carillon.model.port.Halves;
import io.carillon.model.port.History;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Networks;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Prints;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.ReplayJobs;
import io.carillon.model.port.Signings;
import io.carillon.model.port.Spendings;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Traces;
import io.carillon.model.port.Usages;
import io.carillon.model.port.WordIndex;
import io.carillon.store.search.Index;
import io.carillon.store.vault.Vault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// The truth: all ports of the model on one database.
///
/// Opening takes the data for this process alone and brings its tables up to date. Commits are
/// written by one thread, see `Writer`; reads have connections of their own and see what the last
/// synced group left.
public final class Store implements AutoCloseable {
  private final Deque<AutoCloseable> open;
  private final Writer writer;
  private final Readers readers;
  private final Keys keys;
  private final Mirror mirror;
  private final Vault vault;
  private final Archive archive;
  private final Archiving archiving;
  private final StoreKeys sealing;
  private final PersonTree people;
  private final Turns.OfSearches turns = new Turns.OfSearches();
  private Optional<Index> index = Optional.empty();

  private Store(Deque<AutoCloseable> open, Writer writer, Readers readers, Kept kept) {
    this.open = open;
    this.writer = writer;
    this.readers = readers;
    keys = kept.keys();
    mirror = kept.mirror();
    vault = kept.ready().vault();
    people = kept.ready().people();
    var seal = new ArchiveSeal(people.keys());
    archive = new Archive(kept.folder(), readers, writer, keys, seal, System::nanoTime);
    archiving = new Archiving(archive, readers, writer, keys, System::nanoTime);
    var bodyKeys = kept.ready().keys();
    var plain = new PlainBodies(writer, bodyKeys, System::nanoTime);
    sealing = new StoreKeys(kept.watch(), plain, bodyKeys, people);
  }

  private record Kept(
      Keys keys, Mirror mirror, ArchiveFolder folder, KeyWatch watch, Sealing.Ready ready) {}

  private static Store mended(
      Deque<AutoCloseable> open, Writer writer, Readers readers, Kept kept) {
    var store = new Store(open, writer, readers, kept);
    try {
      store.archive.mend();
      return store;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("the archive could not be put in order: interrupted", interrupted);
    }
  }

  /// Opens the store and starts its writer; on PostgreSQL without an index, so lists are slow.
  ///
  /// @param fatal called when a sync failed: it must stop the process, only a restart can tell
  /// @throws StoreTaken where another process works on the same data
  /// @throws StoreException where the data cannot be reached, written or understood
  public static Store open(StoreSettings settings, Consumer<Throwable> fatal) {
    return switch (settings) {
      case StoreSettings.Sqlite(var folder, _) -> open(settings, folder, fatal);
      case StoreSettings.Postgres _ -> open(settings, Searching.Place.NONE, fatal);
    };
  }

  /// Opens the store likewise, with an index of messages in the folder `data`, which can be made
  /// again.
  public static Store open(StoreSettings settings, Path data, Consumer<Throwable> fatal) {
    return open(settings, Searching.Place.in(data), fatal);
  }

  static Store open(StoreSettings settings, Searching.Place place, Consumer<Throwable> fatal) {
    var open = new ArrayDeque<AutoCloseable>();
    var searching = new Searching(place);
    try {
      return switch (settings) {
        case StoreSettings.Sqlite sqlite -> {
          open.push(FolderLock.take(sqlite.folder()));
          yield openSound(sqlite, searching, fatal, open);
        }
        case StoreSettings.Postgres postgres -> {
          // the archive, the index and the credentials stand there
          place.data().map(FolderLock::take).ifPresent(open::push);
          yield open(postgres, searching, fatal, open);
        }
      };
    } catch (SQLException failed) {
      Closing.all(open);
      throw new StoreException("the database cannot be opened", failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      Closing.all(open);
      throw new StoreException("interrupted while the database was opened");
    } catch (RuntimeException failed) {
      Closing.all(open);
      throw failed;
    }
  }

  private static Store openSound(
      StoreSettings.Sqlite settings,
      Searching searching,
      Consumer<Throwable> fatal,
      Deque<AutoCloseable> open)
      throws InterruptedException {
    var dialect = Sqlite.in(settings.folder());
    try {
      dialect.refuseDamaged();
      return open(dialect, settings, searching, fatal, open);
    } catch (SQLException failed) {
      dialect.met(failed);
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private static Store open(
      Sqlite dialect,
      StoreSettings settings,
      Searching searching,
      Consumer<Throwable> fatal,
      Deque<AutoCloseable> open)
      throws SQLException, InterruptedException {
    var ready = Sealing.migrated(dialect, settings);
    var keys = new Keys();
    var mirror = new Mirror();
    var writer = new Writer(new Groups(dialect, ready, keys, mirror), fatal);
    open.push(searching);
    open.push(writer);
    var readers = new SqliteReaders(dialect, ready, fatal);
    open.push(readers);
    var upkeep = new Upkeep(dialect, readers, writer, fatal);
    open.push(upkeep);
    var knocking = new Knocking(writer);
    open.push(knocking);
    writer.start();
    upkeep.start();
    knocking.start();
    var watch = new KeyWatch(settings.keys(), writer, ready.keys(), ready.people());
    var kept = new Kept(keys, mirror, dialect.archive(), watch, ready);
    return mended(open, writer, readers, kept).with(searching);
  }

  private static Store open(
      StoreSettings.Postgres settings,
      Searching searching,
      Consumer<Throwable> fatal,
      Deque<AutoCloseable> open)
      throws SQLException, InterruptedException {
    var dialect = new Postgres(settings);
    var ready = Sealing.migrated(dialect, settings);
    var keys = new Keys();
    var mirror = new Mirror();
    var writer = new Writer(new Groups(dialect, ready, keys, mirror), fatal);
    open.push(searching);
    open.push(writer);
    var readers = new PostgresReaders(dialect, settings, ready);
    open.push(readers);
    var knocking = new Knocking(writer);
    open.push(knocking);
    writer.start();
    knocking.start();
    var folder = new ArchiveFolder(settings.folder());
    var watch = new KeyWatch(settings.keys(), writer, ready.keys(), ready.people());
    var kept = new Kept(keys, mirror, folder, watch, ready);
    return mended(open, writer, readers, kept).with(searching);
  }

  private Store with(Searching searching) throws InterruptedException {
    searching.open(new SearchRows(readers, writer, keys));
    searching.start(writer);
    index = searching.index();
    open.push(searching::leaveStore);
    open.push(turns);
    return this;
  }

  /// Where commits are handed over.
  public Commits commits() {
    return writer;
  }

  /// How hard the writer has worked since the store was opened. Answers at once.
  public Effort.Sum effort() {
    return writer.effort().sum();
  }

  /// Reads messages.
  public Messages messages() {
    return new MessageReader(readers, keys, archive);
  }

  /// Searches messages.
  public History history() {
    return new HistoryReader(readers, keys, index, turns);
  }

  /// Searches messages; archived ones, too, where it is said from when on, the oldest first.
  public History records() {
    return new RecordsReader(history(), archive);
  }

  /// For tests, which lose patience sooner.
  History history(Duration patience) {
    return new HistoryReader(readers, keys, index, turns, patience);
  }

  /// For tests, which look at what is read.
  History history(UnaryOperator<Readers> watched) {
    return new HistoryReader(watched.apply(readers), keys, index, turns);
  }

  /// Whether lists and counts are answered by an index that holds all messages. It is made behind
  /// the scenes where it is missing; meanwhile they take longer.
  public boolean isIndexed() {
    return index.filter(it -> it.read().isComplete()).isPresent();
  }

  /// Reads notices.
  public Notices notices() {
    return new NoticeReader(readers, keys, archive);
  }

  /// Reads traces.
  public Traces traces() {
    return new TraceReader(readers, archive);
  }

  /// Reads halves.
  public Halves halves() {
    return new HalfReader(readers, keys);
  }

  /// Reads what persons wrote and no message holds yet.
  public Fragments fragments() {
    return new FragmentReader(readers, keys);
  }

  /// Reads by what deliveries are known again.
  public Prints prints() {
    return new PrintReader(readers, vault.mac("print"));
  }

  /// Reads what policy refused.
  public Refusals refusals() {
    return new RefusalReader(readers, keys);
  }

  /// Reads conversations, and drops those whose messages are gone.
  public Conversations conversations() {
    return new ConversationReader(readers, writer, keys, vault);
  }

  /// Finds messages by words.
  public WordIndex words() {
    return new WordRows(readers, writer, keys, System::nanoTime);
  }

  /// Reads what people said about being written to.
  public Consents consents() {
    return new ConsentReader(readers, keys);
  }

  /// Keeps the networks of numbers.
  public Networks networks() {
    return new NetworkRows(readers, writer);
  }

  /// Reads the audit log.
  public Audits audits() {
    return new AuditReader(readers, keys);
  }

  /// Reads accounts.
  public Accounts accounts() {
    return new AccountReader(readers, keys, mirror);
  }

  /// Reads who signed in, and which keys were shown last.
  public Signings signings() {
    return new SigningReader(readers, keys);
  }

  /// Keeps what accounts are owed to be told of themselves.
  public AccountEvents accountEvents() {
    return new AccountEventRows(readers, writer, keys, mirror);
  }

  /// Keeps orders to erase people.
  public Erasures erasures() {
    return new ErasureRows(readers, writer, keys, vault, archive, people);
  }

  /// Reads and folds the ledger.
  public Ledger ledger() {
    return new LedgerReader(readers, writer, keys);
  }

  /// Reads what was used up of what is bounded.
  public Spendings spendings() {
    return new SpendingReader(readers, keys);
  }

  /// Reads what was used.
  public Usages usages() {
    return new UsageReader(readers, keys);
  }

  /// Reads how tries to tell something went.
  public Attempts attempts() {
    return new AttemptReader(readers, keys);
  }

  /// Reads the jobs that have something told again.
  public ReplayJobs replays() {
    return new ReplayReader(readers, keys);
  }

  /// Reads what happened in accounts.
  public Events events() {
    return new EventReader(readers, keys);
  }

  /// Drops what was kept long enough at `now`, in small steps; answers how many rows those were.
  public long sweep(Instant now) throws InterruptedException {
    return new Sweeper(writer).sweep(now);
  }

  /// Lets old messages leave: as much as the writer bears now, for a second at most. To be called
  /// some times a second, by one thread.
  public void retain(Retention retention, Instant now) throws InterruptedException {
    archiving.some(retention, now);
  }

  /// The same at once: all that is old enough at `now`, however busy the writer is.
  public Retained retainAll(Retention retention, Instant now) throws InterruptedException {
    return archiving.round(retention, now);
  }

  /// What has left since the store was opened. Answers at once.
  public Retained retained() {
    return archiving.sum();
  }

  /// Looks after the keys under which the store seals.
  public StoreKeys sealing() {
    return sealing;
  }

  Archive archive() {
    return archive;
  }

  /// For tests, whose time runs otherwise.
  Archiving archiving(LongSupplier ticks) {
    return new Archiving(archive, readers, writer, keys, ticks);
  }

  /// Refuses new commits, writes those that wait, tells their callers, and gives the data free.
  @Override
  public void close() {
    Closing.all(open);
  }
}
