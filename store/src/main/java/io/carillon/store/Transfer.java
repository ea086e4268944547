package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      Set.of("directory", "written", "search_mark", "data_key", "body_mark", "person_tree");

  private final Connection source;
  private final Connection target;
  private final Dialect dialect;
  private final Progress progress;
  private final PassingRow.Change change;

  /// By the first the index of messages knows one database: of another it must not be known. The
  /// words of messages are made anew from what they say: a copy that an erasure cannot reach has
  /// none.
  private static final Set<String> LEFT_OUT =
      Set.of("search_mark", "word", "word_mark", "word_again");

  /// Told how far a table has come.
  @FunctionalInterface
  interface Progress {
    void at(String table, long rows);
  }

  /// @param source reads, as of one moment
  /// @param target writes, in a transaction that the caller commits
  /// @param dialect of the target
  /// @param change what becomes of each row
  Transfer(
      Connection source,
      Connection target,
      Dialect dialect,
      Progress progress,
      PassingRow.Change change) {
    this.source = source;
    this.target = target;
    this.dialect = dialect;
    this.progress = progress;
    this.change = change;
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
    for (var table : tables.stream().filter(table -> !LEFT_OUT.contains(table.name())).toList()) {
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
      var row = new PassingRow(table);
      while (rows.next()) {
        row.read(rows);
        if (!change.goes(row)) {
          continue;
        }
        row.fill(insert, dialect, read);
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
