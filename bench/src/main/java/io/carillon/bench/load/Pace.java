package io.carillon.bench.load;

/// How fast a strand of the load goes.
///
/// @param connections of a closed loop, each of which sends its next request when it has the
///   answer; of an open loop the most that it may open
/// @param busy connections of a closed loop with which an open one warms the server up, before it
///   settles down to its schedule; 0: by its schedule
/// @param warmup messages a second before the measured time; 0 in a closed loop
/// @param measured messages a second in the measured time; 0: a closed loop
public record Pace(int connections, int busy, double warmup, double measured) {
  public static Pace closed(int connections) {
    return new Pace(connections, 0, 0, 0);
  }

  /// At this rate from the beginning on.
  public static Pace open(int connections, double perSecond) {
    return open(connections, perSecond, perSecond);
  }

  /// At one rate before the measured time and at another one in it.
  public static Pace open(int connections, double warmup, double measured) {
    return new Pace(connections, 0, warmup, measured);
  }

  /// With a warm-up by a closed loop of so many connections: a server that was never busy has not
  /// compiled all that it needs.
  public Pace warmedBy(int closedConnections) {
    return new Pace(Math.max(connections, closedConnections), closedConnections, warmup, measured);
  }

  /// Whether requests leave on a schedule, whatever became of those before.
  public boolean isOpen() {
    return measured > 0;
  }
}
