package io.carillon.engine.sender;

import java.util.Set;

/// One thing that a filing says.
///
/// @param min characters of a line, at least
/// @param max characters of a line, at most
/// @param words those that a word may be; empty for the rest
public record FilingField(
    String word, Shape shape, boolean required, int min, int max, Set<String> words) {
  /// How many lines there may be.
  public static final int LINES_MAX = 5;

  public FilingField {
    words = Set.copyOf(words);
  }

  /// How it is said.
  public enum Shape {
    LINE,
    LINES,
    FLAG
  }

  static FilingField line(String word, int min, int max) {
    return new FilingField(word, Shape.LINE, false, min, max, Set.of());
  }

  static FilingField lines(String word, int min, int max) {
    return new FilingField(word, Shape.LINES, false, min, max, Set.of());
  }

  static FilingField flag(String word) {
    return new FilingField(word, Shape.FLAG, false, 0, 0, Set.of());
  }

  static FilingField oneOf(String word, Set<String> words) {
    return new FilingField(word, Shape.LINE, false, 1, 64, words);
  }

  FilingField must() {
    return new FilingField(word, shape, true, min, max, words);
  }

  FilingField only(Set<String> allowed) {
    return new FilingField(word, shape, required, min, max, allowed);
  }
}
