package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;

/// One connection that reads, for one thread: all of it as of one moment, however long it takes.
/// Whoever opened the connection closes it.
record OneReader(Session session) implements Readers {
  @Override
  public <T> T read(String what, Question<T> question) {
    try {
      return question.ask(session);
    } catch (SQLException failed) {
      throw new StoreException(what + ": " + session.dialect().trouble(failed), failed);
    }
  }

  @Override
  public void close() {
    // the connection is another's
  }
}
