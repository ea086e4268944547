package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Keeps the files of the archive as they are while they are copied: until then nothing in them is
/// blotted out and none is deleted. The operating system's lock, since whoever copies may be
/// another process.
final class ArchiveHold implements AutoCloseable {
  static final String NAME = "carillon.lock";
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int TRIES_MAX = 100;

  private final @Nullable FileChannel channel;
  private final @Nullable FileLock lock;

  private ArchiveHold(@Nullable FileChannel channel, @Nullable FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// To change the files; not held where they are copied at this moment.
  static ArchiveHold alone(ArchiveFolder folder) {
    return taken(folder, false);
  }

  /// To copy the files; waits some seconds where they are changed or copied at this moment. Where
  /// there are no files yet, nothing is held.
  ///
  /// @throws StoreException where it takes longer
  static ArchiveHold toCopy(ArchiveFolder folder) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      var held = taken(folder, true);
      if (held.isHeld() || !Files.isDirectory(folder.path())) {
        return held;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new StoreException("the archive " + folder.path() + " is in use; try again");
  }

  private static ArchiveHold taken(ArchiveFolder folder, boolean shared) {
    if (!Files.isDirectory(folder.path())) {
      return new ArchiveHold(null, null);
    }
    try {
      var channel =
          FileChannel.open(
              folder.path().resolve(NAME),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              FolderLock.ownerOnly(folder.path()));
      try {
        var lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        if (lock == null) {
          channel.close();
          return new ArchiveHold(null, null);
        }
        return new ArchiveHold(channel, lock);
      } catch (OverlappingFileLockException _) {
        channel.close();
        return new ArchiveHold(null, null);
      }
    } catch (IOException failed) {
      throw new StoreException("the archive " + folder.path() + " cannot be locked", failed);
    }
  }

  boolean isHeld() {
    return lock != null;
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      if (channel != null) {
        channel.close();
      }
    } catch (IOException _) {
      // the lock goes with the process at the latest
    }
  }
}
