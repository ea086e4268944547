package io.carillon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// One connection and the statements that were prepared on it. Belongs to one thread at a time.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Sql sql;
  private final Dialect dialect;
  private final Bodies bodies;
  private final WordMarks words;
  private final Map<String, Prepared> prepared = new HashMap<>();

  Session(Connection connection, Sql sql, Dialect dialect, BodyKeys keys) {
    this.connection = connection;
    this.sql = sql;
    this.dialect = dialect;
    bodies = new Bodies(this, keys);
    words = new WordMarks(this);
  }

  /// One on which no body is read or written.
  static Session withoutBodies(Connection connection, Dialect dialect) {
    return new Session(connection, new Sql(dialect.words()), dialect, BodyKeys.none());
  }

  /// Seals and opens bodies.
  Bodies bodies() {
    return bodies;
  }

  /// What becomes of messages' words, on the connection that writes.
  WordMarks words() {
    return words;
  }

  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return connection;
  }

  /// The statement with this name, ready to be filled.
  Prepared prepared(String name) throws SQLException {
    var known = prepared.get(name);
    if (known == null) {
      var statement = sql.statement(name);
      known = new Prepared(connection.prepareStatement(statement.text()), statement, dialect);
      prepared.put(name, known);
    }
    return known;
  }

  /// Forgets all that was filled in and not run, after a failure.
  void clear() throws SQLException {
    for (var statement : prepared.values()) {
      statement.clear();
    }
  }

  /// Closes the connection and with it the statements.
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
