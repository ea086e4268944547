package io.carillon.engine.comply;

import io.carillon.engine.comply.Checks.Findings;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.ContentPolicy;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.Destinations;
import io.carillon.engine.comply.destination.Pumping;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.engine.comply.quiet.QuietHours;
import io.carillon.engine.comply.quiet.QuietHoursCheck;
import io.carillon.model.Directory;
import io.carillon.model.Purpose;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the checks of what a message says and where it goes cost a message of 160 characters.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChecksBenchmark {
  private static final String TEXT =
      "Hi Anna, your order 20391 left our warehouse today and should be with you on Friday between"
          + " 10:15 and 12:15. You can follow it at https://shop.example.com/o";

  private final SpamModel model = SpamModel.shipped();
  private final Checks asShipped = checks(Map.of(), Map.of(), Map.of());
  private final Checks allOn =
      checks(
          Map.of(
              "shorteners", "mark",
              "lookalikes", "mark",
              "brands", "acmebank.com",
              "forbidden", "mark",
              "burst", "mark",
              "burst_count", "1000000"),
          Map.of(
              "ranges", "mark",
              "range_count", "1000000",
              "countries", "mark",
              "country_count", "1000000"),
          Map.of("promotional", "defer"));
  private final Case asked = Cases.saying(TEXT, Purpose.OTP, Directory.EMPTY);

  private Checks checks(
      Map<String, String> words, Map<String, String> guard, Map<String, String> hours) {
    var clock = new ManualClock();
    var content = ContentPolicy.policy();
    content.adopt(words);
    var pumping = Pumping.policy();
    pumping.adopt(guard);
    var quiet = QuietHours.policy();
    quiet.adopt(hours);
    return new Checks(
        List.of(
            new DestinationCheck(Destinations.policy()),
            new QuietHoursCheck(quiet, new MemoryMeters()),
            new PumpingCheck(pumping, clock, new MemoryMeters()),
            new ContentCheck(model, content, clock, new MemoryMeters())));
  }

  /// The classifier alone.
  @Benchmark
  public SpamModel.Reading classifier() {
    return model.read(TEXT);
  }

  /// As shipped: rules and guard off.
  @Benchmark
  public Findings checksAsShipped() {
    return asShipped.of(asked);
  }

  /// Every rule on, none of which finds anything.
  @Benchmark
  public Findings checksAllOn() {
    return allOn.of(asked);
  }
}
