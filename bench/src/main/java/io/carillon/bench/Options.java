package io.carillon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `./carillon bench` was asked for.
///
/// @param scenario what is sent
/// @param generator what sends it
/// @param plan how it is sent
/// @param carrier the far end as the server's carrier
/// @param repeat how many runs, each on a server and a data folder of its own
/// @param startOnly measure only starting
/// @param place where files go
/// @param server how the server is started
record Options(
    Scenario scenario,
    Generator.Kind generator,
    LoadPlan plan,
    Carrier carrier,
    int repeat,
    boolean startOnly,
    Place place,
    Server server) {

  /// @param receiptDelay how long the far end holds receipts back
  /// @param drain how long completions are waited for after the load
  /// @param binds SMPP sessions of the server
  /// @param window submit_sm that may be unanswered on each
  record Carrier(Duration receiptDelay, Duration drain, int binds, int window) {}

  /// @param json the file for the figures
  /// @param dir where the folders of the runs are made
  /// @param keep leave them there
  record Place(Optional<Path> json, Path dir, boolean keep) {}

  /// @param mainClass to run
  /// @param jvmFlags to run it with
  record Server(String mainClass, List<String> jvmFlags) {}

  static final String HELP =
      """
      Usage: ./carillon bench [flags]
             ./carillon bench smpp [flags]    SMPP alone; has a --help of its own

      Starts the server on an empty data folder, a far end (SMSC) and a webhook sink, loads the
      server, and prints what came through. Ends with 1 when an accepted message was lost.

        --connections N      connections of the load, each a closed loop (64)
        --seconds N          measured time (30)
        --warmup N           seconds of load before it (8)
        --messages N         measure N messages instead of a time
        --receipt-delay MS   the far end sends receipts so much later (0)
        --drain N            seconds to wait for the last completions (30)
        --binds N            SMPP sessions to the far end (4)
        --window N           unanswered submit_sm on each (100)
        --repeat N           so many runs, and their medians (1)
        --load own|wrk       what makes the load (own)
        --scenario NAME      what is sent (single)
        --start-only         measure starting and idle memory only
        --json FILE          write the figures to a file too
        --dir DIR            where data folders are made (the system's temporary folder)
        --keep               leave them there
        --java-options "…"   JVM flags of the server (those of this launcher)
      """;

  /// Throws `IllegalArgumentException` with a sentence for the caller.
  static Options parse(String... args) {
    var flags = Flags.of(args);
    var messages = flags.number("messages", 0, 1, Recipients.COUNT / 2);
    var plan =
        new LoadPlan(
            flags.number("connections", 64, 1, 4_096),
            Duration.ofSeconds(flags.number("warmup", 8, 0, 300)),
            Duration.ofSeconds(flags.number("seconds", messages > 0 ? 600 : 30, 1, 600)),
            messages);
    var carrier =
        new Carrier(
            Duration.ofMillis(flags.number("receipt-delay", 0, 0, 60_000)),
            Duration.ofSeconds(flags.number("drain", 30, 1, 600)),
            flags.number("binds", 4, 1, 64),
            flags.number("window", 100, 1, 10_000));
    var options =
        new Options(
            scenario(flags.text("scenario", "single")),
            generator(flags.text("load", "own")),
            plan,
            carrier,
            flags.number("repeat", 1, 1, 20),
            flags.has("start-only"),
            place(flags),
            server(flags));
    flags.refuseOthers();
    if (options.generator == Generator.Kind.WRK && plan.countsMessages()) {
      throw new IllegalArgumentException("wrk cannot stop after a number of messages");
    }
    return options;
  }

  /// What was asked for, for the report.
  Map<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("what", sentence());
    settings.put("scenario", scenario.word());
    settings.put("load", generator.name().toLowerCase(Locale.ROOT));
    settings.put("connections", plan.connections());
    settings.put("warmupSeconds", plan.warmup().toSeconds());
    if (plan.countsMessages()) {
      settings.put("messages", plan.messages());
    } else {
      settings.put("seconds", plan.measured().toSeconds());
    }
    settings.put("receiptDelayMs", carrier.receiptDelay().toMillis());
    settings.put("binds", carrier.binds());
    settings.put("window", carrier.window());
    settings.put("startOnly", startOnly);
    settings.put("serverJvmFlags", server.jvmFlags());
    return settings;
  }

  private String sentence() {
    if (startOnly) {
      return "Starting and idle memory";
    }
    var measured =
        plan.countsMessages()
            ? "%,d messages".formatted(plan.messages())
            : "%d s".formatted(plan.measured().toSeconds());
    var receipts =
        carrier.receiptDelay().isZero()
            ? "at once"
            : "%d ms late".formatted(carrier.receiptDelay().toMillis());
    return "%s: %s after %d s of warm-up, %d connections, %d binds × %d, receipts %s"
        .formatted(
            scenario.what(),
            measured,
            plan.warmup().toSeconds(),
            plan.connections(),
            carrier.binds(),
            carrier.window(),
            receipts);
  }

  private static Scenario scenario(String word) {
    return Scenario.of(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--scenario takes one of "
                    + String.join(
                        ", ", Arrays.stream(Scenario.values()).map(Scenario::word).toList())));
  }

  private static Generator.Kind generator(String word) {
    return Generator.Kind.of(word)
        .orElseThrow(() -> new IllegalArgumentException("--load takes own or wrk"));
  }

  private static Place place(Flags flags) {
    var json = flags.text("json", "");
    var dir = Path.of(flags.text("dir", System.getProperty("java.io.tmpdir")));
    if (!Files.isDirectory(dir)) {
      throw new IllegalArgumentException("--dir takes a folder that exists");
    }
    var file = json.isEmpty() ? Optional.<Path>empty() : Optional.of(Path.of(json));
    return new Place(file, dir, flags.has("keep"));
  }

  private static Server server(Flags flags) {
    var given = flags.text("java-options", "");
    var jvmFlags = given.isBlank() ? Jvm.launcherFlags() : List.of(given.strip().split("\\s+"));
    return new Server(flags.text("server-main", "io.carillon.app.Main"), jvmFlags);
  }
}
