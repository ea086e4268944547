package io.carillon.sandbox.smsc.script;

import java.util.List;

/// A script that cannot be played, with everything that is wrong with it.
public final class ScriptRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> troubles;

  ScriptRefused(List<String> troubles) {
    super("the script has " + troubles.size() + " troubles");
    this.troubles = List.copyOf(troubles);
  }

  /// A line for each trouble, in the order of the script: `line 12: rules[2].delay is to be …`.
  public List<String> troubles() {
    return troubles;
  }
}
