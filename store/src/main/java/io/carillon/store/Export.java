package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Writes messages as JSON lines, in the form of the archive: first those that are archived, then
/// those in the tables, each by its id. A server may work meanwhile: it is all as of one moment.
public final class Export {
  private static final int ROWS = 500;

  private final Session session;
  private final Keys keys = new Keys();
  private final ArchiveSeal seal;
  private final Wish wish;
  private final OutputStream out;
  private final LongConsumer progress;
  private long count;

  private Export(
      Session session, ArchiveSeal seal, Wish wish, OutputStream out, LongConsumer progress) {
    this.session = session;
    this.seal = seal;
    this.wish = wish;
    this.out = out;
    this.progress = progress;
  }

  /// Which messages.
  ///
  /// @param from accepted then or later
  /// @param until accepted before
  /// @param account empty = of all
  public record Wish(Instant from, Instant until, Optional<AccountId> account) {
    boolean isFor(Message message) {
      var accepted = message.state().times().accepted();
      return !accepted.isBefore(from)
          && accepted.isBefore(until)
          && account.filter(wanted -> !wanted.equals(message.account())).isEmpty();
    }
  }

  /// Writes them; answers how many.
  ///
  /// @param progress told now and then how many are written
  /// @throws UncheckedIOException where they cannot be written
  /// @throws StoreException where they cannot be read
  public static long of(StoreSettings store, Wish wish, OutputStream out, LongConsumer progress) {
    var dialect = Dialect.of(store);
    var folder = new ArchiveFolder(store.folder());
    try (var _ = ArchiveHold.toCopy(folder);
        var session = Sealing.reading(Copying.snapshot(dialect), dialect, store.keys())) {
      var export = new Export(session, PersonTree.seal(store), wish, out, progress);
      export.archive(folder);
      export.tables();
      return export.count;
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private void archive(ArchiveFolder folder) throws SQLException {
    var walk = ArchiveWalk.between(Span.early(wish.from), Span.late(wish.until), wish.account);
    for (var some = walk.next(session, keys); !some.isEmpty(); some = walk.next(session, keys)) {
      for (var block : some) {
        for (var line : ArchiveReader.lines(folder, block).all()) {
          var archived = seal.archived(line);
          if (wish.isFor(archived.message())) {
            write(ArchiveLine.octets(archived));
          }
        }
      }
    }
  }

  private void tables() throws SQLException {
    var leaving = new Leaving(session, keys);
    var until = Id.first(Span.late(wish.until).toEpochMilli());
    var at = Id.first(Span.early(wish.from).toEpochMilli());
    while (true) {
      var query = session.prepared("archive_candidates").id(at).id(until).number(ROWS);
      var messages = new MessageRow(session, keys).messages(query);
      for (var member : leaving.whole(messages.stream().filter(wish::isFor).toList())) {
        write(ArchiveLine.octets(member));
      }
      if (messages.size() < ROWS) {
        return;
      }
      at = messages.getLast().id().value();
    }
  }

  private void write(byte[] line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    count++;
    progress.accept(count);
  }
}
