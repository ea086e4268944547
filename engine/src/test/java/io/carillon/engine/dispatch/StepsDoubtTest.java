package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.dispatch.DoubtPolicy.Kind;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Unknown outcomes, late answers, gone carriers, and what holds whatever happens.
class StepsDoubtTest {
  private static final Instant NOW = Samples.START.plusSeconds(5);
  private static final Instant DUE = NOW.plusSeconds(10);
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");

  private final Samples samples = new Samples(1);

  private Message claimed(int parts) {
    return Samples.claimed(samples.message(), parts, Samples.START);
  }

  private Message doubtful() {
    return after(claimed(1), 1, UNKNOWN);
  }

  private static Optional<Step> answered(Message message, int part, Outcome outcome) {
    return Steps.answered(message, part, outcome, Steps.Around.at(NOW, DoubtPolicy.USUAL));
  }

  private static Message after(Message message, int part, Outcome outcome) {
    return after(answered(message, part, outcome));
  }

  private static Message after(Optional<Step> step) {
    return step.orElseThrow().after().orElseThrow();
  }

  private static Message standing(Message message, int part, Standing standing, String farId) {
    var legs = new ArrayList<>(message.state().legs());
    legs.set(part - 1, new Leg(part, standing, farId, legs.get(part - 1).reference()));
    return Samples.changed(message, message.state().with(legs));
  }

  private static List<Standing> standings(Message message) {
    return message.state().legs().stream().map(Leg::standing).toList();
  }

  private static Wait waitsFor(Message message) {
    return message.state().work().waitsFor();
  }

  private static List<TraceRow.Kind> rows(Step step) {
    return step.also().stream().map(write -> ((Write.Noted) write).row().kind()).toList();
  }

  @Test
  void doubtsWhatAGoneProcessHadOut() {
    var out = after(claimed(2), 1, new Outcome.Taken("far-1"));

    var step = Steps.orphaned(out, DoubtPolicy.USUAL, NOW).orElseThrow();

    var next = step.after().orElseThrow();
    assertThat(standings(next)).containsExactly(Standing.TAKEN, Standing.UNKNOWN);
    assertThat(waitsFor(next)).isEqualTo(Wait.DOUBT);
    assertThat(next.state().work().due()).contains(DUE);
    assertThat(rows(step)).containsExactly(TraceRow.Kind.DOUBTED);
  }

  @Test
  void doubtsNothingThatWasAnswered() {
    var sent = after(claimed(1), 1, new Outcome.Taken("far-1"));

    assertThat(Steps.orphaned(sent, DoubtPolicy.USUAL, NOW)).isEmpty();
    assertThat(Steps.orphaned(samples.message(), DoubtPolicy.USUAL, NOW)).isEmpty();
  }

  @Test
  void leavesAFailedMessageAtRestWhenItsOtherPartsAreOrphaned() {
    var failed = after(claimed(2), 1, new Outcome.NotTaken(Fault.REJECTED, "0x0b"));

    var next = after(Steps.orphaned(failed, DoubtPolicy.USUAL, NOW));

    assertThat(next.status()).isEqualTo(Status.FAILED);
    assertThat(waitsFor(next)).isEqualTo(Wait.NOTHING);
    assertThat(standings(next)).containsExactly(Standing.NOT_TAKEN, Standing.UNKNOWN);
  }

  @Test
  void resendsOnceAfterThePause() {
    var step = Steps.doubtDue(doubtful(), DoubtPolicy.USUAL, DUE).orElseThrow();

    var next = step.after().orElseThrow();
    assertThat(standings(next)).containsExactly(Standing.NOT_TAKEN);
    assertThat(waitsFor(next)).isEqualTo(Wait.TURN);
    assertThat(next.state().work().doubts()).isEqualTo(1);
    assertThat(next.status()).isEqualTo(Status.SENDING);
    assertThat(rows(step)).containsExactly(TraceRow.Kind.RESENT);
  }

