package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.MasterKeys;
import io.carillon.store.vault.SealedTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the keys of persons in a file that only its owner reads, sealed under the master key.
///
/// A change is synced beside it and then takes its name, so there is always one that is whole; what
/// stood there before is overwritten, as far as the file system lets anybody reach it. Whoever
/// changes it holds the lock on a file beside it and begins with what the file holds then: no
/// change is lost where two do it.
final class PersonFile {
  private static final Logger LOG = LoggerFactory.getLogger(PersonFile.class);
  private static final int BLANKS = 64 << 10;

  /// A lock of the operating system does not keep threads of one process from each other.
  private static final ReentrantLock CHANGING = new ReentrantLock();

  private final Path file;

  PersonFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  boolean isThere() {
    return Files.exists(file);
  }

  Path path() {
    return file;
  }

  /// The keys as they stand there, sealed.
  ///
  /// @throws StoreException with advice where there are none that can be read
  SealedTree sealed() {
    try {
      if (!isThere()) {
        throw new StoreException(
            file
                + ", with the keys of persons, is missing; bring it back from where you keep a"
                + " copy");
      }
      if (Files.size(file) > SealedTree.OCTETS_MAX) {
        throw damaged();
      }
      return SealedTree.read(Files.readAllBytes(file)).orElseThrow(this::damaged);
    } catch (IOException unread) {
      throw new StoreException(file + ", with the keys of persons, cannot be read", unread);
    }
  }

  private StoreException damaged() {
    return new StoreException(
        file
            + " does not hold the keys of persons, or is damaged; bring it back from where you keep"
            + " a copy");
  }

  /// The keys.
  ///
  /// @throws StoreException with advice where they cannot be read, or not with these master keys
  KeyTree read(MasterKeys masters) {
    var sealed = sealed();
    try {
      return sealed.open(masters);
    } catch (StoreException other) {
      throw new StoreException(
          file
              + ", with the keys of persons, cannot be opened: "
              + other.getMessage()
              + "; bring back the master key or the file that belong together",
          other);
    }
  }

  /// Makes the file, where there is none.
  KeyTree make(MasterKeys masters) {
    var tree = KeyTree.fresh();
    locked(() -> {
      if (isThere()) {
        throw new StoreException(file + " is there already");
      }
      write(SealedTree.of(tree, masters.current()));
    });
    LOG.warn(
        "made {} in {}: what is archived and backups open with nothing else; keep a copy, and a new"
            + " one after each erasure of a person",
        tree,
        file);
    return tree;
  }

  /// Changes the keys; answers them when they are on the disk.
  KeyTree change(MasterKeys masters, UnaryOperator<KeyTree> change) {
    var changed = new KeyTree[1];
    locked(() -> {
      changed[0] = change.apply(read(masters));
      write(SealedTree.of(changed[0], masters.current()));
    });
    return Objects.requireNonNull(changed[0]);
  }

  /// Seals the keys under the current master key, where another one seals them.
  void rewrap(MasterKeys masters) {
    if (sealed().master() != masters.current().id()) {
      change(masters, UnaryOperator.identity());
    }
  }

  /// Brings the keys along from another place, as they are.
  void copyFrom(PersonFile other) {
    locked(() -> write(other.sealed()));
  }

  /// The same where keys of another store may stand: these are kept beside it.
  void takeOver(PersonFile other) {
    var coming = other.sealed();
    locked(() -> {
      if (isThere() && sealed().id() != coming.id()) {
        var kept = file.resolveSibling(file.getFileName() + Restoring.REPLACED);
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      write(coming);
    });
  }

  /// What changes with the file.
  String stamp() {
    try {
      return isThere() ? Files.getLastModifiedTime(file) + " " + Files.size(file) : "";
    } catch (IOException unread) {
      throw new StoreException(file + ", with the keys of persons, cannot be read", unread);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  private void locked(Change change) {
    CHANGING.lock();
    try {
      var folder = Objects.requireNonNull(file.getParent(), "a file stands in a folder");
      Files.createDirectories(folder);
      var options =
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var beside = file.resolveSibling(file.getFileName() + ".lock");
      try (var channel = FileChannel.open(beside, options, FolderLock.ownerOnly(folder));
          var _ = channel.lock()) {
        change.make();
      }
    } catch (IOException failed) {
      throw new StoreException(file + ", with the keys of persons, cannot be written", failed);
    } finally {
      CHANGING.unlock();
    }
  }

  private void write(SealedTree tree) throws IOException {
    var folder = Objects.requireNonNull(file.getParent(), "a file stands in a folder");
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, FolderLock.ownerOnly(folder));
    Files.write(part, tree.octets());
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    if (isThere()) {
      try (var before = FileChannel.open(file, StandardOpenOption.WRITE)) {
        moveInto(part, folder);
        blot(before);
      }
    } else {
      moveInto(part, folder);
    }
  }

  private void moveInto(Path part, Path folder) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderSync.names(folder);
  }

  /// It has no name any more, but its blocks are not free before the channel is closed.
  private static void blot(FileChannel before) throws IOException {
    var blanks = ByteBuffer.allocate(BLANKS);
    long rest = before.size();
    for (long at = 0; rest > 0; ) {
      blanks.clear().limit((int) Math.min(BLANKS, rest));
      int written = before.write(blanks, at);
      at += written;
      rest -= written;
    }
    before.force(true);
  }
}
