package io.carillon.store;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.port.StoreException;
import io.carillon.store.Dialect.Severity;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes groups as transactions, and knows what to do when one fails. Belongs to the writer's
/// thread.
final class Groups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

  /// How long the outcome of a commit is asked for before the process gives up.
  private static final Duration DOUBT_MAX = Duration.ofMinutes(1);

  private static final Duration KNOCK = Duration.ofMillis(100);
  private static final String CONNECTION_REFUSED = "08004";

  private final Dialect dialect;
  private final Sealing.Ready ready;
  private final Keys keys;
  private final Mirror mirror;
  private final Seldom complaint = new Seldom(Duration.ofSeconds(1), System::nanoTime);
  private @Nullable Pen pen;
  private long mark;
  private volatile boolean cutOff;

  Groups(Dialect dialect, Sealing.Ready ready, Keys keys, Mirror mirror) throws SQLException {
    this.dialect = dialect;
    this.ready = ready;
    this.keys = keys;
    this.mirror = mirror;
    pen = Pen.open(dialect, ready, keys, mirror);
    mark = dialect.lastMark(pen.session().connection());
  }

  /// Whether the database went away and did not answer since.
  boolean isCutOff() {
    return cutOff;
  }

  /// Nobody knows what is on the disk.
  static final class Doomed extends Exception {
    private static final long serialVersionUID = 1L;

    private Doomed(SQLException cause) {
      super("the database can be trusted no more", cause);
    }
  }

  /// Writes a group and syncs it; answers each commit.
  Result[] write(List<Commit> commits) throws Doomed {
    try {
      return whole(commits);
    } catch (SQLException failed) {
      return broken(commits.size(), failed);
    }
  }

  private Result[] whole(List<Commit> commits) throws SQLException, Doomed {
    var pen = pen();
    Result[] results;
    try {
      results = pen.scribe().write(commits);
    } catch (Scribe.Spoiled | RuntimeException _) {
      rollBack(pen);
      return singly(pen, commits);
    } catch (SQLException failed) {
      if (dialect.severity(failed) != Severity.REFUSED) {
        throw failed;
      }
      rollBack(pen);
      return singly(pen, commits);
    }
    commit(pen);
    return results;
  }

  /// Each commit between two savepoints of one transaction: it stands or falls alone.
  private Result[] singly(Pen pen, List<Commit> commits) throws SQLException, Doomed {
    var results = new Result[commits.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = single(pen, commits.get(i));
    }
    commit(pen);
    return results;
  }

  private Result single(Pen pen, Commit commit) throws SQLException {
    var savepoint = pen.session().connection().setSavepoint();
    try {
      var result = pen.scribe().write(List.of(commit))[0];
      pen.session().connection().releaseSavepoint(savepoint);
      pen.session().bodies().held();
      return result;
    } catch (Scribe.Spoiled spoiled) {
      rollBackTo(pen, savepoint);
      return spoiled.result();
    } catch (RuntimeException bug) {
      LOG.error("a commit cannot be written", bug);
      rollBackTo(pen, savepoint);
      return new Result.Broken("a bug: " + bug.getClass().getSimpleName());
    } catch (SQLException failed) {
      if (dialect.severity(failed) != Severity.REFUSED) {
        throw failed;
      }
      rollBackTo(pen, savepoint);
      LOG.error("the database refuses a commit: {}", dialect.reason(failed));
      return new Result.Broken("refused: " + dialect.reason(failed));
    }
  }

  /// Does work of the store itself in a transaction of its own.
  int carryOut(Writer.Work work) throws SQLException, Doomed {
    var pen = pen();
    try {
      int rows = work.on(pen.session());
      commit(pen);
      return rows;
    } catch (SQLException failed) {
      broken(0, failed);
      throw failed;
    } catch (RuntimeException bug) {
      rollBack(pen);
      throw bug;
    }
  }

  private void commit(Pen pen) throws SQLException, Doomed {
    try {
      dialect.commit(pen.session().connection(), ++mark);
    } catch (SQLException failed) {
      switch (dialect.severity(failed)) {
        case REFUSED, LATER -> throw failed;
        case FATAL -> throw doomed(failed);
        case LOST -> {
          if (!stands(failed)) {
            throw failed;
          }
          return;
        }
      }
    }
    keys.committed();
    pen.session().bodies().committed();
    try {
      pen.roster().committed();
    } catch (SQLException unread) {
      if (dialect.severity(unread) != Severity.LOST) {
        throw doomed(unread);
      }
      drop();
    }
  }

  /// Whether the group stands whose connection went in its commit: asks as soon as the database
  /// answers again. Who does not learn it in time must not tell anybody anything.
  private boolean stands(SQLException lost) throws Doomed {
    LOG.warn("the database went away in a commit: {}; asking it", dialect.reason(lost));
    drop();
    long start = System.nanoTime();
    while (System.nanoTime() - start < DOUBT_MAX.toNanos()) {
      try {
        boolean stands = dialect.lastMark(pen().session().connection()) == mark;
        LOG.warn("the commit that was in doubt {}", stands ? "stands" : "was not made");
        return stands;
      } catch (SQLException _) {
        drop();
      }
      LockSupport.parkNanos(KNOCK.toNanos());
    }
    throw doomed(lost);
  }

  private Doomed doomed(SQLException failed) {
    dialect.met(failed);
    return new Doomed(failed);
  }

  /// The whole group failed: nothing of it stands.
  private Result[] broken(int count, SQLException failed) throws Doomed {
    if (complaint.says()) {
      LOG.error(
          "a group of {} commits was not written: {} (and {} groups since this was said last)",
          count,
          dialect.reason(failed),
          complaint.heldBack());
    }
    if (dialect.severity(failed) == Severity.FATAL) {
      throw doomed(failed);
    }
    if (dialect.severity(failed) == Severity.LOST) {
      drop();
    } else if (pen != null) {
      try {
        rollBack(pen);
      } catch (SQLException lost) {
        LOG.error("the group could not be rolled back: {}", dialect.reason(lost));
        drop();
      }
    }
    var results = new Result[count];
    Arrays.fill(results, new Result.Broken("not written: " + dialect.reason(failed)));
    return results;
  }

  private void rollBack(Pen pen) throws SQLException {
    pen.scribe().clear();
    keys.rolledBack();
    pen.session().bodies().rolledBack();
    pen.session().words().forget();
    pen.roster().rolledBack();
    dialect.rollBack(pen.session().connection());
  }

  private void rollBackTo(Pen pen, Savepoint savepoint) throws SQLException {
    pen.scribe().clear();
    keys.rolledBack();
    pen.session().bodies().rolledBackToHeld();
    pen.session().connection().rollback(savepoint);
  }

  private Pen pen() throws SQLException {
    var known = pen;
    if (known == null) {
      try {
        known = Pen.open(dialect, ready, keys, mirror);
      } catch (StoreException refused) {
        throw new SQLException(refused.getMessage(), CONNECTION_REFUSED, refused);
      }
      pen = known;
      if (cutOff) {
        LOG.info("the database answers again");
        cutOff = false;
      }
    }
    return known;
  }

  private void drop() {
    cutOff = true;
    keys.rolledBack();
    close();
    pen = null;
  }

  @Override
  public void close() {
    try {
      if (pen != null) {
        pen.close();
      }
    } catch (SQLException _) {
      // it was lost before, or its transaction is rolled back by the database
    }
  }
}
