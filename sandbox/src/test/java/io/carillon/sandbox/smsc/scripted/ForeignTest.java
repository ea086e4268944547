package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A foreign client, jsmpp, bound to the scripted centre.
@Timeout(60)
class ForeignTest {
  private static final String SCRIPT =
      """
      otherwise:
        id: {response: hex, receipt: decimal, width: 10}
        receipt: {delay: 5ms}
      rules:
        - {to: {suffix: "1"}, status: ESME_RMSGQFUL}
        - {to: {suffix: "2"}, receipt: {states: [UNDELIV], error: "027"}}
        - {to: {suffix: "3"}, receipt: {form: {fields: [], tlvs: [receipted-message-id]}}}
        - {to: {suffix: "4"}, answer: false}
        - {to: {suffix: "5"}, hostile: {fault: one-octet}}
      """;

  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final SMPPSession client = new SMPPSession();
  private ScriptedSmsc smsc;

  @BeforeEach
  void open() throws Exception {
    smsc = ScriptedSmsc.open(ScriptReader.read(SCRIPT), Doors.loopback());
    client.setTransactionTimer(20_000);
    client.setMessageReceiverListener(new Listener());
    client.connectAndBind(
        "127.0.0.1",
        smsc.port(),
        new BindParameter(
            BindType.BIND_TRX,
            "sandbox",
            "sandbox",
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            ""));
  }

  @AfterEach
  void close() {
    client.unbindAndClose();
    smsc.close();
  }

  private String submit(String number) throws Exception {
    return client
        .submitShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            "14155552671",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            number,
            new ESMClass(),
            (byte) 0,
            (byte) 0,
            "",
            "",
            new RegisteredDelivery(1),
            (byte) 0,
            new RawDataCoding((byte) 0),
            (byte) 0,
            "Hello".getBytes(StandardCharsets.US_ASCII))
        .getMessageId();
  }

  private DeliverSm next() throws InterruptedException {
    var delivery = delivered.poll(20, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing was delivered");
    }
    return delivery;
  }

  @Test
  void readsReceiptsWhoseIdsAreWrittenOtherwise() throws Exception {
    var id = submit("4915155550");
    var receipt = next().getShortMessageAsDeliveryReceipt();

    assertThat(Long.parseLong(receipt.getId())).isEqualTo(Long.parseLong(id, 16));
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);

    submit("4915155552");
    var failed = next().getShortMessageAsDeliveryReceipt();
    assertThat(failed.getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
    assertThat(failed.getError()).isEqualTo("027");
  }

  @Test
  void readsReceiptsWithoutText() throws Exception {
    var id = submit("4915155553");
    var delivery = next();

    assertThat(delivery.isSmscDeliveryReceipt()).isTrue();
    assertThat(delivery.getShortMessage()).isEmpty();
    assertThat(delivery.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .isEqualTo(
            new OptionalParameter.Receipted_message_id("%010d".formatted(Long.parseLong(id, 16))));
  }

  @Test
  void isRefusedOrLeftWithoutAnAnswer() {
    assertThatThrownBy(() -> submit("4915155551"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(0x14));
    client.setTransactionTimer(200);
    assertThatThrownBy(() -> submit("4915155554")).isInstanceOf(ResponseTimeoutException.class);
  }

  @Test
  void putsPdusTogetherThatComeOctetByOctet() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(submit("4915155555")).isNotEmpty();
      assertThat(next().isSmscDeliveryReceipt()).isTrue();
    }
  }

  @Test
  void hearsPeople() throws Exception {
    smsc.write(
        ScriptReader.inbound(
            "{from: '+491701234567', to: '12345', text: Hi, count: 2}",
            smsc.play().script().accounts()));

    for (int i = 0; i < 2; i++) {
      var delivery = next();
      assertThat(delivery.isSmscDeliveryReceipt()).isFalse();
      assertThat(delivery.getSourceAddr()).isEqualTo("491701234567");
      assertThat(delivery.getShortMessage()).asString(StandardCharsets.US_ASCII).isEqualTo("Hi");
    }
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm delivery) {
      delivered.add(delivery);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // The centre sends none.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session)
        throws ProcessRequestException {
      throw new ProcessRequestException("not here", 8);
    }
  }
}
