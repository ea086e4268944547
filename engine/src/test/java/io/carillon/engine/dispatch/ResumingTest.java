package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Account.Standing;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a suspended account has waiting stays until it is active again, whatever happens to the
/// process meanwhile.
final class ResumingTest {
  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));

  private static void stand(Rig rig, Standing standing) {
    var account = Samples.account().with("named", standing);
    rig.write(new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION));
  }

  private static void resume(Rig rig) {
    new Resuming(rig.desk, rig.store.messages(), rig.store.accounts(), rig.clock).sweep();
    rig.tasks.settle();
    rig.sweepFor(3);
  }

  /// One that waits behind another while the account is suspended.
  private Message suspended() {
    rig.added();
    var queued = rig.added();
    stand(rig, Standing.SUSPENDED);
    rig.taken("far-1");
    return queued;
  }

  @Test
  void whatIsQueuedStaysWhileTheAccountIsSuspendedAndWhatIsOnTheWireGoesItsWay() {
    var queued = suspended();

    rig.sweepFor(60);
    resume(rig);

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(queued)).isEqualTo(Wait.SUSPENDED);
    assertThat(rig.kept(queued).status()).isEqualTo(Status.QUEUED);
    assertThat(rig.rows(queued)).containsExactly(TraceRow.Kind.CHECKED);
  }

  @Test
  void itGoesOnceTheAccountIsActiveAgain() {
    var queued = suspended();

    stand(rig, Standing.ACTIVE);
    resume(rig);

    assertThat(rig.open().message().id()).isEqualTo(queued.id());
    assertThat(rig.rows(queued)).containsExactly(TraceRow.Kind.CHECKED, TraceRow.Kind.CHECKED);
  }

  @Test
  void theNextProcessKeepsItAndLetsItGo() {
    var queued = suspended();

    var next = rig.restarted();
    next.sweepFor(5);
    resume(next);
    assertThat(next.carrier.open()).isEmpty();
    stand(next, Standing.ACTIVE);
    var last = next.restarted();
    resume(last);

    assertThat(last.open().message().id()).isEqualTo(queued.id());
  }

  @Test
  void itsTimeEndsItAllTheSame() {
    rig.added();
    var message = rig.samples.message();
    var queued = rig.added(Rig.with(message, message.terms().lasting(Duration.ofSeconds(20))));
    stand(rig, Standing.SUSPENDED);
    rig.taken("far-1");

    rig.sweepFor(25);

    assertThat(rig.kept(queued).status()).isEqualTo(Status.EXPIRED);
    assertThat(rig.kept(queued).state().facts().fault()).contains(Fault.EXPIRED);
  }

  @Test
  void aNextTryWaitsAndMayBeCalledOff() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));
    stand(rig, Standing.SUSPENDED);

    rig.sweepFor(5);

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.SUSPENDED);
    assertThat(Stopping.waiting(rig.kept(message), rig.clock.now())).isPresent();
  }

  @Test
  void whatAClosedAccountWouldTryAgainIsNotTried() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));
    stand(rig, Standing.CLOSED);

    rig.sweepFor(5);
    resume(rig);

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.SUSPENDED);
  }
}
