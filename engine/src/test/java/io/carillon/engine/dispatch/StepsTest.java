package io.carillon.engine.dispatch;

import static io.carillon.engine.dispatch.Stepped.NOW;
import static io.carillon.engine.dispatch.Stepped.after;
import static io.carillon.engine.dispatch.Stepped.answer;
import static io.carillon.engine.dispatch.Stepped.claim;
import static io.carillon.engine.dispatch.Stepped.standings;
import static io.carillon.engine.dispatch.Stepped.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers; claims stand in `ClaimsTest`, what follows from doubts in `StepsDoubtTest`.
class StepsTest {
  private static final Outcome TAKEN = new Outcome.Taken("far-1");
  private static final Outcome NOT_SENT = new Outcome.NotSent("the link went");
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");
  private static final Outcome BUSY = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14");
  private static final Outcome THROTTLED = new Outcome.NotTaken(Fault.THROTTLED, "0x58");
  private static final Outcome REJECTED = new Outcome.NotTaken(Fault.REJECTED, "0x66");

  private static final Outcome NOBODY = new Outcome.NotTaken(Fault.RECIPIENT_UNKNOWN, "0x0b");

  private final Samples samples = new Samples(1);

  private Message claimed(int parts) {
    return Samples.claimed(samples.message(), parts, Samples.START);
  }

  private static List<TraceRow.Kind> rows(Step step) {
    return step.also().stream()
        .filter(Write.Noted.class::isInstance)
        .map(write -> ((Write.Noted) write).row().kind())
        .toList();
  }

  @Test
  void isSentWhenTakenAndWaitsForItsReceipt() {
    var sent = after(claimed(1), 1, TAKEN);

    assertThat(sent.status()).isEqualTo(Status.SENT);
    assertThat(sent.state().times().sent()).contains(NOW);
    assertThat(sent.state().legs().getFirst().farId()).isEqualTo("far-1");
    assertThat(work(sent).waitsFor()).isEqualTo(Wait.RECEIPT);
    assertThat(work(sent).due()).isEmpty();
  }

  @Test
  void waitsForNothingWhereNoReceiptWasAskedFor() {
    var message = claimed(1);
    var terms = message.terms();
    var silent =
        new Message(
            message.id(),
            message.parties(),
            message.content(),
            new Terms(
                terms.purpose(),
                terms.priority(),
                false,
                terms.validity(),
                terms.sendAt(),
                terms.callback()),
            message.bill(),
            message.origin(),
            message.state());

    assertThat(work(after(silent, 1, TAKEN)).waitsFor()).isEqualTo(Wait.NOTHING);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void doesWhatTheFaultSaysAboutAnotherTry(Fault fault) {
    var step = answer(claimed(1), 1, new Outcome.NotTaken(fault, "0x01"));
    var next = step.after().orElseThrow();

    assertThat(next.state().facts().fault()).contains(fault);
    assertThat(next.state().facts().carrierCode()).isEqualTo("0x01");
    assertThat(standings(next)).containsExactly(Standing.NOT_TAKEN);
    switch (fault.retry()) {
      case NO -> {
        assertThat(next.status()).isEqualTo(Status.FAILED);
        assertThat(work(next).waitsFor()).isEqualTo(Wait.NOTHING);
        assertThat(rows(step)).startsWith(TraceRow.Kind.NOT_TAKEN);
        assertThat(step.also().stream().anyMatch(Write.Consented.class::isInstance))
            .isEqualTo(fault == Fault.OPTED_OUT);
      }
      case YES -> {
        assertThat(next.status()).isEqualTo(Status.SENDING);
        assertThat(work(next).waitsFor()).isEqualTo(Wait.RETRY);
        assertThat(work(next).attempts()).isEqualTo(1);
        assertThat(rows(step)).containsExactly(TraceRow.Kind.NOT_TAKEN);
      }
      case FREE -> {
        assertThat(next.status()).isEqualTo(Status.SENDING);
        assertThat(work(next).waitsFor()).isEqualTo(Wait.THROTTLE);
        assertThat(work(next).attempts()).isZero();
        assertThat(work(next).due()).contains(NOW.plus(Throttling.USUAL.pause()));
        assertThat(rows(step)).containsExactly(TraceRow.Kind.THROTTLED);
      }
    }
  }

  @Test
  void requeuesWithGrowingPausesUntilAttemptsRunOut() {
    var message = claimed(1);
    for (long pause : List.of(1L, 4L, 16L, 64L)) {
      message = after(message, 1, BUSY);
      assertThat(work(message).due()).contains(NOW.plusSeconds(pause));
      assertThat(work(message).waitsFor()).isEqualTo(Wait.RETRY);
      message = Samples.worked(message, work(message).waiting(Wait.TURN, Optional.of(NOW)));
      message = claim(message, 1).orElseThrow().after().orElseThrow();
    }

    var ended = after(message, 1, BUSY);

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.FAR_END_BUSY);
    assertThat(ended.state().facts().carrierCode()).isEqualTo("0x14");
    assertThat(work(ended).attempts()).isEqualTo(Steps.ATTEMPTS_MAX);
    assertThat(work(ended).waitsFor()).isEqualTo(Wait.NOTHING);
  }

  @Test
  void notesTheFirstOfManyThrottlingsInARow() {
    var throttled = after(claimed(1), 1, THROTTLED);
    var again =
        claim(Samples.worked(throttled, Samples.waiting(Wait.THROTTLE, NOW)), 1)
            .orElseThrow()
            .after()
            .orElseThrow();

    assertThat(rows(answer(again, 1, THROTTLED))).isEmpty();
  }

