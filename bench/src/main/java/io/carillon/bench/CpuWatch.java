package io.carillon.bench;

import java.time.Duration;

/// CPU time that server, far end and load used in the measured time.
final class CpuWatch {
  private final ProcessHandle server;
  private final ProcessHandle farEnd;
  private Duration serverAtStart = Duration.ZERO;
  private Duration farEndAtStart = Duration.ZERO;
  private Duration loadAtStart = Duration.ZERO;
  private Duration serverUsed = Duration.ZERO;
  private Duration farEndUsed = Duration.ZERO;
  private Duration loadUsed = Duration.ZERO;
  private long startedAt;
  private double seconds;

  CpuWatch(ProcessHandle server, ProcessHandle farEnd) {
    this.server = server;
    this.farEnd = farEnd;
  }

  void begin(ProcessHandle load) {
    startedAt = System.nanoTime();
    serverAtStart = Footprint.cpu(server);
    farEndAtStart = Footprint.cpu(farEnd);
    loadAtStart = Footprint.cpu(load);
  }

  /// Reads on; the last reading counts. A load that has ended already keeps its last one.
  void look(ProcessHandle load) {
    seconds = (System.nanoTime() - startedAt) / 1e9;
    serverUsed = Footprint.cpu(server).minus(serverAtStart);
    farEndUsed = Footprint.cpu(farEnd).minus(farEndAtStart);
    var used = Footprint.cpu(load).minus(loadAtStart);
    loadUsed = used.compareTo(loadUsed) > 0 ? used : loadUsed;
  }

  /// @param messages accepted in the time watched
  Figures.Cpu figures(double messages) {
    return new Figures.Cpu(
        percent(serverUsed),
        percent(farEndUsed),
        percent(loadUsed),
        messages == 0 ? 0 : serverUsed.toNanos() / 1e3 / messages);
  }

  private double percent(Duration used) {
    return seconds == 0 ? 0 : used.toNanos() / 1e7 / seconds;
  }
}
