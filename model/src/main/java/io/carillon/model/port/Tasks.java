package io.carillon.model.port;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Starts work beside the caller. Production runs each task on a virtual thread; the simulation
/// runs one at a time, in an order given by its seed.
public interface Tasks {
  /// Starts `body` soon. What it throws is our bug: it is logged with `name` and counted.
  void start(String name, Runnable body);

  /// Starts `body` after at least `pause`. At most 100,000 wait at a time; a pause is only a hint
  /// that saves time, a sweep finds what a lost one would have found.
  void later(String name, Duration pause, Runnable body);

  /// A gate that stands closed: whoever comes waits until it is opened.
  Gate gate();

  /// Waits until `open` holds, looking about each millisecond, for at most `limit`; tells whether
  /// it holds.
  boolean await(BooleanSupplier open, Duration limit) throws InterruptedException;

  /// Lets one caller wait for one event.
  interface Gate {
    /// Opens for good; safe from any thread, any number of times.
    void open();

    /// Returns once it is open.
    void pass() throws InterruptedException;
  }
}