  @Test
  void takesItsTurnAgainAtOnceAfterWhatNeverLeft() {
    var step = answer(claimed(1), 1, NOT_SENT);
    var next = step.after().orElseThrow();

    assertThat(work(next).waitsFor()).isEqualTo(Wait.TURN);
    assertThat(work(next).due()).contains(NOW);
    assertThat(work(next).attempts()).isZero();
    assertThat(next.state().facts().fault()).isEmpty();
    assertThat(step.also()).isEmpty();
  }

  @Test
  void isInDoubtWhenNobodyKnows() {
    var step = answer(claimed(1), 1, UNKNOWN);
    var next = step.after().orElseThrow();

    assertThat(next.status()).isEqualTo(Status.SENDING);
    assertThat(standings(next)).containsExactly(Standing.UNKNOWN);
    assertThat(work(next).waitsFor()).isEqualTo(Wait.DOUBT);
    assertThat(work(next).due()).contains(NOW.plusSeconds(10));
    assertThat(rows(step)).containsExactly(TraceRow.Kind.DOUBTED);
  }

  @Test
  void waitsForTheAnswersOfAllParts() {
    var one = after(claimed(3), 2, BUSY);
    var two = after(one, 1, TAKEN);

    assertThat(work(one).waitsFor()).isEqualTo(Wait.ANSWER);
    assertThat(work(two).waitsFor()).isEqualTo(Wait.ANSWER);
    assertThat(two.status()).isEqualTo(Status.SENDING);
    assertThat(work(after(two, 3, TAKEN)).waitsFor()).isEqualTo(Wait.RETRY);
  }

  /// Two parts, answered in either order: the worse of the two decides.
  @ParameterizedTest
  @CsvSource({
    "TAKEN,     TAKEN,     RECEIPT,  SENT",
    "TAKEN,     UNKNOWN,   DOUBT,    SENDING",
    "TAKEN,     BUSY,      RETRY,    SENDING",
    "TAKEN,     THROTTLED, THROTTLE, SENDING",
    "TAKEN,     NOT_SENT,  TURN,     SENDING",
    "TAKEN,     REJECTED,  NOTHING,  FAILED",
    "UNKNOWN,   UNKNOWN,   DOUBT,    SENDING",
    "UNKNOWN,   BUSY,      DOUBT,    SENDING",
    "UNKNOWN,   THROTTLED, DOUBT,    SENDING",
    "UNKNOWN,   NOT_SENT,  DOUBT,    SENDING",
    "UNKNOWN,   REJECTED,  NOTHING,  FAILED",
    "BUSY,      BUSY,      RETRY,    SENDING",
    "BUSY,      NOT_SENT,  RETRY,    SENDING",
    "BUSY,      REJECTED,  NOTHING,  FAILED",
    "THROTTLED, THROTTLED, THROTTLE, SENDING",
    "THROTTLED, NOT_SENT,  THROTTLE, SENDING",
    "THROTTLED, REJECTED,  NOTHING,  FAILED",
    "NOT_SENT,  NOT_SENT,  TURN,     SENDING",
    "NOT_SENT,  REJECTED,  NOTHING,  FAILED",
    "REJECTED,  REJECTED,  NOTHING,  FAILED"
  })
  void goesOnByItsWorstPart(String first, String second, Wait wait, Status status) {
    for (int part : List.of(1, 2)) {
      var message = claimed(2);

      var next = after(after(message, part, outcome(first)), 3 - part, outcome(second));

      assertThat(work(next).waitsFor()).as("part %d first", part).isEqualTo(wait);
      assertThat(next.status()).as("part %d first", part).isEqualTo(status);
    }
  }

  private static Outcome outcome(String name) {
    return switch (name) {
      case "TAKEN" -> TAKEN;
      case "UNKNOWN" -> UNKNOWN;
      case "BUSY" -> BUSY;
      case "THROTTLED" -> THROTTLED;
      case "NOT_SENT" -> NOT_SENT;
      case "REJECTED" -> REJECTED;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void countsOneAttemptForOneTryOfHoweverManyParts() {
    var tried = after(after(after(claimed(3), 1, BUSY), 2, BUSY), 3, BUSY);

    assertThat(work(tried).attempts()).isEqualTo(1);
    assertThat(work(tried).due()).contains(NOW.plusSeconds(1));
  }

  @Test
  void failsWithTheFirstRefusalButWaitsForThePartsThatAreOut() {
    var failed = after(claimed(2), 1, NOBODY);

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(work(failed).waitsFor()).isEqualTo(Wait.ANSWER);

    var ended = after(failed, 2, TAKEN);
    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(standings(ended)).containsExactly(Standing.NOT_TAKEN, Standing.TAKEN);
    assertThat(work(ended).waitsFor()).isEqualTo(Wait.NOTHING);
  }

  @Test
  void forgetsThePassingFaultOnceAllIsTaken() {
    var tried = after(claimed(1), 1, BUSY);
    var again =
        claim(Samples.worked(tried, Samples.waiting(Wait.RETRY, NOW)), 1)
            .orElseThrow()
            .after()
            .orElseThrow();

    var sent = after(again, 1, TAKEN);

    assertThat(sent.state().facts().fault()).isEmpty();
    assertThat(sent.state().facts().carrierCode()).isEmpty();
  }
}
