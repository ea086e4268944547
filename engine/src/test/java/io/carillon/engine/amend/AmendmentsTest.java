package io.carillon.engine.amend;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.amend.Amendments.Result;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmendmentsTest {
  private static final AccountId OTHER = new AccountId(new Id(4, 2));

  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final Amendments amendments =
      new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks);

  /// One that waits because another has the only slot.
  private Message waiting() {
    rig.add(rig.samples.message());
    var message = rig.told(Status.CANCELED);
    rig.add(message);
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.TURN);
    return message;
  }

  private Message delivered() {
    var message = rig.samples.message();
    rig.add(message);
    rig.taken("far-1");
    rig.receipt(Rig.receipt(message, "far-1", 0, Verdict.DELIVERED));
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
    return message;
  }

  @Test
  void cancelsWhatWaitsAndGivesItsMoneyBackAndTells() throws InterruptedException {
    var message = waiting();

    var result = amendments.cancel(Samples.ACCOUNT, message.id());

    var now = rig.kept(message);
    assertThat(result).isEqualTo(new Result.Done(now));
    assertThat(now.status()).isEqualTo(Status.CANCELED);
    assertThat(now.state().facts().fault()).contains(Fault.CANCELED);
    assertThat(now.state().times().ended()).contains(rig.clock.now());
    assertThat(now.state().work().due()).isEmpty();
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND))
        .isEqualTo(message.bill().price().micros());
    assertThat(rig.notices(message)).hasSize(1);
  }

  @Test
  void neverSendsWhatWasCanceled() throws InterruptedException {
    var message = waiting();
    amendments.cancel(Samples.ACCOUNT, message.id());

    rig.taken("far-1");
    rig.tasks.pass(Duration.ofSeconds(30));

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.kept(message).status()).isEqualTo(Status.CANCELED);
  }

  @Test
  void cancelingAgainChangesNothing() throws InterruptedException {
    var message = waiting();
    var first = amendments.cancel(Samples.ACCOUNT, message.id());

    assertThat(amendments.cancel(Samples.ACCOUNT, message.id())).isEqualTo(first);
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND))
        .isEqualTo(message.bill().price().micros());
  }

  @Test
  void whatIsOnTheWireOrBeyondIsTooLateToCancel() throws InterruptedException {
    var message = rig.samples.message();
    rig.add(message);

    assertThat(amendments.cancel(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.TooLate(rig.kept(message)));
    rig.taken("far-1");
    assertThat(amendments.cancel(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.TooLate(rig.kept(message)));
    rig.receipt(Rig.receipt(message, "far-1", 0, Verdict.DELIVERED));
    assertThat(amendments.cancel(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.TooLate(rig.kept(message)));
  }

  @Test
  void aMessageOfWhichAPartHasLeftIsTooLateToCancel() throws InterruptedException {
    var rig = new Rig(Rig.Setup.USUAL.window(2));
    var message = rig.inParts(2);
    rig.add(message);
    rig.taken("far-1");
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "busy"));
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.RETRY);
    var amendments =
        new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks);

    assertThat(amendments.cancel(Samples.ACCOUNT, message.id())).isInstanceOf(Result.TooLate.class);
  }

  @Test
  void blotsOutTheWordsOfWhatIsAtItsEnd() throws InterruptedException {
    var message = delivered();

    var result = amendments.redact(Samples.ACCOUNT, message.id());

    assertThat(result).isEqualTo(new Result.Done(rig.kept(message)));
    assertThat(rig.kept(message).content()).isEqualTo(new Content.Text(""));
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
    assertThat(amendments.redact(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.Done(rig.kept(message)));
  }

  @Test
  void aReceiptThatComesLateFindsTheRedactedMessage() throws InterruptedException {
    var message = rig.samples.message();
    rig.add(message);
    rig.taken("far-1");
    amendments.redact(Samples.ACCOUNT, message.id());

    rig.receipt(Rig.receipt(message, "far-1", 0, Verdict.DELIVERED));

    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
    assertThat(rig.kept(message).content()).isEqualTo(new Content.Text(""));
  }

  @Test
  void forgetsWhatIsAtItsEndWithAllThatStandsByIt() throws InterruptedException {
    var message = delivered();

    assertThat(amendments.erase(Samples.ACCOUNT, message.id())).isInstanceOf(Result.Done.class);

    assertThat(rig.store.messages().find(message.id())).isEmpty();
    assertThat(rig.notices(message)).isEmpty();
    assertThat(amendments.erase(Samples.ACCOUNT, message.id())).isEqualTo(new Result.Unknown());
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND)).isZero();
  }

  @Test
  void aReceiptForWhatWasForgottenBreaksNothing() throws InterruptedException {
    var message = rig.samples.message();
    rig.add(message);
    rig.taken("far-1");
    amendments.erase(Samples.ACCOUNT, message.id());

    assertThat(rig.receipt(Rig.receipt(message, "far-1", 0, Verdict.DELIVERED))).isTrue();

    assertThat(rig.store.messages().find(message.id())).isEmpty();
    var next = delivered();
    assertThat(rig.kept(next).status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void whatIsUnderWayIsTooEarlyToRedactOrForget() throws InterruptedException {
    var message = waiting();

    assertThat(amendments.redact(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.TooEarly(rig.kept(message)));
    assertThat(amendments.erase(Samples.ACCOUNT, message.id()))
        .isEqualTo(new Result.TooEarly(rig.kept(message)));
  }

  @Test
  void anotherAccountsMessageIsUnknown() throws InterruptedException {
    var message = delivered();

    assertThat(amendments.cancel(OTHER, message.id())).isEqualTo(new Result.Unknown());
    assertThat(amendments.redact(OTHER, message.id())).isEqualTo(new Result.Unknown());
    assertThat(amendments.erase(OTHER, message.id())).isEqualTo(new Result.Unknown());
    assertThat(rig.store.messages().find(message.id()).map(Message::content))
        .isEqualTo(Optional.of(message.content()));
  }

  @Test
  void saysThatNothingHappenedWhereTheStoreFails() throws InterruptedException {
    var message = delivered();

    rig.store.breakNext(1);
    assertThat(amendments.redact(Samples.ACCOUNT, message.id())).isEqualTo(new Result.NotKept());
    rig.store.breakNext(1);
    assertThat(amendments.erase(Samples.ACCOUNT, message.id())).isEqualTo(new Result.NotKept());
    assertThat(rig.kept(message).content()).isEqualTo(message.content());
  }

  private static final Content.Item PICTURE = new Content.Item("https://a.example/1.png", "", "");
  private static final Content.Item FILM = new Content.Item("https://a.example/2.mp4", "", "");

  @Test
  void forgetsOneItemOfTheMediaOfWhatIsAtItsEnd() throws InterruptedException {
    var message = rig.samples.message(new Content.Media("look", List.of(PICTURE, FILM, PICTURE)));
    rig.add(message);
    assertThat(amendments.strip(Samples.ACCOUNT, message.id(), PICTURE))
        .isInstanceOf(Result.TooEarly.class);
    rig.taken("far-1");

    var result = amendments.strip(Samples.ACCOUNT, message.id(), PICTURE);

    assertThat(result).isEqualTo(new Result.Done(rig.kept(message)));
    assertThat(rig.kept(message).content())
        .isEqualTo(new Content.Media("look", List.of(FILM, PICTURE)));
    amendments.strip(Samples.ACCOUNT, message.id(), new Content.Item("other", "", ""));
    assertThat(rig.kept(message).content())
        .isEqualTo(new Content.Media("look", List.of(FILM, PICTURE)));
    assertThat(amendments.strip(OTHER, message.id(), FILM)).isEqualTo(new Result.Unknown());
  }

  @Test
  void notesWhatTheAccountKnowsInTheTrace() throws InterruptedException {
    var message = delivered();

    var result = amendments.note(Samples.ACCOUNT, message.id(), "feedback: confirmed");

    assertThat(result).isEqualTo(new Result.Done(rig.kept(message)));
    assertThat(rig.store.ports().traces().of(message.id()))
        .extracting(TraceRow::detail)
        .contains("feedback: confirmed");
    assertThat(amendments.note(OTHER, message.id(), "no")).isEqualTo(new Result.Unknown());
    rig.store.breakNext(1);
    assertThat(amendments.note(Samples.ACCOUNT, message.id(), "no"))
        .isEqualTo(new Result.NotKept());
  }
}
