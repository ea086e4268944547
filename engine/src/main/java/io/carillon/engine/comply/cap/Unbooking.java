package io.carillon.engine.comply.cap;

import io.carillon.engine.change.Wake;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.port.Clock;

/// Gives back the moments that messages had booked of a carrier's minutes and that ended before
/// they came: canceled, stopped or expired. Else what comes after a campaign that was canceled
/// would wait for nobody, up to a day.
public final class Unbooking implements Wake {
  private final Caps caps;
  private final Clock clock;

  public Unbooking(Caps caps, Clock clock) {
    this.caps = caps;
    this.clock = clock;
  }

  @Override
  public void after(Commit commit) {
    for (var write : commit.writes()) {
      if (write instanceof Write.Changed(var before, var after)
          && Caps.waits(before)
          && after.status().isFinal()) {
        caps.unbook(before, clock.now());
      }
    }
  }
}
