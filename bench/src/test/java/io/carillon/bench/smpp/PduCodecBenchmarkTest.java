package io.carillon.bench.smpp;

import io.carillon.testkit.BenchmarkRun;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class PduCodecBenchmarkTest {
  private static final int BENCHMARKS = 9;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    BenchmarkRun.of(PduCodecBenchmark.class, BENCHMARKS);
  }
}
