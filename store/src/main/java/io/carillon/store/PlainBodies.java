package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Payload;
import io.carillon.store.vault.BodyPlace;
import io.carillon.store.vault.BodyPlace.Part;
import io.carillon.store.vault.BodySeal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals the bodies that stand in the clear, since an older version wrote them or sealing was
/// switched off: [#ROWS] at a time, from the oldest message on, each time in one transaction with
/// the mark that tells how far it has come.
///
/// Whoever sends must not feel it: it keeps the pauses of [Archiving]. Since all that is written
/// now is sealed, one walk through all ids is enough; a store that is opened with sealing switched
/// off sets the mark back. What stood in the clear may stay in free room of the database's pages
/// until that is used again; a copy of the store has none of it. One thread calls it.
final class PlainBodies {
  static final int ROWS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(PlainBodies.class);
  private static final Id FIRST = new Id(0, 0);
  private static final Id ALL = new Id(-1, -1);
  private static final Duration CALL_MAX = Duration.ofSeconds(1);

  private final Writer writer;
  private final Keys keys = new Keys();
  private final LongSupplier ticks;
  private long notBefore;
  private long sealed;
  private boolean done;

  PlainBodies(Writer writer, BodyKeys bodyKeys, LongSupplier ticks) {
    this.writer = writer;
    this.ticks = ticks;
    done = !bodyKeys.seals();
    notBefore = ticks.getAsLong();
  }

  /// Sets the mark back where bodies are not sealed from now on; the caller commits.
  static void begin(Session writer, BodyKeys keys) throws SQLException {
    if (!keys.seals() || writer.prepared("body_mark").one(Row::id).isEmpty()) {
      put(writer, FIRST);
    }
  }

  /// How many messages of a store have a body in the clear; reads them only where the mark says
  /// that there may be any.
  static long count(Session reader) throws SQLException {
    return reader.prepared("body_mark").one(Row::id).orElse(FIRST).equals(ALL)
        ? 0
        : reader.prepared("body_plain").octets(new byte[1]).one(Row::large).orElse(0L);
  }

  /// Seals as many as may be sealed now, for a second at most.
  void some() throws InterruptedException {
    long begun = ticks.getAsLong();
    while (!done
        && ticks.getAsLong() - notBefore >= 0
        && ticks.getAsLong() - begun < CALL_MAX.toNanos()) {
      paced();
    }
  }

  private void paced() throws InterruptedException {
    long begun = ticks.getAsLong();
    var before = writer.effort().sum().busy();
    int rows = writer.between(this::step);
    long took = ticks.getAsLong() - begun;
    double busy = (double) writer.effort().sum().busy().minus(before).toNanos() / Math.max(1, took);
    var pause = Archiving.pause(Duration.ofNanos(took), busy, Duration.ZERO);
    notBefore = ticks.getAsLong() + pause.toNanos();
    if (rows == 0) {
      done = true;
      if (sealed > 0) {
        LOG.info("sealed the bodies of {} messages, which stood in the clear", sealed);
      }
    }
  }

  /// Answers how many messages it looked at; 0 at the end.
  private int step(Session session) throws SQLException {
    var after = session.prepared("body_mark").one(Row::id).orElse(FIRST);
    if (after.equals(ALL)) {
      return 0;
    }
    var some =
        session
            .prepared("body_next")
            .id(after)
            .number(ROWS)
            .list(row ->
                new Kept(
                    row.id(),
                    row.number(),
                    new Payload(row.givenOctets()),
                    new Payload(row.octetsOrEmpty())));
    var put = session.prepared("body_put");
    for (var one : some) {
      if (one.isPlain()) {
        var account = keys.accountOf(session, one.account());
        put.octets(one.sealed(session, account, Part.CONTENT, one.content()));
        if (one.keepsake().size() == 0) {
          put.octetsOrNone(null);
        } else {
          put.octets(one.sealed(session, account, Part.KEEPSAKE, one.keepsake()));
        }
        put.id(one.id()).add();
        sealed++;
      }
    }
    put.run();
    put(session, some.isEmpty() ? ALL : some.getLast().id());
    return some.size();
  }

  /// A message's bodies as they are kept.
  ///
  /// @param keepsake empty = none
  private record Kept(Id id, int account, Payload content, Payload keepsake) {
    boolean isPlain() {
      return !BodySeal.isSealed(content.octets())
          || (keepsake.size() > 0 && !BodySeal.isSealed(keepsake.octets()));
    }

    byte[] sealed(Session session, AccountId of, Part part, Payload kept) throws SQLException {
      var octets = kept.octets();
      return BodySeal.isSealed(octets)
          ? octets
          : session.bodies().seal(account, new BodyPlace(of.value(), id, part), octets);
    }
  }

  private static void put(Session session, Id mark) throws SQLException {
    session.prepared("body_mark_put").id(mark).change();
  }
}
