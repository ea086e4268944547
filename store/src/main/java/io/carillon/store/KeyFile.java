package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.vault.MasterKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads master keys from where they stand, and writes their file: readable by its owner only, and
/// on the disk when a call returns.
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final long OCTETS_MAX = 16_384;
  private static final String HEAD =
      """
      # The master key of this Carillon: its store's secrets open with nothing else. Keep a copy in
      # another place than the store's backups. The first key seals; older ones still open.
      """;

  private final KeyPlace place;

  KeyFile(KeyPlace place) {
    this.place = place;
  }

  /// Whether there are keys to be read.
  boolean isThere() {
    return place.isGiven() || Files.exists(place.file());
  }

  /// The keys.
  ///
  /// @throws StoreException with advice where there are none, or none that can be read
  MasterKeys read() {
    try {
      return MasterKeys.parse(text());
    } catch (IllegalArgumentException wrong) {
      throw new StoreException(place.words() + ": " + wrong.getMessage(), wrong);
    }
  }

  private String text() {
    if (place.isGiven()) {
      return place.given().reveal();
    }
    try {
      if (!isThere()) {
        throw new StoreException(
            "there is no master key: neither "
                + place.file()
                + " nor CARILLON_MASTER_KEY; bring the file back that belonged to this store");
      }
      if (Files.size(place.file()) > OCTETS_MAX) {
        throw new StoreException(place.file() + " is too large to be a file of master keys");
      }
      return Files.readString(place.file());
    } catch (IOException unread) {
      throw new StoreException(place.file() + ", with the master key, cannot be read", unread);
    }
  }

  /// The keys of a store that has no secret yet: one is made where none is.
  MasterKeys readOrMake() {
    if (isThere() || !place.isMade()) {
      return read();
    }
    var made = write(MasterKeys.fresh() + "\n");
    LOG.warn(
        "made the master {} in {}: the store's secrets open with nothing else; keep a copy",
        made.current(),
        place.file());
    return made;
  }

  /// Puts a new key before those that are there.
  MasterKeys renew() {
    if (place.isGiven()) {
      throw new StoreException(
          "the master key is given by the setting master-key (CARILLON_MASTER_KEY): set it to a new"
              + " one, a comma and the old one, and start the server again; 64 digits come from:"
              + " openssl rand -hex 32");
    }
    if (read().size() == MasterKeys.KEYS_MAX) {
      throw new StoreException(place.file() + " is full: take the last line out");
    }
    var older = new StringBuilder();
    text().lines().filter(it -> !it.startsWith("#")).forEach(it -> older.append(it).append('\n'));
    return write(MasterKeys.fresh() + "\n" + older);
  }

  /// Brings the keys along from another place, as they are.
  void copyFrom(KeyFile other) {
    var text = other.text();
    write(text.lines().filter(it -> !it.startsWith("#")).reduce("", (a, b) -> a + b + "\n"));
  }

  private MasterKeys write(String keys) {
    var file = place.file().toAbsolutePath();
    var folder = Objects.requireNonNull(file.getParent(), "a file stands in a folder");
    var part = folder.resolve(file.getFileName() + ".part");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(part);
      Files.createFile(part, FolderLock.ownerOnly(folder));
      Files.writeString(part, HEAD + keys, StandardCharsets.US_ASCII);
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      FolderSync.names(folder);
      return MasterKeys.parse(keys);
    } catch (IOException failed) {
      throw new StoreException(file + ", with the master key, cannot be written", failed);
    }
  }

  /// What changes with the file; the same each time for keys that are given.
  String stamp() {
    try {
      return isThere() && !place.isGiven() ? stamp(place.file()) : "";
    } catch (IOException unread) {
      throw new StoreException(place.file() + ", with the master key, cannot be read", unread);
    }
  }

  private static String stamp(Path file) throws IOException {
    return Files.getLastModifiedTime(file) + " " + Files.size(file);
  }
}
