package io.carillon.engine.comply.cap;

import java.time.Duration;
import java.time.Instant;

/// What is left of so many parts a minute, spread evenly.
///
/// Problem: never more than the cap in any 60 s, also across a restart, without a row for each
/// minute; and what finds no room must not ask again and again. Idea: a bucket that holds a
/// twentieth of the cap and fills at a rate that leaves two such twentieths out: what a bucket held
/// before a restart and what a full one holds after it are both within the cap. What finds no room
/// books the moment at which there is some for it, behind all that booked before; who comes without
/// a booking waits behind those too. Invariant: a message of more parts than the bucket holds goes
/// when that is full, and the rest of it is owed: only by that can a minute be over the cap.
///
/// Not for several threads at once.
final class MinuteRoom {
  /// Nothing is booked further ahead: who would be asks again then.
  private static final Duration BOOKED_MAX = Duration.ofDays(1);

  private static final double NANOS_A_MINUTE = 60e9;
  private static final int SHARE = 20;

  private int cap;
  private double level;
  private Instant filled;
  private Instant booked = Instant.MIN;
  private Instant latest = Instant.MIN;
  private long minute;
  private int used;

  /// @param cap parts a minute, above 0
  MinuteRoom(int cap, Instant now) {
    this.cap = cap;
    this.filled = now;
    this.level = holds();
  }

  /// Another cap from now on.
  void adopt(int parts) {
    if (parts != cap) {
      cap = parts;
      level = Math.min(level, holds());
    }
  }

  private double holds() {
    return Math.max(1, cap / SHARE);
  }

  /// Parts a nanosecond.
  private double rate() {
    return Math.max(cap - 2 * holds(), cap / 2.0) / NANOS_A_MINUTE;
  }

  private void fill(Instant now) {
    if (now.isAfter(filled)) {
      level = Math.min(holds(), level + rate() * nanos(filled, now));
    }
    filled = now;
  }

  private static double nanos(Instant from, Instant until) {
    var passed = Duration.between(from, until);
    return passed.getSeconds() * 1e9 + passed.getNano();
  }

  /// Whether so many parts may go now.
  ///
  /// @param called whether they have booked this moment
  boolean has(int parts, boolean called, Instant now) {
    fill(now);
    return level >= Math.min(parts, holds()) && (called || !booked.isAfter(now));
  }

  /// They go; to be asked for with [#has] before.
  void take(int parts, Instant now) {
    level -= parts;
    used = used(now) + parts;
    minute = minute(now);
  }

  /// They did not go after all.
  void giveBack(int parts) {
    level = Math.min(holds(), level + parts);
    used = Math.max(0, used - parts);
  }

  /// When there is room for so many parts behind all that is booked.
  Instant free(int parts, Instant now) {
    fill(now);
    boolean queues = booked.isAfter(now);
    double missing = queues ? parts : Math.max(0, Math.min(parts, holds()) - level);
    return (queues ? booked : now).plusNanos((long) Math.ceil(missing / rate()));
  }

  /// Books that moment for parts that have no room now; who would have to wait too long gets one at
  /// which to ask again.
  Instant book(int parts, Instant now) {
    var until = free(parts, now);
    var limit = now.plus(BOOKED_MAX);
    if (until.isAfter(limit)) {
      return limit;
    }
    booked = until;
    latest = until.isAfter(latest) ? until : latest;
    return until;
  }

  /// What had booked this moment does not come: who books from now on gets one so much earlier.
  /// Those behind it keep theirs; who meets one of them there finds no room, and books anew.
  void unbook(int parts, Instant due, Instant now) {
    if (!due.isAfter(latest) && booked.isAfter(now)) {
      var earlier = booked.minusNanos((long) (parts / rate()));
      booked = earlier.isBefore(now) ? now : earlier;
    }
  }

  /// How many went since the minute began.
  int used(Instant now) {
    return minute == minute(now) ? used : 0;
  }

  private static long minute(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), 60);
  }
}
