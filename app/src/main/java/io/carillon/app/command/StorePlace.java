package io.carillon.app.command;

import io.carillon.app.settings.SettingsReader;
import io.carillon.app.settings.SettingsRefused;
import io.carillon.model.port.StoreException;
import io.carillon.store.StoreSettings;
import io.carillon.store.StoreTaken;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which store a command works on: the one of a server with the same settings.
final class StorePlace {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the data folder; else CARILLON_SERVER_DATA, else what the settings say")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://host:port/database; else CARILLON_STORE_URL, else what the settings"
              + " say. The password comes from CARILLON_STORE_PASSWORD or the settings")
  private Optional<String> store = Optional.empty();

  @Option(names = "--config", paramLabel = "FILE", description = "the server's settings file")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "says this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /// What is done with a store.
  @FunctionalInterface
  interface Work {
    /// Does it; the exit code.
    int on(StoreSettings store) throws Trouble, InterruptedException;
  }

  /// The store that is meant.
  StoreSettings store(Map<String, String> environment) throws Trouble {
    var all = new HashMap<>(environment);
    data.ifPresent(value -> all.put("CARILLON_SERVER_DATA", value.toString()));
    store.ifPresent(value -> all.put("CARILLON_STORE_URL", value));
    return read(all);
  }

  /// The store that a word names: a data folder, or a URL of PostgreSQL, whose password comes from
  /// where the server's does.
  StoreSettings named(String word, Map<String, String> environment) throws Trouble {
    var all = new HashMap<>(environment);
    boolean database = word.startsWith("jdbc:");
    all.put("CARILLON_STORE_URL", database ? word : "sqlite");
    if (!database) {
      all.put("CARILLON_SERVER_DATA", word);
    }
    return read(all);
  }

  private StoreSettings read(Map<String, String> environment) throws Trouble {
    try {
      return SettingsReader.read(config, environment).store();
    } catch (SettingsRefused refused) {
      throw new Trouble(refused.troubles().toArray(String[]::new));
    }
  }

  /// Does work on the store, and says where it cannot be done.
  int work(Terminal terminal, Work work) throws Trouble, InterruptedException {
    return work(terminal, store(terminal.environment()), work);
  }

  static int work(Terminal terminal, StoreSettings store, Work work)
      throws Trouble, InterruptedException {
    try {
      return work.on(store);
    } catch (StoreTaken taken) {
      throw new Trouble(taken.getMessage() + "; stop its server first");
    } catch (StoreException failed) {
      terminal.warn("carillon: " + store.place() + ": " + failed.getMessage());
      return Commands.FAILED;
    }
  }
}
