package io.carillon.front.restcomm;

/// A part of a number in which `*` stands for any one digit.
record Wildcard(String pattern) {
  private static final int LENGTH_MAX = 32;

  /// What is longer than any number finds nothing.
  static Wildcard of(String pattern) {
    return new Wildcard(pattern.length() <= LENGTH_MAX ? pattern.strip() : "none");
  }

  /// Whether it stands anywhere in a number.
  boolean isIn(String number) {
    for (int at = 0; at + pattern.length() <= number.length(); at++) {
      if (standsAt(number, at)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is a number, digit for digit.
  boolean is(String number) {
    return number.length() == pattern.length() && standsAt(number, 0);
  }

  private boolean standsAt(String number, int at) {
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = pattern.charAt(i);
      char there = number.charAt(at + i);
      boolean fits = wanted == '*' ? there >= '0' && there <= '9' : wanted == there;
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
