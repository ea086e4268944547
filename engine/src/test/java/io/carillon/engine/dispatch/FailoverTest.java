package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes to another carrier, and what never may.
class FailoverTest {
  private static final Instant NOW = Samples.START.plusSeconds(5);
  private static final Outcome TAKEN = new Outcome.Taken("far-1");
  private static final Outcome REFUSED = new Outcome.NotTaken(Fault.SENDER_REFUSED, "0x0a");
  private static final Outcome BUSY = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x08");
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");

  private final Samples samples = new Samples(1);

  private Message claimed(int parts) {
    return Samples.claimed(samples.message(), parts, Samples.START);
  }

  private static Step answer(Message message, int part, Outcome outcome, Optional<String> other) {
    var around = new Steps.Around(DoubtPolicy.USUAL, _ -> other, Duration.ofSeconds(1), NOW);
    return Steps.answered(message, part, outcome, around).orElseThrow();
  }

  private static Message after(Message message, int part, Outcome outcome) {
    return answer(message, part, outcome, Optional.of("other")).after().orElseThrow();
  }

  private static List<TraceRow.Kind> kinds(Step step) {
    return step.also().stream().map(write -> ((Write.Noted) write).row().kind()).toList();
  }

  @Test
  void handsARefusedMessageToTheNextCarrierAndSaysSo() {
    var step = answer(claimed(1), 1, REFUSED, Optional.of("other"));
    var handed = step.after().orElseThrow();

    assertThat(handed.status()).isEqualTo(Status.SENDING);
    assertThat(handed.state().work().lane()).isEqualTo("other");
    assertThat(handed.state().work().waitsFor()).isEqualTo(Wait.TURN);
    assertThat(handed.state().work().due()).contains(NOW);
    assertThat(handed.state().work().tries().refusedBy()).containsExactly(Samples.LANE);
    assertThat(handed.state().facts().fault()).isEmpty();
    assertThat(kinds(step)).containsExactly(TraceRow.Kind.NOT_TAKEN, TraceRow.Kind.FAILED_OVER);
  }

  @Test
  void failsWhereNoCarrierIsLeft() {
    var failed = answer(claimed(1), 1, REFUSED, Optional.empty()).after().orElseThrow();

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.state().facts().fault()).contains(Fault.SENDER_REFUSED);
    assertThat(failed.state().facts().carrierCode()).isEqualTo("0x0a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RECIPIENT_UNKNOWN", "INTERNAL"})
  void handsNothingOnThatIsTheMessagesOwnFault(Fault fault) {
    var failed = after(claimed(1), 1, new Outcome.NotTaken(fault, "x"));

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.state().facts().fault()).contains(fault);
  }

  @Test
  void waitsForAllPartsBeforeItGoesElsewhere() {
    var first = after(claimed(2), 1, REFUSED);
    assertThat(first.status()).isEqualTo(Status.SENDING);
    assertThat(first.state().work().waitsFor()).isEqualTo(Wait.ANSWER);

    var second = after(first, 2, REFUSED);

    assertThat(second.state().work().lane()).isEqualTo("other");
    assertThat(second.state().legs())
        .extracting(leg -> leg.standing())
        .containsOnly(Standing.NOT_TAKEN);
  }

  @Test
  void staysWhereAPartWasTaken() {
    var taken = after(claimed(2), 1, TAKEN);

    var failed = after(taken, 2, REFUSED);

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.state().work().lane()).isEqualTo(Samples.LANE);

    var refusedFirst = after(after(claimed(2), 1, REFUSED), 2, TAKEN);
    assertThat(refusedFirst.status()).isEqualTo(Status.FAILED);
    assertThat(refusedFirst.state().facts().fault()).contains(Fault.SENDER_REFUSED);
  }

  @Test
  void neverGoesElsewhereWhileAnOutcomeIsUnknown() {
    assertThat(after(claimed(1), 1, UNKNOWN).state().work().waitsFor()).isEqualTo(Wait.DOUBT);

    var mixed = after(after(claimed(2), 1, UNKNOWN), 2, REFUSED);

    assertThat(mixed.state().work().lane()).isEqualTo(Samples.LANE);
    assertThat(mixed.status()).isEqualTo(Status.FAILED);
  }

  @Test
  void goesElsewhereWhenTheTriesOfOneCarrierAreUsedUp() {
    var message = claimed(1);
    for (int i = 1; i < Steps.ATTEMPTS_MAX; i++) {
      message = after(message, 1, BUSY);
      assertThat(message.state().work().lane()).isEqualTo(Samples.LANE);
      var due = message.state().work().due().orElseThrow();
      message =
          Claims.claim(message, Samples.LANE, 1, due, Samples.RUN)
              .flatMap(Step::after)
              .orElseThrow();
    }

    var handed = after(message, 1, BUSY);

    assertThat(handed.state().work().lane()).isEqualTo("other");
    assertThat(handed.state().work().attempts()).as("the next begins anew").isZero();
  }

  @Test
  void relievesACarrierThatIsDownOfWhatWaits() {
    var waiting = samples.message();

    var step = Failover.relieved(waiting, Optional.of("other"), NOW).orElseThrow();

    assertThat(step.after().orElseThrow().state().work().lane()).isEqualTo("other");
    assertThat(kinds(step)).containsExactly(TraceRow.Kind.FAILED_OVER);
    assertThat(Failover.relieved(waiting, Optional.empty(), NOW)).isEmpty();
    assertThat(Failover.relieved(waiting, Optional.of(Samples.LANE), NOW)).isEmpty();
    assertThat(Failover.relieved(claimed(1), Optional.of("other"), NOW))
        .as("it is on the wire")
        .isEmpty();
  }
}
