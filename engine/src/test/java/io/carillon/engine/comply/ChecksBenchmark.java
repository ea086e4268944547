package io.carillon.engine.comply;

import io.carillon.engine.comply.Checks.Findings;
import io.carillon.engine.comply.cap.CapCheck;
import io.carillon.engine.comply.cap.CapFigures;
import io.carillon.engine.comply.cap.CapPolicy;
import io.carillon.engine.comply.cap.CapTable;
import io.carillon.engine.comply.cap.CappedDirectory;
import io.carillon.engine.comply.cap.Caps;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.ContentPolicy;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.Destinations;
import io.carillon.engine.comply.destination.Pumping;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.engine.comply.quiet.QuietHours;
import io.carillon.engine.comply.quiet.QuietHoursCheck;
import io.carillon.engine.comply.sender.RegistrationCheck;
import io.carillon.engine.comply.sender.SenderPolicy;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.CountryRules;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Message.Parties;
import io.carillon.model.Purpose;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// What the checks of what a message says, who sends it and where it goes cost a message of 160
/// characters of a campaign.
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

  private static final Address NUMBER = Address.phone("+14155550142");
  private static final Address PERSON = Address.phone("+12125550105");
  private static final Directory CAPPED = CappedDirectory.of(90, "A", NUMBER, false);

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
  private final Message claimed = new Samples(1).message();
  private final Case asked =
      new Case(
          new Parties(Samples.ACCOUNT, Direction.OUTBOUND, Channel.SMS, NUMBER, PERSON),
          "US",
          new Content.Text(TEXT),
          new Case.Use(Purpose.OTP, true),
          CAPPED,
          Samples.START);
  private final Caps caps = caps();
  private final Message capped = capped();

  private static Caps caps() {
    var table = CapTable.shipped();
    return new Caps(
        new Caps.Knowing(new Arranged(), () -> CAPPED, _ -> ""),
        new Caps.Rules(table, true),
        new CapFigures(new MemoryMeters(), table.carriers()));
  }

  private Message capped() {
    var state = claimed.state();
    var facts = new Message.Facts(Optional.empty(), "", "", "", "US");
    return new Message(
        claimed.id(),
        asked.parties(),
        claimed.content(),
        claimed.terms(),
        claimed.bill(),
        claimed.origin(),
        state.with(facts, state.work()));
  }

  private Checks checks(
      Map<String, String> words, Map<String, String> guard, Map<String, String> hours) {
    var clock = new ManualClock();
    var content = ContentPolicy.policy();
    content.adopt(words);
    var pumping = Pumping.policy();
    pumping.adopt(guard);
    var quiet = QuietHours.policy();
    quiet.adopt(hours);
    var senders = SenderPolicy.policy();
    var capPolicy = CapPolicy.policy();
    capPolicy.adopt(hours.isEmpty() ? Map.of() : Map.of("reached", "refuse"));
    return new Checks(
        List.of(
            new DestinationCheck(Destinations.policy()),
            new RegistrationCheck(
                CountryRules.shipped(), new Arranged(), senders, new MemoryMeters()),
            new CapCheck(caps(), capPolicy),
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

  /// What a claim of a campaign's message costs more, where no network is known and all caps count.
  @Benchmark
  public Allowance capsAtTheClaim() {
    var allowance = caps.take(capped, 1, Samples.START);
    if (allowance instanceof Allowance.Taken taken) {
      taken.giveBack().run();
    }
    return allowance;
  }

  /// Every rule on, none of which finds anything.
  @Benchmark
  public Findings checksAllOn() {
    return allOn.of(asked);
  }
}
