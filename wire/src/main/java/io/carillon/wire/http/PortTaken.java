package io.carillon.wire.http;

/// The server cannot listen where it was told to: the port is taken, forbidden, or the host is not
/// an address of this machine. The message is one line and fit to show.
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTaken(String host, int port, Throwable cause) {
    super("cannot listen on " + host + ":" + port + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
