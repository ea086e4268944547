package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.util.Deque;

/// Closes what was opened, that first which was opened last.
final class Closing {
  private Closing() {}

  static void all(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failed) {
        throw new StoreException("the store could not be closed", failed);
      }
    }
  }
}
