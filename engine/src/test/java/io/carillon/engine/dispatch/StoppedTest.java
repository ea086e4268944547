package io.carillon.engine.dispatch;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Letter g: what a person has stopped does not leave, whatever it waited for.
final class StoppedTest {
  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));

  private void stop(Message message) {
    var parties = message.parties();
    rig.write(
        new Write.Consented(
            new Consent(
                ACCOUNT,
                Reach.of(parties.from()),
                parties.to(),
                Action.REVOKE,
                rig.clock.now(),
                Proof.written("STOP", "")),
            true));
  }

  private void assertStopped(Message message) {
    var kept = rig.kept(message);
    assertThat(kept.status()).isEqualTo(Status.FAILED);
    assertThat(kept.state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(kept.state().work().due()).isEmpty();
    assertThat(rig.rows(message)).contains(TraceRow.Kind.CHECKED);
    assertThat(rig.store.moved(ACCOUNT, Commit.Reason.REFUND)).isEqualTo(Rig.PRICE);
  }

  @Test
  void aQueuedMessageEndsWhenItsTurnComes() {
    var first = rig.added();
    var waiting = rig.added(rig.told(Status.FAILED));
    stop(waiting);

    rig.taken("far-1");

    assertThat(rig.kept(first).status()).isEqualTo(Status.SENT);
    assertStopped(waiting);
    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.notices(waiting)).hasSize(1);
  }

  @Test
  void aMessageThatIsToBeTriedAgainEndsInstead() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));
    stop(message);

    rig.tasks.pass(Duration.ofSeconds(5));
    rig.tasks.settle();

    assertStopped(message);
    assertThat(rig.carrier.open()).isEmpty();
  }

  @Test
  void thoseBehindAStoppedMessageGoOn() {
    rig.added();
    var stopped = rig.added();
    stop(stopped);
    var parties = stopped.parties();
    rig.taken("far-1");
    rig.write(
        new Write.Consented(
            new Consent(
                ACCOUNT,
                Reach.of(parties.from()),
                parties.to(),
                Action.GRANT,
                rig.clock.now(),
                Proof.written("START", "")),
            true));

    var next = rig.added();

    assertThat(rig.open().message().id()).isEqualTo(next.id());
  }

  @Test
  void whatIsOnTheWireIsAnsweredAllTheSame() {
    var message = rig.added();
    stop(message);

    rig.taken("far-1");

    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }
}
