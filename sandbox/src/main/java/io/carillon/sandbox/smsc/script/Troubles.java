package io.carillon.sandbox.smsc.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers what is wrong with a script, so that all of it can be said at once.
final class Troubles {
  /// Nobody reads more at once.
  private static final int MOST = 100;

  private final List<Trouble> all = new ArrayList<>();

  private record Trouble(int line, String words) {}

  void add(int line, String words) {
    if (all.size() < MOST) {
      all.add(new Trouble(line, words));
    }
  }

  /// Refuses the script where there was anything.
  void refuseAny() throws ScriptRefused {
    if (!all.isEmpty()) {
      throw new ScriptRefused(
          all.stream()
              .sorted(Comparator.comparingInt(Trouble::line))
              .map(trouble -> "line " + trouble.line() + ": " + trouble.words())
              .toList());
    }
  }
}
