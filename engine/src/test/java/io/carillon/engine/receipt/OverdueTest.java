package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Purpose;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow.Kind;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.testkit.SeededIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OverdueTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Rig rig = new Rig();
  private final SeededIds ids = new SeededIds(11, rig.clock);
  private final Far far = new Far();
  private Overdue overdue = overdue();

  /// A far end that is asked and answers when the test says so.
  private static final class Far implements Carrier.Orders {
    private final List<Part> asked = new ArrayList<>();
    private final List<Consumer<Reply>> open = new ArrayList<>();

    @Override
    public void cancel(Part part, Consumer<Reply> then) {
      throw new IllegalStateException("nobody cancels here");
    }

    @Override
    public void query(Part part, Consumer<Reply> then) {
      asked.add(part);
      open.add(then);
    }

    @Override
    public void replace(Part part, Content words, Consumer<Reply> then) {
      throw new IllegalStateException("nobody replaces here");
    }
  }

  private Overdue overdue() {
    return new Overdue(
        rig.desk,
        new Overdue.Reading(rig.store.messages(), rig.store.traces()),
        rig.dispatch::orders,
        rig.inbox,
        rig.clock);
  }

  private Message sent(Message sample, String farId) {
    return sent(new MessageId(ids.next()), sample, farId);
  }

  private Message sent(MessageId id, Message sample, String farId) {
    var message =
        rig.added(
            new Message(
                id,
                sample.parties(),
                sample.content(),
                sample.terms(),
                sample.bill(),
                sample.origin(),
                sample.state()));
    rig.taken(farId);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    return message;
  }

  private Message sent(String farId) {
    return sent(rig.samples.message(), farId);
  }

  private Message under(Purpose purpose, Duration validity, Optional<Instant> sendAt) {
    var message = rig.samples.message();
    var terms = message.terms();
    return Rig.with(
        message,
        new Terms(
            purpose, terms.priority(), terms.wantsReceipt(), validity, sendAt, terms.callback()));
  }

  /// Time passes, with a sweep each minute near its end.
  private void pass(Duration time) {
    rig.clock.advance(time.minus(MINUTE.multipliedBy(3)));
    overdue = overdue();
    for (int minute = 0; minute < 3; minute++) {
      rig.clock.advance(MINUTE);
      overdue.sweep();
      rig.tasks.settle();
    }
  }

  @Test
  void saysOfASentMessageThatItsReceiptIsOverdueADayAfterItsTime() {
    var message = sent("far-1");

    pass(Duration.ofHours(34));
    assertThat(rig.rows(message)).isEmpty();
    pass(Duration.ofHours(1).plusMinutes(2));

    assertThat(rig.rows(message)).containsExactly(Kind.RECEIPT_OVERDUE);
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
  }

  @Test
  void saysItOnce() {
    var message = sent("far-1");

    pass(Duration.ofHours(35).plusMinutes(2));
    overdue = overdue();
    overdue.sweep();
    rig.tasks.settle();
    pass(Duration.ofDays(9).minusHours(35));

    assertThat(rig.rows(message)).containsExactly(Kind.RECEIPT_OVERDUE);
  }

  @Test
  void looksAtWhatWasScheduledForAMonthAhead() {
    var ahead = Optional.of(rig.clock.now().plus(Duration.ofDays(34)));
    var sample = under(Purpose.TRANSACTIONAL, Duration.ZERO, ahead);
    var id = new MessageId(ids.next());
    rig.clock.advance(Duration.ofDays(34));
    var message = sent(id, sample, "far-1");

    pass(Duration.ofDays(9));
    assertThat(rig.rows(message)).isEmpty();
    pass(Duration.ofDays(1).plusMinutes(2));

    assertThat(rig.rows(message)).containsExactly(Kind.RECEIPT_OVERDUE);
  }

  @Test
  void looksAtShortAndLongTimesWhenTheyAreOver() {
    var password = sent(under(Purpose.OTP, Duration.ZERO, Optional.empty()), "far-1");
    var patient = sent(under(Purpose.TRANSACTIONAL, Duration.ofDays(2), Optional.empty()), "far-2");

    pass(Duration.ofHours(25).plusMinutes(2));
    assertThat(rig.rows(password)).containsExactly(Kind.RECEIPT_OVERDUE);
    pass(Duration.ofHours(10));
    assertThat(rig.rows(patient)).isEmpty();
    pass(Duration.ofDays(9).minusHours(35));

    assertThat(rig.rows(patient)).containsExactly(Kind.RECEIPT_OVERDUE);
    assertThat(rig.rows(password)).containsExactly(Kind.RECEIPT_OVERDUE);
  }

  @Test
  void leavesWhatHasItsReceiptAlone() {
    var message = sent("far-1");
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));
    rig.carrier.offers(far);

    pass(Duration.ofHours(35).plusMinutes(2));

    assertThat(rig.rows(message)).isEmpty();
    assertThat(far.asked).isEmpty();
  }

  @Test
  void asksTheCarrierAndBelievesWhatItSays() {
    rig.carrier.offers(far);
    var message = sent("far-1");
    pass(Duration.ofHours(35).plusMinutes(2));
    assertThat(far.asked).hasSize(1);
    assertThat(far.asked.getFirst().leg().farId()).isEqualTo("far-1");

    far.open
        .getFirst()
        .accept(new Reply.Told(Rig.receipt(message, "far-1", -1, Verdict.UNDELIVERABLE)));
    rig.tasks.settle();

    assertThat(rig.kept(message).status()).isEqualTo(Status.UNDELIVERED);
  }

  @Test
  void whereTheCarrierDoesNotTellALateReceiptStillCounts() {
    rig.carrier.offers(far);
    var message = sent("far-1");
    pass(Duration.ofHours(35).plusMinutes(2));
    far.open.getFirst().accept(new Reply.Refused("ESME_RQUERYFAIL (0x67)"));
    rig.tasks.settle();
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);

    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));

    assertThat(rig.kept(message).status()).isEqualTo(Status.DELIVERED);
  }
}
