package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.OutboundSMPPServerSessionListener;
import org.jsmpp.session.SMPPOutboundServerSession;
import org.jsmpp.session.SMPPOutboundSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A foreign centre, jsmpp, that calls our client, and ours that calls a foreign client.
@Timeout(60)
class JsmppOutbindTest {
  private static final long PATIENCE_MS = 20_000;

  @Test
  void aForeignCentreCallsOurClient() throws Exception {
    var recorders = new Recorders();
    var bind =
        new Pdu.Bind(
            BindMode.RECEIVER, "esme", "secret", "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE);
    var listener =
        new OutbindListener(
            ServerSettings.loopback("esme", 0, "").withSession(Sessions.PATIENT),
            (outbind, _) ->
                outbind.equals(new Pdu.Outbind("mc", "letmein"))
                    ? Optional.of(bind)
                    : Optional.empty(),
            recorders);
    var centre = new SMPPOutboundSession();
    try (listener;
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      listener.start();
      BindRequest asked =
          centre.connectAndOutbind("127.0.0.1", listener.port(), "mc", "letmein", PATIENCE_MS);
      assertThat(asked.getBindType()).isEqualTo(BindType.BIND_RX);
      assertThat(asked.getSystemId()).isEqualTo("esme");
      asked.accept("jsmpp");
      Recorder recorder = recorders.next();
      var delivered =
          threads.submit(() -> {
            deliver(centre);
            return "answered";
          });
      Incoming request = recorder.request();
      assertThat(((Pdu.DeliverSm) request.pdu()).source())
          .isEqualTo(SmppAddress.international("15551234567"));
      recorder.session().respond(request, Pdu.DeliverSmResp.OK);

      assertThat(delivered.get(20, TimeUnit.SECONDS)).isEqualTo("answered");
      centre.unbindAndClose();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    }
  }

  @Test
  void ourCentreCallsAForeignClient() throws Exception {
    BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
    var loopback = new JsmppLoopback();
    var listener = new OutboundSMPPServerSessionListener(0, loopback);
    listener.setOutboundServerMessageReceiverListener((deliver, _) -> delivered.add(deliver));
    try (var sessions = new Sessions(Sessions.PATIENT);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var bound = threads.submit(() -> follow(listener));
      sessions
          .server()
          .outbind(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), loopback.port()),
              new Pdu.Outbind("mc", "letmein"));
      Recorder recorder = sessions.bound();
      SMPPOutboundServerSession client = bound.get(20, TimeUnit.SECONDS);
      assertThat(recorder.session().bind().mode()).isEqualTo(BindMode.RECEIVER);
      recorder.session().offer(Sessions.deliver("to you"), "a");

      assertThat(recorder.answer()).isInstanceOf(Answer.Responded.class);
      assertThat(delivered.take().getDestAddress()).isEqualTo("Acme");
      client.unbindAndClose();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    } finally {
      listener.close();
    }
  }

  private static SMPPOutboundServerSession follow(OutboundSMPPServerSessionListener listener)
      throws Exception {
    SMPPOutboundServerSession session = listener.accept();
    assertThat(session.waitForOutbind(PATIENCE_MS).getSystemId()).isEqualTo("mc");
    var bind =
        new BindParameter(
            BindType.BIND_RX,
            "esme",
            "secret",
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            "");
    assertThat(session.bind(bind, Duration.ofSeconds(20).toMillis())).isEqualTo("carillon");
    return session;
  }

  private static void deliver(SMPPOutboundSession centre) throws Exception {
    centre.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        "15551234567",
        TypeOfNumber.ALPHANUMERIC,
        NumberingPlanIndicator.UNKNOWN,
        "Acme",
        new ESMClass(0),
        (byte) 0,
        (byte) 0,
        new org.jsmpp.bean.RegisteredDelivery(0),
        new RawDataCoding((byte) 0),
        "Hello".getBytes(StandardCharsets.US_ASCII));
  }
}
