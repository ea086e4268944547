package io.carillon.front.v2;

import java.util.List;

/// Reads the settings again and takes them, whole or not at all.
public interface Reloading {
  /// Returns when the new settings are in force; carriers that go are drained behind that.
  Outcome reload() throws InterruptedException;

  /// The revision of the settings in force.
  long revision();

  /// What became of it.
  sealed interface Outcome {
    /// They are in force.
    ///
    /// @param changed what changed, a line each, such as `carriers.acme: added`
    /// @param needsRestart the settings that differ and are only looked at when the server starts
    record Adopted(long revision, List<String> changed, List<String> needsRestart)
        implements Outcome {}

    /// Nothing of them is.
    ///
    /// @param troubles everything that is wrong with them
    record Refused(List<String> troubles) implements Outcome {}
  }
}
