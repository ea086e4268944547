package io.carillon.bench;

import io.carillon.bench.database.Database;
import io.carillon.bench.far.FarSide;
import io.carillon.bench.load.Generator;
import io.carillon.bench.load.LoadOrder;
import io.carillon.bench.load.LoadResult;
import io.carillon.bench.load.OwnLoad;
import io.carillon.bench.load.Strand;
import io.carillon.bench.load.Watches;
import io.carillon.bench.load.WrkLoad;
import io.carillon.bench.query.QueryFigures;
import io.carillon.bench.query.Querying;
import io.carillon.bench.report.Figures;
import io.carillon.bench.report.Measured;
import io.carillon.bench.report.Rates;
import io.carillon.bench.report.StartFigures;
import io.carillon.bench.report.Timeline;
import io.carillon.bench.rig.CpuWatch;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Cast;
import io.carillon.bench.scene.Customer;
import io.carillon.bench.scene.Scenario;
import io.carillon.bench.scene.Stage;
import io.carillon.bench.scene.Target;
import io.carillon.bench.scene.Wishes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One measured run of a scenario, from an empty folder to the figures: far end, server, load,
/// drain, stop.
final class Round {
  private static final Duration FILL_LIMIT = Duration.ofMinutes(10);
  private static final Duration NOTICED_WITHIN = Duration.ofMinutes(7);
  private static final String SERVER = "server";
  private static final String FAR_END = "far end";
  private static final String DATABASE = "database";
  private static final int IDLE_MS = 1_000;
  private static final int REPEATS_MS = 300;
  private static final int LOOK_MS = 50;

  private final Options options;
  private final Scenario scenario;
  private final Wishes wishes;
  private final String history;
  private final Ground ground;
  private final PrintStream progress;
  private final Stage stage;

  /// @param trial what is measured
  /// @param wishes what its load is to be
  /// @param progress is told how it goes, a line at a time
  Round(Options options, Trial.Ours trial, Wishes wishes, Ground ground, PrintStream progress) {
    this.options = options;
    this.scenario = trial.scenario();
    this.wishes = wishes;
    this.history = trial.history();
    this.ground = ground;
    this.progress = progress;
    this.stage = scenario.stage(wishes);
  }

  /// Loads a server and measures it. Throws when a part does not start or ends too early.
  Figures run() throws IOException, InterruptedException {
    var farSide = FarSide.start(stage.far(), ground.processes());
    var venue = Venue.prepare(options, ground, history, progress);
    var database = venue.database();
    var server = venue.start(config(farSide, stage.carrierRate()));
    farSide.awaitBinds(options.carrier().binds(), server::isAlive, server::lastWords);
    Thread.sleep(options.server().rest());
    var idle = server.rss().orElse(0);

    var target = new Target(server.port(), venue.credentials(), farSide.hooks());
    var cast = scenario.cast(wishes, target);
    var emptySize = database.size();
    var emptyAtRest = database.sizeAtRest();
    var filled = fill(cast, target);
    if (stage.opens()) {
      open(farSide, server);
    }
    var cpu = cpuWatch(farSide, server, database);
    var syncs = venue.syncs();
    var queries = querying(target);
    var watches = new ArrayList<Generator.Watch>(List.of(new Progress(cpu, farSide, progress)));
    watches.add(syncs);
    queries.ifPresent(watches::add);
    var made = generator(cast, target).run(new Watches(watches));
    if (stage.releases()) {
      release(farSide, server, target);
    }
    var acts = new ArrayList<>(cast.acts());
    var results = new ArrayList<>(made.result().strands());
    cast.fill().ifPresent(acts::add);
    results.addAll(filled);
    var accepted = results.stream().mapToLong(LoadResult.OfStrand::accepted).sum();
    var timeline = drain(farSide, server, acts, accepted);
    // What comes now came twice.
    Thread.sleep(REPEATS_MS);

    var measured =
        new Measured(
            acts, results, made, timeline, farSide.counts(), options.plan().countsMessages());
    var memory =
        new Figures.Memory(
            idle, server.rss().orElse(0), server.peak().orElse(0), database.memory());
    var running = database.size() - emptySize;
    var stopMs = server.stop();
    var disk = disk(running, database.sizeAtRest() - emptyAtRest, accepted);
    var asked = queries.map(Querying::figures).orElse(QueryFigures.NONE);
    return figures(measured, server, new Readings(cpu, syncs, memory, disk, stopMs, asked));
  }

  private static CpuWatch cpuWatch(FarSide farSide, ServerUnderTest server, Database database) {
    var processes = new LinkedHashMap<String, ProcessHandle>();
    processes.put(SERVER, server.handle());
    processes.put(FAR_END, farSide.handle());
    database.process().ifPresent(process -> processes.put(DATABASE, process));
    return new CpuWatch(processes);
  }

  private Optional<Querying> querying(Target target) throws IOException, InterruptedException {
    return options.server().asks()
        ? Optional.of(
            Querying.start(target.port(), target.credentials().apiKey(), ground.processes()))
        : Optional.empty();
  }

  /// What was read of the processes and the disk.
  ///
  /// @param stopMs how long the server took to stop
  private record Readings(
      CpuWatch cpu,
      SyncWatch syncs,
      Figures.Memory memory,
      Figures.DiskUse disk,
      double stopMs,
      QueryFigures queries) {}

