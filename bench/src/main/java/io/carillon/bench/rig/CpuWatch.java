package io.carillon.bench.rig;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// CPU time that some processes used between two readings.
public final class CpuWatch {
  private final Map<String, ProcessHandle> processes;
  private final Map<String, Duration> atStart = new LinkedHashMap<>();
  private final Map<String, Duration> used = new LinkedHashMap<>();
  private long startedAt;
  private double seconds;

  /// Will watch these processes.
  ///
  /// @param processes by name; of each its children count too
  public CpuWatch(Map<String, ProcessHandle> processes) {
    this.processes = new LinkedHashMap<>(processes);
  }

  /// The first reading. Names one process more, which is only known now.
  public void begin(String name, ProcessHandle late) {
    startedAt = System.nanoTime();
    processes.put(name, late);
    processes.forEach((each, process) -> atStart.put(each, cpu(process)));
  }

  /// Reads on; the last reading counts. A process that has ended keeps its last one.
  public void look() {
    seconds = (System.nanoTime() - startedAt) / 1e9;
    processes.forEach((name, process) -> {
      var now = cpu(process).minus(atStart.getOrDefault(name, Duration.ZERO));
      if (now.compareTo(used.getOrDefault(name, Duration.ZERO)) > 0) {
        used.put(name, now);
      }
    });
  }

  /// In percent of one core.
  public double percent(String name) {
    return seconds == 0 ? 0 : used(name).toNanos() / 1e7 / seconds;
  }

  /// CPU time used.
  public Duration used(String name) {
    return used.getOrDefault(name, Duration.ZERO);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.descendants().map(Footprint::cpu).reduce(Footprint.cpu(process), Duration::plus);
  }
}
