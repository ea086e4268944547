package io.carillon.engine.notify;

import io.carillon.model.Commit.Write;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Replay.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a job that has something told again writes of one stretch of its lane: pure.
///
/// What was told or given up is owed anew, its failures counted anew. What is owed still and waits
/// more than a minute for its next try goes now; that which comes sooner may be with a teller, and
/// is left alone, and so is what goes where nobody answers. Of one message and destination only the
/// first is due, the next one when that is told: so they come in their order.
///
/// @param rows what is written
/// @param counts what of it was found
/// @param lanes in which something is owed
record ReplayStep(List<Write> rows, Counts counts, Set<String> lanes) {
  private static final Duration SOON = Duration.ofMinutes(1);

  /// Notices of one message and destination.
  private record Chain(MessageId message, String destination) {}

  /// @param all of a stretch, by message and sequence
  /// @param meant those of them that the job means
  /// @param resting the lanes that are left out
  static ReplayStep of(
      List<Notice> all, Predicate<Notice> meant, Set<String> resting, Instant now) {
    var rows = new ArrayList<Write>();
    var held = new HashSet<Chain>();
    var lanes = new HashSet<String>();
    int owed = 0;
    int left = 0;
    for (var notice : all) {
      boolean isMeant = meant.test(notice);
      boolean isLeft = isMeant && resting.contains(notice.lane());
      var after = isMeant && !isLeft ? after(notice, held, now) : notice;
      if (!after.equals(notice)) {
        rows.add(new Write.Retold(after, false, now));
        rows.add(new Write.Noted(Replays.row(after, now)));
        lanes.add(notice.lane());
      } else if (isLeft) {
        left++;
      } else if (isMeant) {
        owed++;
      }
      if (holds(after)) {
        held.add(chain(notice));
      }
    }
    return new ReplayStep(List.copyOf(rows), new Counts(rows.size() / 2, owed, left), lanes);
  }

  private static Notice after(Notice notice, Set<Chain> held, Instant now) {
    var telling = notice.telling();
    boolean isOpen = telling.progress() == Progress.OPEN;
    if (isOpen && telling.due().filter(now.plus(SOON)::isBefore).isEmpty()) {
      return notice;
    }
    Optional<Instant> due = held.contains(chain(notice)) ? Optional.empty() : Optional.of(now);
    return notice.with(
        isOpen
            ? new Telling(
                Progress.OPEN, telling.attempts(), due, Optional.empty(), telling.answer())
            : new Telling(Progress.OPEN, 0, due, Optional.empty(), 0));
  }

  /// Whether those behind it wait until it is told.
  private static boolean holds(Notice notice) {
    return notice.telling().progress() == Progress.OPEN
        && notice.telling().attempts() < Retelling.FREES_AT;
  }

  private static Chain chain(Notice notice) {
    return new Chain(notice.message(), notice.destination());
  }
}