  private Figures figures(Measured measured, ServerUnderTest server, Readings readings)
      throws IOException {
    var rates = measured.rates();
    var seconds = measured.interval().seconds();
    return new Figures(
        seconds,
        rates,
        stage.ceiling() == 0 ? 0 : 100 * rates.submitted() / stage.ceiling(),
        measured.accept(),
        measured.submit(),
        measured.complete(),
        measured.schedule(),
        cpu(readings.cpu(), rates, seconds),
        readings.memory(),
        server.pauses(measured.interval()),
        readings.disk(),
        readings.syncs().figures(seconds, rates.accepted() * seconds),
        new Figures.StartTimes(server.readyMs(), readings.stopMs()),
        measured.outcome(),
        measured.parts(),
        readings.queries());
  }

  private static Figures.Cpu cpu(CpuWatch cpu, Rates rates, double seconds) {
    var messages = Math.max(rates.accepted(), rates.completed()) * seconds;
    var used = cpu.used(SERVER).plus(cpu.used(DATABASE));
    return new Figures.Cpu(
        cpu.percent(SERVER) + cpu.percent(DATABASE),
        cpu.percent(FAR_END),
        cpu.percent(Progress.LOAD),
        messages == 0 ? 0 : used.toNanos() / 1e3 / messages,
        cpu.percent(DATABASE) == 0
            ? Map.of()
            : Map.of(SERVER, cpu.percent(SERVER), DATABASE, cpu.percent(DATABASE)));
  }

  private Figures.DiskUse disk(long running, long stopped, long accepted) {
    var messages = Math.max(1.0, (double) accepted);
    var each = Math.max(0, stopped) / messages;
    return new Figures.DiskUse(
        Math.max(0, running) / messages, each, Math.max(0, each - scenario.textOctets()));
  }

  /// Starts a server as a new user would, with its sandbox, stops it and starts it again.
  StartFigures start() throws IOException, InterruptedException {
    var venue = Venue.prepare(options, ground, history, progress);
    var first = venue.start("");
    Thread.sleep(IDLE_MS);
    var idle = first.rss().orElse(0);
    var stopMs = first.stop();
    var second = venue.start("");
    second.stop();
    return new StartFigures(first.readyMs(), second.readyMs(), stopMs, idle);
  }

  /// Sends what is to be there before the load begins.
  private List<LoadResult.OfStrand> fill(Cast cast, Target target)
      throws IOException, InterruptedException {
    if (cast.fill().isEmpty()) {
      return List.of();
    }
    var strand = cast.fill().get().strand();
    progress.printf("sending %,d messages before%n", strand.most());
    var order =
        new LoadOrder(target.port(), 0, FILL_LIMIT.toMillis(), strand.most(), List.of(strand));
    var load = new OwnLoad("fill", order, folder("fill"), ground.processes());
    return load.run(new Silence()).result().strands();
  }

  /// Nothing is said and nothing watched.
  private static final class Silence implements Generator.Watch {
    @Override
    public void begins(ProcessHandle load) {
      // Nothing to see.
    }

    @Override
    public void goesOn(ProcessHandle load) {
      // Nothing to see.
    }

    @Override
    public void ends(ProcessHandle load) {
      // Nothing to see.
    }
  }

  /// Opens the sink that was away, and waits until the server has noticed.
  private void open(FarSide farSide, ServerUnderTest server)
      throws IOException, InterruptedException {
    progress.println("the endpoint is back; it is asked within 6 min");
    farSide.open();
    var until = System.nanoTime() + NOTICED_WITHIN.toNanos();
    while (farSide.counts().delivered() == 0) {
      if (System.nanoTime() > until || !server.isAlive()) {
        throw new IOException("the endpoint was told nothing" + server.lastWords());
      }
      Thread.sleep(LOOK_MS);
    }
  }

  /// Lifts the carrier's rate, as an operator would.
  private void release(FarSide farSide, ServerUnderTest server, Target target)
      throws IOException, InterruptedException {
    server.rewrite(config(farSide, 0));
    try (var customer = new Customer(target)) {
      customer.reload();
    }
  }

  private Timeline drain(FarSide farSide, ServerUnderTest server, List<Act> acts, long accepted)
      throws IOException, InterruptedException {
    var limit = options.carrier().drain().plus(stage.far().receiptDelay()).plus(stage.drain());
    return new Draining(farSide, ground.folder(), loads(acts), acts, limit)
        .run(
            accepted,
            () -> {
              if (!server.isAlive()) {
                throw new IOException("the server ended under load" + server.lastWords());
              }
            });
  }

  private List<Path> loads(List<Act> acts) {
    return acts.size() > 1 && Files.exists(folder("fill"))
        ? List.of(folder("load"), folder("fill"))
        : List.of(folder("load"));
  }

  private Path folder(String name) {
    return ground.folder().resolve(name);
  }

  private Generator generator(Cast cast, Target target) throws IOException {
    var plan = options.plan();
    List<Strand> strands = cast.acts().stream().map(Act::strand).toList();
    var order =
        new LoadOrder(
            target.port(),
            plan.warmup().toMillis(),
            plan.measured().toMillis(),
            plan.messages(),
            strands);
    return switch (options.generator()) {
      case OWN -> new OwnLoad("load", order, folder("load"), ground.processes());
      case WRK -> {
        if (!WrkLoad.suits(strands)) {
          throw new IOException("wrk cannot send the scenario " + scenario.word());
        }
        yield new WrkLoad(order, folder("load"), ground.processes());
      }
    };
  }

  private String config(FarSide farSide, int rate) {
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
        rate: %d
    %s\
    """
        .formatted(
            Target.HOST,
            farSide.smscPort(),
            carrier.binds(),
            carrier.window(),
            rate,
            stage.settings());
  }
}
