package io.carillon.model.port;

/// The store could not be read or opened. Its text names what was tried and a class of reason, and
/// never holds a body, an address or a secret.
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Says what could not be done.
  public StoreException(String message) {
    super(message);
  }

  /// Says what could not be done, and why.
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
