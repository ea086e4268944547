package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a store is and how much stands in it.
///
/// @param engine with its version
/// @param version of the tables; 0 where there are none
/// @param newest the version of tables that this program works on
/// @param octets on the disk
/// @param masters the master keys without which its secrets do not open
/// @param rows of each table
/// @param plain how many messages have a body in the clear
/// @param archive what left the tables for files
public record Census(
    String engine,
    int version,
    int newest,
    long octets,
    List<String> masters,
    Map<String, Long> rows,
    long plain,
    InFiles archive) {
  /// What is archived.
  public record InFiles(long blocks, long messages, long octets) {}

  /// What it is, with its version.
  ///
  /// @throws StoreException with words for an operator where it cannot be opened
  public static String engine(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var reader = dialect.reader()) {
      return dialect.engine(reader);
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  /// Counts; a server may work meanwhile.
  public static Census of(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var reader = dialect.reader()) {
      var rows = new LinkedHashMap<String, Long>();
      for (var table : Table.all(reader)) {
        try (var statement = reader.createStatement();
            var row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
          row.next();
          rows.put(table.name(), row.getLong(1));
        }
      }
      return new Census(
          dialect.engine(reader),
          Migrations.version(reader),
          Migrations.NEWEST,
          dialect.octets(reader),
          Sealing.masters(reader, dialect),
          rows,
          plain(dialect, reader, rows.getOrDefault("message", 0L)),
          rows.containsKey("archive_block") ? archive(dialect, reader) : new InFiles(0, 0, 0));
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  /// Counts only where there may be any.
  private static long plain(Dialect dialect, Connection reader, long all) throws SQLException {
    return Migrations.version(reader) < Sealing.BODIES_SINCE
        ? all
        : PlainBodies.count(Session.withoutBodies(reader, dialect));
  }

  private static InFiles archive(Dialect dialect, Connection reader) throws SQLException {
    var session = Session.withoutBodies(reader, dialect);
    return session
        .prepared("archive_sums")
        .one(row -> new InFiles(row.large(), row.large(), row.large()))
        .orElse(new InFiles(0, 0, 0));
  }
}
