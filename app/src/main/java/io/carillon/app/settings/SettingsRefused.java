package io.carillon.app.settings;

import java.util.List;

/// Settings that cannot be used: every trouble that was found, a line each.
public final class SettingsRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> troubles;

  SettingsRefused(List<String> troubles) {
    super(String.join("; ", troubles));
    this.troubles = List.copyOf(troubles);
  }

  /// One line for each trouble: which key, what was wrong, what to do.
  public List<String> troubles() {
    return troubles;
  }
}
