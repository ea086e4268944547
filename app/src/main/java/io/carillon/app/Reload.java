package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.SettingsChanges;
import io.carillon.app.settings.SettingsRefused;
import io.carillon.front.v2.Reloading;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the settings again while the server runs, and hands what changed to those who own it: all
/// of it, or nothing where anything is wrong with it.
final class Reload implements Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Source source;
  private final Owners owners;
  private volatile Settings current;

  /// Where settings come from: the file, the environment, the flags.
  @FunctionalInterface
  interface Source {
    Settings read() throws SettingsRefused;
  }

  /// Those who hold what can change.
  @FunctionalInterface
  interface Owners {
    /// Takes the next settings.
    ///
    /// @throws IllegalArgumentException where they cannot be taken; then nothing was changed
    void adopt(Settings now, Settings next);
  }

  Reload(Source source, Owners owners, Settings first) {
    this.source = source;
    this.owners = owners;
    this.current = first;
  }

  /// The settings in force.
  Settings current() {
    return current;
  }

  @Override
  public long revision() {
    return current.revision();
  }

  @Override
  public synchronized Outcome reload() {
    Settings read;
    try {
      read = source.read();
    } catch (SettingsRefused e) {
      return refused(e.troubles());
    }
    var changes = SettingsChanges.between(current, read);
    if (!changes.changed().isEmpty()) {
      try {
        owners.adopt(current, changes.next());
      } catch (IllegalArgumentException e) {
        return refused(List.of(String.valueOf(e.getMessage())));
      }
      current = changes.next();
    }
    LOG.info(
        "settings: revision {}; changed: {}; only at a restart: {}",
        current.revision(),
        words(changes.changed()),
        words(changes.needsRestart()));
    return new Outcome.Adopted(current.revision(), changes.changed(), changes.needsRestart());
  }

  private static Outcome refused(List<String> troubles) {
    LOG.warn("settings: not reloaded: {}", String.join("; ", troubles));
    return new Outcome.Refused(troubles);
  }

  private static String words(List<String> settings) {
    return settings.isEmpty() ? "nothing" : String.join(", ", settings);
  }
}
