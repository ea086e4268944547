package io.carillon.engine.dispatch;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Outcome;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  private void sweep() {
    rig.stopped.begin();
    rig.tasks.settle();
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

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void aMessageOfWhateverPurposeEnds(Purpose purpose) {
    rig.added();
    var message = rig.samples.message();
    var waiting = rig.added(Rig.with(message, terms(message, purpose)));
    stop(waiting);

    rig.taken("far-1");

    assertStopped(waiting);
    assertThat(rig.carrier.open()).isEmpty();
  }

  @Test
  void aScheduledMessageEndsBeforeItsMoment() throws InterruptedException {
    var at = rig.clock.now().plus(Duration.ofHours(1));
    var result = rig.accept.take(List.of(later(at))).getFirst();
    var message = ((Result.Accepted) result).message();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.SCHEDULE);

    stop(message);
    sweep();

    assertStopped(message);
    rig.tasks.pass(Duration.ofHours(2));
    rig.sweepFor(2);
    assertThat(rig.carrier.open()).isEmpty();
  }

  private static Submission later(Instant at) {
    var usual = Rig.submission("+14155550100", "hello");
    var wishes = usual.wishes();
    return new Submission(
        usual.source(),
        usual.channel(),
        usual.ends(),
        usual.content(),
        new Submission.Wishes(
            wishes.encoding(),
            wishes.purpose(),
            wishes.priority(),
            wishes.wantsReceipt(),
            new Submission.Timing(Duration.ZERO, Optional.of(at)),
            wishes.callback()),
        usual.idempotency());
  }

  @Test
  void aMessageThatTheCarrierThrottledEndsInstead() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.THROTTLED, "0x58"));
    stop(message);

    rig.sweepFor(60);

    assertStopped(message);
    assertThat(rig.carrier.open()).isEmpty();
  }

  @Test
  void aMessageThatIsHeldForQuietHoursEndsInstead() {
    var morning = rig.clock.now().plus(Duration.ofHours(9));
    rig.holding =
        (_, now) ->
            now.isBefore(morning)
                ? Optional.of(new Verdict.Later(morning, Wait.QUIET, "quiet"))
                : Optional.empty();
    var message = rig.added();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.QUIET);

    stop(message);
    sweep();

    assertStopped(message);
    rig.tasks.pass(Duration.ofHours(10));
    rig.sweepFor(2);
    assertThat(rig.carrier.open()).isEmpty();
  }

  @Test
  void aMessageInDoubtIsNotSentAgain() {
    var message = rig.added();
    rig.answer(rig.open(), new Outcome.Unknown("the link went"));
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.DOUBT);
    stop(message);

    rig.sweepFor(60);

    assertThat(rig.carrier.open()).isEmpty();
    var kept = rig.kept(message);
    assertThat(kept.status()).isEqualTo(Status.FAILED);
    assertThat(kept.state().facts().fault()).contains(Fault.OPTED_OUT);
  }

  private static Terms terms(Message message, Purpose purpose) {
    var terms = message.terms();
    return new Terms(
        purpose,
        terms.priority(),
        terms.wantsReceipt(),
        terms.validity(),
        terms.sendAt(),
        terms.callback());
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
