package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What may go no more when its turn comes waits on, and nobody sees it in its status.
final class HeldTest {
  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private Instant opens = Instant.MIN;

  HeldTest() {
    rig.holding =
        (_, now) ->
            now.isBefore(opens)
                ? Optional.of(new Verdict.Later(opens, Wait.QUIET, "quiet"))
                : Optional.empty();
  }

  private void close(Duration pause) {
    opens = rig.clock.now().plus(pause);
  }

  @Test
  void whatIsQueuedWaitsIntoTheNextOpeningAndThenGoes() {
    rig.added();
    var queued = rig.added();
    close(Duration.ofSeconds(30));

    rig.taken("far-1");

    assertThat(rig.waitsFor(queued)).isEqualTo(Wait.QUIET);
    assertThat(rig.kept(queued).status()).isEqualTo(Status.QUEUED);
    assertThat(rig.kept(queued).state().work().due()).contains(opens);
    assertThat(rig.rows(queued)).containsExactly(TraceRow.Kind.CHECKED);
    rig.sweepFor(33);
    assertThat(rig.open().message().id()).isEqualTo(queued.id());
  }

  @Test
  void itsTraceTellsOnceWhatItWaitsForHoweverOftenThatIsStillSo() {
    rig.added();
    var queued = rig.added();
    close(Duration.ofSeconds(30));
    rig.taken("far-1");
    for (int i = 0; i < 3; i++) {
      close(Duration.ofSeconds(60));
      rig.sweepFor(33);
    }

    assertThat(rig.waitsFor(queued)).isEqualTo(Wait.QUIET);
    assertThat(rig.kept(queued).state().work().due()).contains(opens);
    assertThat(rig.rows(queued)).containsExactly(TraceRow.Kind.CHECKED);
  }

  @Test
  void aNextTryWaitsToo() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));
    close(Duration.ofSeconds(60));

    rig.sweepFor(5);

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.QUIET);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENDING);
    rig.sweepFor(60);
    assertThat(rig.carrier.open()).hasSize(1);
  }

  @Test
  void whatIsLeftOfAMessageThatHasBegunIsSent() {
    var rig = new Rig(Rig.Setup.USUAL.window(2));
    rig.add(rig.inParts(2));
    rig.holding = (_, _) -> Optional.of(new Verdict.Later(Instant.MAX, Wait.QUIET, "quiet"));
    rig.answer(rig.carrier.open().get(0), new Outcome.Taken("far-1"));
    rig.answer(rig.carrier.open().get(0), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));

    rig.sweepFor(5);

    assertThat(rig.carrier.open()).hasSize(1);
  }

  @Test
  void whatItsTimeIsOverBeforeEndsAsExpired() {
    rig.added();
    var message = rig.added(lasting(Duration.ofSeconds(20)));
    close(Duration.ofHours(9));

    rig.taken("far-1");
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.QUIET);
    rig.sweepFor(25);

    assertThat(rig.kept(message).status()).isEqualTo(Status.EXPIRED);
  }

  private Message lasting(Duration validity) {
    var message = rig.samples.message();
    var terms = message.terms();
    return Rig.with(
        message,
        new Message.Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            validity,
            terms.sendAt(),
            terms.callback()));
  }

  @Test
  void whatWaitsIsCancelledByAStop() {
    rig.added();
    var queued = rig.added();
    close(Duration.ofHours(9));
    rig.taken("far-1");

    assertThat(Stopping.waiting(rig.kept(queued), rig.clock.now())).isPresent();
  }
}
