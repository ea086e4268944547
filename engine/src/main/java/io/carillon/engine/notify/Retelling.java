package io.carillon.engine.notify;

import io.carillon.model.Commit.Write;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What follows from a try to tell a notice: pure.
///
/// Tries go on for 75 h after the change, with pauses of 5 s, 15 s, 45 s … up to 4 h, spread by up
/// to a fifth so that notices that failed together do not come back together. The next notice of
/// the same message and destination is freed when this one is told or dead, or at its third
/// failure. In 75 h there are 19 tries or more, whatever an endpoint asks for: where there were
/// fewer, the wall clock was set ahead, and that gives up nothing.
final class Retelling {
  static final Duration GIVEN_UP_AFTER = Duration.ofHours(75);
  static final int FREES_AT = 3;
  private static final Duration PAUSE_FIRST = Duration.ofSeconds(5);
  static final Duration PAUSE_MAX = Duration.ofHours(4);

  /// Of all pauses, with what is spread.
  static final Duration PAUSE_LONGEST = Duration.ofHours(5);

  static final int TRIES_LEAST = 15;

  /// How many there are in 75 h where an endpoint asks for nothing.
  private static final int TRIES_USUAL = 25;

  private Retelling() {}

  /// The rows to write after a try.
  static List<Write> after(Notice notice, Telling telling, Instant now) {
    return switch (telling) {
      case Telling.Told told -> told(notice, told, now);
      case Telling.GivenUp(var answer, var why) -> dead(notice, 1, answer, why, now);
      case Telling.Gone(var why) -> dead(notice, 0, 0, why, now);
      case Telling.NotNow(var answer, var why, var pause) ->
          notNow(notice, answer, why, pause, now);
    };
  }

  /// One with which something was wrong counts as failed, too: so it is found among those that did.
  private static List<Write> told(Notice notice, Telling.Told told, Instant now) {
    var rows = new ArrayList<Write>();
    int failures = told.findings().stream().anyMatch(Finding::isWrong) ? 1 : 0;
    rows.add(ended(notice, Progress.TOLD, failures, told.answer(), now));
    told.remarks().forEach(remark -> rows.add(row(notice, TraceRow.Kind.NOTE, remark, now)));
    int findings = Math.min(Finding.COUNT_MAX, told.findings().size());
    for (var finding : told.findings().subList(0, findings)) {
      var kind = finding.isWrong() ? TraceRow.Kind.ANSWER_FAILED : TraceRow.Kind.ANSWERED;
      var detail = (finding.code() + ' ' + finding.words()).strip();
      rows.add(new Write.Noted(new TraceRow(notice.message(), now, kind, detail)));
    }
    return rows;
  }

  private static List<Write> notNow(
      Notice notice, int answer, String why, Optional<Duration> asked, Instant now) {
    int attempts = notice.telling().attempts() + 1;
    var pause =
        asked
            .filter(time -> time.compareTo(PAUSE_MAX) < 0)
            .orElseGet(() -> pause(notice.message().hashCode(), attempts));
    var due = now.plus(pause);
    if (isOver(notice.change().at(), attempts, due, now)) {
      return dead(notice, 1, answer, why, now);
    }
    var next =
        new Notice.Telling(Progress.OPEN, attempts, Optional.of(due), Optional.empty(), answer);
    return List.of(
        new Write.Retold(notice.with(next), attempts == FREES_AT, now),
        row(notice, TraceRow.Kind.NOTICE_FAILED, why, now));
  }

  /// Where it was made in what is the future now, its age is not known.
  static boolean isOver(Instant made, int attempts, Instant due, Instant now) {
    return made.isAfter(now)
        ? attempts >= TRIES_USUAL
        : attempts >= TRIES_LEAST && due.isAfter(made.plus(GIVEN_UP_AFTER));
  }

  /// @param failures 1 where a try ended it, which failed too; 0 where there was none
  private static List<Write> dead(
      Notice notice, int failures, int answer, String why, Instant now) {
    return List.of(
        ended(notice, Progress.DEAD, failures, answer, now),
        row(notice, TraceRow.Kind.NOTICE_DEAD, why, now));
  }

  /// Whether it is owed for longer than it is tried.
  static boolean isOld(Notice notice, Instant now) {
    return !now.isBefore(notice.change().at().plus(GIVEN_UP_AFTER));
  }

  /// The rows to write where an old one is given up without a further try.
  static List<Write> lapsed(Notice notice, String why, Instant now) {
    return dead(notice, 0, notice.telling().answer(), why, now);
  }

  private static Write ended(
      Notice notice, Progress progress, int failures, int answer, Instant now) {
    int attempts = notice.telling().attempts() + failures;
    var end = new Notice.Telling(progress, attempts, Optional.empty(), Optional.of(now), answer);
    return new Write.Retold(notice.with(end), true, now);
  }

  /// @param seed what spreads the pauses of those that failed together
  static Duration pause(int seed, int attempts) {
    long seconds = PAUSE_FIRST.toSeconds();
    for (int i = 1; i < attempts && seconds < PAUSE_MAX.toSeconds(); i++) {
      seconds *= 3;
    }
    long millis = Math.min(seconds, PAUSE_MAX.toSeconds()) * 1_000;
    int spread = Math.floorMod(seed + attempts, 1_000);
    return Duration.ofMillis(millis + millis * spread / 5_000);
  }

  private static Write row(Notice notice, TraceRow.Kind kind, String why, Instant now) {
    var detail =
        "notice " + notice.sequence() + " (" + notice.change().status().word() + "): " + why;
    return new Write.Noted(new TraceRow(notice.message(), now, kind, detail));
  }
}
