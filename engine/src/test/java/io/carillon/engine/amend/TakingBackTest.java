package io.carillon.engine.amend;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.amend.Amendments.Result;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.TraceRow.Kind;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TakingBackTest {
  private final Rig rig = new Rig();
  private final Amendments amendments =
      new Amendments(
          rig.desk,
          rig.store.commits(),
          rig.store.messages(),
          rig.clock,
          rig.tasks,
          new TakingBack(rig.dispatch::orders, rig.inbox));

  /// A far end that answers at once.
  private record Far(List<Part> asked, Function<Part, Reply> replies) implements Carrier.Orders {
    @Override
    public void cancel(Part part, Consumer<Reply> then) {
      asked.add(part);
      then.accept(replies.apply(part));
    }

    @Override
    public void query(Part part, Consumer<Reply> then) {
      throw new IllegalStateException("nobody asks here");
    }

    @Override
    public void replace(Part part, Content words, Consumer<Reply> then) {
      throw new IllegalStateException("nobody replaces here");
    }
  }

  private Far offering(Function<Part, Reply> replies) {
    var far = new Far(new ArrayList<>(), replies);
    rig.carrier.offers(far);
    return far;
  }

  private Message sent(int parts) {
    var message = rig.added(rig.inParts(parts));
    for (int part = 1; part <= parts; part++) {
      rig.taken("far-" + part);
    }
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    return message;
  }

  private Result cancel(Message message) throws InterruptedException {
    var result = amendments.cancel(Samples.ACCOUNT, message.id());
    rig.tasks.settle();
    return result;
  }

  @Test
  void aSentMessageThatTheCarrierGivesBackIsCanceled() throws InterruptedException {
    var far = offering(_ -> new Reply.Done());
    var message = sent(1);

    var result = cancel(message);

    var now = rig.kept(message);
    assertThat(now.status()).isEqualTo(Status.CANCELED);
    assertThat(now.state().facts().fault()).contains(Fault.CANCELED);
    assertThat(result).isEqualTo(new Result.Done(now));
    assertThat(far.asked).extracting(part -> part.leg().farId()).containsExactly("far-1");
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND)).isZero();
  }

  @Test
  void everyPartIsAskedBack() throws InterruptedException {
    var far = offering(_ -> new Reply.Done());
    var message = sent(3);

    assertThat(cancel(message)).isInstanceOf(Result.Done.class);

    assertThat(rig.kept(message).status()).isEqualTo(Status.CANCELED);
    assertThat(far.asked).hasSize(3);
  }

  @Test
  void whatTheCarrierKeepsIsTooLateAndItsWordsStandInTheTrace() throws InterruptedException {
    offering(_ -> new Reply.Refused("ESME_RCANCELFAIL (0x11)"));
    var message = sent(1);

    assertThat(cancel(message)).isEqualTo(new Result.TooLate(rig.kept(message)));

    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    assertThat(rig.rows(message)).containsExactly(Kind.CANCEL_REFUSED);
    assertThat(rig.store.traces().of(message.id()))
        .extracting(TraceRow::detail)
        .containsExactly("part 1: ESME_RCANCELFAIL (0x11)");
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));
    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void ofAMessageThatWasArchivedMeanwhileNothingIsNoted() throws InterruptedException {
    var message = sent(1);
    offering(_ -> {
      var gone = Samples.inside(new Commit.Write.Erased(rig.kept(message)));
      rig.store.commits().hand(List.of(gone), _ -> {});
      return new Reply.Refused("ESME_RCANCELFAIL (0x11)");
    });

    assertThat(cancel(message)).isInstanceOf(Result.TooLate.class);

    assertThat(rig.rows(message)).isEmpty();
  }

  @Test
  void aMessageOfWhichOnlyAPartComesBackIsNotCanceled() throws InterruptedException {
    offering(part ->
        part.leg().part() == 1 ? new Reply.Done() : new Reply.NotAnswered("no bind has room"));
    var message = sent(2);

    assertThat(cancel(message)).isInstanceOf(Result.TooLate.class);

    assertThat(rig.rows(message)).contains(Kind.CANCEL_REFUSED);
    rig.receipt(Rig.receipt(message, "far-2", -1, Verdict.DELIVERED));
    assertThat(rig.kept(message).status()).isEqualTo(Status.UNDELIVERED);
  }

  @Test
  void whereTheCarrierOffersNothingNobodyIsAsked() throws InterruptedException {
    var message = sent(1);

    assertThat(cancel(message)).isEqualTo(new Result.TooLate(rig.kept(message)));

    assertThat(rig.rows(message)).isEmpty();
  }

  @Test
  void whatIsDeliveredIsNotAskedBack() throws InterruptedException {
    var far = offering(_ -> new Reply.Done());
    var message = sent(1);
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));

    assertThat(cancel(message)).isInstanceOf(Result.TooLate.class);

    assertThat(far.asked).isEmpty();
  }

  @Test
  void whatIsGivenBackAndCouldNotBeWrittenIsNotKept() throws InterruptedException {
    offering(_ -> new Reply.Done());
    var message = sent(1);
    rig.store.breakNext(1);

    assertThat(cancel(message)).isEqualTo(new Result.NotKept());

    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }
}
