package io.carillon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of ours, as the database itself describes it.
record Table(String name, List<Field> fields) {
  Table {
    fields = List.copyOf(fields);
  }

  /// What a column holds, in any database.
  enum Kind {
    NUMBER,
    TEXT,
    OCTETS
  }

  /// A column.
  record Field(String name, Kind kind) {}

  /// All tables with rows of ours, by name.
  static List<Table> all(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    var meta = connection.getMetaData();
    try (var rows = meta.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        var name = rows.getString("TABLE_NAME");
        if (!name.startsWith("flyway_") && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    var tables = new ArrayList<Table>();
    for (var name : names.stream().sorted().toList()) {
      tables.add(new Table(name, fields(connection, name)));
    }
    return tables;
  }

  private static List<Field> fields(Connection connection, String table) throws SQLException {
    var fields = new ArrayList<Field>();
    try (var rows = connection.getMetaData().getColumns(null, connection.getSchema(), table, "%")) {
      while (rows.next()) {
        fields.add(new Field(rows.getString("COLUMN_NAME"), kind(rows.getString("TYPE_NAME"))));
      }
    }
    return fields;
  }

  /// By its name: SQLite's driver says of octets that they are text.
  private static Kind kind(String type) throws SQLException {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "INTEGER", "BIGINT", "INT4", "INT8", "SERIAL", "BIGSERIAL" -> Kind.NUMBER;
      case "TEXT" -> Kind.TEXT;
      case "BLOB", "BYTEA" -> Kind.OCTETS;
      default -> throw new SQLException("a column of a type that we never use: " + type);
    };
  }

  String select() {
    return "SELECT " + columns() + " FROM " + name;
  }

  String insert() {
    var places = fields.stream().map(_ -> "?").toList();
    return "INSERT INTO "
        + name
        + " ("
        + columns()
        + ") VALUES ("
        + String.join(", ", places)
        + ")";
  }

  private String columns() {
    return String.join(", ", fields.stream().map(Field::name).toList());
  }
}
