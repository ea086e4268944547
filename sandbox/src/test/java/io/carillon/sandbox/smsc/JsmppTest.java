package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.io.TempDir;

/// A foreign client, jsmpp, bound to the sandbox.
@Timeout(60)
class JsmppTest {
  private static final TypeOfNumber INTERNATIONAL = TypeOfNumber.INTERNATIONAL;
  private static final NumberingPlanIndicator ISDN = NumberingPlanIndicator.ISDN;

  @TempDir private Path folder;
  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final SMPPSession client = new SMPPSession();
  private SandboxSmsc smsc;

  @BeforeEach
  void open() throws IOException {
    smsc = SandboxSmsc.open(0, Duration.ofMillis(5), folder);
    client.setTransactionTimer(20_000);
    client.setMessageReceiverListener(new Listener());
    var login =
        new BindParameter(
            BindType.BIND_TRX,
            SandboxSmsc.SYSTEM_ID,
            SandboxSmsc.PASSWORD,
            "",
            INTERNATIONAL,
            ISDN,
            "");
    client.connectAndBind("127.0.0.1", smsc.port(), login);
  }

  @AfterEach
  void close() {
    client.unbindAndClose();
    smsc.close();
  }

  private String submit(String number) throws Exception {
    return submit(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "Acme", number);
  }

  private String submit(
      TypeOfNumber senderType, NumberingPlanIndicator senderPlan, String sender, String number)
      throws Exception {
    return client
        .submitShortMessage(
            "",
            senderType,
            senderPlan,
            sender,
            INTERNATIONAL,
            ISDN,
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
            "Hello".getBytes(StandardCharsets.US_ASCII),
            new OptionalParameter.User_message_reference((short) 4711))
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
  void readsTheReceiptOfItsMessage() throws Exception {
    var id = submit("14155551234");

    var delivery = next();

    assertThat(delivery.isSmscDeliveryReceipt()).isTrue();
    var receipt = delivery.getShortMessageAsDeliveryReceipt();
    assertThat(receipt.getId()).isEqualTo(id);
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(receipt.getSubmitted()).isEqualTo(1);
    assertThat(receipt.getDelivered()).isEqualTo(1);
    assertThat(receipt.getError()).isEqualTo("000");
    assertThat(delivery.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .isEqualTo(new OptionalParameter.Receipted_message_id(id));
    assertThat(delivery.getOptionalParameter(OptionalParameter.User_message_reference.class))
        .isEqualTo(new OptionalParameter.User_message_reference((short) 4711));
    assertThat(smsc.shown("14155551234", 10).getFirst().from()).isEqualTo("Acme");
  }

  @Test
  void isToldWhyItIsRefused() {
    assertThatThrownBy(() -> submit("14155550001"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(0x0B));
  }

  @Test
  void hearsWhatThePersonAnswers() throws Exception {
    submit(INTERNATIONAL, ISDN, "14155552671", "14155550008");

    assertThat(next().isSmscDeliveryReceipt()).isTrue();
    var answer = next();
    assertThat(answer.isSmscDeliveryReceipt()).isFalse();
    assertThat(answer.getSourceAddr()).isEqualTo("14155550008");
    assertThat(answer.getDestAddress()).isEqualTo("14155552671");
    assertThat(answer.getShortMessage()).asString(StandardCharsets.US_ASCII).isEqualTo("STOP");
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm delivery) {
      delivered.add(delivery);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // The sandbox sends none.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session)
        throws ProcessRequestException {
      throw new ProcessRequestException("not here", 8);
    }
  }
}
