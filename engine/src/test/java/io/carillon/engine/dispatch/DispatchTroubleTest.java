package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.Rig.Setup;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Message.Work;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Restarts, lost wakes, stores that fail, carriers that are gone: what was to be sent still is,
/// once.
class DispatchTroubleTest {
  private static final Outcome UNKNOWN = new Outcome.Unknown("the link went");

  private Rig rig = new Rig();

  private static Message before(Message message, String lane) {
    var work = message.state().work();
    var other = new Work(lane, work.flow(), work.waitsFor(), work.due(), work.tries(), 0);
    return message.with(message.state().with(message.state().facts(), other));
  }

  @Test
  void putsWhatWasOutInDoubtAfterACrashAndDoesNotSendItBlindly() {
    var message = rig.added();
    rig = rig.restarted();

    rig.tasks.settle();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.DOUBT);
    assertThat(rig.carrier.sent()).isEmpty();

    rig.tasks.pass(Duration.ofSeconds(10));
    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void findsWhatWaitedAfterARestart() {
    rig.carrier.up(false);
    for (int i = 0; i < 25; i++) {
      rig.added();
    }
    rig = rig.restarted();

    rig.dispatch.flush();
    rig.tasks.settle();
    while (!rig.carrier.open().isEmpty()) {
      rig.taken("far of " + rig.open().message().id());
    }

    assertThat(rig.carrier.sent()).hasSize(25);
  }

  @Test
  void findsInASweepWhatNobodyWasToldOf() {
    rig.write(new Write.Added(rig.samples.message()));
    rig.dispatch.sweep();
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).as("somebody may just be told of it").isEmpty();

    rig.sweepFor(3);

    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void restsWhereAClaimCouldNotBeWrittenAndThenGoesOn() {
    rig.carrier.up(false);
    var message = rig.added();
    rig.store.breakNext(1);
    rig.carrier.up(true);
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).isEmpty();

    rig.sweepFor(5);

    assertThat(rig.carrier.sent()).hasSize(1);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENDING);
    rig.taken("far-1");
    for (int i = 0; i < 10; i++) {
      rig.added();
    }
    assertThat(rig.carrier.open()).as("no slot was lost").hasSize(10);
  }

  @Test
  void triesToReadItsLaneAgainWhereTheStoreCouldNotBeRead() {
    rig.write(new Write.Added(rig.samples.message()));
    rig = rig.restarted();
    rig.store.unreadable(true);
    rig.dispatch.flush();
    rig.tasks.settle();
    rig.store.unreadable(false);
    assertThat(rig.carrier.sent()).isEmpty();

    rig.dispatch.flush();
    rig.tasks.settle();

    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void givesMessagesOfACarrierThatIsGoneToAnother() {
    var message = before(rig.samples.message(), "gone");
    rig.write(new Write.Added(message));

    rig.sweepFor(4);

    assertThat(rig.carrier.sent()).hasSize(1);
    assertThat(rig.kept(message).state().work().lane()).isEqualTo("smsc");
  }

  @Test
  void givesANewMessageOfAGoneCarrierToAnotherAtOnce() {
    rig.added(before(rig.samples.message(), "gone"));

    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void takesBackAPartThatAnEarlierTrysReceiptSettledBeforeItLeft() {
    rig =
        new Rig(
            Setup.USUAL.window(1).doubt(new DoubtPolicy(DoubtPolicy.Kind.RESEND, Duration.ZERO)));
    var message = rig.added(rig.inParts(2));
    rig.answer(rig.open(), UNKNOWN);
    rig.answer(rig.open(), UNKNOWN);
    assertThat(rig.carrier.sent()).as("part 1 again, part 2 has no room").hasSize(3);

    var reference = rig.kept(message).state().legs().getLast().reference();
    rig.receipt(Rig.receipt(message, "far-2", reference, Verdict.DELIVERED));
    rig.taken("far-1");

    assertThat(rig.carrier.sent()).hasSize(3);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    assertThat(rig.dispatch.inside("smsc")).isZero();
    var next = rig.added();
    assertThat(rig.open().message().id()).as("no slot was lost").isEqualTo(next.id());
  }
}
