package io.carillon.app.command;

import java.util.List;

/// Why a command cannot go on, in lines for people.
final class Trouble extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> lines;

  Trouble(String... lines) {
    super(lines[0], null, false, false);
    this.lines = List.of(lines);
  }

  /// The first says what, the others what to do.
  List<String> lines() {
    return lines;
  }
}
