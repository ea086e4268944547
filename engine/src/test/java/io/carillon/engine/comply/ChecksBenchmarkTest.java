package io.carillon.engine.comply;

import io.carillon.testkit.BenchmarkRun;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ChecksBenchmarkTest {
  private static final int BENCHMARKS = 4;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    BenchmarkRun.of(ChecksBenchmark.class, BENCHMARKS);
  }
}
