package io.carillon.bench;

import io.carillon.bench.rig.Disk;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder and the processes of one run. All are gone after `close`, which may be called from
/// another thread while it runs.
final class Ground implements AutoCloseable {
  private final Options.Place place;
  private final PrintStream progress;
  private final Path folder;
  private final Processes processes;
  private boolean cleared;

  /// @param progress is told what stays
  Ground(Options.Place place, PrintStream progress) throws IOException {
    this.place = place;
    this.progress = progress;
    this.folder = Files.createTempDirectory(place.dir(), "carillon-bench-");
    this.processes = new Processes(folder);
  }

  Path folder() {
    return folder;
  }

  Processes processes() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
    synchronized (processes) {
      clear();
    }
  }

  private void clear() {
    if (cleared) {
      return;
    }
    cleared = true;
    if (place.keep()) {
      progress.println("kept " + folder);
      return;
    }
    try {
      Disk.delete(folder);
    } catch (IOException failed) {
      progress.println("could not delete " + folder + ": " + failed.getMessage());
    }
  }
}
