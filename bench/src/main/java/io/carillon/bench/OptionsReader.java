package io.carillon.bench;

import io.carillon.bench.database.Database;
import io.carillon.bench.far.FarPlan;
import io.carillon.bench.load.Generator;
import io.carillon.bench.mark.Recipients;
import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.scene.Scenario;
import io.carillon.bench.scene.Wishes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the command line of `./carillon bench`.
final class OptionsReader {
  /// Enough to see that nobody waits behind it, where it is one scenario of many.
  private static final int FLOOD_AMONG_OTHERS = 100_000;

  static final String HELP =
      """
      Usage: ./carillon bench [flags]
             ./carillon bench smpp [flags]    SMPP alone; has a --help of its own

      Starts the server on an empty data folder, a far end (SMSC) and a webhook sink, loads the
      server, and prints what came through. Ends with 1 when an accepted message was lost.

        --scenario NAME      what is sent (single); `all` runs them all, a line each:
      %s
        --connections N      connections of the load, each a closed loop (64; bulk: 8)
        --rate N             send N messages a second by a schedule instead
        --rates LIST         one column each: rates by commas; `half` stands for half of what the
                             closed loop completed, which is measured before
        --seconds N          measured time (30)
        --warmup N           seconds of load before it (30)
        --messages N         measure N messages instead of a time
        --receipt-delay MS   the far end sends receipts so much later (0)
        --carrier-rate N     what the far end takes a second, in scenarios that limit it
        --tenants N          accounts of the scenario tenants (200)
        --flood N            messages that the scenario flood queues (1000000), or that are owed
                             in dead-endpoint (1000000) and callbacks (1500000)
        --drain N            seconds to wait for the last completions (30)
        --binds N            SMPP sessions to the far end (4)
        --window N           unanswered submit_sm on each (100)
        --repeat N           so many runs, and their medians (1)
        --load own|wrk       what makes the load (own)
        --compare kannel     run Kannel beside it, with the same text, far end and sink; wrk is the
                             load of both
        --kannel-connections LIST
                             connections of the load on Kannel, by commas: a column each (4)
        --leave-route        do not set the loopback to acknowledge at once meanwhile, which is
                             for root only; then nothing is compared
        --slow-sync MS       each sync of the server takes so much longer, and is counted; 0 only
                             counts. Needs a C compiler
        --queries            while the load runs, fetch messages and ask for lists by each filter
        --store NAME         sqlite, or postgres: a PostgreSQL server of the run's own (sqlite)
        --history LIST       messages of the past that the store holds before: 500k, 10m; several
                             by commas are a column each, 0 is an empty store
        --history-dir DIR    keep filled data folders there, and copy them the next time
        --start-only         measure starting and idle memory only
        --json FILE          write the figures to a file too
        --dir DIR            where data folders are made (the system's temporary folder)
        --keep               leave them there
        --rest MS            how long the server is left alone before the load (1000)
        --java-options "…"   JVM flags of the server (those of this launcher)
      """
          .formatted(
              Arrays.stream(Scenario.values())
                  .map(one -> "                         %-14s %s".formatted(one.word(), one.what()))
                  .collect(Collectors.joining("\n")));

  private OptionsReader() {}

  /// Throws `IllegalArgumentException` with a sentence for the caller.
  static Options read(String... args) {
    var flags = Flags.of(args);
    var messages = flags.number("messages", 0, 1, Recipients.COUNT / 2);
    var plan =
        new Plan(
            Duration.ofSeconds(flags.number("warmup", 30, 0, 300)),
            Duration.ofSeconds(flags.number("seconds", messages > 0 ? 600 : 30, 1, 600)),
            messages);
    var scenarios = scenarios(flags.text("scenario", Scenario.SINGLE.word()));
    var options =
        new Options(
            scenarios,
            generator(flags),
            plan,
            wishes(flags, scenarios.size() > 1 ? FLOOD_AMONG_OTHERS : 0),
            RateList.of(flags.text("rates", "")),
            new Options.Peer(kannel(flags), !flags.has("leave-route")),
            carrier(flags),
            flags.number("repeat", 1, 1, 20),
            flags.has("start-only"),
            place(flags),
            server(flags));
    flags.refuseOthers();
    options.check();
    return options;
  }

