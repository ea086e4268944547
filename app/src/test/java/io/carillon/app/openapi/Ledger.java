package io.carillon.app.openapi;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks into the store of a running server: whether a request left anything behind.
///
/// What the server does by itself meanwhile is not looked at: traces, notices, what people wrote,
/// what a registry says of brands and campaigns, and the record that a refusal for policy leaves on
/// purpose. Every other change of what stands already is a line of the audit log.
final class Ledger implements AutoCloseable {
  /// What a caller can make; each may be missing.
  private static final List<String> TABLES =
      List.of("message", "account", "api_key", "sender", "idempotency", "resource");

  private final Connection connection;
  private final String question;

  Ledger(Path data) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("carillon.db"));
    var counts = new ArrayList<String>();
    for (var table : TABLES) {
      if (exists(table)) {
        var where = table.equals("message") ? " WHERE direction = 1" : "";
        counts.add("(SELECT COUNT(*) FROM " + table + where + ")");
      }
    }
    counts.add("(SELECT COUNT(*) FROM audit WHERE kind NOT IN ('brand', 'brand_campaign'))");
    question = "SELECT " + String.join(" || ' ' || ", counts);
  }

  private boolean exists(String table) throws SQLException {
    try (var ask =
        connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?")) {
      ask.setString(1, table);
      return ask.executeQuery().next();
    }
  }

  /// How much there is of everything: the same text as before, if nothing was stored.
  String standing() throws SQLException {
    try (var ask = connection.createStatement();
        var row = ask.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
