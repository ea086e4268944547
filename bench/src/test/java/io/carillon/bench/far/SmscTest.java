package io.carillon.bench.far;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The far end against jsmpp, which knows nothing of us.
final class SmscTest {
  private final Tally tally = new Tally();
  private final BlockingQueue<DeliverSm> receipts = new LinkedBlockingQueue<>();
  private Smsc smsc;
  private int refusals;

  @BeforeEach
  void start() throws IOException {
    smsc = new Smsc(FarPlan.USUAL, tally);
  }

  @AfterEach
  void stop() throws IOException {
    smsc.close();
  }

  @Test
  void aMessageIsTakenAndItsReceiptComes() throws Exception {
    var session = session(BindType.BIND_TRX);

    var id = submit(session, 7, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);
    var receipt = receipts.poll(10, TimeUnit.SECONDS);

    assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
    assertThat(receipt.getSourceAddr()).isEqualTo("14152000007");
    assertThat(receipt.getDestAddress()).isEqualTo("14155552671");
    assertThat(receipt.getShortMessageAsDeliveryReceipt().getId()).isEqualTo(id);
    assertThat(new String(receipt.getShortMessage(), US_ASCII)).contains(" stat:DELIVRD err:000 ");
    assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .extracting(OptionalParameter.Receipted_message_id::getValueAsString)
        .isEqualTo(id);
    assertThat(receipt.getOptionalParameter(OptionalParameter.Message_state.class).getValue())
        .isEqualTo((byte) 2);
    assertThat(
            receipt.getOptionalParameter(OptionalParameter.User_message_reference.class).getValue())
        .isEqualTo((short) 1234);
    Eventually.holds(() -> tally.counts().acknowledged() == 1);
    assertThat(tally.counts().submitted()).isEqualTo(1);
    assertThat(tally.submitted().at(7)).isPositive();
    session.unbindAndClose();
  }

  @Test
  void aReceiptComesOnlyWhenAskedFor() throws Exception {
    var session = session(BindType.BIND_TRX);

    submit(session, 1, SMSCDeliveryReceipt.DEFAULT, 0);
    submit(session, 2, SMSCDeliveryReceipt.FAILURE, 0);
    submit(session, 3, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);

    assertThat(receipts.poll(10, TimeUnit.SECONDS).getSourceAddr()).isEqualTo("14152000003");
    assertThat(tally.counts().receipts()).isEqualTo(1);
    session.unbindAndClose();
  }

