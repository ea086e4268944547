package io.carillon.engine.comply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmark of the checks: once and unmeasured as a test; measured, in JVMs of its own,
/// where the property `jmh` is `measure`.
class ChecksBenchmarkTest {
  private static final int BENCHMARKS = 4;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    var options = new OptionsBuilder().include(ChecksBenchmark.class.getName());
    if (System.getProperty("jmh", "").equals("measure")) {
      options.jvmArgs("-Xmx512m", "-XX:+UseSerialGC");
    } else {
      options
          .forks(0)
          .warmupIterations(0)
          .measurementIterations(1)
          .measurementTime(TimeValue.milliseconds(1))
          .verbosity(VerboseMode.SILENT);
    }

    assertThat(new Runner(options.build()).run())
        .hasSize(BENCHMARKS)
        .allSatisfy(run -> assertThat(run.getPrimaryResult().getScore()).isPositive());
  }
}
