package io.carillon.bench.smpp;

import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One bind of the client: a new message for each that was answered.
///
/// The ids of the responses and those of the receipts must be the same set; instead of the sets it
/// keeps their counts, sums and sums of squares, which no loss, double or mix-up leaves alone.
///
/// All but the counters is used by the reading thread alone.
final class Pump implements SmppHandler {
  private static final Handling WITH_RECEIPT =
      Handling.PLAIN.withRegisteredDelivery(RegisteredDelivery.FINAL);
  private static final SmppAddress SENDER = SmppAddress.alphanumeric("Carillon");
  private static final Optional<MessageState> DELIVERED = Optional.of(MessageState.DELIVERED);
  private static final int RECIPIENTS = 4_096;

  /// One hundred characters.
  private static final Octets TEXT =
      Gsm.encode("Your code is 123456. ".repeat(5).substring(0, 100));

  private final SmppAddress[] recipients = new SmppAddress[RECIPIENTS];
  private final CountDownLatch done;
  private @Nullable SmppSession session;
  private final IdSums responses = new IdSums();
  private final IdSums receipts = new IdSums();
  private long wrong;
  private volatile boolean stopping;

  // Counted by the reading thread alone.
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong responded = new AtomicLong();
  private final AtomicLong cycles = new AtomicLong();

  Pump(int number, CountDownLatch done) {
    this.done = done;
    for (int i = 0; i < RECIPIENTS; i++) {
      recipients[i] = SmppAddress.international("49151%02d%06d".formatted(number, i * 7));
    }
  }

  /// The bind is up.
  SmppHandler on(SmppSession bound) {
    session = bound;
    fill(bound);
    return this;
  }

  /// Submits no more; `done` is counted down once all is answered and all receipts are there.
  void stop() {
    stopping = true;
  }

  long submitted() {
    return submitted.get();
  }

  long responded() {
    return responded.get();
  }

  long cycles() {
    return cycles.get();
  }

  /// What should not have come, and one more where ids are missing or came twice; to be asked after
  /// the end.
  long wrong() {
    return wrong + (responses.matches(receipts) ? 0 : 1);
  }

  private void fill(SmppSession to) {
    long count = submitted.get();
    long most = cycles.get() + BenchEsme.OPEN_MAX;
    while (!stopping && count < most && to.offer(next(count), this)) {
      count++;
    }
    submitted.set(count);
    if (stopping && cycles.get() == count) {
      done.countDown();
    }
  }

  private Pdu.SubmitSm next(long count) {
    var recipient = recipients[(int) (count % RECIPIENTS)];
    return new Pdu.SubmitSm("", SENDER, recipient, WITH_RECEIPT, TEXT, Tlvs.NONE);
  }

  @Override
  public void onAnswers(List<Answer> answers) {
    for (var answer : answers) {
      if (answer instanceof Answer.Responded(_, Pdu.SubmitSmResp resp)
          && resp.status() == CommandStatus.ROK) {
        responses.add(Long.parseLong(resp.messageId()));
      } else {
        wrong++;
      }
    }
    responded.addAndGet(answers.size());
    if (session != null) {
      fill(session);
    }
  }

  @Override
  public void onRequests(List<Incoming> requests) {
    if (session == null) {
      return;
    }
    for (var request : requests) {
      if (request.pdu() instanceof Pdu.DeliverSm deliver) {
        Receipts.of(deliver).ifPresentOrElse(this::take, () -> wrong++);
      } else {
        wrong++;
      }
      session.respond(request, Pdu.DeliverSmResp.OK);
    }
    cycles.addAndGet(requests.size());
    fill(session);
  }

  private void take(Receipt receipt) {
    if (receipt.state().equals(DELIVERED)) {
      receipts.add(Long.parseLong(receipt.messageId()));
    } else {
      wrong++;
    }
  }

  @Override
  public void onClosed(SessionEnd end) {
    done.countDown();
  }
}
