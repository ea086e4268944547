package io.carillon.bench.load;

import io.carillon.bench.mark.Latency;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// What makes the load.
public interface Generator {
  /// The generators to choose from.
  enum Kind {
    /// Our own, in a process of its own: knows when each message was sent.
    OWN,
    /// wrk, where it is installed: counts, but does not tell messages apart.
    WRK;

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.name().equalsIgnoreCase(word)).findFirst();
    }
  }

  /// Is told when the measured time begins and ends, and in between from time to time.
  interface Watch {
    void begins(ProcessHandle load) throws IOException, InterruptedException;

    void goesOn(ProcessHandle load) throws IOException, InterruptedException;

    void ends(ProcessHandle load) throws IOException, InterruptedException;
  }

  /// What a generator tells that leaves no times of messages.
  record Told(double acceptedPerSecond, Latency accept) {}

  /// What a run of load was.
  ///
  /// @param result what was counted
  /// @param told instead of the times of messages
  record Made(LoadResult result, Optional<Told> told) {}

  /// Warms up, measures, and waits for the last answers. The marks of messages sent and accepted
  /// are in the generator's folder then (empty where it cannot tell).
  Made run(Watch watch) throws IOException, InterruptedException;
}
