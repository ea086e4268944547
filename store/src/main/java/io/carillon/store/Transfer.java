package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.Table.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Carries all rows of one database over to another that has the same tables and no rows, and looks
/// afterwards whether both hold the same.
///
/// Both may be of either kind. The source is read as of one moment; the target is nobody else's
/// meanwhile. Texts are carried over as the target can keep them.
final class Transfer {
  private static final int ROWS = 1_000;
  private static final int ROWS_READ = 2_000;
  private static final int ROWS_TOLD = 100_000;

  /// Tables that have a row in a new database.
  private static final Set<String> NEVER_EMPTY =
      Set.of("directory", "written", "search_mark", "data_key", "body_mark");

  private final Connection source;
  private final Connection target;
  private final Dialect dialect;
  private final Progress progress;

  /// By it the index of messages knows one database: of another it must not be known.
  private static final String MARK = "search_mark";

  /// Told how far a table has come.
  @FunctionalInterface
  interface Progress {
    void at(String table, long rows);
  }

  /// @param source reads, as of one moment
  /// @param target writes, in a transaction that the caller commits
  /// @param dialect of the target
  Transfer(Connection source, Connection target, Dialect dialect, Progress progress) {
    this.source = source;
    this.target = target;
    this.dialect = dialect;
    this.progress = progress;
  }

  /// The first table of a database that holds rows; empty where none does.
  static String filled(Connection connection) throws SQLException {
    for (var table : Table.all(connection)) {
      if (!NEVER_EMPTY.contains(table.name())) {
        try (var statement = connection.createStatement();
            var row = statement.executeQuery("SELECT 1 FROM " + table.name() + " LIMIT 1")) {
          if (row.next()) {
            return table.name();
          }
        }
      }
    }
    return "";
  }

  /// Carries everything over; answers how many rows each table has.
  Map<String, Long> run() throws SQLException {
    var tables = Table.all(target);
    var others = new ArrayList<>(Table.all(source));
    if (!others.equals(tables)) {
      others.removeAll(tables);
      throw new StoreException(
          "the two do not have the same tables: " + others.stream().map(Table::name).toList());
    }
    var counts = new LinkedHashMap<String, Long>();
    for (var table : tables.stream().filter(table -> !table.name().equals(MARK)).toList()) {
      counts.put(table.name(), carry(table));
    }
    dialect.filled(target, tables);
    return counts;
  }

  private long carry(Table table) throws SQLException {
    try (var clear = target.createStatement()) {
      clear.executeUpdate("DELETE FROM " + table.name());
    }
    var read = new RowSum();
    try (var rows = reading(source, table);
        var insert = target.prepareStatement(table.insert())) {
      while (rows.next()) {
        fill(insert, rows, table.fields(), read);
        insert.addBatch();
        if (read.rows() % ROWS == 0) {
          insert.executeBatch();
        }
        if (read.rows() % ROWS_TOLD == 0) {
          progress.at(table.name(), read.rows());
        }
      }
      insert.executeBatch();
    }
    if (!read.isAs(sum(table))) {
      throw new StoreException("the rows of " + table.name() + " did not come over as they were");
    }
    progress.at(table.name(), read.rows());
    return read.rows();
  }

  /// A cursor that is read row by row; closing it closes its statement.
  private static ResultSet reading(Connection connection, Table table) throws SQLException {
    var statement = connection.createStatement();
    statement.setFetchSize(ROWS_READ);
    statement.closeOnCompletion();
    return statement.executeQuery(table.select());
  }

  private void fill(PreparedStatement insert, ResultSet rows, List<Field> fields, RowSum sum)
      throws SQLException {
    for (int i = 1; i <= fields.size(); i++) {
      switch (fields.get(i - 1).kind()) {
        case NUMBER -> {
          long value = rows.getLong(i);
          if (rows.wasNull()) {
            insert.setNull(i, Types.BIGINT);
            sum.nothing();
          } else {
            insert.setLong(i, value);
            sum.number(value);
          }
        }
        case TEXT -> {
          var value = rows.getString(i);
          var kept = value == null ? null : dialect.text(value);
          insert.setString(i, kept);
          sum.text(kept);
        }
        case OCTETS -> {
          var value = rows.getBytes(i);
          insert.setBytes(i, value);
          sum.octets(value);
        }
      }
    }
    sum.end();
  }

  private RowSum sum(Table table) throws SQLException {
    var sum = new RowSum();
    try (var rows = reading(target, table)) {
      while (rows.next()) {
        for (int i = 1; i <= table.fields().size(); i++) {
          switch (table.fields().get(i - 1).kind()) {
            case NUMBER -> {
              long value = rows.getLong(i);
              if (rows.wasNull()) {
                sum.nothing();
              } else {
                sum.number(value);
              }
            }
            case TEXT -> sum.text(rows.getString(i));
            case OCTETS -> sum.octets(rows.getBytes(i));
          }
        }
        sum.end();
      }
    }
    return sum;
  }
}
