package io.carillon.bench.smpp;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The centre that a run is against, in a process of its own.
enum FarEnd {
  /// Ours for this bench alone.
  CENTRE("SMPP alone"),
  /// `./carillon smsc` with a script of which each message gets its receipt at once.
  SMSC("./carillon smsc");

  /// Who may bind, with which password.
  static final String LOGIN = "bench";

  private static final String MAIN = "io.carillon.app.Main";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final String title;

  FarEnd(String title) {
    this.title = title;
  }

  /// For the head of the report.
  String title() {
    return title;
  }

  /// A centre that runs, and its port.
  record Running(Child process, int port) {}

  /// Starts one.
  ///
  /// @param window receipts that may be unanswered on each bind
  /// @param folder for what it needs
  Running start(Processes processes, List<String> jvmFlags, int window, Path folder)
      throws IOException, InterruptedException {
    return switch (this) {
      case CENTRE -> {
        var command = Jvm.command(jvmFlags, BenchCentre.class.getName());
        command.addAll(List.of("--window", Integer.toString(window)));
        var centre = start(processes, "centre", command, true);
        yield new Running(centre, port(centre.await("ready", START_LIMIT)));
      }
      case SMSC -> {
        var file = Files.writeString(folder.resolve("smsc.yaml"), script(window));
        var command = Jvm.command(jvmFlags, MAIN);
        command.addAll(
            List.of("smsc", "--port", "0", "--http-port", "0", "--script", file.toString()));
        var smsc = start(processes, "smsc", command, false);
        yield new Running(smsc, port(smsc.await("SMPP", START_LIMIT)));
      }
    };
  }

  private static Child start(
      Processes processes, String name, List<String> command, boolean endsWithInput)
      throws IOException {
    return processes.start(new Child.Start(name, command, Map.of(), endsWithInput, STOP_LIMIT));
  }

  /// The number behind the last colon, or all.
  private static int port(String said) throws IOException {
    try {
      return Integer.parseInt(said.substring(said.lastIndexOf(':') + 1).strip());
    } catch (NumberFormatException _) {
      throw new IOException("the centre said: " + said);
    }
  }

  /// Each bind of the client counts for itself: receipts go to the one that brought the message.
  static String script(int window) {
    return """
    accounts:
      - {system-id: %s, password: %s, window: %d}
    otherwise:
      id: {response: decimal, receipt: decimal}
      receipt: {delay: 0, via: same}
    """
        .formatted(LOGIN, LOGIN, window);
  }
}
