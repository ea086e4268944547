package io.carillon.bench.query;

/// All that the asking process has to know; it stands on the first line of its input, since keys
/// have no business in a list of processes.
///
/// @param port of the server, on the loopback
/// @param key of the account whose messages are asked for
/// @param perSecond questions of each kind
record QueryOrder(int port, String key, double perSecond) {
  @Override
  public String toString() {
    return "QueryOrder[" + port + "]";
  }
}
