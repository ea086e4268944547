package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What left the tables: found by its id, and brought back where it is to be changed.
///
/// Problem: a file and the tables cannot be changed in one transaction, and yet a crash must lose
/// nothing, double nothing and leave no words behind that were blotted out. Idea: the tables alone
/// say what counts. What is written to a file is synced first and counts with the commit that notes
/// it and takes the messages out; what is to go is marked by a commit, then blotted out or deleted,
/// then forgotten. Invariant: a message stands in the tables or in exactly one block that counts.
/// At the start, what no commit speaks of is cut off, and what is marked goes.
final class Archive {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
  private static final int ROWS = 500;

  private final ArchiveFolder folder;
  private final ArchiveReader reader;
  private final Readers readers;
  private final Writer writer;
  private final Keys keys;
  private final ArchiveSeal seal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Recalled recalled;
  private final AtomicLong recalls = new AtomicLong();
  private volatile boolean used;
  private Consumer<String> passing = _ -> {};

  Archive(
      ArchiveFolder folder,
      Readers readers,
      Writer writer,
      Keys keys,
      ArchiveSeal seal,
      LongSupplier ticks) {
    this.folder = folder;
    reader = new ArchiveReader(folder, readers, keys, seal);
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
    this.seal = seal;
    recalled = new Recalled(ticks);
  }

  /// A file of the archive.
  ///
  /// @param octets of it that count
  /// @param leaving whether it is to be deleted
  record File(int day, long octets, boolean leaving) {
    static File of(Row row) throws SQLException {
      return new File(row.number(), row.large(), row.number() == 1);
    }
  }

  /// For tests: told between the steps of a change, and may end it there as a crash does.
  void passing(Consumer<String> next) {
    passing = next;
  }

