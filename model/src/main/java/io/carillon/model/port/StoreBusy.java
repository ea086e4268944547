package io.carillon.model.port;

/// Too many questions wait for the store already: to be asked again a little later.
public final class StoreBusy extends StoreException {
  private static final long serialVersionUID = 1L;

  /// Says what is too much.
  public StoreBusy(String message) {
    super(message);
  }
}