  @Test
  void receiptsAreHeldBackAsLongAsAskedFor() throws Exception {
    var session = late(Duration.ofMillis(300));

    var before = System.nanoTime();
    submit(session, 1, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);
    assertThat(receipts.poll(10, TimeUnit.SECONDS)).isNotNull();

    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000L);
    session.unbindAndClose();
  }

  @Test
  void aRefusedReceiptComesAgain() throws Exception {
    refusals = 1;
    var session = session(BindType.BIND_TRX);

    submit(session, 1, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);

    assertThat(receipts.poll(10, TimeUnit.SECONDS)).isNotNull();
    Eventually.holds(() -> tally.counts().acknowledged() == 1);
    assertThat(tally.counts().refused()).isEqualTo(1);
    assertThat(tally.counts().receipts()).isEqualTo(2);
    session.unbindAndClose();
  }

  @Test
  void receiptsOfALostSessionComeOnTheNext() throws Exception {
    var first = late(Duration.ofMillis(500));
    submit(first, 1, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);
    first.close();

    var second = session(BindType.BIND_RX);

    assertThat(receipts.poll(10, TimeUnit.SECONDS).getSourceAddr()).isEqualTo("14152000001");
    second.unbindAndClose();
  }

  @Test
  void aTransmitterGetsNoReceiptsAReceiverDoes() throws Exception {
    var transmitter = session(BindType.BIND_TX);
    submit(transmitter, 1, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0);
    assertThat(tally.counts().receipts()).isZero();

    var receiver = session(BindType.BIND_RX);

    assertThat(receipts.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(tally.counts().binds()).isEqualTo(2);
    transmitter.unbindAndClose();
    receiver.unbindAndClose();
  }

  @Test
  void repeatsAreCountedAndIdsDiffer() throws Exception {
    var session = session(BindType.BIND_TRX);
    var ids = new HashSet<String>();

    ids.add(submit(session, 5, SMSCDeliveryReceipt.DEFAULT, 0));
    ids.add(submit(session, 5, SMSCDeliveryReceipt.DEFAULT, 0));
    ids.add(submit(session, 6, SMSCDeliveryReceipt.DEFAULT, 1));
    ids.add(submit(session, 6, SMSCDeliveryReceipt.DEFAULT, 2));

    assertThat(ids).hasSize(4);
    assertThat(tally.counts().submits()).isEqualTo(4);
    assertThat(tally.counts().submitted()).isEqualTo(2);
    assertThat(tally.counts().repeatedSubmits()).isEqualTo(1);
    session.unbindAndClose();
  }

  @Test
  void aTextIsWholeWhenItsLastPieceCame() throws Exception {
    var session = session(BindType.BIND_TRX);

    submit(session, 5, SMSCDeliveryReceipt.SUCCESS_FAILURE, 2);
    assertThat(tally.counts().submitted()).isZero();
    submit(session, 5, SMSCDeliveryReceipt.SUCCESS_FAILURE, 1);

    assertThat(tally.counts().submitted()).isEqualTo(1);
    assertThat(tally.counts().repeatedSubmits()).isZero();
    Eventually.holds(() -> tally.counts().receipted() == 1);
    assertThat(tally.counts().acknowledged()).isEqualTo(2);
    session.unbindAndClose();
  }

  @Test
  void whatIsAboveTheCeilingIsThrottled() throws Exception {
    smsc.close();
    smsc = new Smsc(new FarPlan(Duration.ZERO, 20, Duration.ZERO), tally);
    var session = session(BindType.BIND_TRX);

    var throttled = 0;
    for (var i = 0; i < 10; i++) {
      try {
        submit(session, i, SMSCDeliveryReceipt.DEFAULT, 0);
      } catch (NegativeResponseException refused) {
        assertThat(refused.getCommandStatus()).isEqualTo(0x58);
        throttled++;
      }
    }

    assertThat(throttled).isBetween(1, 8);
    assertThat(tally.counts().throttled()).isEqualTo(throttled);
    assertThat(tally.counts().submits()).isEqualTo(10 - throttled);
    session.unbindAndClose();
  }

  @Test
  void manyMessagesOfManyThreadsAllComeBack() throws Exception {
    var session = session(BindType.BIND_TRX);
    session.setTransactionTimer(20_000);
    try (var threads = Executors.newFixedThreadPool(8)) {
      threads.invokeAll(
          IntStream.range(0, 2_000)
              .<Callable<String>>mapToObj(
                  i -> () -> submit(session, i, SMSCDeliveryReceipt.SUCCESS_FAILURE, 0))
              .toList());
    }

    for (var i = 0; i < 2_000; i++) {
      assertThat(receipts.poll(20, TimeUnit.SECONDS)).as("receipt %d", i).isNotNull();
    }
    assertThat(tally.counts().submitted()).isEqualTo(2_000);
    assertThat(tally.counts().repeatedSubmits()).isZero();
    session.unbindAndClose();
  }

  private SMPPSession late(Duration receiptDelay) throws IOException {
    smsc.close();
    smsc = new Smsc(new FarPlan(receiptDelay, 0, Duration.ZERO), tally);
    return session(BindType.BIND_TRX);
  }

  private SMPPSession session(BindType type) throws IOException {
    var session = new SMPPSession();
    session.setTransactionTimer(10_000);
    session.setQueueCapacity(10_000);
    session.setMessageReceiverListener(new Listener());
    session.connectAndBind(
        "127.0.0.1",
        smsc.port(),
        new BindParameter(
            type,
            "bench",
            "bench",
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    return session;
  }

  private static String submit(
      SMPPSession session, int sequence, SMSCDeliveryReceipt receipt, int segment)
      throws Exception {
    var text = "Hello".getBytes(US_ASCII);
    var header = new byte[] {5, 0, 3, 77, 2, (byte) segment, 'H', 'i'};
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            Recipients.SENDER.substring(1),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            Recipients.number(sequence).substring(1),
            new ESMClass(segment == 0 ? 0 : 0x40),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(receipt),
            (byte) 0,
            new GeneralDataCoding(),
            (byte) 0,
            segment == 0 ? text : header,
            new OptionalParameter.User_message_reference((short) 1234))
        .getMessageId();
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm deliverSm) throws ProcessRequestException {
      if (refusals-- > 0) {
        throw new ProcessRequestException("not now", 0x14);
      }
      receipts.add(deliverSm);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alertNotification) {
      throw new IllegalStateException("none is sent");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
      throw new IllegalStateException("none is sent");
    }
  }
}