  @Test
  void isNotResentToAPersonWhoWasErased() {
    var doubtful = doubtful();
    var erased = doubtful.without(List.of(doubtful.parties().to()));

    var ended = after(Steps.doubtDue(erased, DoubtPolicy.USUAL, DUE));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.OUTCOME_UNKNOWN);
  }

  @Test
  void failsAtTheSecondDoubt() {
    var resent = after(Steps.doubtDue(doubtful(), DoubtPolicy.USUAL, DUE));
    var again = after(Claims.claim(resent, "smsc", 1, DUE, Samples.RUN));
    var doubted = after(Steps.answered(again, 1, UNKNOWN, Steps.Around.at(DUE, DoubtPolicy.USUAL)));

    var ended = after(Steps.doubtDue(doubted, DoubtPolicy.USUAL, DUE.plusSeconds(10)));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.OUTCOME_UNKNOWN);
    assertThat(standings(ended)).containsExactly(Standing.UNKNOWN);
  }

  @Test
  void resendsOnlyTheDoubtfulParts() {
    var doubted = after(after(claimed(2), 1, new Outcome.Taken("far-1")), 2, UNKNOWN);

    var next = after(Steps.doubtDue(doubted, DoubtPolicy.USUAL, DUE));

    assertThat(standings(next)).containsExactly(Standing.TAKEN, Standing.NOT_TAKEN);
  }

  @Test
  void failsAtOnceWhereThePolicySaysSo() {
    var ended = after(Steps.doubtDue(doubtful(), new DoubtPolicy(Kind.FAIL, Duration.ZERO), DUE));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.OUTCOME_UNKNOWN);
    assertThat(waitsFor(ended)).isEqualTo(Wait.NOTHING);
  }

  @Test
  void holdsForAReceiptWhereThePolicySaysSoForSevenDays() {
    var policy = new DoubtPolicy(Kind.HOLD, Duration.ofSeconds(10));

    assertThat(policy.actsAt(DUE)).isEqualTo(DUE.plus(Duration.ofDays(7)));
    assertThat(new DoubtPolicy(Kind.FAIL, Duration.ofSeconds(10)).actsAt(DUE))
        .isEqualTo(DUE.plusSeconds(10));
    var ended = Steps.doubtDue(doubtful(), policy, DUE).flatMap(Step::after).orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.OUTCOME_UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void doesNothingBeforeTheMoment(Kind kind) {
    var policy = new DoubtPolicy(kind, Duration.ofSeconds(10));

    assertThat(Steps.doubtDue(doubtful(), policy, DUE.minusMillis(1))).isEmpty();
  }

  @Test
  void doesNothingAboutADoubtThatWasSettled() {
    var sent = after(claimed(1), 1, new Outcome.Taken("far-1"));

    assertThat(Steps.doubtDue(sent, DoubtPolicy.USUAL, DUE)).isEmpty();
  }

  @Test
  void waitsNoLongerThanThePolicyOfItsCarrier() {
    var policy = new DoubtPolicy(Kind.RESEND, Duration.ZERO);

    var doubted = after(Steps.answered(claimed(1), 1, UNKNOWN, Steps.Around.at(NOW, policy)));

    assertThat(doubted.state().work().due()).contains(NOW);
  }

  @Test
  void keepsAPartDeliveredWhoseAnswerComesLate() {
    var delivered = standing(claimed(1), 1, Standing.DELIVERED, "far-1");

    var next = after(delivered, 1, new Outcome.Taken("far-2"));

    assertThat(standings(next)).containsExactly(Standing.DELIVERED);
    assertThat(next.state().legs().getFirst().farId()).isEqualTo("far-1");
    assertThat(next.status()).isEqualTo(Status.SENT);
  }

  @Test
  void takesTheNameFromALateAnswerWhereAReceiptBoreNone() {
    var delivered = standing(claimed(1), 1, Standing.DELIVERED, "");

    var next = after(delivered, 1, new Outcome.Taken("far-2"));

    assertThat(next.state().legs().getFirst())
        .isEqualTo(new Leg(1, Standing.DELIVERED, "far-2", 101));
  }

  @Test
  void findsReceiptsOfTheLaterTryWhereTheEarlierWasNotDelivered() {
    var undelivered = standing(claimed(1), 1, Standing.UNDELIVERED, "far-1");

    var next = after(undelivered, 1, new Outcome.Taken("far-2"));

    assertThat(next.state().legs().getFirst().farId()).isEqualTo("far-2");
    assertThat(standings(next)).containsExactly(Standing.UNDELIVERED);
  }

  @Test
  void goesOnWithTheOtherPartsWhenTheLastAnswerIsLate() {
    var mixed = standing(claimed(2), 1, Standing.DELIVERED, "far-1");
    var waiting = after(mixed, 2, new Outcome.NotSent("the link went"));
    assertThat(waitsFor(waiting)).as("no part is out").isEqualTo(Wait.TURN);

    var last = standing(after(mixed, 2, UNKNOWN), 2, Standing.INTENDED, "");
    assertThat(answered(last, 1, UNKNOWN)).as("part 2 is still out").isEmpty();
  }

  @Test
  void hasNothingToDoForALateAnswerThatSaysNothingNew() {
    var sent = after(claimed(1), 1, new Outcome.Taken("far-1"));

    assertThat(answered(sent, 1, UNKNOWN)).isEmpty();
    assertThat(answered(sent, 1, new Outcome.NotTaken(Fault.REJECTED, "0x0b"))).isEmpty();
  }

  @Test
  void notesWhenItWasSentThoughItWasDeliveredBefore() {
    var claimed = standing(claimed(1), 1, Standing.DELIVERED, "");
    var idle = claimed.state().work().waiting(Wait.NOTHING, Optional.empty());
    var state = claimed.state().with(claimed.state().facts(), idle);
    var delivered = Samples.changed(claimed, state.raised(Status.DELIVERED, NOW));

    var next = after(delivered, 1, new Outcome.Taken("far-1"));

    assertThat(next.status()).isEqualTo(Status.DELIVERED);
    assertThat(next.state().times().sent()).contains(NOW);
    assertThat(waitsFor(next)).isEqualTo(Wait.NOTHING);
  }

  @Test
  void goesToAnotherCarrierWhenItsOwnIsGone() {
    var next = after(Failover.rerouted(samples.message(), Optional.of("other"), NOW));

    assertThat(next.state().work().lane()).isEqualTo("other");
    assertThat(waitsFor(next)).isEqualTo(Wait.TURN);
    assertThat(next.state().work().due()).contains(NOW);
    assertThat(next.status()).isEqualTo(Status.QUEUED);
  }

  @Test
  void failsWhenNoCarrierIsLeft() {
    var next = after(Failover.rerouted(samples.message(), Optional.empty(), NOW));

    assertThat(next.status()).isEqualTo(Status.FAILED);
    assertThat(next.state().facts().fault()).contains(Fault.NO_CARRIER);
  }

  @Test
  void staysWhereItIsWhenItsCarrierIsTheOneOrItIsNotDue() {
    var later = Samples.waiting(Wait.SCHEDULE, NOW.plusSeconds(1));
    var out = claimed(1);

    assertThat(Failover.rerouted(samples.message(), Optional.of("smsc"), NOW)).isEmpty();
    assertThat(
            Failover.rerouted(Samples.worked(samples.message(), later), Optional.of("other"), NOW))
        .isEmpty();
    assertThat(Failover.rerouted(out, Optional.of("other"), NOW)).isEmpty();
  }

  /// Whatever happens in whatever order: the status only rises, what ended is not sent again, what
  /// was taken stays taken, tries and doubts are bounded, and each state is one that is followed
  /// up.
  @Test
  void onlyMovesForwardWhateverHappens() {
    for (int seed = 1; seed <= 2_000; seed++) {
      var chance = new SplittableRandom(seed);
      var message = samples.message();
      var now = NOW;
      for (int turn = 0; turn < 40; turn++) {
        now = now.plusSeconds(chance.nextInt(20));
        var next = something(chance, message, now);
        if (next.isPresent()) {
          moved(seed, message, next.get());
          message = next.get();
        }
      }
    }
  }

  private static Optional<Message> something(
      SplittableRandom chance, Message message, Instant now) {
    var policy = new DoubtPolicy(KINDS.get(chance.nextInt(KINDS.size())), Duration.ofSeconds(5));
    int parts = message.state().legs().size();
    var step =
        switch (chance.nextInt(7)) {
          case 0 -> Claims.claim(message, "smsc", parts == 0 ? 3 : parts, now, Samples.RUN);
          case 1 -> Steps.orphaned(message, policy, now);
          case 2 -> Steps.doubtDue(message, policy, now);
          default ->
              parts == 0
                  ? Optional.<Step>empty()
                  : Steps.answered(
                      message,
                      1 + chance.nextInt(parts),
                      outcome(chance),
                      Steps.Around.at(now, policy));
        };
    return step.flatMap(Step::after);
  }

  private static Outcome outcome(SplittableRandom chance) {
    return switch (chance.nextInt(6)) {
      case 0, 1 -> new Outcome.Taken("far " + chance.nextInt());
      case 2 -> new Outcome.NotSent("the link went");
      case 3 -> new Outcome.Unknown("no answer in time");
      default -> new Outcome.NotTaken(FAULTS.get(chance.nextInt(FAULTS.size())), "");
    };
  }

  private static void moved(int seed, Message before, Message after) {
    boolean same = before.status() == after.status();
    assertThat(same || before.status().yieldsTo(after.status()))
        .as("seed %d: %s to %s", seed, before.status(), after.status())
        .isTrue();
    for (int i = 0; i < before.state().legs().size(); i++) {
      var was = before.state().legs().get(i);
      var is = after.state().legs().get(i);
      assertThat(was.standing() == Standing.TAKEN && is.standing() != Standing.TAKEN)
          .as("seed %d: taken, and then %s", seed, is)
          .isFalse();
      assertThat(is.reference()).isEqualTo(was.reference());
      boolean out = is.standing() == Standing.INTENDED && was.standing() != Standing.INTENDED;
      assertThat(out && before.status().isFinal()).as("seed %d: sent at its end", seed).isFalse();
    }
    var work = after.state().work();
    boolean out = standings(after).contains(Standing.INTENDED);
    assertThat(work.attempts()).isLessThanOrEqualTo(Steps.ATTEMPTS_MAX);
    assertThat(work.doubts()).isLessThanOrEqualTo(1);
    assertThat(out).as("seed %d: %s", seed, after).isEqualTo(work.waitsFor() == Wait.ANSWER);
    if (after.status().isFinal() && !out) {
      assertThat(work.waitsFor()).isEqualTo(Wait.NOTHING);
      assertThat(work.due()).isEmpty();
    } else if (!after.status().isFinal() && after.status() != Status.SENT) {
      assertThat(work.due()).as("seed %d: %s", seed, after).isPresent();
    }
  }
}
