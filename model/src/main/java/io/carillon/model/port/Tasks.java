package io.carillon.model.port;

import java.time.Duration;

/// Starts work beside the caller. Production runs each task on a virtual thread; the simulation
/// runs one at a time, in an order given by its seed.
public interface Tasks {
  /// Starts `body` soon. What it throws is our bug: it is logged with `name` and counted.
  void start(String name, Runnable body);

  /// Starts `body` after at least `pause`. At most 100,000 wait at a time; a pause is only a hint
  /// that saves time, a sweep finds what a lost one would have found.
  void later(String name, Duration pause, Runnable body);
}
