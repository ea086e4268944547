package io.carillon.wire.smpp;

/// A PDU holds a value that its field cannot carry. The text names the field, never the value.
public final class PduEncodeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  PduEncodeException(String message) {
    super(message);
  }
}
