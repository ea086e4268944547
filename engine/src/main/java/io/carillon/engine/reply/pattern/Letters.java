package io.carillon.engine.reply.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A set of characters; upper and lower case are one.
///
/// @param parts of which a character is in one
/// @param negated whether all others are meant
record Letters(List<IntPredicate> parts, boolean negated) {
  static final IntPredicate DIGIT = Character::isDigit;
  static final IntPredicate WORD = c -> Character.isLetterOrDigit(c) || c == '_';
  static final IntPredicate BLANK = c -> Character.isWhitespace(c) || Character.isSpaceChar(c);

  Letters {
    parts = List.copyOf(parts);
  }

  /// Whatever stands in one line.
  static Letters any() {
    return of(c -> c != '\n' && c != '\r');
  }

  static Letters of(IntPredicate part) {
    return new Letters(List.of(part), false);
  }

  static Letters of(int letter) {
    return of(c -> c == letter);
  }

  boolean hold(int c) {
    return negated != (isAmong(c) || isAmong(Character.toLowerCase(c)) || isAmong(upper(c)));
  }

  private static int upper(int c) {
    return Character.toUpperCase(c);
  }

  private boolean isAmong(int c) {
    for (var part : parts) {
      if (part.test(c)) {
        return true;
      }
    }
    return false;
  }

  /// Gathers the parts of a set.
  static final class Gathering {
    private final List<IntPredicate> parts = new ArrayList<>();

    void add(IntPredicate part) {
      parts.add(part);
    }

    void range(int from, int to) {
      parts.add(c -> c >= from && c <= to);
    }

    Letters whole(boolean negated) {
      return new Letters(parts, negated);
    }

    boolean isEmpty() {
      return parts.isEmpty();
    }
  }
}
