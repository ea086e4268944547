package io.carillon.store;

import io.carillon.model.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets old messages leave the tables, a few hundred at a time, from the oldest on.
///
/// Whoever sends must not feel it: while the writer is busy each step is followed by a pause of
/// [#PAUSE_NEAR] times as long, so that at most every twenty-fifth part of the time goes to it. It
/// must keep up all the same: where the oldest that is to leave has been due for an hour, the pause
/// is [#PAUSE_FAR] times as long. While the writer has nothing to do one step follows the other. A
/// round through all ids begins a minute after the last one ended. One thread calls it.
final class Archiving {
  static final int PAUSE_NEAR = 24;
  static final int PAUSE_FAR = 8;
  private static final double IDLE = 0.1;
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
  private static final Duration CALL_MAX = Duration.ofSeconds(1);
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
  private static final Duration FAR = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);
  private static final Id LEAST = new Id(0, 0);

  private final Archive archive;
  private final Readers readers;
  private final Writer writer;
  private final Keys keys;
  private final LongSupplier ticks;
  private Id at = LEAST;
  private long notBefore;
  private long roundMessages;
  private volatile Retained sum = new Retained(0, 0, 0);

  Archiving(Archive archive, Readers readers, Writer writer, Keys keys, LongSupplier ticks) {
    this.archive = archive;
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
    this.ticks = ticks;
    notBefore = ticks.getAsLong();
  }

  /// What was done since the start.
  Retained sum() {
    return sum;
  }

  /// Does as much as may be done now, for a second at most.
  void some(Retention retention, Instant now) throws InterruptedException {
    long begun = ticks.getAsLong();
    while (ticks.getAsLong() - notBefore >= 0 && ticks.getAsLong() - begun < CALL_MAX.toNanos()) {
      paced(retention, now);
    }
  }

  private void paced(Retention retention, Instant now) throws InterruptedException {
    long begun = ticks.getAsLong();
    var before = writer.effort().sum().busy();
    boolean ended = !step(retention, now, archive::isRecalled);
    long took = ticks.getAsLong() - begun;
    double busy = (double) writer.effort().sum().busy().minus(before).toNanos() / Math.max(1, took);
    notBefore =
        ticks.getAsLong()
            + (ended ? BETWEEN_ROUNDS : pause(Duration.ofNanos(took), busy, behind(retention, now)))
                .toNanos();
  }

  /// How long to wait behind a step.
  ///
  /// @param busy which part of its time the writer wrote for others
  /// @param behind for how long those have been due that come next
  static Duration pause(Duration step, double busy, Duration behind) {
    if (busy < IDLE) {
      return Duration.ZERO;
    }
    var pause = step.multipliedBy(behind.compareTo(FAR) < 0 ? PAUSE_NEAR : PAUSE_FAR);
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  private Duration behind(Retention retention, Instant now) {
    var due = now.minus(retention.messages());
    return Duration.between(Instant.ofEpochMilli(at.epochMillis()), due);
  }

  /// A whole round at once, however busy the writer is.
  Retained round(Retention retention, Instant now) throws InterruptedException {
    var before = sum;
    at = LEAST;
    while (step(retention, now, _ -> false)) {
      // the next one
    }
    return sum.minus(before);
  }

  /// One step; false where the round ended with it.
  private boolean step(Retention retention, Instant now, Predicate<Id> stays)
      throws InterruptedException {
    if (!retention.isLeaving()) {
      end(retention, now);
      return false;
    }
    var rule = new Leaving.Rule(now.minus(retention.messages()), stays);
    var group =
        readers.read(
            "messages that may leave",
            session -> new Leaving(session, keys).next(at, rule, archive.seal()));
    if (!group.members().isEmpty()) {
      leave(group, retention, stays);
    }
    at = group.seen();
    if (group.isLast()) {
      end(retention, now);
    }
    return !group.isLast();
  }

  private void leave(Leaving.Group group, Retention retention, Predicate<Id> stays)
      throws InterruptedException {
    int octets = 0;
    boolean left;
    if (retention.archives()) {
      octets = archive.take(group, stays);
      left = octets > 0;
    } else {
      left = writer.between(session -> new Leaving(session, keys).remove(group) ? 1 : 0) > 0;
    }
    if (left) {
      int messages = group.members().size();
      roundMessages += messages;
      sum = sum.plus(new Retained(messages, octets, 0));
    }
  }

  private void end(Retention retention, Instant now) throws InterruptedException {
    at = LEAST;
    archive.blotGone();
    int files =
        retention.archived().isPositive() ? archive.expire(now.minus(retention.archived())) : 0;
    sum = sum.plus(new Retained(0, 0, files));
    if (roundMessages > 0 || files > 0) {
      LOG.info(
          "{} old messages {}, {} files of the archive deleted",
          roundMessages,
          retention.archives() ? "archived" : "deleted",
          files);
    }
    roundMessages = 0;
  }
}
