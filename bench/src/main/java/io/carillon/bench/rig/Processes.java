package io.carillon.bench.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// The processes of one run. None is started after `close`, and none outlives it; it may be called
/// by another thread at any time.
public final class Processes implements AutoCloseable {
  private final Path folder;
  private final Deque<Child> children = new ArrayDeque<>();
  private boolean closed;

  /// @param folder for the processes' error output
  public Processes(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  public synchronized Child start(Child.Start start) throws IOException {
    if (closed) {
      throw new IOException("stopped");
    }
    var child = Child.start(start, folder);
    children.push(child);
    return child;
  }

  /// Ends them all, the last started first; again is harmless.
  @Override
  public synchronized void close() {
    closed = true;
    while (!children.isEmpty()) {
      children.pop().close();
    }
  }
}
