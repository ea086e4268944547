package io.carillon.bench;

import io.carillon.bench.load.Generator;
import io.carillon.bench.report.Figures;
import io.carillon.bench.sync.SlowSync;
import java.io.IOException;
import java.util.Optional;

/// Counts the server's syncs in the measured time, where they are counted at all.
final class SyncWatch implements Generator.Watch {
  private final Optional<SlowSync> syncs;
  private long atStart;
  private long atEnd;

  SyncWatch(Optional<SlowSync> syncs) {
    this.syncs = syncs;
  }

  @Override
  public void begins(ProcessHandle load) throws IOException {
    atStart = count();
  }

  @Override
  public void goesOn(ProcessHandle load) {
    // What counts is the end.
  }

  @Override
  public void ends(ProcessHandle load) throws IOException {
    atEnd = count();
  }

  /// @param seconds measured
  /// @param messages accepted in it
  Figures.Syncs figures(double seconds, double messages) {
    if (syncs.isEmpty() || seconds == 0) {
      return Figures.Syncs.NONE;
    }
    var count = Math.max(1, atEnd - atStart);
    return new Figures.Syncs(atEnd - atStart, count / seconds, messages / count);
  }

  private long count() throws IOException {
    return syncs.isPresent() ? syncs.get().count() : 0;
  }
}
