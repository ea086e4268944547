package io.carillon.engine.notify;

import io.carillon.engine.change.Desk;
import io.carillon.engine.notify.NoticeLane.NoticeName;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Ends what is owed for more than 75 h to endpoints that are dead.
///
/// Problem: before an endpoint that rests only probes go; a million notices would take years to be
/// tried, and so to be given up. Idea: an endpoint that failed 15 times in a row, whatever it was
/// told, which takes it 40 min at least by the monotonic clock, would fail once more: what is too
/// old is given up untried. At most 1,000 of a lane at a time and 4,000 a second in all, so that
/// what is to be told comes to the writer, too.
final class DeadLetters {
  static final int LANE_MAX = 1_000;
  private static final int ALL_MAX = 4_000;
  private static final int COMMIT_MAX = 250;
  private static final String WHY = "nothing was taken there for 75 h";

  private final Desk desk;
  private final Notices notices;
  private final Clock clock;
  private final Meters.Count dead;

  DeadLetters(Desk desk, Notices notices, Clock clock, Meters.Count dead) {
    this.desk = desk;
    this.notices = notices;
    this.clock = clock;
    this.dead = dead;
  }

  /// Ends some of them. To be called about each second, by one thread.
  void end(Collection<NoticeLane> lanes) {
    int left = ALL_MAX;
    for (var lane : lanes) {
      if (left > 0 && lane.beginEnding(clock.ticks())) {
        left -= end(lane, Math.min(left, LANE_MAX));
      }
    }
  }

  private int end(NoticeLane lane, int most) {
    var begun = false;
    try {
      var old =
          notices.due(lane.name(), clock.now(), most).stream()
              .filter(notice -> Retelling.isOld(notice, clock.now()))
              .filter(notice -> lane.lane().keepOut(NoticeName.of(notice)))
              .toList();
      begun = !old.isEmpty();
      for (int from = 0; from < old.size(); from += COMMIT_MAX) {
        int to = Math.min(from + COMMIT_MAX, old.size());
        end(lane, old.subList(from, to), to == old.size());
      }
      return old.size();
    } finally {
      if (!begun) {
        lane.ended();
      }
    }
  }

  private void end(NoticeLane lane, List<Notice> old, boolean last) {
    var rows = new ArrayList<Write>(2 * old.size());
    old.forEach(notice -> rows.addAll(Retelling.lapsed(notice, WHY, clock.now())));
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), rows),
        result -> {
          old.forEach(notice -> lane.lane().release(NoticeName.of(notice)));
          if (result instanceof Result.Done) {
            dead.add(old.size());
            old.forEach(lane::freed);
          }
          if (last) {
            lane.ended();
          }
        });
  }
}
