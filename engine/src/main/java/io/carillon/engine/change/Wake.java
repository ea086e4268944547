package io.carillon.engine.change;

import io.carillon.model.Commit;

/// A hint after a commit that there is something to do: listed in the wiring. Losing every wake
/// costs only delay, since a sweep finds what is due.
@FunctionalInterface
public interface Wake {
  /// Told of each commit that was synced, from the thread that must not be held up.
  void after(Commit commit);
}
