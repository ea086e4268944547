package io.carillon.app.settings;

import io.carillon.model.Secret;
import io.carillon.store.KeyPlace;
import io.carillon.store.StoreSettings;
import io.carillon.store.vault.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the part `store` of the settings, the file of the password that it names, and where the
/// master key stands.
final class StoreReader {
  private static final String SQLITE = "sqlite";
  private static final int READERS_MAX = 64;
  private static final long PASSWORD_MAX = 1_024;

  private StoreReader() {}

  /// @param data the folder of the embedded database, and of what is archived
  /// @param keys where the key of its secrets stands
  static StoreSettings read(Section section, Path data, KeyPlace keys) {
    var url = section.text("url");
    var user = section.required("user");
    var password = password(section);
    int readers = section.number("readers", 1, READERS_MAX);
    section.refuseUnknown();
    if (url.isEmpty() || url.equals(SQLITE)) {
      return new StoreSettings.Sqlite(data, keys);
    }
    try {
      return new StoreSettings.Postgres(data, url, user, password, readers, keys);
    } catch (IllegalArgumentException wrong) {
      // The URL itself is not repeated: a password may stand in it.
      boolean meant = url.startsWith(StoreSettings.Postgres.SCHEME);
      section.trouble("url", wrong.getMessage() + (meant ? "" : "; or sqlite"));
      return new StoreSettings.Sqlite(data, keys);
    }
  }

  /// Where the master key stands: the settings `master-key` and `master-key-file`; whether bodies
  /// are sealed; and where the keys of persons stand.
  static KeyPlace keys(Section root, Path data) {
    var given = root.text("master-key");
    var file = root.text("master-key-file");
    if (!given.isEmpty() && !file.isEmpty()) {
      root.trouble("master-key-file", "is not to stand beside a master key");
    }
    if (!given.isEmpty() && !isKeys(given)) {
      root.trouble("master-key", "is to be 64 hexadecimal digits, or several such with commas");
    }
    boolean sealed = root.flag("encryption");
    var people = people(root, file);
    return file.isEmpty()
        ? new KeyPlace(new Secret(given), data.resolve(KeyPlace.FILE), true, sealed, people)
        : new KeyPlace(new Secret(""), Path.of(file), false, sealed, people);
  }

  /// A name that is given is one from where the program runs, as that of the master key is.
  private static Path people(Section root, String masters) {
    var file = root.text("person-keys-file");
    if (!file.isEmpty() && file.equals(masters)) {
      root.trouble("person-keys-file", "is to be another file than that of the master key");
    }
    return file.isEmpty() ? Path.of(KeyPlace.PEOPLE) : Path.of(file).toAbsolutePath();
  }

  private static boolean isKeys(String given) {
    try {
      MasterKeys.parse(given);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Secret password(Section section) {
    var given = section.text("password");
    var file = section.text("password-file");
    if (file.isEmpty()) {
      return new Secret(given);
    }
    if (!given.isEmpty()) {
      section.trouble("password-file", "is not to stand beside a password");
    }
    try {
      var path = Path.of(file);
      if (Files.size(path) <= PASSWORD_MAX) {
        return new Secret(Files.readString(path).strip());
      }
    } catch (IOException _) {
      // told below
    }
    section.trouble("password-file", "cannot be read: it is to hold a password and nothing else");
    return new Secret("");
  }
}
