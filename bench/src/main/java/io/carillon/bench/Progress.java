package io.carillon.bench;

import io.carillon.bench.far.FarSide;
import io.carillon.bench.load.Generator;
import io.carillon.bench.rig.CpuWatch;
import java.io.IOException;
import java.io.PrintStream;

/// Prints a line now and then while the load runs, and keeps the CPU readings.
final class Progress implements Generator.Watch {
  /// The load's name among the processes that are watched.
  static final String LOAD = "load";

  private static final long BETWEEN_LINES = 4_500_000_000L;

  private final CpuWatch cpu;
  private final FarSide farSide;
  private final PrintStream out;
  private long lastLine;

  Progress(CpuWatch cpu, FarSide farSide, PrintStream out) {
    this.cpu = cpu;
    this.farSide = farSide;
    this.out = out;
  }

  @Override
  public void begins(ProcessHandle load) {
    cpu.begin(LOAD, load);
    lastLine = System.nanoTime();
    out.println("measuring");
  }

  @Override
  public void goesOn(ProcessHandle load) throws IOException, InterruptedException {
    cpu.look();
    if (System.nanoTime() - lastLine > BETWEEN_LINES) {
      lastLine = System.nanoTime();
      var counts = farSide.counts();
      out.printf("%,d submitted, %,d delivered so far%n", counts.submitted(), counts.receipted());
    }
  }

  @Override
  public void ends(ProcessHandle load) {
    cpu.look();
  }
}
