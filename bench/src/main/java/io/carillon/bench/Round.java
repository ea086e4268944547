package io.carillon.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// One measured run, from an empty folder to the figures: far end, server, load, drain, stop.
///
/// All processes and the folder are its own and are gone after `close`, which may be called from
/// another thread while it runs.
final class Round implements AutoCloseable {
  private static final Duration BIND_LIMIT = Duration.ofSeconds(15);
  private static final int IDLE_MS = 1_000;
  private static final int LOOK_MS = 100;
  private static final int REPEATS_MS = 300;

  private final Options options;
  private final PrintStream progress;
  private final Path folder;
  private final Processes processes;
  private boolean cleared;

  /// @param progress is told how it goes, a line at a time
  Round(Options options, PrintStream progress) throws IOException {
    this.options = options;
    this.progress = progress;
    this.folder = Files.createTempDirectory(options.place().dir(), "carillon-bench-");
    this.processes = new Processes(folder);
  }

  /// Loads a server and measures it. Throws when a part does not start or ends too early.
  Figures run() throws IOException, InterruptedException {
    var farSide = FarSide.start(options.carrier().receiptDelay(), processes);
    var credentials = Credentials.random();
    var server = ServerUnderTest.start(recipe(credentials), processes, config(farSide));
    awaitBinds(farSide, server);
    Thread.sleep(IDLE_MS);
    var idle = server.rss().orElse(0);
    var emptySize = server.dataSize();

    var target = new Target(server.port(), credentials.apiKey(), farSide.hook());
    var cpu = new CpuWatch(server.handle(), farSide.handle());
    var made = generator(target).run(new Progress(cpu, farSide));
    var timeline = drain(farSide, server, made.result());
    // What comes now came twice.
    Thread.sleep(REPEATS_MS);

    var counts = farSide.counts();
    var memory = new Figures.Memory(idle, server.rss().orElse(0));
    var running = server.dataSize() - emptySize;
    var stopMs = server.stop();
    var stopped = server.dataSize() - emptySize;
    var accepted = Math.max(1.0, (double) made.result().accepted());
    var measured = new Measured(made, timeline, counts, options.plan().countsMessages());
    var rates = measured.rates();
    var seconds = measured.interval().seconds();
    return new Figures(
        seconds,
        rates,
        measured.accept(),
        measured.submit(),
        measured.complete(),
        cpu.figures(rates.accepted() * seconds),
        memory,
        server.pauses(measured.interval()),
        new Figures.DiskUse(Math.max(0, running) / accepted, Math.max(0, stopped) / accepted),
        new Figures.StartTimes(server.readyMs(), stopMs),
        measured.outcome());
  }

  /// Starts a server as a new user would, with its sandbox, stops it and starts it again.
  StartFigures start() throws IOException, InterruptedException {
    var recipe = recipe(Credentials.random());
    var first = ServerUnderTest.start(recipe, processes, "");
    Thread.sleep(IDLE_MS);
    var idle = first.rss().orElse(0);
    var stopMs = first.stop();
    var second = ServerUnderTest.start(recipe, processes, "");
    second.stop();
    return new StartFigures(first.readyMs(), second.readyMs(), stopMs, idle);
  }

  @Override
  public void close() {
    processes.close();
    synchronized (processes) {
      clear();
    }
  }

  private void clear() {
    if (cleared) {
      return;
    }
    cleared = true;
    if (options.place().keep()) {
      progress.println("kept " + folder);
      return;
    }
    try {
      Disk.delete(folder);
    } catch (IOException failed) {
      progress.println("could not delete " + folder + ": " + failed.getMessage());
    }
  }

  /// Prints a line now and then and keeps the CPU readings.
  private final class Progress implements Generator.Watch {
    private final CpuWatch cpu;
    private final FarSide farSide;
    private long lastLine;

    Progress(CpuWatch cpu, FarSide farSide) {
      this.cpu = cpu;
      this.farSide = farSide;
    }

    @Override
    public void begins(ProcessHandle load) {
      cpu.begin(load);
      lastLine = System.nanoTime();
      progress.println("measuring");
    }

    @Override
    public void goesOn(ProcessHandle load) throws IOException, InterruptedException {
      cpu.look(load);
      if (System.nanoTime() - lastLine > 4_500_000_000L) {
        lastLine = System.nanoTime();
        var counts = farSide.counts();
        progress.printf(
            "%,d submitted, %,d delivered so far%n", counts.submitted(), counts.delivered());
      }
    }

    @Override
    public void ends(ProcessHandle load) {
      cpu.look(load);
    }
  }

  /// Waits until every accepted message is told delivered, or the limit is over.
  private Timeline drain(FarSide farSide, ServerUnderTest server, LoadResult result)
      throws IOException, InterruptedException {
    var carrier = options.carrier();
    var until = System.nanoTime() + carrier.drain().plus(carrier.receiptDelay()).toNanos();
    while (true) {
      if (!server.isAlive()) {
        throw new IOException("the server ended under load" + server.lastWords());
      }
      var late = System.nanoTime() > until;
      if (late || farSide.counts().delivered() >= result.accepted()) {
        farSide.writeMarks(folder);
        var timeline = Timeline.read(folder);
        if (late || timeline.lost() == 0) {
          return timeline;
        }
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private void awaitBinds(FarSide farSide, ServerUnderTest server)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + BIND_LIMIT.toNanos();
    while (farSide.counts().binds() < options.carrier().binds()) {
      if (System.nanoTime() > until) {
        throw new IOException("the server did not bind to the far end" + server.lastWords());
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private Generator generator(Target target) {
    return switch (options.generator()) {
      case OWN -> new OwnLoad(options.plan(), options.scenario(), target, processes);
      case WRK -> new WrkLoad(options.plan(), options.scenario(), target, processes);
    };
  }

  private ServerUnderTest.Recipe recipe(Credentials credentials) {
    return new ServerUnderTest.Recipe(
        options.server().mainClass(), options.server().jvmFlags(), credentials);
  }

  private String config(FarSide farSide) {
    var carrier = options.carrier();
    return """
    outbound: {allow: [127.0.0.0/8]}
    carriers:
      - name: bench
        type: smpp
        host: %s
        port: %d
        system-id: bench
        password: bench
        binds: %d
        window: %d
    """
        .formatted(Target.HOST, farSide.smscPort(), carrier.binds(), carrier.window());
  }
}
