package io.carillon.store;

import io.carillon.model.port.StoreException;

/// Another process, or another store of this one, works on the same data.
public final class StoreTaken extends StoreException {
  private static final long serialVersionUID = 1L;

  StoreTaken(String what) {
    super(what);
  }
}
