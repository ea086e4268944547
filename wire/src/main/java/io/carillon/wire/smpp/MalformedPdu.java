package io.carillon.wire.smpp;

/// Thrown inside the decoder alone, where a field cannot be read; carries the status to answer.
final class MalformedPdu extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  MalformedPdu(int status, String why) {
    // No stack trace: a far end can make these as fast as it can write.
    super(why, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
