package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Figure;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Reaction;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Asks whether a one-time password looks as though it were only asked for to be paid for: one more
/// of many to numbers that stand side by side, or to a country that is unusual for the account.
///
/// All that are asked for are counted, also those that are refused: a burst ends when the asking
/// ends.
public final class PumpingCheck implements Check {
  /// Of so much time is learnt what is usual.
  private static final long LEARNT = Duration.ofDays(7).toNanos();

  /// Before so many are seen, every country is usual.
  private static final int SEEN_MIN = 200;

  /// A country is usual where one in so many went there.
  private static final int USUAL_SHARE = 50;

  private final Policy<Pumping> policy;
  private final Clock clock;
  private final Map<Rule, Figure> found = new EnumMap<>(Rule.class);
  private final Counted counted = new Counted();

  /// @param policy what accounts have set
  public PumpingCheck(Policy<Pumping> policy, Clock clock, Meters meters) {
    this.policy = policy;
    this.clock = clock;
    for (var rule : Rule.values()) {
      found.put(rule, new Figure(meters, "pumping.found", rule.word()));
    }
  }

  /// What may object to a one-time password.
  private enum Rule {
    RANGE,
    COUNTRY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// An objection.
  private record Finding(Rule rule, Reaction reaction, String why) {}

  @Override
  public Checkpoint point() {
    return Checkpoint.PUMPING;
  }

  @Override
  public Verdict of(Case asked) {
    if (asked.use().purpose() != Purpose.OTP) {
      return Verdict.PASSED;
    }
    var set = policy.of(asked.directory(), asked.account());
    var range = range(asked, set.range());
    var country = country(asked, set.country());
    range.ifPresent(this::count);
    country.ifPresent(this::count);
    return range
        .filter(finding -> finding.reaction() == Reaction.REFUSE)
        .or(() -> country)
        .or(() -> range)
        .map(PumpingCheck::verdict)
        .orElse(Verdict.PASSED);
  }

  private static Verdict verdict(Finding finding) {
    return switch (finding.reaction()) {
      case OFF -> Verdict.PASSED;
      case MARK -> new Verdict.Marked(finding.why());
      case REFUSE ->
          new Verdict.Refused(
              Refusal.of(
                  Fault.DESTINATION_NOT_ALLOWED,
                  "to",
                  "Refused by the policy 'pumping': " + finding.why() + "."));
    };
  }

  private void count(Finding finding) {
    Objects.requireNonNull(found.get(finding.rule())).add(finding.reaction());
  }

  private Optional<Finding> range(Case asked, Pumping.Range set) {
    if (set.reaction() == Reaction.OFF) {
      return Optional.empty();
    }
    var number = asked.parties().to().value();
    var range = number.substring(0, Math.max(1, number.length() - set.digits()));
    int count = add(asked, range, set.limit());
    return count > set.limit().count()
        ? Optional.of(
            new Finding(
                Rule.RANGE, set.reaction(), said(count, "one range of numbers", set.limit())))
        : Optional.empty();
  }

  private Optional<Finding> country(Case asked, Pumping.Country set) {
    if (set.reaction() == Reaction.OFF) {
      return Optional.empty();
    }
    var finding = isUsual(asked, set) ? Optional.<Finding>empty() : unusual(asked, set);
    if (finding.isEmpty() && set.usual().isEmpty()) {
      counted.learn(asked.account(), home(asked), clock.ticks(), LEARNT);
    }
    return finding;
  }

  private boolean isUsual(Case asked, Pumping.Country set) {
    if (!set.usual().isEmpty()) {
      return set.usual().contains(asked.country());
    }
    var habit = counted.habit(asked.account(), home(asked), clock.ticks(), LEARNT);
    return habit.all() < SEEN_MIN || habit.there() * USUAL_SHARE >= habit.all();
  }

  private Optional<Finding> unusual(Case asked, Pumping.Country set) {
    var where = home(asked);
    int count = add(asked, where, set.limit());
    return count > set.limit().count()
        ? Optional.of(
            new Finding(
                Rule.COUNTRY,
                set.reaction(),
                said(count, where + ", which is unusual for the account", set.limit())))
        : Optional.empty();
  }

  private static String home(Case asked) {
    return asked.country().isEmpty() ? "no country" : asked.country();
  }

  private int add(Case asked, String where, Pumping.Limit limit) {
    return counted.add(asked.account(), where, clock.ticks(), limit.within().toNanos());
  }

  private static String said(int count, String where, Pumping.Limit limit) {
    return "%d one-time passwords to %s within %d s"
        .formatted(count, where, limit.within().toSeconds());
  }
}
