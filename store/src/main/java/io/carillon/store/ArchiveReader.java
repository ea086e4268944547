package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import io.carillon.model.port.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what is archived: by id, or one after the other.
final class ArchiveReader {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveReader.class);
  private static final int READ_AT_ONCE = 8;

  /// Fewer than [ArchiveWalk] gives at once.
  private static final int BLOCKS_A_PAGE = 50;

  private final ArchiveFolder folder;
  private final Readers readers;
  private final Keys keys;
  private final ArchiveSeal seal;
  private final Semaphore reading = new Semaphore(READ_AT_ONCE);

  ArchiveReader(ArchiveFolder folder, Readers readers, Keys keys, ArchiveSeal seal) {
    this.folder = folder;
    this.readers = readers;
    this.keys = keys;
    this.seal = seal;
  }

  /// The message with this id, and all that stood by it.
  ///
  /// @throws StoreException where its block is damaged
  Optional<Archived> find(MessageId id) {
    var nearest = searchNearest(id);
    if (nearest.isPresent()) {
      return nearest.map(Found::archived);
    }
    var blocks = holding(id.value());
    try {
      return search(blocks, id).map(Found::archived);
    } catch (StoreException unread) {
      var now = holding(id.value());
      if (now.equals(blocks)) {
        LOG.error("message {} cannot be read: {}", id.value(), unread.getMessage());
        throw unread;
      }
      return search(now, id).map(Found::archived);
    }
  }

  List<ArchiveBlock> holding(Id id) {
    return readers.read("the archive", session -> ArchiveBlock.holding(session, id));
  }

  /// What cannot be read is left to whoever searches all blocks.
  private Optional<Found> searchNearest(MessageId id) {
    try {
      return readers
          .read("the archive", session -> ArchiveBlock.nearest(session, id.value()))
          .flatMap(block -> search(List.of(block), id));
    } catch (StoreException _) {
      return Optional.empty();
    }
  }

  /// A message, and where it stands.
  record Found(ArchiveBlock block, ArchiveLines lines, Archived archived) {}

  /// Looks through blocks for a message.
  ///
  /// @throws StoreException where it was not found and one of them is damaged
  Optional<Found> search(List<ArchiveBlock> blocks, MessageId id) {
    var damaged = Optional.<StoreException>empty();
    for (var block : blocks) {
      try {
        var lines = lines(block);
        var line = lines.line(id.value());
        if (line.isPresent()) {
          return Optional.of(new Found(block, lines, seal.archived(line.get())));
        }
      } catch (StoreException unread) {
        damaged = Optional.of(unread);
      }
    }
    if (damaged.isPresent()) {
      throw damaged.get();
    }
    return Optional.empty();
  }

  private ArchiveLines lines(ArchiveBlock block) {
    reading.acquireUninterruptibly();
    try {
      return lines(folder, block);
    } finally {
      reading.release();
    }
  }

  /// The lines of a block.
  ///
  /// @throws StoreException where it is not as it was written
  static ArchiveLines lines(ArchiveFolder folder, ArchiveBlock block) {
    var packed = folder.read(block.day(), block.place(), block.octets());
    if (!ArchiveLines.digest(packed).equals(block.digest())) {
      throw new StoreException(
          folder.file(block.day()) + " is damaged in its block at " + block.place());
    }
    return ArchiveLines.unpacked(packed);
  }

  /// Messages behind an id that pass a filter, by their ids. Ends early where few pass.
  ///
  /// @throws StoreException where one of their blocks is damaged
  History.Page page(History.Filter filter, Id after, int limit) {
    var accepted = filter.times().accepted();
    var from = accepted.from().map(Span::early).map(time -> Id.first(time.toEpochMilli()));
    var until = accepted.until().map(Span::late).orElse(Instant.MAX);
    var first = from.filter(id -> id.compareTo(after) > 0).orElse(after);
    var last = until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
    var walk = new ArchiveWalk(first, Id.first(last), Optional.of(filter.account()));
    var blocks = readers.read("the archive", session -> walk.next(session, keys));
    var found = new TreeMap<MessageId, Message>();
    for (int i = 0; i < blocks.size(); i++) {
      var block = blocks.get(i);
      if (i == BLOCKS_A_PAGE || found.headMap(new MessageId(block.firstId())).size() >= limit) {
        var edge = new MessageId(before(block.firstId()));
        return new History.Page(
            found.headMap(edge, true).values().stream().toList(), true, Optional.of(edge));
      }
      for (var line : lines(block).all()) {
        var message = seal.archived(line).message();
        if (message.id().value().compareTo(after) > 0 && filter.passes(message)) {
          found.put(message.id(), message);
        }
      }
    }
    return new History.Page(found.values().stream().toList(), false);
  }

  /// Tells all messages, block by block; answers how many blocks could not be read.
  int each(Set<Address> people, Consumer<Message> told) {
    var sought = seal.sought(people);
    var walk = ArchiveWalk.whole();
    int unread = 0;
    var blocks = readers.read("the archive", session -> walk.next(session, keys));
    while (!blocks.isEmpty()) {
      for (var block : blocks) {
        unread += each(block, sought, told);
      }
      blocks = readers.read("the archive", session -> walk.next(session, keys));
    }
    return unread;
  }

  /// A block that another one has replaced meanwhile is passed over.
  private int each(ArchiveBlock block, ArchiveSeal.Sought sought, Consumer<Message> told) {
    try {
      lines(block).all().stream()
          .flatMap(line -> seal.find(sought, line).stream())
          .map(Archived::message)
          .forEach(told);
      return 0;
    } catch (StoreException unread) {
      boolean stands = holding(block.firstId()).contains(block);
      if (stands) {
        LOG.error("what is archived cannot be searched: {}", unread.getMessage());
      }
      return stands ? 1 : 0;
    }
  }

  private static Id before(Id id) {
    return new Id(id.low() == 0 ? id.high() - 1 : id.high(), id.low() - 1);
  }
}
