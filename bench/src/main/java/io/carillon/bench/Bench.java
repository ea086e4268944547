package io.carillon.bench;

import io.carillon.bench.database.Database;
import io.carillon.bench.database.Postgres;
import io.carillon.bench.kannel.Kannel;
import io.carillon.bench.kannel.QuickAck;
import io.carillon.bench.load.Generator;
import io.carillon.bench.report.Comparison;
import io.carillon.bench.report.Figures;
import io.carillon.bench.report.Ran;
import io.carillon.bench.report.Report;
import io.carillon.bench.report.StartFigures;
import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Machine;
import io.carillon.bench.rig.Programs;
import io.carillon.bench.sync.SlowSync;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private @Nullable Ground ground;
  private @Nullable QuickAck quickAck;
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
      out.print(OptionsReader.HELP);
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
      bench.tell("bench: " + words(failed));
      return FAILED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return FAILED;
    } finally {
      bench.stop();
      unhook(hook);
    }
  }

  /// What is wrong with a file often has no words of its own.
  private static String words(IOException failed) {
    return switch (failed) {
      case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": may not be used";
      case FileSystemException other when other.getReason() == null ->
          other.getFile() + ": cannot be used";
      default -> String.valueOf(failed.getMessage());
    };
  }

  private int measure() throws IOException, InterruptedException {
    var head = new Report.Head(options.settings(), Machine.here(options.place().dir()));
    if (options.startOnly()) {
      var starts = new ArrayList<StartFigures>();
      for (var i = 0; i < options.repeat(); i++) {
        starts.add(start());
      }
      publish(Report.ofStarts(head, starts));
      return DONE;
    }
    if (options.generator() == Generator.Kind.WRK) {
      Programs.require("wrk", "wrk", "wrk");
    }
    if (options.server().slowSync().isPresent()) {
      SlowSync.require();
    }
    if (options.server().database() == Database.Kind.POSTGRES) {
      Postgres.require();
    }
    if (options.comparesWithKannel()) {
      return compared(head);
    }
    var ran = ran(options.trials());
    if (ran.size() == 1) {
      publish(Report.of(head, ran.getFirst().runs()));
    } else if (options.scenarios().size() > 1) {
      publish(Report.ofLines(head, ran));
    } else {
      publish(Report.ofColumns(head, ran));
    }
    return new Verdict(out, options.asksForRates()).on(ran) ? DONE : FAILED;
  }

  /// Runs Kannel beside us, at its best: with a loopback that acknowledges at once.
  private int compared(Report.Head head) throws IOException, InterruptedException {
    Kannel.require();
    try (var quick = acknowledged()) {
      if (!quick.isSet()) {
        progress.println("the loopback cannot acknowledge at once: " + quick.trouble());
      }
      var ran = ran(options.trials());
      var ours = ran.getFirst();
      var trouble =
          quick.isSet()
              ? ""
              : "Kannel is at its best where the loopback acknowledges at once (root, and ip of"
                  + " iproute2, set its route so): "
                  + quick.trouble();
      var others = ran.subList(1, ran.size());
      publish(Report.ofComparison(head, new Comparison(ours, others, trouble)));
      new Verdict(out, false).on(others);
      return new Verdict(out, false).on(List.of(ours)) ? DONE : FAILED;
    }
  }

  private synchronized QuickAck acknowledged() throws IOException {
    if (stopped) {
      throw new IOException("stopped");
    }
    quickAck =
        options.peer().quickens()
            ? QuickAck.open(progress::println)
            : QuickAck.left(progress::println);
    return quickAck;
  }

  /// Runs all trials, one after the other, as often as is asked for.
  private List<Ran<Figures>> ran(List<Trial> trials) throws IOException, InterruptedException {
    var runs = new ArrayList<List<Figures>>();
    trials.forEach(_ -> runs.add(new ArrayList<>()));
    for (var i = 1; i <= options.repeat(); i++) {
      for (var t = 0; t < trials.size(); t++) {
        var trial = trials.get(t);
        progress.printf("run %d of %d: %s%n", i, options.repeat(), trial.name());
        var most = t == 0 ? 0 : runs.getFirst().getLast().perSecond().completed();
        runs.get(t).add(run(trial, most));
      }
    }
    var all = new ArrayList<Ran<Figures>>();
    for (var t = 0; t < trials.size(); t++) {
      all.add(new Ran<>(trials.get(t).name(), runs.get(t)));
    }
    return all;
  }

  private Figures run(Trial trial, double most) throws IOException, InterruptedException {
    try (var next = next()) {
      return switch (trial) {
        case Trial.Ours ours -> new Round(options, ours, ours.wishes(most), next, progress).run();
        case Trial.Kannel kannel -> new KannelRound(options, kannel, next, progress).run();
      };
    }
  }

  private StartFigures start() throws IOException, InterruptedException {
    var trial = options.started();
    try (var next = next()) {
      return new Round(options, trial, trial.wishes(), next, progress).start();
    }
  }

  private void publish(Report report) throws IOException {
    out.print(report.text());
    if (options.place().json().isPresent()) {
      Files.writeString(options.place().json().get(), report.json() + "\n");
    }
  }

  private synchronized Ground next() throws IOException {
    if (stopped) {
      throw new IOException("stopped");
    }
    var next = new Ground(options.place(), progress);
    ground = next;
    return next;
  }

  /// Ends what runs now; nothing is started after it.
  private void stop() {
    Ground running;
    QuickAck quick;
    synchronized (this) {
      stopped = true;
      running = ground;
      quick = quickAck;
    }
    if (running != null) {
      running.close();
    }
    if (quick != null) {
      quick.close();
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
