package io.carillon.bench;

/// The server under load, as a client knows it.
///
/// @param port of its HTTP server, on the loopback
/// @param apiKey the key of the first account; belongs to this run only
/// @param hook the URL that webhooks go to: one for all messages
record Target(int port, String apiKey, String hook) {
  static final String HOST = "127.0.0.1";

  @Override
  public String toString() {
    return "Target[" + port + "]";
  }
}
