package io.carillon.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row on its way from one database to another: what it holds by the names of its columns.
final class PassingRow {
  private final Table table;
  private final @Nullable Object[] values;

  PassingRow(Table table) {
    this.table = table;
    values = new Object[table.fields().size()];
  }

  /// What becomes of rows on their way.
  @FunctionalInterface
  interface Change {
    /// As they are.
    Change NONE = _ -> true;

    /// Changes a row; false where it stays behind.
    boolean goes(PassingRow row);
  }

  /// Takes over where a cursor stands.
  void read(ResultSet rows) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      values[i] = value(rows, i + 1, table.fields().get(i).kind());
    }
  }

  private static @Nullable Object value(ResultSet rows, int column, Table.Kind kind)
      throws SQLException {
    return switch (kind) {
      case NUMBER -> {
        long number = rows.getLong(column);
        yield rows.wasNull() ? null : (Object) number;
      }
      case TEXT -> rows.getString(column);
      case OCTETS -> rows.getBytes(column);
    };
  }

  /// Fills a statement that has a place for each column, and adds it to a sum.
  void fill(PreparedStatement insert, Dialect dialect, RowSum sum) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      var value = values[i];
      switch (table.fields().get(i).kind()) {
        case NUMBER -> {
          if (value == null) {
            insert.setNull(i + 1, Types.BIGINT);
            sum.nothing();
          } else {
            insert.setLong(i + 1, (Long) value);
            sum.number((Long) value);
          }
        }
        case TEXT -> {
          var kept = value == null ? null : dialect.text((String) value);
          insert.setString(i + 1, kept);
          sum.text(kept);
        }
        case OCTETS -> {
          insert.setBytes(i + 1, (byte[]) value);
          sum.octets((byte[]) value);
        }
      }
    }
    sum.end();
  }

  private int at(String column) {
    var fields = table.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(table.name() + " has no " + column);
  }

  String table() {
    return table.name();
  }

  long number(String column) {
    return (Long) given(column);
  }

  String text(String column) {
    return (String) given(column);
  }

  byte[] octets(String column) {
    return (byte[]) given(column);
  }

  byte @Nullable [] octetsOrNone(String column) {
    return (byte[]) values[at(column)];
  }

  private Object given(String column) {
    return Objects.requireNonNull(values[at(column)], column);
  }

  void set(String column, @Nullable Object value) {
    values[at(column)] = value;
  }
}
