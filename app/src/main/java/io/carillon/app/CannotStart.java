package io.carillon.app;

/// Why the server cannot start, in one line for people.
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1;

  CannotStart(String why) {
    super(why);
  }

  CannotStart(String why, Throwable cause) {
    super(why, cause);
  }
}
