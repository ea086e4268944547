package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The operating system's lock on a data folder: it goes with the process, however that ends.
final class FolderLock implements AutoCloseable {
  private static final String NAME = "carillon.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// Makes the folder where it is missing and takes it; fails with one clear sentence.
  static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FolderSync.way(folder);
      return taken(folder);
    } catch (IOException broken) {
      throw new StoreException("it cannot be written" + why(broken), broken);
    }
  }

  private static String why(IOException broken) {
    var reason = broken instanceof FileSystemException of ? of.getReason() : broken.getMessage();
    return reason == null ? "" : ": " + reason;
  }

  private static FolderLock taken(Path folder) throws IOException {
    var file = folder.resolve(NAME);
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ownerOnly(folder));
    try {
      var lock = channel.tryLock();
      if (lock == null) {
        var owner = Files.readString(file).strip();
        throw new StoreTaken("the data folder " + folder + " is in use by process " + owner);
      }
      channel.truncate(0);
      var self = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(channel, lock);
    } catch (OverlappingFileLockException _) {
      channel.close();
      throw new StoreTaken("the data folder " + folder + " is in use by this process");
    } catch (IOException | StoreTaken failed) {
      channel.close();
      throw failed;
    }
  }

  /// A file that only its owner reads, where the file system knows owners.
  static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// A folder that only its owner looks into, where the file system knows owners.
  static FileAttribute<?>[] ownersFolder(Path folder) throws IOException {
    var above = folder.toAbsolutePath().getParent();
    boolean posix = above != null && Files.getFileStore(above).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Gives the folder free. The file stays: taking it away would race with the next owner.
  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException _) {
      // the lock goes with the process at the latest
    }
  }
}
