package io.carillon.engine.frequency;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.comply.Check.Verdict.Later;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.frequency.FrequencyPolicy.Manner;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.Touch;
import io.carillon.model.Wait;
import io.carillon.model.port.Meters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Lets no account write to a person more often than it has set.
///
/// Problem: two messages that are accepted at once must not both be the last that may go, and what
/// waits must not count before it goes. Idea: a message asks, and is counted, in the commit that
/// lets it go: that of its acceptance, or its claim; the claim of what was counted before only
/// moves it to its later moment. What finds no room is told when there is some and waits until
/// then, uncounted; then it asks again, as does everything that waits for the same person, so one
/// goes and the others wait on. Who has set nothing asks nothing. Safe from any thread.
public final class Frequency {
  /// Limits nothing.
  public static final Frequency NONE = new Frequency();

  private final Supplier<Directory> directory;
  private final Policy<FrequencyPolicy> policy;
  private final Meters.Count deferred;
  private final Meters.Count held;
  private final Meters.Count refused;

  /// @param directory the small tables as they are now; must answer at once
  /// @param policy what accounts have set
  public Frequency(Supplier<Directory> directory, Policy<FrequencyPolicy> policy, Meters meters) {
    this.directory = directory;
    this.policy = policy;
    deferred = meters.count("frequency.found", "became", "deferred");
    held = meters.count("frequency.found", "became", "held");
    refused = meters.count("frequency.found", "became", "refused");
  }

  private Frequency() {
    directory = () -> Directory.EMPTY;
    policy = FrequencyPolicy.policy();
    deferred = _ -> {};
    held = _ -> {};
    refused = _ -> {};
  }

  /// What becomes of a message that came too often.
  public sealed interface Found {
    /// It waits.
    record Deferred(Later later) implements Found {}

    /// It is not accepted.
    record Refused(Refusal refusal) implements Found {}
  }

  /// What must hold for a new message to go now, and is counted then; empty where nothing limits
  /// it, or it does not go yet.
  public Optional<Guard.Seldom> asks(Message fresh) {
    boolean goes =
        switch (fresh.state().work().waitsFor()) {
          case TURN, ANSWER -> true;
          case NOTHING, SCHEDULE, RETRY, THROTTLE, DOUBT -> false;
          case RECEIPT, QUIET, CAP, REPLY, SUSPENDED, FREQUENCY -> false;
        };
    return goes ? asks(fresh, fresh.state().times().accepted()) : Optional.empty();
  }

  private Optional<Guard.Seldom> asks(Message message, Instant at) {
    var set = policy.of(directory.get(), message.account());
    if (set.limits().isEmpty() || !counts(set, message)) {
      return Optional.empty();
    }
    var parties = message.parties();
    var sender = parties.from().value();
    var until = at.plus(set.longest());
    var touch = new Touch(message.id(), parties.account(), parties.to(), sender, at, until);
    return Optional.of(new Guard.Seldom(touch, set.limits()));
  }

  /// The claim of a message, where its person may be written to again. What has begun to leave goes
  /// on.
  public Step claiming(Message message, Step claim, Instant now) {
    boolean begun =
        message.state().legs().stream().anyMatch(leg -> leg.standing() != Standing.NOT_TAKEN);
    var asks =
        claim
            .after()
            .filter(after -> !begun && after.state().work().waitsFor() == Wait.ANSWER)
            .flatMap(after -> asks(after, now));
    if (asks.isEmpty()) {
      return claim;
    }
    var guards = new ArrayList<>(claim.guards());
    guards.add(asks.get());
    return claim.with(List.of(new Write.Touched(asks.get().touch()))).guarded(guards);
  }

  /// What becomes of a new message that may go no sooner than this.
  public Found found(Message fresh, Instant free) {
    if (policy.of(directory.get(), fresh.account()).reached() == Manner.REFUSE) {
      refused.add(1);
      return new Found.Refused(Refusal.of(Fault.NOT_NOW, "to", said(free)));
    }
    deferred.add(1);
    return new Found.Deferred(later(free));
  }

  /// How a message waits whose turn had come.
  public Later held(Instant free) {
    held.add(1);
    return later(free);
  }

  /// Whether a message counts, or would as it goes.
  boolean counts(Message message) {
    var set = policy.of(directory.get(), message.account());
    return !set.limits().isEmpty() && counts(set, message);
  }

  private static boolean counts(FrequencyPolicy set, Message message) {
    return message.parties().direction() == Direction.OUTBOUND
        && set.purposes().contains(message.terms().purpose())
        && message.origin().place().live()
        && !message.origin().dialect().equals(Clearance.ANSWERS);
  }

  private static Later later(Instant free) {
    return new Later(free, Wait.FREQUENCY, Checkpoint.FREQUENCY.word() + ": " + said(free));
  }

  private static String said(Instant free) {
    return "The recipient was written to as often as the policy 'frequency' says, until "
        + free
        + ".";
  }
}
