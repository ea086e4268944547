package io.carillon.engine.dispatch;

import static io.carillon.engine.dispatch.Stepped.NOW;
import static io.carillon.engine.dispatch.Stepped.after;
import static io.carillon.engine.dispatch.Stepped.claim;
import static io.carillon.engine.dispatch.Stepped.standings;
import static io.carillon.engine.dispatch.Stepped.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Outcome;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is claimed when its turn comes, and what has expired by then.
class ClaimsTest {
  private static final Outcome TAKEN = new Outcome.Taken("far-1");
  private static final Outcome NOT_SENT = new Outcome.NotSent("the link went");

  private final Samples samples = new Samples(1);

  private Message claimed(int parts) {
    return Samples.claimed(samples.message(), parts, Samples.START);
  }

  private static Message under(Message message, Duration validity, Optional<Instant> sendAt) {
    var terms = message.terms();
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        new Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            validity,
            sendAt,
            terms.callback()),
        message.bill(),
        message.origin(),
        message.state());
  }

  @Test
  void claimsWithAnIntentForEachPart() {
    var claimed = claim(samples.message(), 3).orElseThrow().after().orElseThrow();

    assertThat(standings(claimed))
        .containsExactly(Standing.INTENDED, Standing.INTENDED, Standing.INTENDED);
    assertThat(claimed.state().legs()).extracting(Leg::part).containsExactly(1, 2, 3);
    assertThat(claimed.status()).isEqualTo(Status.SENDING);
    assertThat(claimed.state().times().sending()).contains(NOW);
    assertThat(claimed.state().facts().carrier()).isEqualTo("smsc");
    assertThat(work(claimed).waitsFor()).isEqualTo(Wait.ANSWER);
    assertThat(work(claimed).due()).contains(NOW.plus(Claims.CLAIM_LIMIT));
    assertThat(work(claimed).run()).isEqualTo(Samples.RUN);
  }

  @Test
  void whatNobodyCanReadAnyMoreIsNotSent() {
    var shredded = samples.message().with(new Content.Shredded(), Keepsake.NONE);

    var ended = claim(shredded, 1).orElseThrow().after().orElseThrow();

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.state().facts().fault()).contains(Fault.CONTENT_UNSUPPORTED);
    assertThat(ended.state().legs()).isEmpty();
  }

  /// So it comes back from a backup that was made while it waited.
  @Test
  void whatWaitedForAPersonWhoWasErasedMeanwhileIsCanceled() {
    var message = samples.message();
    var erased = message.without(List.of(message.parties().to()));

    var step = claim(erased, 1).orElseThrow();

    var ended = step.after().orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.CANCELED);
    assertThat(ended.state().facts().fault()).contains(Fault.CANCELED);
    assertThat(ended.state().legs()).isEmpty();
    assertThat(work(ended).due()).isEmpty();
    var later = new Verdict.Later(NOW.plusSeconds(9), Wait.QUIET, "night");
    assertThat(Claims.held(message, later, NOW)).isPresent();
    assertThat(Claims.held(erased, later, NOW)).isEmpty();
  }

  @Test
  void givesPartsReferencesInARowOfSixteenBits() {
    for (int i = 0; i < 1_000; i++) {
      var legs = claim(samples.message(), 2).orElseThrow().after().orElseThrow().state().legs();

      assertThat(legs.getFirst().reference()).isBetween(0, 0xFFFF);
      assertThat(legs.getLast().reference()).isEqualTo(legs.getFirst().reference() + 1 & 0xFFFF);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"TURN", "SCHEDULE", "RETRY", "THROTTLE"})
  void claimsWhatIsDueWhateverItWaitedFor(Wait wait) {
    var due = Samples.worked(samples.message(), Samples.waiting(wait, NOW));

    assertThat(claim(due, 1)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"NOTHING", "ANSWER", "DOUBT", "RECEIPT"})
  void doesNotClaimWhatIsNotToBeSent(Wait wait) {
    assertThat(claim(Samples.worked(samples.message(), Samples.waiting(wait, NOW)), 1)).isEmpty();
  }

  @Test
  void doesNotClaimBeforeTheMoment() {
    var early = Samples.waiting(Wait.SCHEDULE, NOW.plusMillis(1));

    assertThat(claim(Samples.worked(samples.message(), early), 1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"UNDELIVERED", "EXPIRED", "FAILED", "CANCELED", "DELIVERED", "READ"})
  void doesNotClaimWhatHasEnded(Status end) {
    var message = samples.message();
    var ended = Samples.changed(message, message.state().raised(end, NOW));

    assertThat(claim(ended, 1)).isEmpty();
  }

  @Test
  void endsWhatHasOutlivedItsValidityInsteadOfClaimingIt() {
    var brief = under(samples.message(), Duration.ofSeconds(4), Optional.empty());

    var ended = claim(brief, 1).orElseThrow().after().orElseThrow();

    assertThat(ended.status()).isEqualTo(Status.EXPIRED);
    assertThat(ended.state().facts().fault()).contains(Fault.EXPIRED);
    assertThat(ended.state().legs()).isEmpty();
    assertThat(work(ended).waitsFor()).isEqualTo(Wait.NOTHING);
  }

  @Test
  void countsTheValidityFromTheMomentAskedForWhereThereIsOne() {
    var validity = Duration.ofSeconds(4);
    var later = under(samples.message(), validity, Optional.of(Samples.START.plusSeconds(3)));

    assertThat(Claims.isExpired(later, NOW)).isFalse();
    assertThat(Claims.isExpired(later, Samples.START.plusSeconds(7))).isFalse();
    assertThat(Claims.isExpired(later, Samples.START.plusSeconds(7).plusMillis(1))).isTrue();
  }

  @Test
  void expiresAfterTheTimeOfItsPurposeWhereNoneWasAskedFor() {
    var usual = samples.message();
    var password = with(samples.message(), Purpose.OTP);

    assertThat(Claims.isExpired(usual, Samples.START.plus(Duration.ofHours(10)))).isFalse();
    assertThat(Claims.isExpired(usual, Samples.START.plusSeconds(36_001))).isTrue();
    assertThat(Claims.isExpired(password, Samples.START.plusSeconds(600))).isFalse();
    assertThat(Claims.isExpired(password, Samples.START.plusSeconds(601))).isTrue();
  }

  @Test
  void endsOnlyWhatWaitsAndHasOutlivedItsTime() {
    var waiting = samples.message();
    var late = Samples.START.plus(Duration.ofHours(11));

    assertThat(Claims.expired(waiting, NOW)).isEmpty();
    assertThat(Claims.expired(claimed(1), late)).isEmpty();
    var ended = Claims.expired(waiting, late).orElseThrow().after().orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.EXPIRED);
    assertThat(ended.state().facts().fault()).contains(Fault.EXPIRED);
    assertThat(Claims.expired(ended, late)).isEmpty();
  }

  private static Message with(Message message, Purpose purpose) {
    var terms = message.terms();
    return Rig.with(
        message,
        new Terms(
            purpose,
            terms.priority(),
            terms.wantsReceipt(),
            terms.validity(),
            terms.sendAt(),
            terms.callback()));
  }

  @Test
  void claimsAgainOnlyThePartsThatWereNotTakenUnderTheirOldReferences() {
    var tried = after(after(claimed(2), 1, TAKEN), 2, NOT_SENT);

    var again = claim(tried, 2).orElseThrow().after().orElseThrow();

    assertThat(standings(again)).containsExactly(Standing.TAKEN, Standing.INTENDED);
    assertThat(again.state().legs()).extracting(Leg::reference).containsExactly(101, 102);
  }
}
