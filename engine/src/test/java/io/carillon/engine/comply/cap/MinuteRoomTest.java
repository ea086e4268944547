package io.carillon.engine.comply.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinuteRoomTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The most that went within any 60 s.
  private static int most(List<Instant> went) {
    var window = new ArrayDeque<Instant>();
    int most = 0;
    for (var at : went) {
      window.add(at);
      while (!window.getFirst().isAfter(at.minus(MINUTE))) {
        window.poll();
      }
      most = Math.max(most, window.size());
    }
    return most;
  }

  /// Asks as often as it can for ten minutes, with restarts by chance.
  @ParameterizedTest
  @ValueSource(ints = {12, 75, 240, 4_500})
  void noMinuteIsOverTheCapThoughTheServerStartsAnew(int cap) {
    var random = new Random(cap);
    var went = new ArrayList<Instant>();
    var room = new MinuteRoom(cap, START);
    long step = Duration.ofMinutes(1).toNanos() / cap / 4;
    int sinceStart = 0;
    for (var now = START; now.isBefore(START.plus(MINUTE.multipliedBy(10))); ) {
      if (room.has(1, false, now)) {
        room.take(1, now);
        went.add(now);
      }
      now = now.plusNanos(step);
      if (++sinceStart > 8 * cap && random.nextInt(cap) == 0) {
        room = new MinuteRoom(cap, now);
        sinceStart = 0;
      }
    }

    assertThat(most(went)).isLessThanOrEqualTo(cap);
    assertThat(went.size()).isGreaterThan(cap * 10 * 3 / 4);
  }

  @Test
  void whatFindsNoRoomGoesAtTheMomentThatItBooked() {
    var room = new MinuteRoom(240, START);
    int atOnce = 0;
    while (room.has(1, false, START)) {
      room.take(1, START);
      atOnce++;
    }
    assertThat(atOnce).isEqualTo(12);
    var booked = new ArrayList<Instant>();
    for (int i = 0; i < 100; i++) {
      booked.add(room.book(1, START));
    }

    assertThat(booked).isSorted().doesNotHaveDuplicates();
    for (var moment : booked) {
      assertThat(room.has(1, false, moment.minusMillis(1))).as("a stranger").isFalse();
      assertThat(room.has(1, true, moment)).isTrue();
      room.take(1, moment);
    }
    assertThat(booked.getLast()).isBefore(START.plusSeconds(30));
  }

  @Test
  void aLongMessageGoesWhenTheBucketIsFullAndOwesTheRest() {
    var room = new MinuteRoom(75, START);

    assertThat(room.has(10, false, START)).isTrue();
    room.take(10, START);
    assertThat(room.has(1, false, START.plusSeconds(5))).isFalse();
    assertThat(room.has(1, false, START.plusSeconds(9))).isTrue();
  }

  @Test
  void nothingIsBookedFurtherThanADayAhead() {
    var room = new MinuteRoom(12, START);
    room.take(1, START);
    var last = START;
    for (int i = 0; i < 20_000; i++) {
      last = room.book(1, START);
    }

    assertThat(last).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void whatBookedAndDoesNotComeKeepsNobodyWaiting() {
    var room = new MinuteRoom(12, START);
    room.take(1, START);
    var booked = new ArrayList<Instant>();
    for (int i = 0; i < 1_000; i++) {
      booked.add(room.book(1, START));
    }
    var before = room.free(1, START);

    booked.subList(0, 500).forEach(due -> room.unbook(1, due, START));
    assertThat(Duration.between(START, room.free(1, START)))
        .isCloseTo(Duration.between(START, before).dividedBy(2), Duration.ofSeconds(10));

    booked.subList(500, 1_000).forEach(due -> room.unbook(1, due, START));
    assertThat(room.free(1, START)).isBefore(START.plusSeconds(10));
  }

  @Test
  void whatWaitedForSomethingElseHadBookedNothing() {
    var room = new MinuteRoom(12, START);
    room.take(1, START);
    var booked = room.book(1, START);
    var free = room.free(1, START);

    room.unbook(1, booked.plusSeconds(60), START);

    assertThat(room.free(1, START)).isEqualTo(free);
  }

  /// Of messages of which every other is canceled while it waits, and others come meanwhile.
  @Test
  void noMinuteIsOverTheCapThoughBookingsAreGivenBack() {
    var random = new Random(5);
    var room = new MinuteRoom(240, START);
    var went = new ArrayList<Instant>();
    var waiting = new TreeMap<Instant, Integer>();
    for (var now = START; now.isBefore(START.plus(MINUTE.multipliedBy(10))); ) {
      while (!waiting.isEmpty() && !waiting.firstKey().isAfter(now)) {
        come(room, waiting, waiting.pollFirstEntry().getValue(), true, now, went);
      }
      come(room, waiting, 1, false, now, went);
      if (!waiting.isEmpty() && random.nextInt(3) == 0) {
        var last = waiting.pollLastEntry();
        for (int i = 0; i < last.getValue(); i++) {
          room.unbook(1, last.getKey(), now);
        }
      }
      now = now.plusMillis(200);
    }

    assertThat(most(went)).isLessThanOrEqualTo(240);
    assertThat(went.size()).isGreaterThan(240 * 10 * 3 / 4);
  }

  private static void come(
      MinuteRoom room,
      NavigableMap<Instant, Integer> waiting,
      int messages,
      boolean called,
      Instant now,
      List<Instant> went) {
    for (int i = 0; i < messages; i++) {
      if (room.has(1, called, now)) {
        room.take(1, now);
        went.add(now);
      } else {
        waiting.merge(room.book(1, now), 1, Integer::sum);
      }
    }
  }

  @Test
  void whatIsGivenBackIsThereAgain() {
    var room = new MinuteRoom(60, START);
    room.take(3, START);
    assertThat(room.has(1, false, START)).isFalse();

    room.giveBack(3);

    assertThat(room.has(3, false, START)).isTrue();
    assertThat(room.used(START)).isZero();
  }
}