  /// Finishes what a crash interrupted. The writer must run.
  void mend() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      used = readers.read("the archive", Archive::isAny);
      for (var file : used ? files() : List.<File>of()) {
        if (file.leaving()) {
          finishExpiry(file.day());
        } else if (!folder.cut(file.day(), file.octets())) {
          LOG.error("{} is missing or too short: the archive is damaged", folder.file(file.day()));
        }
      }
      blotGone();
    } catch (StoreException broken) {
      LOG.error("the archive could not be put in order: {}", broken.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private static boolean isAny(Session session) throws SQLException {
    return session.prepared("archive_any").one(Row::number).isPresent();
  }

  /// How many messages are archived.
  long held() {
    return readers.read(
        "how many messages are archived",
        session ->
            session
                .prepared("archive_sums")
                .one(row -> {
                  row.large();
                  return row.large();
                })
                .orElse(0L));
  }

  /// How many blocks are marked and not blotted out yet, as far as one look tells.
  int toBeBlotted() {
    return gone().size();
  }

  /// How many octets of its files count.
  long counted() {
    return files().stream().mapToLong(File::octets).sum();
  }

  private List<File> files() {
    return readers.read(
        "the files of the archive", session -> session.prepared("archive_files").list(File::of));
  }

  /// The message with this id, and all that stood by it.
  ///
  /// @throws StoreException where its block is damaged
  Optional<Archived> find(MessageId id) {
    return used ? reader.find(id) : Optional.empty();
  }

  /// Messages behind an id that pass a filter, by their ids. Ends early where few pass.
  ///
  /// @throws StoreException where one of their blocks is damaged
  History.Page page(History.Filter filter, Id after, int limit) {
    return reader.page(filter, after, limit);
  }

  /// Goes through all messages, block by block; answers how many blocks could not be read. What is
  /// brought back or written anew meanwhile may be told twice, or not at all.
  int each(Set<Address> people, Consumer<Message> told) {
    return used ? reader.each(people, told) : 0;
  }

  /// Where its files stand.
  ArchiveFolder folder() {
    return folder;
  }

  /// What opens and seals its lines.
  ArchiveSeal seal() {
    return seal;
  }

  /// How many messages were brought back since the store was opened. Answers at once.
  long recalls() {
    return recalls.get();
  }

  /// Whether a message was brought back just now, to be changed.
  boolean isRecalled(Id id) {
    return recalled.stays(id);
  }

  /// Whether nothing is archived.
  boolean isEmpty() {
    return !used;
  }

  /// Writes a group to its file and takes it out of the tables; answers how many octets that took,
  /// or 0 where one of it changed meanwhile, or stays, and nothing was done.
  int take(Leaving.Group group, Predicate<Id> stays) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (group.ids().stream().anyMatch(stays)) {
        return 0;
      }
      var packed = Packed.of(group.lines(), group.ids());
      int day = ArchiveBlock.day(packed.firstId());
      used = true;
      long end = endOrBegun(day);
      folder.append(day, end, packed.octets());
      passing.accept("appended");
      int taken =
          writer.between(session -> {
            if (!new Leaving(session, keys).remove(group)) {
              return 0;
            }
            var accounts = new HashSet<Integer>();
            for (var member : group.members()) {
              accounts.add(keys.account(session, member.message().account()));
            }
            ArchiveBlock.add(session, packed, end, accounts);
            return packed.octets().length;
          });
      if (taken == 0) {
        folder.cut(day, end);
      }
      passing.accept("taken");
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// A file is noted before it is made: one that is there and not noted is somebody else's.
  private long endOrBegun(int day) throws InterruptedException {
    var end = end(day);
    if (end.isPresent()) {
      return end.get();
    }
    if (folder.has(day)) {
      throw new StoreException(
          folder.file(day) + " is not known to the store: it was made with another one");
    }
    writer.between(session -> session.prepared("archive_file_put").number(day).number(0).change());
    return 0;
  }

  private Optional<Long> end(int day) {
    return readers.read(
        "the end of a file of the archive",
        session -> session.prepared("archive_end").number(day).one(Row::large));
  }

  /// Brings a message back among those that can be changed; one that stands there stays for a
  /// minute. What else stood in its block is written anew, and the old block is blotted out:
  /// whoever erases or blots out the message afterwards leaves nothing of it behind.
  ///
  /// @throws StoreException where its block is damaged
  void recall(MessageId id) throws InterruptedException {
    if (!used) {
      return;
    }
    lock.lockInterruptibly();
    try {
      recalled.note(id.value());
      if (!isInTables(id)) {
        var found = reader.search(reader.holding(id.value()), id);
        if (found.isPresent()) {
          recalls.incrementAndGet();
          takeOut(found.get());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isInTables(MessageId id) {
    return readers.read(
        "a message",
        session ->
            session
                .prepared("archive_revs")
                .id(id.value())
                .id(id.value())
                .one(Row::id)
                .isPresent());
  }

  private void takeOut(ArchiveReader.Found found) throws InterruptedException {
    var rest = new ArrayList<byte[]>();
    var ids = new ArrayList<Id>();
    var accounts = new ArrayList<Message>();
    for (var line : found.lines().all()) {
      var other = ArchiveLineReader.read(line).archived();
      if (!other.id().equals(found.archived().id())) {
        rest.add(line);
        ids.add(other.id().value());
        accounts.add(other.message());
      }
    }
    var next = rest.isEmpty() ? Optional.<Packed>empty() : Optional.of(Packed.of(rest, ids));
    int day = found.block().day();
    long end = end(day).orElseThrow();
    if (next.isPresent()) {
      folder.append(day, end, next.get().octets());
    }
    passing.accept("written anew");
    writer.between(session -> {
      putBack(session, found.archived());
      session.prepared("archive_block_gone").number(found.block().id()).change();
      if (next.isPresent()) {
        var numbers = new HashSet<Integer>();
        for (var message : accounts) {
          numbers.add(keys.account(session, message.account()));
        }
        ArchiveBlock.add(session, next.get(), end, numbers);
      }
      return 1;
    });
    passing.accept("swapped");
    blotGone();
  }

  private void putBack(Session session, Archived archived) throws SQLException {
    var messages = new MessageRows(session, keys);
    messages.put(archived.message());
    messages.flush();
    var notices = new NoticeRows(session, keys);
    for (var notice : archived.notices()) {
      notices.owe(new Write.Owed(notice));
    }
    notices.flush();
    var traces = session.prepared("trace_insert");
    for (var row : archived.trace()) {
      traces
          .id(row.message().value())
          .time(row.at())
          .number(row.kind().code())
          .text(row.detail())
          .id(row.message().value())
          .add();
    }
    traces.run();
  }

  /// Blots out what was marked, unless somebody copies the files at this moment: then later.
  void blotGone() throws InterruptedException {
    var gone = gone();
    if (gone.isEmpty()) {
      return;
    }
    try (var held = ArchiveHold.alone(folder)) {
      while (held.isHeld() && !gone.isEmpty()) {
        for (var block : gone) {
          folder.blot(block.day(), block.place(), block.octets());
          passing.accept("blotted out");
          writer.between(
              session -> session.prepared("archive_block_delete").number(block.id()).change());
        }
        gone = gone();
      }
    }
  }

  private List<ArchiveBlock> gone() {
    return readers.read(
        "blocks to be blotted out",
        session -> session.prepared("archive_gone").number(ROWS).list(ArchiveBlock::of));
  }

  /// Deletes the files of days that ended before a moment; answers how many.
  int expire(Instant before) throws InterruptedException {
    if (!used) {
      return 0;
    }
    int today = ArchiveBlock.day(Id.first(before.toEpochMilli()));
    int expired = 0;
    lock.lockInterruptibly();
    try (var held = ArchiveHold.alone(folder)) {
      for (var file : held.isHeld() ? files() : List.<File>of()) {
        if (file.day() < today) {
          writer.between(
              session -> session.prepared("archive_file_leaves").number(file.day()).change());
          passing.accept("marked");
          finishExpiry(file.day());
          expired++;
        }
      }
      return expired;
    } finally {
      lock.unlock();
    }
  }

  private void finishExpiry(int day) throws InterruptedException {
    folder.delete(day);
    passing.accept("deleted");
    int rows = ROWS;
    while (rows == ROWS) {
      rows =
          writer.between(session ->
              session.prepared("archive_blocks_of_day_delete").number(day).number(ROWS).change());
    }
    writer.between(session -> session.prepared("archive_file_delete").number(day).change());
    used = readers.read("the archive", Archive::isAny);
  }
}
