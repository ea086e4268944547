package io.carillon.bench;

import io.carillon.bench.far.FarSide;
import io.carillon.bench.kannel.Kannel;
import io.carillon.bench.load.LoadOrder;
import io.carillon.bench.load.LoadResult;
import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.load.WrkLoad;
import io.carillon.bench.mark.Recipients;
import io.carillon.bench.query.QueryFigures;
import io.carillon.bench.report.Figures;
import io.carillon.bench.report.Measured;
import io.carillon.bench.rig.CpuWatch;
import io.carillon.bench.rig.GcLog;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One measured run of Kannel: as `Round`, with the same text, far end, webhook sink and load.
final class KannelRound {
  private static final String FAR_END = "far end";
  private static final int REPEATS_MS = 300;

  private final Options options;
  private final Trial.Kannel trial;
  private final Ground ground;
  private final PrintStream progress;

  KannelRound(Options options, Trial.Kannel trial, Ground ground, PrintStream progress) {
    this.options = options;
    this.trial = trial;
    this.ground = ground;
    this.progress = progress;
  }

  Figures run() throws IOException, InterruptedException {
    var farSide = FarSide.start(options.wishes().far(), ground.processes());
    var carrier = options.carrier();
    var kannel =
        Kannel.start(
            ground.folder().resolve("kannel"),
            farSide.smscPort(),
            carrier.binds(),
            carrier.window(),
            ground.processes());
    farSide.awaitBinds(options.carrier().binds(), kannel::isAlive, () -> ": Kannel");
    Thread.sleep(options.server().rest());
    var idle = kannel.rss();
    var emptySize = kannel.dataSize();

    var processes = new LinkedHashMap<String, ProcessHandle>(kannel.handles());
    processes.put(FAR_END, farSide.handle());
    var cpu = new CpuWatch(processes);
    var strand = strand(kannel, farSide);
    var folder = ground.folder().resolve("load");
    var made =
        new WrkLoad(order(kannel, strand), folder, ground.processes())
            .run(new Progress(cpu, farSide, progress));
    var acts = List.of(Act.told(strand));
    var limit = carrier.drain().plus(options.wishes().far().receiptDelay());
    var timeline =
        new Draining(farSide, ground.folder(), List.of(folder), acts, limit)
            .run(
                made.result().accepted(),
                () -> {
                  if (!kannel.isAlive()) {
                    throw new IOException("Kannel ended under load");
                  }
                });
    Thread.sleep(REPEATS_MS);
    var measured =
        new Measured(acts, made.result().strands(), made, timeline, farSide.counts(), false);
    var memory = new Figures.Memory(idle, kannel.rss(), kannel.peak(), 0);
    var running = kannel.dataSize() - emptySize;
    var stopMs = kannel.stop();
    var disk = disk(running, kannel.dataSize() - emptySize, made.result().accepted());
    var times = new Figures.StartTimes(kannel.readyMs(), stopMs);
    return figures(measured, cpu(cpu, measured), memory, disk, times);
  }

  private static Figures figures(
      Measured measured,
      Figures.Cpu cpu,
      Figures.Memory memory,
      Figures.DiskUse disk,
      Figures.StartTimes times) {
    return new Figures(
        measured.interval().seconds(),
        measured.rates(),
        0,
        measured.accept(),
        measured.submit(),
        measured.complete(),
        LoadResult.Kept.NONE,
        cpu,
        memory,
        GcLog.Pauses.NONE,
        disk,
        Figures.Syncs.NONE,
        times,
        measured.outcome(),
        List.of(),
        QueryFigures.NONE);
  }

  private static Figures.DiskUse disk(long running, long stopped, long accepted) {
    var messages = Math.max(1.0, (double) accepted);
    var each = Math.max(0, stopped) / messages;
    return new Figures.DiskUse(
        Math.max(0, running) / messages, each, Math.max(0, each - Scenario.SINGLE.textOctets()));
  }

  private LoadOrder order(Kannel kannel, Strand strand) {
    var plan = options.plan();
    return new LoadOrder(
        kannel.port(), plan.warmup().toMillis(), plan.measured().toMillis(), 0, List.of(strand));
  }

  private Strand strand(Kannel kannel, FarSide farSide) {
    var request =
        kannel.send(
            Recipients.SENDER, Scenario.TO, Scenario.SINGLE.words(), farSide.hooks().prompt());
    return new Strand(
        "all", 0, Recipients.COUNT, List.of(request), Pace.closed(trial.connections()));
  }

  private static Figures.Cpu cpu(CpuWatch cpu, Measured measured) {
    var messages = Math.max(1, measured.rates().accepted() * measured.interval().seconds());
    var both = cpu.used(Kannel.BEARERBOX).plus(cpu.used(Kannel.SMSBOX));
    return new Figures.Cpu(
        cpu.percent(Kannel.BEARERBOX) + cpu.percent(Kannel.SMSBOX),
        cpu.percent(FAR_END),
        cpu.percent(Progress.LOAD),
        both.toNanos() / 1e3 / messages,
        Map.of(
            Kannel.BEARERBOX, cpu.percent(Kannel.BEARERBOX),
            Kannel.SMSBOX, cpu.percent(Kannel.SMSBOX)));
  }
}
