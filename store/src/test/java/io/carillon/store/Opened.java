package io.carillon.store;

import io.carillon.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stores for tests. A sync that fails fails the test by never answering.
final class Opened {
  private static final byte[] EMPTY_STORE = emptyStore();

  private Opened() {}

  /// A store with all its tables and no row, made once: migrations cost more than most tests.
  private static byte[] emptyStore() {
    try {
      var folder = Files.createTempDirectory("carillon-empty");
      sqlite(folder).close();
      var octets = Files.readAllBytes(folder.resolve("carillon.db"));
      Files.delete(folder.resolve("carillon.db"));
      Files.delete(folder.resolve("carillon.lock"));
      Files.delete(folder);
      return octets;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Store freshSqlite(Path folder) throws IOException {
    Files.write(folder.resolve("carillon.db"), EMPTY_STORE);
    return sqlite(folder);
  }

  static Store sqlite(Path folder) {
    return Store.open(new StoreSettings.Sqlite(folder), _ -> {});
  }

  static Ports ports(Store store) {
    return new Ports(
        store.commits(),
        store.messages(),
        store.history(),
        store.notices(),
        store.traces(),
        store.halves(),
        store.refusals(),
        store.accounts(),
        store.networks());
  }
}
