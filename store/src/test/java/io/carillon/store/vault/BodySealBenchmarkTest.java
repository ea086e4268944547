package io.carillon.store.vault;

import io.carillon.testkit.BenchmarkRun;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class BodySealBenchmarkTest {
  private static final int BENCHMARKS = 4;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    BenchmarkRun.of(BodySealBenchmark.class, BENCHMARKS);
  }
}
