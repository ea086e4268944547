package io.carillon.engine.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.engine.Rig;
import io.carillon.engine.amend.Replacing.Result;
import io.carillon.engine.amend.Replacing.Words;
import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.TraceRow.Kind;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplacingTest {
  private final Rig rig = new Rig();
  private final Replacing replacing =
      new Replacing(
          rig.desk,
          rig.accept.rewriting(),
          rig.store.messages(),
          rig.dispatch::orders,
          rig.clock,
          rig.tasks);

  private record Asked(Part part, Content words) {}

  /// A far end that answers as it is told, after something happened.
  private record Far(List<Asked> asked, Reply reply, Runnable before) implements Carrier.Orders {
    @Override
    public void cancel(Part part, Consumer<Reply> then) {
      throw new IllegalStateException("nobody cancels here");
    }

    @Override
    public void query(Part part, Consumer<Reply> then) {
      throw new IllegalStateException("nobody asks here");
    }

    @Override
    public void replace(Part part, Content words, Consumer<Reply> then) {
      asked.add(new Asked(part, words));
      before.run();
      then.accept(reply);
    }
  }

  private List<Asked> offering(Reply reply, Runnable before) {
    var far = new Far(new ArrayList<>(), reply, before);
    rig.carrier.offers(far);
    return far.asked;
  }

  private List<Asked> offering(Reply reply) {
    return offering(reply, () -> {});
  }

  private Message sent(int parts) {
    var message = rig.added(rig.inParts(parts));
    for (int part = 1; part <= parts; part++) {
      rig.taken("far-" + part);
    }
    return rig.kept(message);
  }

  private Result replace(Message message, String text) throws InterruptedException {
    var words = new Words("v2", text, Optional.empty(), Optional.empty());
    var result = replacing.replace(Samples.ACCOUNT, message.id(), words);
    rig.tasks.settle();
    return result;
  }

  @Test
  void aCarrierThatDoesItHasTheOtherWordsAndSoDoesTheMessage() throws InterruptedException {
    var asked = offering(new Reply.Done());
    var message = sent(1);

    var result = replace(message, "other words");

    var now = rig.kept(message);
    assertThat(result).isEqualTo(new Result.Done(now));
    assertThat(now.content()).isEqualTo(new Content.Text("other words"));
    assertThat(now.bill()).isEqualTo(message.bill());
    assertThat(now.status()).isEqualTo(Status.SENT);
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().part().message().content()).isEqualTo(message.content());
    assertThat(asked.getFirst().part().leg().farId()).isEqualTo("far-1");
    assertThat(asked.getFirst().words()).isEqualTo(now.content());
    assertThat(rig.rows(message)).containsExactly(Kind.REPLACE_ASKED, Kind.REPLACED);
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void whatIsSoAlreadyIsDoneAndNobodyIsAsked() throws InterruptedException {
    var asked = offering(new Reply.Done());
    var message = sent(1);
    replace(message, "other words");

    assertThat(replace(message, "other words")).isEqualTo(new Result.Done(rig.kept(message)));

    assertThat(asked).hasSize(1);
  }

  @Test
  void whereTheCarrierRefusesTheWordsStayAndItsOwnStandInTheTrace() throws InterruptedException {
    offering(new Reply.Refused("ESME_RREPLACEFAIL (0x13)"));
    var message = sent(1);

    assertThat(replace(message, "other words"))
        .isEqualTo(new Result.Kept(message, "ESME_RREPLACEFAIL (0x13)"));

    assertThat(rig.kept(message)).isEqualTo(message);
    assertThat(rig.store.traces().of(message.id()))
        .extracting(TraceRow::kind, TraceRow::detail)
        .containsExactly(
            tuple(Kind.REPLACE_ASKED, Samples.LANE),
            tuple(Kind.REPLACE_REFUSED, "ESME_RREPLACEFAIL (0x13)"));
  }

  @Test
  void withoutAnAnswerTheMessageSaysWhatIsKnown() throws InterruptedException {
    offering(new Reply.NotAnswered("no bind has room"));
    var message = sent(1);

    assertThat(replace(message, "other words"))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.refusal().fault()).isEqualTo(Fault.FAR_END_DOWN));

    assertThat(rig.kept(message)).isEqualTo(message);
    assertThat(rig.rows(message)).containsExactly(Kind.REPLACE_ASKED, Kind.REPLACE_REFUSED);
  }

  @Test
  void whereTheCarrierOffersNothingNobodyIsAsked() throws InterruptedException {
    var message = sent(1);

    assertThat(replace(message, "other words"))
        .isEqualTo(new Result.Kept(message, "the carrier does not offer it"));
    assertThat(rig.rows(message)).isEmpty();
  }

  @Test
  void onlyWordsThatGoAsThoseThatWereSentTakeTheirPlace() throws InterruptedException {
    var asked = offering(new Reply.Done());
    var message = sent(1);

    assertThat(replace(message, "x".repeat(161))).isInstanceOf(Result.Refused.class);
    assertThat(replace(message, "Привет")).isInstanceOf(Result.Refused.class);
    assertThat(replace(message, "")).isInstanceOf(Result.Refused.class);

    assertThat(asked).isEmpty();
    assertThat(rig.rows(message)).isEmpty();
  }

  @Test
  void severalPartsAndMessagesAtTheirEndStayAsTheyAre() throws InterruptedException {
    var asked = offering(new Reply.Done());
    var parts = sent(3);
    assertThat(replace(parts, "other words")).isEqualTo(new Result.TooLate(parts));

    var ended = rig.added();
    rig.taken("far-9");
    rig.receipt(Rig.receipt(ended, "far-9", -1, Verdict.DELIVERED));
    assertThat(replace(ended, "other words")).isEqualTo(new Result.TooLate(rig.kept(ended)));

    assertThat(asked).isEmpty();
  }

  @Test
  void aSentMessageKeepsItsTimes() throws InterruptedException {
    offering(new Reply.Done());
    var message = sent(1);
    var words = new Words("v2", "other", Optional.empty(), Optional.of(Duration.ofMinutes(1)));

    assertThat(replacing.replace(Samples.ACCOUNT, message.id(), words))
        .isEqualTo(new Result.TooLate(message));
  }

  @Test
  void whatWasBlottedOutMeanwhileStaysSo() throws InterruptedException {
    var message = sent(1);
    offering(new Reply.Done(), () -> redact(message));

    replace(message, "other words");

    assertThat(rig.kept(message).content()).isEqualTo(new Content.Text(""));
    assertThat(rig.rows(message)).containsExactly(Kind.REPLACE_ASKED, Kind.REPLACED);
  }

  private void redact(Message message) {
    var amendments =
        new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks);
    try {
      amendments.redact(Samples.ACCOUNT, message.id());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whereTheStoreCannotKeepTheQuestionItIsNotAsked() throws InterruptedException {
    var asked = offering(new Reply.Done());
    var message = sent(1);
    rig.store.breakNext(1);

    assertThat(replace(message, "other words")).isInstanceOf(Result.Refused.class);

    assertThat(asked).isEmpty();
    assertThat(rig.kept(message)).isEqualTo(message);
  }

  @Test
  void othersHaveNoSuchMessage() throws InterruptedException {
    var message = sent(1);
    var words = new Words("v2", "mine", Optional.empty(), Optional.empty());

    assertThat(replacing.replace(new AccountId(new Id(9, 9)), message.id(), words))
        .isEqualTo(new Result.Unknown());
  }
}
