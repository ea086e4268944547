package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;

/// Connections that read, a bounded number at the same time.
interface Readers extends AutoCloseable {
  /// How long a question may take before it is cut off. Each takes milliseconds; on a machine that
  /// is busy with much else, thousands of whole messages have been seen to take over a second.
  int QUESTION_MAX_MS = 5_000;

  /// Asks one question on one connection; waits at most 5 s for one that is free. A question that
  /// takes longer than [#QUESTION_MAX_MS] is cut off.
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
