package io.carillon.app;

import io.carillon.app.run.Logs;
import io.carillon.app.settings.Settings;
import io.carillon.app.settings.SettingsReader;
import io.carillon.app.settings.SettingsRefused;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// `carillon serve`: starts the server, says how to reach it, and stops it well at SIGTERM or
/// SIGINT.
@CommandLine.Command(name = "serve", description = "Starts the server.")
final class Serve {
  private static final int MISUSED = 2;

  @Option(names = "--port", description = "HTTP port; 0 takes any free one, which is printed")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--data", description = "the data folder")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--store",
      description = "jdbc:postgresql://host:port/database instead of SQLite in the data folder")
  private Optional<String> store = Optional.empty();

  @Option(names = "--config", description = "the settings file (YAML)")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "says this")
  private boolean help;

  private Serve() {}

  static int run(String[] args) throws InterruptedException {
    var serve = new Serve();
    var line = new CommandLine(serve);
    try {
      line.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      return misused(List.of(e.getMessage()));
    }
    if (serve.help) {
      line.usage(System.out);
      return 0;
    }
    return serve.start(System.getenv());
  }

  private int start(Map<String, String> environment) throws InterruptedException {
    var flagged = withFlags(environment);
    Reload.Source source = () -> SettingsReader.read(config, flagged);
    Settings settings;
    FirstAccountCard card;
    try {
      settings = source.read();
      card = FirstAccountCard.from(environment);
    } catch (SettingsRefused e) {
      return misused(e.troubles());
    } catch (IllegalArgumentException e) {
      return misused(List.of(String.valueOf(e.getMessage())));
    }
    Logs.start(settings.log());
    House house;
    try {
      house = House.open(settings, source, card);
    } catch (CannotStart e) {
      return misused(List.of(String.valueOf(e.getMessage())));
    }
    stopAtSignal(house);
    System.out.println(String.join("\n", house.greeting()));
    house.awaitEnd();
    return 0;
  }

  /// The flags, as the environment variables over which they stand.
  private Map<String, String> withFlags(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    port.ifPresent(value -> all.put("CARILLON_SERVER_PORT", value.toString()));
    data.ifPresent(value -> all.put("CARILLON_SERVER_DATA", value.toString()));
    store.ifPresent(value -> all.put("CARILLON_STORE_URL", value));
    return all;
  }

  private static int misused(List<String> troubles) {
    troubles.forEach(trouble -> System.err.println("carillon: " + trouble));
    return MISUSED;
  }

  private static void stopAtSignal(House house) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(house::close));
  }
}
