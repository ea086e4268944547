package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;

/// Connections that read, a bounded number at the same time.
interface Readers extends AutoCloseable {
  /// Asks one question on one connection; waits at most 5 s for one that is free. A question that
  /// takes over a second is cut off.
  ///
  /// @param what what is read, for the error text
  <T> T read(String what, Question<T> question) throws StoreException;

  /// Ends all connections.
  @Override
  void close();

  /// What is asked.
  interface Question<T> {
    T ask(Session session) throws SQLException;
  }
}
