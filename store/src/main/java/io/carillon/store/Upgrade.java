package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;

/// Brings the tables of a store up to date and seals its secrets, without a server.
public final class Upgrade {
  private Upgrade() {}

  /// The versions of the tables; 0 where there were none.
  public record Done(int before, int after) {}

  /// Brings them up to date.
  ///
  /// @throws StoreTaken where another process works on the same data
  public static Done of(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Sqlite(var folder, _) -> {
        try (var _ = FolderLock.take(folder)) {
          yield done(Sqlite.in(folder), settings);
        }
      }
      case StoreSettings.Postgres postgres -> done(new Postgres(postgres), postgres);
    };
  }

  private static Done done(Dialect dialect, StoreSettings settings) {
    try (var connection = dialect.writer()) {
      int before = Migrations.version(connection);
      Sealing.of(connection, dialect, settings);
      return new Done(before, Migrations.NEWEST);
    } catch (SQLException failed) {
      dialect.met(failed);
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }
}
