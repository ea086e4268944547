package io.carillon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// What differs between the databases, and nothing else: how to connect, a few words of SQL, what
/// their errors mean.
interface Dialect {
  /// What an error means for the writer.
  enum Severity {
    /// These rows cannot be: one exists, a value does not fit.
    REFUSED,
    /// Not now: there is no room, or somebody holds a lock. Nothing was written.
    LATER,
    /// The connection is gone. Nothing was written.
    LOST,
    /// Nobody knows what is on the disk: only a restart tells.
    FATAL
  }

  /// Fills `${…}` in statements and migrations.
  Map<String, String> words();

  /// Where Flyway connects to.
  Migrations.Place place();

  /// The one connection that writes, not in auto-commit. Fails with [StoreTaken] where another
  /// process writes.
  Connection writer() throws SQLException;

  /// What an error before the commit means.
  Severity severity(SQLException error);

  /// What an error of the commit itself means.
  Severity severityOfCommit(SQLException error);

  /// The class of an error, without any value.
  String reason(SQLException error);

  /// A text as this database can keep it.
  String text(String value);
}
