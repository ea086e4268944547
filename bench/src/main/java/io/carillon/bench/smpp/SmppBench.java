package io.carillon.bench.smpp;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Disk;
import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Footprint;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `./carillon bench smpp`: measures `wire.smpp` between two processes, or `./carillon smsc`.
///
/// Prints the table on the standard output and how it goes on the error output. No process it
/// started outlives it, also when it is interrupted.
public final class SmppBench {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final String HEAD =
      """
                        cycles/s          CPU µs a cycle (median)
      binds  window     median       best     client     centre
      """;

  private final SmppOptions options;
  private final PrintStream progress;
  private final Processes processes;
  private final Path folder;

  private SmppBench(SmppOptions options, PrintStream progress, Processes processes, Path folder) {
    this.options = options;
    this.progress = progress;
    this.processes = processes;
    this.folder = folder;
  }

  /// Runs the bench with these flags (`--help` names them). Answers the exit status: 0 when nothing
  /// was lost, 1 when something was or it could not be measured, 2 for bad flags.
  public static int run(String[] args) {
    return run(args, System.out, System.err);
  }

  static int run(String[] args, PrintStream out, PrintStream progress) {
    if (Flags.asksForHelp(args)) {
      out.print(SmppOptions.HELP);
      return DONE;
    }
    SmppOptions options;
    try {
      options = SmppOptions.parse(args);
    } catch (IllegalArgumentException misused) {
      progress.println("bench: " + misused.getMessage());
      return MISUSED;
    }
    try {
      var folder = Files.createTempDirectory("carillon-bench-");
      var processes = new Processes(folder);
      var hook = new Thread(processes::close, "bench-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        return new SmppBench(options, progress, processes, folder).measure(out);
      } finally {
        processes.close();
        Disk.delete(folder);
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IOException failed) {
      progress.println("bench: " + failed.getMessage());
      return FAILED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private int measure(PrintStream out) throws IOException, InterruptedException {
    out.println(options.sentence());
    out.printf(
        "%d cores, %s %s, %s%n%n%s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        HEAD);
    long lost = 0;
    for (int binds : options.binds()) {
      for (int window : options.windows()) {
        var runs = new ArrayList<SmppFigures>();
        for (int i = 1; i <= options.repeat(); i++) {
          var run = one(binds, window);
          progress.printf("%d binds, window %d, run %d: %s%n", binds, window, i, run);
          runs.add(run);
        }
        out.println(row(binds, window, runs));
        lost += runs.stream().mapToLong(SmppFigures::lost).sum();
      }
    }
    if (lost > 0) {
      out.printf("LOST: %,d messages without exactly one response and one receipt%n", lost);
    }
    return lost > 0 ? FAILED : DONE;
  }

  private static String row(int binds, int window, List<SmppFigures> runs) {
    var median = SmppFigures.median(runs);
    return "%5d %7d %,10.0f %,10.0f %10.2f %10.2f"
        .formatted(
            binds,
            window,
            median.cycles(),
            SmppFigures.best(runs).cycles(),
            median.esmeMicros(),
            median.centreMicros());
  }

  private SmppFigures one(int binds, int window) throws IOException, InterruptedException {
    var farEnd = options.farEnd().start(processes, options.jvmFlags(), window, folder);
    try (var centre = farEnd.process()) {
      var flags =
          Map.of(
              "port", text(farEnd.port()),
              "binds", text(binds),
              "window", text(window),
              "warmup", text(options.warmup().toSeconds()),
              "seconds", text(options.measured().toSeconds()));
      try (var esme = start("esme", BenchEsme.class, flags)) {
        return watch(esme, centre);
      }
    }
  }

  private SmppFigures watch(Child esme, Child centre) throws IOException, InterruptedException {
    esme.await("measuring", START_LIMIT.plus(options.warmup()));
    var esmeBefore = Footprint.cpu(esme.handle());
    var centreBefore = Footprint.cpu(centre.handle());
    var measured = numbers(esme.await("measured", START_LIMIT.plus(options.measured())));
    var esmeUsed = Footprint.cpu(esme.handle()).minus(esmeBefore);
    var centreUsed = Footprint.cpu(centre.handle()).minus(centreBefore);
    var told = numbers(esme.await("told", START_LIMIT));
    double cycles = Math.max(1, measured[0]);
    return new SmppFigures(
        measured[0] * 1e9 / measured[1],
        esmeUsed.toNanos() / 1e3 / cycles,
        centreUsed.toNanos() / 1e3 / cycles,
        Math.abs(told[0] - told[1]) + Math.abs(told[0] - told[2]) + told[3]);
  }

  private Child start(String name, Class<?> main, Map<String, String> flags) throws IOException {
    var command = Jvm.command(options.jvmFlags(), main.getName());
    flags.forEach((flag, value) -> {
      command.add("--" + flag);
      command.add(value);
    });
    return processes.start(new Child.Start(name, command, Map.of(), true, STOP_LIMIT));
  }

  private static String text(long number) {
    return Long.toString(number);
  }

  private static long[] numbers(String line) throws IOException {
    var words = line.split(" ", -1);
    var numbers = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Long.parseLong(words[i]);
      } catch (NumberFormatException _) {
        throw new IOException("the client said: " + line);
      }
    }
    return numbers;
  }
}
