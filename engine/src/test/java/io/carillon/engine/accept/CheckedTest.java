package io.carillon.engine.accept;

import static io.carillon.engine.accept.Drafts.DIRECTORY;
import static io.carillon.engine.accept.Drafts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Checks;
import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of a message of which a check says something.
class CheckedTest {
  private static final Refusal NO = Refusal.of(Fault.SPAM, "text", "no");

  private final Drafts drafts = new Drafts();
  private final List<Case> asked = new ArrayList<>();

  private Checks saying(Check.Verdict verdict) {
    return new Checks(
        List.of(
            new Check() {
              @Override
              public Checkpoint point() {
                return Checkpoint.TIME;
              }

              @Override
              public Verdict of(Case about) {
                asked.add(about);
                return verdict;
              }
            }));
  }

  private Draft draft(Submission submission, Check.Verdict verdict) {
    return Drafts.drafting(saying(verdict)).draft(submission, DIRECTORY, drafts.samples.id(), NOW);
  }

  @Test
  void asksAboutTheMessageAsItIsToGo() {
    draft(Drafts.text("hello"), Check.Verdict.PASSED);

    var about = asked.getFirst();
    assertThat(about.parties().to()).isEqualTo(Address.phone("+14155552671"));
    assertThat(about.country()).isEqualTo("US");
    assertThat(about.content()).isEqualTo(new Content.Text("hello"));
    assertThat(about.use().live()).isTrue();
    assertThat(about.at()).isEqualTo(NOW);
  }

  @Test
  void isRefusedAtItsCheckpoint() {
    assertThat(draft(Drafts.text("hello"), new Check.Verdict.Refused(NO)))
        .isEqualTo(new Draft.Failed(Checkpoint.TIME, NO));
  }

  @Test
  void failsLateWhereTheDialectTellsItSo() {
    var late = Drafts.text("hello").tellingLate(Set.of(Fault.SPAM));

    var message = ((Draft.Passed) draft(late, new Check.Verdict.Refused(NO))).message();

    assertThat(message.status()).isEqualTo(Status.FAILED);
    assertThat(message.state().facts().fault()).contains(Fault.SPAM);
    assertThat(message.bill().price().micros()).isZero();
  }

  @Test
  void waitsForWhatTheCheckNamesAndKeepsItsStatus() {
    var until = NOW.plus(Duration.ofMinutes(3));
    var later = new Check.Verdict.Later(until, Wait.RETRY, "too early there");

    var passed = (Draft.Passed) draft(Drafts.text("hello"), later);

    assertThat(passed.message().status()).isEqualTo(Status.QUEUED);
    assertThat(passed.message().state().work().waitsFor()).isEqualTo(Wait.RETRY);
    assertThat(passed.message().state().work().due()).contains(until);
    assertThat(passed.notes()).containsExactly("time: too early there");
  }

  @Test
  void waitsNoLongerThanItsTimeWhereItsCallerSaidOne() {
    var until = NOW.plus(Duration.ofHours(9));
    var later = new Check.Verdict.Later(until, Wait.QUIET, "too early there");

    var stated = ((Draft.Passed) draft(Drafts.lasting(Duration.ofHours(1)), later)).message();
    var usual = ((Draft.Passed) draft(Drafts.lasting(Duration.ZERO), later)).message();

    assertThat(stated.state().work().due()).contains(NOW.plus(Duration.ofHours(1)).plusMillis(1));
    assertThat(usual.state().work().due()).contains(until);
    assertThat(usual.until()).isEqualTo(until.plus(usual.terms().purpose().validity()));

    var capped = new Check.Verdict.Later(until, Wait.CAP, "the carrier takes no more");
    var other = ((Draft.Passed) draft(Drafts.lasting(Duration.ZERO), capped)).message();
    assertThat(other.state().work().due())
        .as("only the hour gives it more time")
        .contains(other.until().plusMillis(1));
  }

  @Test
  void goesAtTheMomentAskedForWhereThatIsLater() {
    var sendAt = NOW.plus(Duration.ofHours(5));
    var later = new Check.Verdict.Later(NOW.plusSeconds(60), Wait.RETRY, "too early there");

    var passed = (Draft.Passed) draft(Drafts.at(Optional.of(sendAt)), later);

    assertThat(asked.getFirst().at()).isEqualTo(sendAt);
    assertThat(passed.message().status()).isEqualTo(Status.SCHEDULED);
    assertThat(passed.message().state().work().due()).contains(sendAt);
    assertThat(passed.message().state().work().waitsFor()).isEqualTo(Wait.SCHEDULE);
  }

  @Test
  void itsTraceSaysWhatACheckNoticed() throws InterruptedException {
    var rig = new Rig();
    rig.check(saying(new Check.Verdict.Marked("score 0.71")));

    var result = rig.accept.take(List.of(Rig.submission("+14155550100", "hello"))).getFirst();

    var message = ((Result.Accepted) result).message();
    var row =
        new TraceRow(message.id(), rig.clock.now(), TraceRow.Kind.CHECKED, "time: score 0.71");
    assertThat(rig.store.traces().of(message.id())).containsExactly(row);
  }

  @Test
  void whatACheckRefusedIsKeptWithWhatWasPassedBefore() throws InterruptedException {
    var rig = new Rig();
    rig.check(saying(new Check.Verdict.Refused(NO)));

    rig.accept.take(List.of(Rig.submission("+14155550100", "hello")));

    var kept = rig.store.refusals().of(Samples.ACCOUNT, "req_1").getFirst();
    assertThat(kept.refusal()).isEqualTo(NO);
    assertThat(kept.checks()).isEqualTo("account recipient sender");
  }

  @Test
  void whatTheMoneyStoppedHadPassedAllElse() throws InterruptedException {
    var rig = new Rig();
    for (int i = 0; i < 200; i++) {
      rig.accept.take(List.of(Rig.submission("+14155550100", "x".repeat(1_600))));
    }

    var kept = rig.store.refusals().of(Samples.ACCOUNT, "req_1").getFirst();
    assertThat(kept.refusal().fault()).isEqualTo(Fault.FUNDS_SHORT);
    assertThat(kept.checks()).isEqualTo(Checkpoint.MONEY.before());
  }
}
