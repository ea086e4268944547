package io.carillon.sandbox.smsc;

import java.io.IOException;
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
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/// A foreign client, jsmpp, bound as transceiver to a centre on this machine.
public final class Jsmpp implements AutoCloseable {
  public static final TypeOfNumber INTERNATIONAL = TypeOfNumber.INTERNATIONAL;
  public static final NumberingPlanIndicator ISDN = NumberingPlanIndicator.ISDN;
  public static final String SENDER = "14155552671";

  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final BlockingQueue<AlertNotification> alerts = new LinkedBlockingQueue<>();
  private final SMPPSession session = new SMPPSession();

  /// Binds with the system_id and the password `sandbox`.
  public Jsmpp(int port) throws IOException {
    session.setTransactionTimer(PATIENCE_SECONDS * 1_000L);
    session.setMessageReceiverListener(new Listener());
    var login =
        new BindParameter(BindType.BIND_TRX, "sandbox", "sandbox", "", INTERNATIONAL, ISDN, "");
    session.connectAndBind("127.0.0.1", port, login);
  }

  /// What jsmpp offers.
  public SMPPSession session() {
    return session;
  }

  /// Submits from `SENDER`, wants a receipt, and answers the message_id.
  public String submit(String number) throws Exception {
    return submit(INTERNATIONAL, ISDN, SENDER, number);
  }

  /// The same from any sender.
  public String submit(
      TypeOfNumber senderType,
      NumberingPlanIndicator senderPlan,
      String sender,
      String number,
      OptionalParameter... more)
      throws Exception {
    return session
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
            more)
        .getMessageId();
  }

  /// The next deliver_sm.
  public DeliverSm next() throws InterruptedException {
    return next(delivered);
  }

  /// The next alert_notification.
  public AlertNotification alert() throws InterruptedException {
    return next(alerts);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var one = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("nothing came");
    }
    return one;
  }

  @Override
  public void close() {
    session.unbindAndClose();
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm delivery) {
      delivered.add(delivery);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      alerts.add(alert);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session from) throws ProcessRequestException {
      throw new ProcessRequestException("not here", 8);
    }
  }
}
