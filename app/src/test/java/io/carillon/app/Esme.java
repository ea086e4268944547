package io.carillon.app;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
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
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.DeliveryReceiptState;

/// A customer's program, bound to our SMPP server by a foreign library (jsmpp).
final class Esme implements AutoCloseable {
  static final TypeOfNumber INTERNATIONAL = TypeOfNumber.INTERNATIONAL;
  static final NumberingPlanIndicator ISDN = NumberingPlanIndicator.ISDN;

  private final SMPPSession session;
  private final LinkedBlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final AtomicInteger refusing = new AtomicInteger();
  private volatile int refusal;

  private Esme(SMPPSession session) {
    this.session = session;
  }

  static Esme bind(int port, String systemId, String password) throws Exception {
    return bind(port, systemId, password, BindType.BIND_TRX);
  }

  static Esme bind(int port, String systemId, String password, BindType type) throws Exception {
    return bound(new Esme(new SMPPSession()), port, systemId, password, type);
  }

  /// Over TLS.
  static Esme bind(int port, String systemId, String password, SSLSocketFactory sockets)
      throws Exception {
    var lines =
        (ConnectionFactory) (host, at) -> new SocketConnection(sockets.createSocket(host, at));
    return bound(new Esme(new SMPPSession(lines)), port, systemId, password, BindType.BIND_TRX);
  }

  private static Esme bound(Esme esme, int port, String systemId, String password, BindType type)
      throws Exception {
    esme.session.setTransactionTimer(20_000);
    esme.session.setMessageReceiverListener(esme.new Listener());
    esme.session.connectAndBind(
        "127.0.0.1",
        port,
        new BindParameter(type, systemId, password, "", INTERNATIONAL, ISDN, ""));
    return esme;
  }

  /// The command_status with which a bind is refused.
  static int refusedBind(int port, String systemId, String password, BindType type)
      throws Exception {
    try (var _ = bind(port, systemId, password, type)) {
      throw new AssertionError(systemId + " was let in");
    } catch (IOException e) {
      if (e.getCause() instanceof NegativeResponseException refusal) {
        return refusal.getCommandStatus();
      }
      throw e;
    }
  }

  SMPPSession session() {
    return session;
  }

  /// Waits for no answer longer than a second, for a server that is killed: the library goes on
  /// waiting when the connection is gone.
  Esme impatient() {
    session.setTransactionTimer(1_000);
    return this;
  }

  /// The next deliveries are answered with this status.
  void refuse(int count, int status) {
    refusal = status;
    refusing.set(count);
  }

  /// One submit_sm.
  record Submit(String from, String to, Octets body, int esmClass, int coding, int registered) {
    static Submit text(String to, String ascii) {
      var body = Octets.of(ascii.getBytes(StandardCharsets.US_ASCII));
      return new Submit("14155552671", to, body, 0, 0, 1);
    }

    Submit from(String next) {
      return new Submit(next, to, body, esmClass, coding, registered);
    }

    Submit coded(byte[] next, int nextCoding) {
      return new Submit(from, to, Octets.of(next), esmClass, nextCoding, registered);
    }

    Submit coded(int nextCoding) {
      return new Submit(from, to, body, esmClass, nextCoding, registered);
    }

    /// Says that a header stands before its body.
    Submit headed() {
      return new Submit(from, to, body, 0x40, coding, registered);
    }

    Submit registered(int next) {
      return new Submit(from, to, body, esmClass, coding, next);
    }
  }

  /// Submits and answers with the message_id.
  String submit(Submit submit, OptionalParameter... tlvs)
      throws IOException,
          InvalidResponseException,
          NegativeResponseException,
          PDUException,
          ResponseTimeoutException {
    return submit(submit, "", "", tlvs);
  }

  /// The same; empty where no answer came in time, so that nobody knows.
  Optional<String> submitUnlessSlow(Submit submit)
      throws IOException, InvalidResponseException, NegativeResponseException, PDUException {
    try {
      return Optional.of(submit(submit));
    } catch (ResponseTimeoutException _) {
      return Optional.empty();
    }
  }

  String submit(Submit submit, String schedule, String validity, OptionalParameter... tlvs)
      throws IOException,
          InvalidResponseException,
          NegativeResponseException,
          PDUException,
          ResponseTimeoutException {
    boolean name = Character.isLetter(submit.from().charAt(0));
    return session
        .submitShortMessage(
            "",
            name ? TypeOfNumber.ALPHANUMERIC : INTERNATIONAL,
            name ? NumberingPlanIndicator.UNKNOWN : ISDN,
            submit.from(),
            INTERNATIONAL,
            ISDN,
            submit.to(),
            new ESMClass((byte) submit.esmClass()),
            (byte) 0,
            (byte) 0,
            schedule,
            validity,
            new RegisteredDelivery((byte) submit.registered()),
            (byte) 0,
            new RawDataCoding((byte) submit.coding()),
            (byte) 0,
            octets(submit.body()),
            tlvs)
        .getMessageId();
  }

  private static byte[] octets(Octets body) {
    return body.decode(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The command_status with which a submit is refused.
  int refused(Submit submit, OptionalParameter... tlvs) throws Exception {
    try {
      throw new AssertionError("taken as " + submit(submit, tlvs));
    } catch (NegativeResponseException refusal) {
      return refusal.getCommandStatus();
    }
  }

  /// The next deliver_sm, within 30 s.
  DeliverSm next() throws InterruptedException {
    var next = delivered.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was delivered");
    }
    return next;
  }

  /// So many receipts, each as its id and state, in any order.
  List<String> receipts(int count) throws Exception {
    var receipts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var receipt = next().getShortMessageAsDeliveryReceipt();
      DeliveryReceiptState state = receipt.getFinalStatus();
      receipts.add(receipt.getId() + " " + state);
    }
    return receipts;
  }

  /// Whether nothing is delivered for a while.
  boolean hearsNothing(Duration time) throws InterruptedException {
    return delivered.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  @Override
  public void close() {
    session.unbindAndClose();
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
      if (refusing.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new ProcessRequestException("refused", refusal);
      }
      delivered.add(deliver);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("deliver_sm is expected", CommandStatus.RINVCMDID);
    }
  }
}
