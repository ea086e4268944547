package io.carillon.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `./carillon bench`: measures the whole path of a message on a server of its own.
///
/// Prints the table on the standard output and how it goes on the error output. All processes and
/// folders it makes are gone when it ends, also when it is interrupted.
public final class Bench {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Options options;
  private final PrintStream out;
  private final PrintStream progress;
  private @Nullable Round round;
  private boolean stopped;

  private Bench(Options options, PrintStream out, PrintStream progress) {
    this.options = options;
    this.out = out;
    this.progress = progress;
  }

  /// Runs the bench with these flags (`--help` names them). Answers the exit status: 0 when every
  /// accepted message was completed, 1 when not or when it could not be measured, 2 for bad flags.
  public static int run(String[] args) {
    return run(args, System.out, System.err);
  }

  static int run(String[] args, PrintStream out, PrintStream progress) {
    if (Flags.asksForHelp(args)) {
      out.print(Options.HELP);
      return DONE;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException misused) {
      progress.println("bench: " + misused.getMessage());
      return MISUSED;
    }
    var bench = new Bench(options, out, progress);
    var hook = new Thread(bench::stop, "bench-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return bench.measure();
    } catch (IOException failed) {
      bench.tell("bench: " + failed.getMessage());
      return FAILED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return FAILED;
    } finally {
      bench.stop();
      unhook(hook);
    }
  }

  private int measure() throws IOException, InterruptedException {
    var machine = Machine.here(options.place().dir());
    if (options.startOnly()) {
      var starts = new ArrayList<StartFigures>();
      for (var i = 0; i < options.repeat(); i++) {
        try (var next = next()) {
          starts.add(next.start());
        }
      }
      publish(Report.ofStarts(options, machine, starts));
      return DONE;
    }
    var runs = new ArrayList<Figures>();
    for (var i = 1; i <= options.repeat(); i++) {
      progress.println("run " + i + " of " + options.repeat());
      try (var next = next()) {
        runs.add(next.run());
      }
    }
    publish(Report.of(options, machine, runs));
    return verdict(runs);
  }

  /// Says what must not be overlooked. Whether anything accepted was lost decides.
  private int verdict(List<Figures> runs) {
    for (var run : runs) {
      var outcome = run.outcome();
      if (outcome.errorCount() > 0) {
        out.println("errors: " + outcome.errors());
      }
      if (!outcome.errorExample().isEmpty()) {
        out.println("the first unexpected answer: " + outcome.errorExample());
      }
    }
    var lost = runs.stream().mapToLong(run -> run.outcome().lost()).sum();
    var accepted = runs.stream().mapToLong(run -> run.outcome().accepted()).sum();
    if (lost > 0) {
      out.printf("LOST: %,d accepted messages were never told delivered%n", lost);
    }
    if (accepted == 0) {
      out.println("FAILED: no message was accepted");
    }
    return lost > 0 || accepted == 0 ? FAILED : DONE;
  }

  private void publish(Report<?> report) throws IOException {
    out.print(report.text());
    if (options.place().json().isPresent()) {
      Files.writeString(options.place().json().get(), report.json() + "\n");
    }
  }

  private synchronized Round next() throws IOException {
    if (stopped) {
      throw new IOException("stopped");
    }
    var next = new Round(options, progress);
    round = next;
    return next;
  }

  /// Ends what runs now; nothing is started after it.
  private void stop() {
    Round running;
    synchronized (this) {
      stopped = true;
      running = round;
    }
    if (running != null) {
      running.close();
    }
  }

  /// A run that is stopped on purpose fails without words.
  private synchronized void tell(String line) {
    if (!stopped) {
      progress.println(line);
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The hook is what ended us.
    }
  }
}
