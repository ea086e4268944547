package io.carillon.store;

import java.sql.SQLException;

/// The connection that writes, with what was prepared on it. Replaced whole when it is lost.
record Pen(Session session, Scribe scribe, RosterRows roster) implements AutoCloseable {
  static Pen open(Dialect dialect, Sealing.Ready ready, Keys keys, Mirror mirror)
      throws SQLException {
    var session = new Session(dialect.writer(), ready.sql(), dialect, ready.keys());
    ready.keys().doubt();
    try {
      var roster = new RosterRows(session, keys, mirror, ready.vault());
      roster.read();
      var consents = ConsentRows.open(session, keys);
      session.connection().commit();
      var idempotency = new IdempotencyRows(session, keys, ready.vault());
      var rows = new Rows(session, keys, roster, consents, idempotency, ready.vault());
      return new Pen(session, new Scribe(rows), roster);
    } catch (SQLException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
