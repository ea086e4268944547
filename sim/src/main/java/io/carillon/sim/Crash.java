package io.carillon.sim;

/// The process dies at a port call. Nothing that it kills may catch it.
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash(String port) {
    super(port, null, false, false);
  }
}
