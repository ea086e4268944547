package io.carillon.store;

import io.carillon.model.Secret;
import java.nio.file.Path;

/// Where the store keeps its rows.
public sealed interface StoreSettings {
  /// Embedded: a file `carillon.db` in a folder, which is made where it is missing.
  record Sqlite(Path folder) implements StoreSettings {}

  /// A PostgreSQL server, version 12 or newer.
  ///
  /// @param url `jdbc:postgresql://host:port/database`
  /// @param readers how many connections read at the same time, 1–64; one more writes
  record Postgres(String url, String user, Secret password, int readers) implements StoreSettings {
    private static final int READERS_MAX = 64;

    public Postgres {
      if (readers < 1 || readers > READERS_MAX) {
        throw new IllegalArgumentException("readers: " + readers);
      }
    }
  }
}
