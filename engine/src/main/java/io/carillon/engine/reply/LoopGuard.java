package io.carillon.engine.reply;

import io.carillon.model.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says when a person is not answered any more, because two machines may be answering each other.
///
/// Problem: a machine that answers each message and a rule that does the same write to each other
/// for ever, at somebody's cost. Policy, for one person and one sender:
///
/// - the same rule does not say the same twice within 60 s;
/// - what was answered three times within an hour is not answered again for as long: it is the same
///   text over and over;
/// - no more than five answers go within 10 minutes;
/// - after each five answers of the last 24 hours comes a pause that grows: 10 minutes, then 20,
///   40, 80 and so on. So no more than about forty go in a day, however patient the other machine
///   is.
///
/// Pure: it knows only when what was answered.
final class LoopGuard {
  private static final Duration SAME_WITHIN = Duration.ofSeconds(60);
  private static final Duration REPEATED_WITHIN = Duration.ofHours(1);
  private static final int REPEATED_MAX = 3;
  private static final Duration OFTEN_WITHIN = Duration.ofMinutes(10);
  private static final int OFTEN_MAX = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);
  private static final int DOUBLINGS_MAX = 8;

  /// For how long an answer counts.
  static final Duration COUNTS = Duration.ofHours(24);

  /// More answers than can go in [#COUNTS].
  static final int ANSWERS_MAX = 64;

  private LoopGuard() {}

  /// An answer that was given.
  ///
  /// @param said a hash of what it said; empty where that is not known any more, which counts as
  ///   the same
  /// @param heard a hash of what the person had written
  record Answer(Instant at, Id rule, Optional<Integer> said, int heard) {
    private boolean isSame(Answer other) {
      return rule.equals(other.rule) && (said.isEmpty() || said.equals(other.said));
    }
  }

  /// Why an answer is not given.
  enum Against {
    SAME("the same rule said the same within 60 s"),
    REPEATED("the same text was answered three times within an hour"),
    OFTEN("five answers went within 10 minutes"),
    PAUSE("a pause that grows with every five answers of a day has not ended"),
    MACHINE("short codes, names and senders of accounts here are machines");

    private final String words;

    Against(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// What speaks against an answer; empty where it may be given.
  ///
  /// @param given earlier answers, in any order
  static Optional<Against> against(List<Answer> given, Answer next) {
    var counting = given.stream().filter(one -> isWithin(one, next, COUNTS)).toList();
    if (counting.stream().anyMatch(one -> isWithin(one, next, SAME_WITHIN) && one.isSame(next))) {
      return Optional.of(Against.SAME);
    }
    long repeated =
        counting.stream()
            .filter(one -> one.heard() == next.heard() && isWithin(one, next, REPEATED_WITHIN))
            .count();
    if (repeated >= REPEATED_MAX) {
      return Optional.of(Against.REPEATED);
    }
    if (counting.stream().filter(one -> isWithin(one, next, OFTEN_WITHIN)).count() >= OFTEN_MAX) {
      return Optional.of(Against.OFTEN);
    }
    return pauses(counting, next) ? Optional.of(Against.PAUSE) : Optional.empty();
  }

  private static boolean isWithin(Answer one, Answer next, Duration time) {
    return one.at().isAfter(next.at().minus(time));
  }

  private static boolean pauses(List<Answer> counting, Answer next) {
    int fives = counting.size() / OFTEN_MAX;
    if (fives == 0 || counting.size() % OFTEN_MAX != 0) {
      return false;
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(fives - 1, DOUBLINGS_MAX));
    return counting.stream().anyMatch(one -> isWithin(one, next, pause));
  }
}