  private static List<Scenario> scenarios(String word) {
    if (word.equals("all")) {
      return List.of(Scenario.values());
    }
    return List.of(
        Scenario.of(word)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--scenario takes all or one of "
                        + Arrays.stream(Scenario.values())
                            .map(Scenario::word)
                            .collect(Collectors.joining(", ")))));
  }

  private static Generator.Kind generator(Flags flags) {
    return Generator.Kind.of(
            flags.text("load", flags.text("compare", "").isEmpty() ? "own" : "wrk"))
        .orElseThrow(() -> new IllegalArgumentException("--load takes own or wrk"));
  }

  private static List<Integer> kannel(Flags flags) {
    var other = flags.text("compare", "");
    var connections = flags.text("kannel-connections", "4");
    if (other.isEmpty()) {
      return List.of();
    }
    if (!other.equals("kannel")) {
      throw new IllegalArgumentException("--compare takes kannel");
    }
    var each = new ArrayList<Integer>();
    for (var word : connections.split(",", -1)) {
      if (!word.matches("[1-9][0-9]{0,3}")) {
        throw new IllegalArgumentException(
            "--kannel-connections takes whole numbers from 1 to 9999, by commas");
      }
      each.add(Integer.valueOf(word));
    }
    return each;
  }

  private static Wishes wishes(Flags flags, int flood) {
    var far =
        new FarPlan(
            Duration.ofMillis(flags.number("receipt-delay", 0, 0, 60_000)),
            FarPlan.USUAL.takenPerSecond(),
            FarPlan.USUAL.slowAnswer());
    return new Wishes(
        flags.number("connections", 0, 1, 4_096),
        flags.number("rate", 0, 1, 1_000_000),
        flags.number("carrier-rate", 0, 1, 100_000),
        flags.number("tenants", 0, 3, 5_000),
        flags.number("flood", flood, 1, Recipients.COUNT / 2),
        far);
  }

  private static Options.Carrier carrier(Flags flags) {
    return new Options.Carrier(
        Duration.ofSeconds(flags.number("drain", 30, 1, 600)),
        flags.number("binds", 4, 1, 64),
        flags.number("window", 100, 1, 10_000));
  }

  private static Options.Place place(Flags flags) {
    var json = flags.text("json", "");
    var dir = Path.of(flags.text("dir", System.getProperty("java.io.tmpdir")));
    if (!Files.isDirectory(dir)) {
      throw new IllegalArgumentException("--dir takes a folder that exists");
    }
    var file = json.isEmpty() ? Optional.<Path>empty() : Optional.of(file(json));
    var histories = flags.text("history-dir", "");
    return new Options.Place(
        file,
        dir,
        flags.has("keep"),
        histories.isEmpty() ? Optional.empty() : Optional.of(Path.of(histories)));
  }

  /// Said before the measuring, not after it.
  private static Path file(String name) {
    var file = Path.of(name);
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("--json takes a file in a folder that exists");
    }
    return file;
  }

  private static Optional<Duration> slowSync(Flags flags) {
    var delay = flags.number("slow-sync", -1, 0, 1_000);
    return delay < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(delay));
  }

  private static Database.Kind database(String word) {
    return switch (word) {
      case "sqlite" -> Database.Kind.SQLITE;
      case "postgres" -> Database.Kind.POSTGRES;
      default -> throw new IllegalArgumentException("--store takes sqlite or postgres");
    };
  }

  /// Reads `0,500k,10m`; 0 is an empty store.
  private static List<String> histories(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    var all = List.of(text.split(",", -1));
    if (!all.stream().allMatch(one -> one.matches("0|[1-9][0-9]{0,8}[kKmM]?"))) {
      throw new IllegalArgumentException(
          "--history takes numbers such as 0, 500k or 10m, by commas");
    }
    return all;
  }

  private static Options.Server server(Flags flags) {
    var given = flags.text("java-options", "");
    var jvmFlags = given.isBlank() ? Jvm.launcherFlags() : List.of(given.strip().split("\\s+"));
    return new Options.Server(
        flags.text("server-main", "io.carillon.app.Main"),
        jvmFlags,
        Duration.ofMillis(flags.number("rest", 1_000, 0, 60_000)),
        slowSync(flags),
        database(flags.text("store", "sqlite")),
        histories(flags.text("history", "")),
        flags.has("queries"));
  }
}
