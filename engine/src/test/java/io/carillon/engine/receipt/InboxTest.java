package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Half;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.FakeCarrier.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");

  private Rig rig = new Rig();

  /// A message that is on the wire.
  private Message out() {
    var message = rig.samples.message();
    rig.add(message);
    return message;
  }

  private Message sent(String farId) {
    var message = out();
    rig.taken(farId);
    return message;
  }

  private Message doubtful() {
    var message = out();
    rig.answer(rig.carrier.open().getLast(), UNKNOWN);
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.DOUBT);
    return message;
  }

  private static Receipt delivered(Message message, String farId) {
    return Rig.receipt(message, farId, -1, Verdict.DELIVERED);
  }

  private Status status(Message message) {
    return rig.kept(message).status();
  }

  private long halves() {
    return rig.store.halves().count();
  }

  private int reference(Message message) {
    return rig.kept(message).state().legs().getFirst().reference();
  }

  @Test
  void settlesAMessageInMemory() {
    var message = sent("far-1");

    assertThat(rig.receipt(delivered(message, "far-1"))).isTrue();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.meters.counted("receipts.taken", "carrier", "smsc", "bind", "1")).isEqualTo(1);
    assertThat(rig.meters.counted("receipts.unmatched", "carrier", "smsc", "bind", "1")).isZero();
    assertThat(rig.meters.counted("receipts.lag", "carrier", "smsc", "bind", "1")).isEqualTo(1);
  }

  @Test
  void answersTheFarEndOnlyOnceItIsSynced() {
    var message = sent("far-1");

    var kept = rig.carrier.report(delivered(message, "far-1"));
    assertThat(kept.synced()).isEmpty();

    rig.store.step();
    assertThat(kept.synced()).contains(true);
  }

  @Test
  void answersABatchOnceWhenAllOfItIsSynced() {
    var first = sent("far-1");
    var second = sent("far-2");

    var kept =
        rig.carrier.report(
            delivered(first, "far-1"), delivered(second, "far-2"), delivered(first, "far-9"));
    rig.tasks.settle();

    assertThat(kept.synced()).contains(true);
    assertThat(halves()).isEqualTo(1);
  }

  @Test
  void answersAnEmptyBatchAtOnce() {
    var told = new ArrayList<Boolean>();

    rig.carrier.report(List.of(), told::add);

    assertThat(told).containsExactly(true);
  }

  @Test
  void letsTheFarEndBringAgainWhatCouldNotBeWritten() {
    var message = sent("far-1");
    rig.store.breakNext(1);

    assertThat(rig.receipt(delivered(message, "far-1"))).isFalse();
    assertThat(status(message)).isEqualTo(Status.SENT);

    assertThat(rig.receipt(delivered(message, "far-1"))).isTrue();
    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void saysOfABatchThatItWasNotKeptWhereOneOfItWasNot() {
    var first = sent("far-1");
    var second = sent("far-2");
    rig.store.breakNext(1);

    Kept kept = rig.carrier.report(delivered(first, "far-1"), delivered(second, "far-2"));
    rig.tasks.settle();

    assertThat(kept.synced()).contains(false);
    assertThat(status(first)).isEqualTo(Status.SENT);
    assertThat(status(second)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void letsTheFarEndBringAgainWhatCouldNotBeLookedUp() {
    var message = out();
    rig.store.unreadable(true);
    var kept = rig.carrier.report(delivered(message, "far-1"));
    rig.tasks.settle();
    rig.store.unreadable(false);

    assertThat(kept.synced()).contains(false);
    assertThat(halves()).isZero();
  }

  @Test
  void findsAMessageInTheStoreThatMemoryForgot() {
    rig = new Rig(Rig.Setup.USUAL.flights(1));
    var old = sent("far-1");
    sent("far-2");
    sent("far-3");

    rig.receipt(delivered(old, "far-1"));

    assertThat(status(old)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void findsAMessageOfAnEarlierProcess() {
    var message = sent("far-1");
    rig = rig.restarted();

    rig.receipt(delivered(message, "far-1"));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void parksAReceiptThatComesBeforeTheAnswerAndSettlesItWithTheAnswer() {
    var message = out();

    assertThat(rig.receipt(delivered(message, "far-1"))).isTrue();
    assertThat(halves()).isEqualTo(1);
    assertThat(status(message)).isEqualTo(Status.SENDING);

    rig.taken("far-1");

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.kept(message).state().times().sent()).isPresent();
    assertThat(halves()).isZero();
  }

  @Test
  void settlesAllThatWasParkedUnderOneNameOldestFirst() {
    var message = out();
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.UNDERWAY));
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.UNDELIVERABLE));
    rig.receipt(delivered(message, "far-1"));

    rig.taken("far-1");

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.kept(message).state().times().ended()).isPresent();
    assertThat(rig.rows(message)).contains(TraceRow.Kind.RECEIPT);
    assertThat(halves()).isZero();
  }

  @Test
  void remembersAfterARestartWhatWasParked() {
    var message = out();
    rig.receipt(delivered(message, "far-1"));

    rig = rig.restarted();
    rig.tasks.pass(Duration.ofSeconds(30));

    assertThat(status(message)).as("the only doubt, the only receipt").isEqualTo(Status.DELIVERED);
    assertThat(rig.rows(message)).containsExactly(TraceRow.Kind.DOUBTED, TraceRow.Kind.SETTLED);
    assertThat(rig.carrier.sent()).isEmpty();
    assertThat(halves()).isZero();
  }

  @Test
  void settlesADoubtByTheReferenceThatTheReceiptEchoes() {
    var first = doubtful();
    var second = doubtful();

    rig.receipt(Rig.receipt(second, "far-2", reference(second), Verdict.DELIVERED));

    assertThat(status(second)).isEqualTo(Status.DELIVERED);
    assertThat(rig.rows(second)).contains(TraceRow.Kind.SETTLED);
    assertThat(status(first)).isEqualTo(Status.SENDING);
  }

  @Test
  void settlesADoubtWithoutAnIdByItsReference() {
    var message = doubtful();

    rig.receipt(Rig.receipt(message, "", reference(message), Verdict.DELIVERED));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(halves()).isZero();
  }

  @Test
  void settlesTheOnlyDoubtBetweenTwoPeople() {
    var message = doubtful();

    rig.receipt(delivered(message, "far-1"));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.kept(message).state().legs().getFirst().farId()).isEqualTo("far-1");
  }

  @Test
  void parksAReceiptThatMayAlsoSpeakOfWhatIsOut() {
    var doubted = doubtful();
    var other = out();

    rig.receipt(delivered(doubted, "far-1"));
    assertThat(status(doubted)).isEqualTo(Status.SENDING);

    rig.taken("far-1");
    assertThat(status(other)).isEqualTo(Status.DELIVERED);
    assertThat(status(doubted)).isEqualTo(Status.SENDING);
  }

  @Test
  void takesNoReceiptForADoubtsThatNamesWhatIsBeingAnswered() {
    var doubted = doubtful();
    var other = out();
    var part = rig.carrier.open().getLast();

    rig.carrier.report(delivered(other, "far-2"));
    rig.carrier.answer(part, new Outcome.Taken("far-2"));
    rig.tasks.settle();

    assertThat(status(other)).isEqualTo(Status.DELIVERED);
    assertThat(status(doubted)).isEqualTo(Status.SENDING);
  }

  @Test
  void takesNoReceiptForADoubtsWhileWhatIsOutCannotBeWritten() {
    var doubted = doubtful();
    var other = rig.inParts(2);
    rig.add(other);
    rig.taken("far-1");
    rig.store.breakNext(1);

    assertThat(rig.receipt(delivered(other, "far-1"))).isFalse();
    assertThat(rig.receipt(delivered(other, "far-2"))).isTrue();

    assertThat(status(doubted)).isEqualTo(Status.SENDING);
    assertThat(halves()).isEqualTo(1);
  }

  @Test
  void settlesADoubtByWhatWasParkedSinceItLeft() {
    var message = out();
    rig.receipt(delivered(message, "far-1"));

    rig.answer(rig.carrier.open().getFirst(), UNKNOWN);

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(halves()).isZero();
  }

  @Test
  void settlesNoDoubtByWhatWasParkedBeforeItLeft() {
    rig.receipt(delivered(rig.samples.message(), "far-0"));
    rig.clock.advance(Duration.ofSeconds(1));

    var message = doubtful();

    assertThat(status(message)).isEqualTo(Status.SENDING);
    assertThat(halves()).isEqualTo(1);
  }

  @Test
  void settlesNoDoubtByOneOfTwoThatMayBothSpeakOfIt() {
    var message = out();
    rig.receipt(delivered(message, "far-1"));
    rig.receipt(delivered(message, "far-2"));

    rig.answer(rig.carrier.open().getFirst(), UNKNOWN);

    assertThat(status(message)).isEqualTo(Status.SENDING);
    assertThat(halves()).isEqualTo(2);
  }

  @Test
  void doesNotSendAgainWhatAReceiptOfTheFirstTrySettled() {
    rig = new Rig(Rig.Setup.USUAL.doubt(new DoubtPolicy(DoubtPolicy.Kind.RESEND, Duration.ZERO)));
    var message = out();
    rig.carrier.up(false);
    rig.carrier.answer(rig.carrier.open().getFirst(), UNKNOWN);
    rig.tasks.settle();
    assertThat(rig.waitsFor(message)).as("to be sent again").isEqualTo(Wait.TURN);

    rig.receipt(Rig.receipt(message, "far-1", reference(message), Verdict.DELIVERED));
    rig.carrier.up(true);
    rig.tasks.settle();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void keepsAReceiptThatNobodyKnowsForAWeek() {
    rig.receipt(delivered(rig.samples.message(), "far-9"));
    rig.tasks.pass(Duration.ofDays(6));
    rig.inbox.sweep(true);
    rig.tasks.settle();
    assertThat(halves()).isEqualTo(1);

    rig.tasks.pass(Duration.ofDays(1).plusSeconds(1));
    rig.inbox.sweep(true);
    rig.tasks.settle();

    assertThat(halves()).isZero();
    assertThat(rig.meters.shown("receipts.parked")).isZero();
  }

  @Test
  void joinsInASweepWhatMemoryDoesNotKnow() {
    var message = sent("far-1");
    rig.write(
        new Commit.Write.Parked(new Half("smsc", delivered(message, "far-1"), rig.clock.now())));

    rig.inbox.sweep(true);
    rig.tasks.settle();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(halves()).isZero();
  }

  @Test
  void parksAgainWhatItsNamingCouldNotBeWrittenFor() {
    var message = out();
    rig.receipt(delivered(message, "far-1"));
    rig.store.breakNext(2);

    rig.taken("far-1");
    for (int i = 0; i < 5; i++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.inbox.sweep(true);
      rig.tasks.settle();
    }

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(halves()).isZero();
  }

  @Test
  void takesReportsThatNoChannelOfOursHasOffTheFarEndsHands() {
    var person = Address.phone("+14155550100");

    var kept =
        rig.carrier.report(
            new Report.Watermark(person, Verdict.READ, rig.clock.now()),
            new Report.Revoked(Channel.SMS, person, Address.phone("+14155559999")));
    rig.tasks.settle();

    assertThat(kept.synced()).contains(true);
  }

  @Test
  void notesARepeatedReceiptAndAnswersIt() {
    var message = sent("far-1");
    rig.receipt(delivered(message, "far-1"));

    assertThat(rig.receipt(delivered(message, "far-1"))).isTrue();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.rows(message)).containsExactly(TraceRow.Kind.RECEIPT_REPEATED);
  }
}
