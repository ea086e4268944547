package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs JMH benchmarks: once and unmeasured as a test; measured, in JVMs of their own, where the
/// property `jmh` is `measure`.
public final class BenchmarkRun {
  private BenchmarkRun() {}

  /// Runs all benchmarks of a class.
  ///
  /// @param count how many results that gives
  public static void of(Class<?> benchmark, int count) throws RunnerException {
    var options = new OptionsBuilder().include(benchmark.getName());
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
        .hasSize(count)
        .allSatisfy(run -> assertThat(run.getPrimaryResult().getScore()).isPositive());
  }
}
