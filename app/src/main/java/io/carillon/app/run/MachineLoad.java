package io.carillon.app.run;

import com.sun.management.OperatingSystemMXBean;
import io.carillon.engine.dispatch.Machine;
import io.carillon.store.Effort;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Looks once a second at how busy the processors and the store's writer are, and tells the average
/// of the last five seconds or so: the latest look counts a fifth, so that a second of full load is
/// no limit and ten of them are one.
public final class MachineLoad implements Supplier<Machine> {
  private static final double LATEST = 0.2;

  private final Processors processors;
  private final Writing writing;
  private final LongSupplier ticks;
  private long lookedAt;
  private Effort.Sum before;
  private double all;
  private double ours;
  private double busy;
  private Duration perGroup = Duration.ZERO;

  /// The processors: shares of all their time, 0–1; negative or no number where nobody can tell.
  ///
  /// @param all what is used, by whomever
  /// @param ours what this process uses
  public record Processors(DoubleSupplier all, DoubleSupplier ours, IntSupplier cores) {
    /// Those of this machine, or of the container that we run in.
    public static Processors ofThisMachine() {
      var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return new Processors(
          machine::getCpuLoad, machine::getProcessCpuLoad, machine::getAvailableProcessors);
    }
  }

  /// What the store's writer does.
  ///
  /// @param waiting commits in front of it
  public record Writing(Supplier<Effort.Sum> effort, IntSupplier waiting) {}

  /// @param ticks nanoseconds that only grow
  public MachineLoad(Processors processors, Writing writing, LongSupplier ticks) {
    this.processors = processors;
    this.writing = writing;
    this.ticks = ticks;
    lookedAt = ticks.getAsLong();
    before = writing.effort().get();
  }

  /// Looks again: to be called once a second.
  public synchronized void look() {
    long now = ticks.getAsLong();
    var effort = writing.effort().get();
    long passed = Math.max(1, now - lookedAt);
    var worked = effort.busy().minus(before.busy());
    long groups = effort.groups() - before.groups();
    all = mean(all, processors.all().getAsDouble());
    ours = mean(ours, processors.ours().getAsDouble());
    busy = mean(busy, (double) worked.toNanos() / passed);
    if (worked.isPositive()) {
      perGroup = worked.dividedBy(Math.max(1, groups));
    }
    lookedAt = now;
    before = effort;
  }

  private static double mean(double until, double latest) {
    boolean known = latest >= 0 && Double.isFinite(latest);
    return known ? until + LATEST * (Math.min(1, latest) - until) : until;
  }

  @Override
  public synchronized Machine get() {
    return new Machine(
        new Machine.Cpu(all, ours, processors.cores().getAsInt()),
        new Machine.Disk(busy, perGroup, writing.waiting().getAsInt()));
  }
}
