package io.carillon.store;

import io.carillon.model.Id;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Drops what was kept long enough: idempotency keys, halves, told notices, what bounds nothing any
/// more, and prints of deliveries (all but the newest 200,000 of them at once), 7 days; refusals,
/// 30 days, and all but the newest million of them; what was written to senders that nobody owns,
/// 30 days, and all but the newest 100,000; who gave or revoked a consent that holds no more, 5
/// years; what happened to accounts and is over, and jobs that ended, 30 days; what endpoints were
/// told of that is no message's, with dead letters of it, 30 days; the live feed, 3 days; and
/// sessions, and whom messages went to, that are over. In small steps between the writer's groups,
/// so that nobody waits for it.
final class Sweeper {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration REFUSALS_KEPT = Duration.ofDays(30);
  private static final long REFUSALS_MAX = 1_000_000;

  /// Who said something about being written to, and what shows it: what is to be shown to a court
  /// is asked for in this time.
  private static final Duration CONSENTS_KEPT = Duration.ofDays(5 * 365);

  /// What happened to accounts, once it is over.
  private static final Duration EVENTS_KEPT = Duration.ofDays(30);

  /// What endpoints were told of that is no message's, and whether they were.
  private static final Duration HAPPENINGS_KEPT = Duration.ofDays(30);

  /// What happened, in the order of the live feed.
  private static final Duration FEED_KEPT = Duration.ofDays(3);

  /// What was written to senders that nobody owns, and the most of it.
  private static final Duration STRAYS_KEPT = Duration.ofDays(30);

  private static final long STRAYS_MAX = 100_000;

  /// Jobs that had something told again, once they ended.
  private static final Duration REPLAYS_KEPT = Duration.ofDays(30);

  private static final int ATTEMPTS_MAX = 1_000_000;

  /// The most of deliveries whose answers may be lost: twice as many as the engine knows again.
  private static final long PRINTS_MAX = 200_000;

  private static final int ROWS = 500;
  private static final int NOTICES_READ = 2_000;

  private final Writer writer;

  Sweeper(Writer writer) {
    this.writer = writer;
  }

  /// Drops all that is too old at `now`; answers how many rows that were.
  long sweep(Instant now) throws InterruptedException {
    var limit = now.minus(KEPT);
    var until = first(limit);
    return steps(session -> session.prepared("idempotency_sweep").time(limit).number(ROWS).change())
        + steps(session -> session.prepared("half_sweep").time(limit).number(ROWS).change())
        + notices(limit, until)
        + steps(session ->
            session.prepared("refusal_sweep").time(now.minus(REFUSALS_KEPT)).number(ROWS).change())
        + steps(
            session -> session.prepared("refusal_trim").number(REFUSALS_MAX).number(ROWS).change())
        + steps(session -> session.prepared("spent_sweep").time(limit).number(ROWS).change())
        + steps(session -> session.prepared("touch_sweep").time(now).number(ROWS).change())
        + steps(session ->
            session
                .prepared("account_event_sweep")
                .time(now.minus(EVENTS_KEPT))
                .number(ROWS)
                .change())
        + steps(session -> happenings(session, now.minus(HAPPENINGS_KEPT)))
        + steps(session ->
            session.prepared("event_sweep").number(ROWS).time(now.minus(FEED_KEPT)).change())
        + steps(session ->
            session.prepared("stray_sweep").id(first(now.minus(STRAYS_KEPT))).number(ROWS).change())
        + steps(session -> session.prepared("stray_trim").number(ROWS).number(STRAYS_MAX).change())
        + steps(session -> session.prepared("attempt_sweep").number(ROWS).time(limit).change())
        + steps(
            session -> session.prepared("attempt_trim").number(ATTEMPTS_MAX).number(ROWS).change())
        + steps(session -> session.prepared("print_sweep").id(until).number(ROWS).change())
        + steps(session -> session.prepared("print_trim").number(ROWS).number(PRINTS_MAX).change())
        + steps(session ->
            session.prepared("replay_sweep").time(now.minus(REPLAYS_KEPT)).number(ROWS).change())
        + steps(session -> session.prepared("session_sweep").time(now).number(ROWS).change())
        + steps(session ->
            session.prepared("consent_blot").time(now.minus(CONSENTS_KEPT)).number(ROWS).change());
  }

  private static int happenings(Session session, Instant limit) throws SQLException {
    session.prepared("happening_sweep_notices").time(limit).number(ROWS).change();
    return session.prepared("happening_sweep").time(limit).number(ROWS).change();
  }

  /// By steps over all that are old enough, told or not: a step reads a bounded number of rows, not
  /// until it has found so many to drop. A million dead letters take 500 of them.
  private long notices(Instant limit, Id until) throws InterruptedException {
    var sweep = new NoticeSweep(limit, until, NOTICES_READ);
    long sum = 0;
    while (!sweep.isOver()) {
      sum += writer.between(sweep);
    }
    return sum;
  }

  /// The first id that is given out after a moment.
  private static Id first(Instant moment) {
    return Id.v7(Math.max(0, moment.toEpochMilli() + 1), 0, 0);
  }

  private long steps(Writer.Work step) throws InterruptedException {
    long sum = 0;
    int rows = writer.between(step);
    while (rows == ROWS) {
      sum += rows;
      rows = writer.between(step);
    }
    return sum + rows;
  }
}
