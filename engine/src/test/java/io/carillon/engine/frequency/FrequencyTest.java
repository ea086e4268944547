package io.carillon.engine.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.accept.Submission;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No person is written to more often than the account has set, and what is too much waits.
final class FrequencyTest {
  private static final String PERSON = "+14155550177";
  private static final String OTHER = "+14155550178";
  private static final Duration DAY = Duration.ofDays(1);

  private final Rig rig = new Rig();

  private void most(String limits, String... more) {
    var words = new HashMap<String, String>();
    words.put("most", limits);
    words.put("purposes", "transactional");
    for (int i = 0; i < more.length; i += 2) {
      words.put(more[i], more[i + 1]);
    }
    rig.often.adopt(words);
  }

  private List<Result> take(Submission... submissions) throws InterruptedException {
    var results = new ArrayList<Result>();
    rig.accept.take(List.of(submissions), results::addAll);
    rig.tasks.settle();
    return results;
  }

  private Message taken(String person) throws InterruptedException {
    return accepted(take(Rig.submission(person, "hello")).getFirst());
  }

  private static Message accepted(Result result) {
    return ((Result.Accepted) result).message();
  }

  private static Submission asked(Submission.Timing timing, boolean live) {
    var usual = Rig.submission(PERSON, "hello");
    var source = usual.source();
    var wishes = usual.wishes();
    return new Submission(
        new Submission.Source(
            source.account(),
            new Message.Place("pantheon", "sms", "", live),
            source.requestId(),
            source.reference(),
            source.tags(),
            source.keepsake()),
        usual.channel(),
        usual.ends(),
        usual.content(),
        new Submission.Wishes(
            wishes.encoding(),
            wishes.purpose(),
            wishes.priority(),
            wishes.wantsReceipt(),
            timing,
            wishes.callback()),
        usual.idempotency());
  }

  private void sent() {
    while (!rig.carrier.open().isEmpty()) {
      rig.answer(rig.open(), new Outcome.Taken("far-" + rig.carrier.open().size()));
    }
  }

