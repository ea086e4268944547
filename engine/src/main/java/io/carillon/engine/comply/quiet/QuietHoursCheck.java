package io.carillon.engine.comply.quiet;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.quiet.QuietHours.Manner;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Wait;
import io.carillon.model.port.Meters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Asks whether a promotional message may reach its person at its hour, in every time zone in which
/// its owner may be.
///
/// It is asked as a message is accepted, of the moment that it is to go at, and again when its turn
/// comes: one that waited into the quiet hours waits on, never more than that.
public final class QuietHoursCheck implements Check {
  private static final String NEVER =
      "There is no hour that is in the windows of all its time zones; the policy 'quiet-hours' says"
          + " so.";

  private final Policy<QuietHours> policy;
  private final Zones zones = new Zones();
  private final Meters.Count deferred;
  private final Meters.Count held;
  private final Meters.Count refused;

  /// @param policy what accounts have set
  public QuietHoursCheck(Policy<QuietHours> policy, Meters meters) {
    this.policy = policy;
    deferred = meters.count("quiet.found", "became", "deferred");
    held = meters.count("quiet.found", "became", "held");
    refused = meters.count("quiet.found", "became", "refused");
  }

  @Override
  public Checkpoint point() {
    return Checkpoint.QUIET;
  }

  /// What is known of an hour.
  ///
  /// @param opens the first moment that is in all windows; empty = there is none
  private record Hour(Optional<Instant> opens) {}

  @Override
  public Verdict of(Case asked) {
    if (asked.use().purpose() != Purpose.PROMOTIONAL) {
      return Verdict.PASSED;
    }
    var set = policy.of(asked.directory(), asked.account());
    var hour = hour(set, asked.parties().to(), asked.country(), asked.at());
    if (hour.opens().equals(Optional.of(asked.at()))) {
      return Verdict.PASSED;
    }
    if (set.manner() == Manner.REFUSE || hour.opens().isEmpty()) {
      refused.add(1);
      return new Verdict.Refused(
          Refusal.of(Fault.NOT_NOW, "to", hour.opens().map(QuietHoursCheck::said).orElse(NEVER)));
    }
    deferred.add(1);
    return later(hour.opens().get());
  }

  /// Until when a message whose turn has come waits all the same; empty where it may go.
  public Optional<Verdict.Later> holds(Message message, Directory directory, Instant now) {
    if (message.terms().purpose() != Purpose.PROMOTIONAL) {
      return Optional.empty();
    }
    var set = policy.of(directory, message.account());
    var to = message.parties().to();
    var opens = hour(set, to, message.state().facts().country(), now).opens();
    if (opens.isEmpty() || opens.get().equals(now)) {
      return Optional.empty();
    }
    held.add(1);
    return Optional.of(later(opens.get()));
  }

  private Hour hour(QuietHours set, Address to, String country, Instant at) {
    if (set.manner() == Manner.OFF || to.kind() != Address.Kind.PHONE) {
      return new Hour(Optional.of(at));
    }
    var week = set.windows().of(States.of(to.value()), country);
    return week.map(hours -> new Hour(hours.opening(at, zones(set, to))))
        .orElseGet(() -> new Hour(Optional.of(at)));
  }

  private List<ZoneId> zones(QuietHours set, Address to) {
    var known = zones.of(to.value());
    return known.isEmpty() ? set.zone().map(List::of).orElse(List.of()) : known;
  }

  private static Verdict.Later later(Instant opens) {
    return new Verdict.Later(opens, Wait.QUIET, "the recipient's hours open at " + opens);
  }

  private static String said(Instant opens) {
    return "It is outside the hours of the policy 'quiet-hours' where the recipient is, until "
        + opens
        + ".";
  }
}
