package io.carillon.store.search;

/// A file of the index cannot be used: it is to be made again from the store.
public final class Damaged extends RuntimeException {
  private static final long serialVersionUID = 1;

  Damaged(String why) {
    super(why);
  }

  Damaged(String why, Throwable cause) {
    super(why, cause);
  }
}
