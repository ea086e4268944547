package io.carillon.store.vault;

import io.carillon.model.port.StoreException;

/// A sealed value that cannot be opened.
public final class SealBroken extends StoreException {
  private static final long serialVersionUID = 1L;

  /// @param why which value, and what is wrong with it; nothing of what it holds
  public SealBroken(String why) {
    super(why);
  }
}
