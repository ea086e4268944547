package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.Rig.Setup;
import io.carillon.engine.lane.Lane;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Outcome;
import io.carillon.model.Priority;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private static final Outcome BUSY = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14");
  private static final Outcome UNKNOWN = new Outcome.Unknown("the link went");

  private Rig rig = new Rig();

  private static Message with(Message message, Priority priority, Duration validity) {
    var terms = message.terms();
    return Rig.with(
        message,
        new Terms(
            terms.purpose(),
            priority,
            terms.wantsReceipt(),
            validity,
            terms.sendAt(),
            terms.callback()));
  }

  private static Message waiting(Message message, Wait wait, Instant due) {
    return message.with(message.state().with(message.state().facts(), Samples.waiting(wait, due)));
  }

  @Test
  void sendsOnlyWhatHasItsIntentOnDisk() {
    var intents = new ArrayList<Standing>();
    rig.carrier.onSend(part ->
        intents.add(rig.kept(part.message()).state().legs().get(part.leg().part() - 1).standing()));

    rig.added(rig.inParts(3));

    assertThat(intents).containsExactly(Standing.INTENDED, Standing.INTENDED, Standing.INTENDED);
  }

  @Test
  void isSentWhenTheFarEndTakesIt() {
    var message = rig.added();

    var part = rig.taken("far-1");

    assertThat(part.count()).isEqualTo(1);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    assertThat(rig.meters.counted("carrier.answers", "carrier", "smsc", "outcome", "taken"))
        .isEqualTo(1);
  }

  @Test
  void sendsNoMoreThanTheWindowAndTheNextWhenThereIsRoom() {
    rig = new Rig(Setup.USUAL.window(2));
    for (int i = 0; i < 5; i++) {
      rig.added();
    }
    assertThat(rig.carrier.sent()).hasSize(2);

    rig.taken("far-1");
    assertThat(rig.carrier.sent()).hasSize(3);
    rig.taken("far-2");
    rig.taken("far-3");
    rig.taken("far-4");
    assertThat(rig.carrier.sent()).hasSize(5);
  }

  @Test
  void sendsAMessageOfMorePartsThanTheWindow() {
    rig = new Rig(Setup.USUAL.window(2));
    var message = rig.added(rig.inParts(5));

    for (int i = 1; i <= 5; i++) {
      rig.taken("far-" + i);
    }

    assertThat(rig.carrier.sent()).hasSize(5);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }

  @Test
  void sendsWhatIsUrgentFirst() {
    rig = new Rig(Setup.USUAL.window(1));
    rig.added();
    var low = rig.added(with(rig.samples.message(), Priority.LOW, Duration.ZERO));
    var high = rig.added(with(rig.samples.message(), Priority.HIGH, Duration.ZERO));

    rig.taken("far-1");
    rig.taken("far-2");

    assertThat(rig.carrier.sent().stream().map(part -> part.message().id()).skip(1))
        .containsExactly(high.id(), low.id());
  }

  @Test
  void waitsWhileTheCarrierIsDownAndSendsWhenItIsUp() {
    rig.carrier.up(false);
    var message = rig.added();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.TURN);
    assertThat(rig.dispatch.inside("smsc")).as("it does not move").isNegative();

    rig.carrier.up(true);
    rig.tasks.settle();

    assertThat(rig.carrier.open()).hasSize(1);
    assertThat(rig.dispatch.inside("smsc")).isZero();
  }

  @Test
  void triesAgainAfterThePauseWithoutASweep() {
    var message = rig.added();
    rig.answer(rig.open(), BUSY);
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.RETRY);

    rig.tasks.pass(Duration.ofMillis(999));
    assertThat(rig.carrier.sent()).hasSize(1);
    rig.tasks.pass(Duration.ofMillis(1));

    assertThat(rig.carrier.sent()).hasSize(2);
    rig.taken("far-1");
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }

  @Test
  void failsWhenTheTriesAreUsedUpAndGivesTheMoneyBack() {
    var message = rig.added();
    long before = balance();

    for (int i = 0; i < Steps.ATTEMPTS_MAX; i++) {
      rig.answer(rig.open(), BUSY);
      rig.sweepFor(70);
    }

    assertThat(rig.kept(message).status()).isEqualTo(Status.FAILED);
    assertThat(rig.carrier.sent()).hasSize(5);
    assertThat(balance() - before).isEqualTo(Rig.PRICE);
  }

  private long balance() {
    return rig.store.accounts().balance(Samples.ACCOUNT).orElseThrow().micros();
  }

  @Test
  void sendsOnlyThePartsAgainThatWereNotTaken() {
    var message = rig.added(rig.inParts(2));
    rig.carrier.answer(
        List.of(
            new Answer(rig.carrier.open().get(0), new Outcome.Taken("far-1")),
            new Answer(rig.carrier.open().get(1), BUSY)));
    rig.tasks.pass(Duration.ofSeconds(1));

    assertThat(rig.carrier.sent()).hasSize(3);
    assertThat(rig.open().leg().part()).isEqualTo(2);
    assertThat(rig.open().count()).isEqualTo(2);
    rig.taken("far-2");
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }

  @Test
  void resendsADoubtOnceWhenItsMomentHasCome() {
    var message = rig.added();
    rig.answer(rig.open(), UNKNOWN);
    rig.tasks.pass(Duration.ofMillis(9_999));
    assertThat(rig.carrier.sent()).hasSize(1);

    rig.tasks.pass(Duration.ofMillis(1));
    assertThat(rig.carrier.sent()).hasSize(2);
    rig.answer(rig.open(), UNKNOWN);
    rig.tasks.pass(Duration.ofMinutes(2));

    assertThat(rig.carrier.sent()).hasSize(2);
    assertThat(rig.kept(message).state().facts().fault()).contains(Fault.OUTCOME_UNKNOWN);
    assertThat(rig.rows(message))
        .containsExactly(TraceRow.Kind.DOUBTED, TraceRow.Kind.RESENT, TraceRow.Kind.DOUBTED);
  }

  @Test
  void sendsLaterWhatWasToBeSentLater() {
    var soon = waiting(rig.samples.message(), Wait.SCHEDULE, Samples.START.plusSeconds(30));
    var late = waiting(rig.samples.message(), Wait.SCHEDULE, Samples.START.plusSeconds(90));
    rig.added(soon);
    rig.added(late);

    rig.tasks.pass(Duration.ofSeconds(29));
    assertThat(rig.carrier.sent()).isEmpty();
    rig.tasks.pass(Duration.ofSeconds(1));
    assertThat(rig.carrier.sent()).hasSize(1);

    rig.sweepFor(63);
    assertThat(rig.carrier.sent()).hasSize(2);
  }

  @Test
  void doesNotSendWhatHasExpiredMeanwhile() {
    rig.carrier.up(false);
    var message = rig.added(with(rig.samples.message(), Priority.NORMAL, Duration.ofSeconds(20)));
    long before = balance();
    rig.clock.advance(Duration.ofSeconds(21));

    rig.carrier.up(true);
    rig.tasks.settle();

    assertThat(rig.carrier.sent()).isEmpty();
    assertThat(rig.kept(message).status()).isEqualTo(Status.EXPIRED);
    assertThat(balance() - before).isEqualTo(Rig.PRICE);
    assertThat(rig.dispatch.inside("smsc")).isZero();
  }

  @Test
  void sendsEachOfMoreThanMemoryHoldsOnce() {
    rig = new Rig(Setup.USUAL.window(3).lanes(new Lane.Limits(2, 2, 4)).flights(1));
    rig.carrier.onSend(part ->
        rig.tasks.later(
            "answer",
            Duration.ofMillis(5),
            () -> rig.carrier.answer(part, new Outcome.Taken("far of " + part.message().id()))));
    for (int i = 0; i < 200; i++) {
      rig.added();
    }

    rig.sweepFor(20);

    var sent = rig.carrier.sent().stream().map(part -> part.message().id()).toList();
    assertThat(sent).hasSize(200);
    assertThat(new HashSet<>(sent)).hasSize(200);
  }

  @Test
  void knowsItsCarriers() {
    assertThat(rig.dispatch.carriers()).containsExactly(rig.carrier);
    assertThat(rig.dispatch.inside("nobody")).isNegative();
    assertThat(rig.meters.shown("carrier.room", "carrier", "smsc")).isEqualTo(10);
    rig.dispatch.room("nobody");
  }

  @Test
  void doesNotFailOnChangesOfMessagesWithoutWork() {
    var message = rig.added();
    rig.taken("far-1");

    var kept = rig.kept(message);
    rig.write(
        new Write.Changed(
            kept,
            Samples.worked(kept, kept.state().work().waiting(Wait.NOTHING, Optional.empty()))));

    assertThat(rig.carrier.sent()).hasSize(1);
  }
}
