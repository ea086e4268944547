package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// Writes very many messages into a store that nobody uses meanwhile, as fast as it takes them.
///
/// Large transactions without a sync; what was written is synced once at the end, so that power
/// that fails meanwhile may leave a damaged store behind. Messages and legs are written, and in the
/// ledger what they cost and, as much, an opening; no notices and no trace. Belongs to one thread.
public final class Filling implements AutoCloseable {
  private static final int ROWS = 2_000;
  private static final int BATCHES_A_COMMIT = 25;
  private static final int BATCHES_WAITING = 8;

  private final AutoCloseable taken;
  private final Dialect dialect;
  private final Session writer;
  private final Keys keys = new Keys();
  private final Mirror mirror = new Mirror();
  private final MessageRows messages;
  private final MoneyRows money;
  private final Map<AccountId, Spent> spent = new HashMap<>();
  private final Searching searching;
  private boolean filled;

  private static final class Spent {
    private Money sum;
    private Instant until;

    Spent(Money first, Instant at) {
      sum = first;
      until = at;
    }
  }

  private Filling(AutoCloseable taken, Dialect dialect, Sealing.Ready ready, Searching searching)
      throws SQLException, InterruptedException {
    this.taken = taken;
    this.dialect = dialect;
    this.searching = searching;
    writer = new Session(dialect.bulk(), ready.sql(), dialect, ready.keys());
    messages = new MessageRows(writer, keys);
    money = new MoneyRows(writer, keys);
    new RosterRows(writer, keys, mirror, ready.vault()).read();
    searching.open(new FillingTruth(writer));
    searching.start();
  }

  /// Opens a store to be filled, for this process alone, and brings its tables up to date.
  ///
  /// @throws StoreTaken where another process works on the same data
  public static Filling open(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Sqlite(var folder, _) -> {
        var lock = FolderLock.take(folder);
        yield open(lock, Sqlite.in(folder), settings, new Searching(Searching.Place.in(folder)));
      }
      case StoreSettings.Postgres postgres ->
          open(() -> {}, new Postgres(postgres), postgres, new Searching(Searching.Place.NONE));
    };
  }

  private static Filling open(
      AutoCloseable taken, Dialect dialect, StoreSettings settings, Searching searching) {
    try {
      return new Filling(taken, dialect, Sealing.migrated(dialect, settings), searching);
    } catch (SQLException failed) {
      free(taken);
      throw new StoreException("the database cannot be opened", failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      free(taken);
      throw new StoreException("interrupted while the database was opened");
    } catch (RuntimeException failed) {
      free(taken);
      throw failed;
    }
  }

  private static void free(AutoCloseable taken) {
    try {
      taken.close();
    } catch (Exception failed) {
      throw new StoreException("the data could not be given free", failed);
    }
  }

  /// Whether it holds no message yet.
  public boolean isEmpty() {
    try {
      return writer.prepared("message_any").one(Row::number).isEmpty();
    } catch (SQLException failed) {
      throw new StoreException("the store cannot be read", failed);
    }
  }

  /// The accounts that the store knows, the first one first.
  public List<AccountId> accounts() {
    return mirror.directory().accounts().stream().map(account -> account.id()).toList();
  }

  /// Writes a history; its ids should grow. It is made on a thread of its own.
  ///
  /// @param progress told now and then how many are written
  public void fill(Iterator<Message> history, LongConsumer progress) throws InterruptedException {
    var batches = new ArrayBlockingQueue<List<Message>>(BATCHES_WAITING);
    var broken = new AtomicReference<Throwable>();
    var maker =
        Thread.ofPlatform()
            .name("store-filling")
            .daemon()
            .uncaughtExceptionHandler((_, bug) -> broken.set(bug))
            .start(() -> make(history, batches, broken));
    try {
      write(batches, progress);
    } catch (SQLException failed) {
      throw new StoreException("the messages could not be written", failed);
    } finally {
      maker.interrupt();
      maker.join();
    }
    var bug = broken.get();
    if (bug != null) {
      throw new IllegalStateException("the history could not be made", bug);
    }
  }

  private static void make(
      Iterator<Message> history,
      BlockingQueue<List<Message>> batches,
      AtomicReference<Throwable> broken) {
    try {
      try {
        while (history.hasNext()) {
          var batch = new ArrayList<Message>(ROWS);
          while (batch.size() < ROWS && history.hasNext()) {
            batch.add(history.next());
          }
          batches.put(batch);
        }
      } catch (RuntimeException bug) {
        broken.set(bug);
      }
      batches.put(List.of());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BlockingQueue<List<Message>> batches, LongConsumer progress)
      throws SQLException, InterruptedException {
    long written = 0;
    int open = 0;
    for (var batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
      for (var message : batch) {
        messages.put(message);
        if (message.parties().direction() == Direction.OUTBOUND) {
          charge(message);
        }
      }
      messages.flush();
      searching.follow(batch);
      written += batch.size();
      if (++open == BATCHES_A_COMMIT) {
        commit();
        open = 0;
        progress.accept(written);
      }
    }
    settle();
    commit();
    progress.accept(written);
    dialect.endBulk(writer.connection());
    filled = true;
  }

  private void charge(Message message) {
    var price = message.bill().price();
    var at = message.state().times().accepted();
    var so = spent.get(message.account());
    if (so == null) {
      spent.put(message.account(), new Spent(price, at));
    } else {
      so.sum = so.sum.plus(price);
      so.until = at;
    }
  }

  /// An opening that was all spent: the balances stay as they were.
  private void settle() throws SQLException {
    money.read(spent.keySet());
    spent.forEach((account, so) -> {
      money.move(new Write.Moved(account, Reason.OPENING, so.sum, so.until));
      money.move(new Write.Moved(account, Reason.CHARGE, so.sum.negated(), so.until));
    });
    money.flush();
  }

  private void commit() throws SQLException {
    writer.connection().commit();
    keys.committed();
    writer.bodies().committed();
  }

  /// What was not filled to its end is not in the index as it is in the store: it is made again.
  @Override
  public void close() {
    searching.close();
    try {
      if (!filled) {
        SearchRows.mark(writer, new Id(System.nanoTime(), 0));
        writer.connection().commit();
      }
      writer.close();
    } catch (SQLException failed) {
      throw new StoreException("the database could not be closed", failed);
    } finally {
      free(taken);
    }
  }
}
