package io.carillon.store;

import io.carillon.model.Directory;

/// The small tables as of the last commit, one immutable value: the writer replaces it, everybody
/// reads it.
final class Mirror {
  private volatile Directory directory = Directory.EMPTY;

  Directory directory() {
    return directory;
  }

  void replace(Directory next) {
    directory = next;
  }
}
