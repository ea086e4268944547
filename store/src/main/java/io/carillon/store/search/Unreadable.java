package io.carillon.store.search;

import io.carillon.model.port.StoreException;
import java.io.IOException;

/// The disk does not give or take what the index needs now.
final class Unreadable extends StoreException {
  private static final long serialVersionUID = 1;

  Unreadable(String what, IOException cause) {
    super(what, cause);
  }
}