  @Test
  void asShippedAnyNumberGoes() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      assertThat(taken(PERSON).state().work().waitsFor()).isNotEqualTo(Wait.FREQUENCY);
    }
  }

  @Test
  void whatIsTooMuchWaitsUntilTheTimeHasPassedAndThenGoesOneByOne() throws InterruptedException {
    most("1/1d");
    var begun = rig.clock.now();

    var first = taken(PERSON);
    var second = taken(PERSON);
    var third = taken(PERSON);
    var other = taken(OTHER);
    sent();

    assertThat(rig.kept(first).status()).isEqualTo(Status.SENT);
    assertThat(rig.kept(other).status()).isEqualTo(Status.SENT);
    for (var waits : List.of(second, third)) {
      assertThat(rig.waitsFor(waits)).isEqualTo(Wait.FREQUENCY);
      assertThat(rig.kept(waits).status()).isEqualTo(Status.QUEUED);
      assertThat(rig.kept(waits).state().work().due()).contains(begun.plus(DAY));
      assertThat(rig.store.traces().of(waits.id()))
          .extracting(TraceRow::detail)
          .anyMatch(why -> why.startsWith("frequency: ") && why.contains("" + begun.plus(DAY)));
    }
    rig.clock.advance(DAY);
    rig.sweepFor(5);

    assertThat(rig.carrier.open()).hasSize(1);
    assertThat(rig.open().message().id()).isEqualTo(second.id());
    sent();
    assertThat(rig.waitsFor(third)).isEqualTo(Wait.FREQUENCY);
    rig.clock.advance(DAY.plusMinutes(1));
    rig.sweepFor(5);
    assertThat(rig.open().message().id()).isEqualTo(third.id());
  }

  @Test
  void ofOneRequestAsManyGoAsMayAndTheRestWaits() throws InterruptedException {
    most("2/1d");
    var one = Rig.submission(PERSON, "hello");

    var results = take(one, one, Rig.submission(OTHER, "hello"), one, one);

    assertThat(results)
        .extracting(result -> rig.waitsFor(accepted(result)) == Wait.FREQUENCY)
        .containsExactly(false, false, false, true, true);
    assertThat(rig.carrier.open()).hasSize(3);
  }

  @Test
  void isRefusedWhereTheAccountWantsIt() throws InterruptedException {
    most("1/1h", "reached", "refuse");
    var begun = rig.clock.now();
    taken(PERSON);

    var refused = (Result.Refused) take(Rig.submission(PERSON, "hello")).getFirst();

    assertThat(refused.refusal().fault()).isEqualTo(Fault.NOT_NOW);
    assertThat(refused.refusal().detail())
        .contains("frequency")
        .contains(begun.plusSeconds(3_600).toString());
    assertThat(rig.store.refusals().of(Samples.ACCOUNT, "req_1"))
        .singleElement()
        .matches(kept -> kept.checks().endsWith("consent"));
    var late = Rig.submission(PERSON, "hello").tellingLate(Set.of(Fault.NOT_NOW));
    assertThat(accepted(take(late).getFirst()).status()).isEqualTo(Status.FAILED);
    rig.clock.advance(Duration.ofHours(1));
    assertThat(taken(PERSON).status()).isNotEqualTo(Status.FAILED);
  }

  @Test
  void whatIsOfAnotherPurposeIsNeitherCountedNorHeld() throws InterruptedException {
    most("1/1d", "purposes", "promotional, otp");

    for (int i = 0; i < 3; i++) {
      assertThat(taken(PERSON).state().work().waitsFor()).isNotEqualTo(Wait.FREQUENCY);
    }
  }

  @Test
  void whatEndsBeforeItLeftMakesRoom() throws InterruptedException {
    most("1/1d");
    taken(PERSON);
    rig.answer(rig.open(), new Outcome.NotTaken(Fault.RECIPIENT_UNKNOWN, "0x0B"));

    var second = taken(PERSON);

    assertThat(rig.waitsFor(second)).isNotEqualTo(Wait.FREQUENCY);
    rig.answer(rig.open(), new Outcome.Taken("far-2"));
    assertThat(rig.waitsFor(taken(PERSON))).isEqualTo(Wait.FREQUENCY);
  }

  @Test
  void whatWaitsLongerThanItsValidityEndsWithTheReason() throws InterruptedException {
    most("1/1d");
    taken(PERSON);
    var brief = asked(new Submission.Timing(Duration.ofMinutes(10), Optional.empty()), true);

    var message = accepted(take(brief).getFirst());
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.FREQUENCY);
    rig.clock.advance(Duration.ofMinutes(11));
    rig.sweepFor(5);

    assertThat(rig.kept(message).status()).isEqualTo(Status.EXPIRED);
    assertThat(rig.kept(message).state().facts().fault()).contains(Fault.NOT_NOW);
  }

  @Test
  void whatIsScheduledIsAskedAndCountedWhenItGoes() throws InterruptedException {
    most("1/1d");
    var at = rig.clock.now().plus(Duration.ofHours(2));
    var later = asked(new Submission.Timing(Duration.ZERO, Optional.of(at)), true);
    var scheduled = accepted(take(later).getFirst());
    var first = rig.clock.now();
    taken(PERSON);
    sent();

    rig.clock.advance(Duration.ofHours(2));
    rig.sweepFor(5);

    assertThat(rig.waitsFor(scheduled)).isEqualTo(Wait.FREQUENCY);
    assertThat(rig.kept(scheduled).status()).isEqualTo(Status.SCHEDULED);
    assertThat(rig.kept(scheduled).state().work().due()).contains(first.plus(DAY));
    assertThat(rig.rows(scheduled)).contains(TraceRow.Kind.CHECKED);
  }

  @Test
  void whatWasCountedIsRememberedByTheNextProcess() throws InterruptedException {
    most("1/1d");
    taken(PERSON);
    sent();

    var next = rig.restarted();
    next.often.adopt(Map.of("most", "1/1d", "purposes", "transactional"));
    var results = new ArrayList<Result>();
    next.accept.take(List.of(Rig.submission(PERSON, "hello")), results::addAll);
    next.tasks.settle();

    assertThat(next.waitsFor(accepted(results.getFirst()))).isEqualTo(Wait.FREQUENCY);
  }

  @Test
  void messagesOfTestKeysAreNotCounted() throws InterruptedException {
    most("1/1d");
    var sandboxed = asked(Submission.Timing.NOW, false);

    for (var result : take(sandboxed, sandboxed, sandboxed)) {
      assertThat(accepted(result).state().work().waitsFor()).isNotEqualTo(Wait.FREQUENCY);
    }
  }
}
