package io.carillon.bench;

import io.carillon.bench.far.FarSide;
import io.carillon.bench.report.Timeline;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Waiting until all that was accepted is completed, or it has taken too long.
///
/// @param farEnd that notes it
/// @param folder for its files of times
/// @param loads the folders with the loads' files of times
/// @param acts what was sent
/// @param limit how long at most
record Draining(FarSide farEnd, Path folder, List<Path> loads, List<Act> acts, Duration limit) {
  private static final int LOOK_MS = 100;

  /// Reading all times costs as much as some thousand messages, so it is not done more often.
  private static final long BETWEEN_READINGS = 1_000_000_000L;

  Draining {
    loads = List.copyOf(loads);
    acts = List.copyOf(acts);
  }

  /// Whether the server still runs; throws where it does not.
  interface Pulse {
    void feel() throws IOException;
  }

  /// @param accepted how many messages were
  Timeline run(long accepted, Pulse pulse) throws IOException, InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    var read = Long.MIN_VALUE / 2;
    while (true) {
      pulse.feel();
      var now = System.nanoTime();
      var late = now > until;
      if (late || (isDone(accepted) && now - read > BETWEEN_READINGS)) {
        read = now;
        farEnd.writeMarks(folder);
        var timeline = Timeline.read(folder, loads, acts);
        if (late || (timeline.lost() == 0 && timeline.submittedAndLost() == 0)) {
          return timeline;
        }
      }
      Thread.sleep(LOOK_MS);
    }
  }

  /// Whether by its counters the far end has as much as was accepted.
  private boolean isDone(long accepted) throws IOException, InterruptedException {
    var counts = farEnd.counts();
    var wanted = Math.max(accepted, counts.submitted());
    var told = acts.stream().allMatch(act -> act.proof() == Proof.WEBHOOK);
    return counts.receipted() >= wanted && (!told || counts.delivered() >= wanted);
  }
}
