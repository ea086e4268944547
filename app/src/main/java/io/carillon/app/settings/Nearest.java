package io.carillon.app.settings;

import java.util.Collection;

/// Finds the known name that a mistyped one was probably meant to be.
final class Nearest {
  private Nearest() {}

  /// `; did you mean 'x'?`, or nothing where no known name is near.
  static String hint(String name, Collection<String> known) {
    String best = "";
    int distance = Math.max(2, name.length() / 2) + 1;
    for (var candidate : known) {
      int d = distance(name, candidate);
      if (d < distance) {
        distance = d;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
  }

  /// Levenshtein's distance.
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
