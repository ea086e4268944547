package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.script.Alert;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.OutbindListener;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.AlertNotification;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the centre says of itself: outbind to clients that wait for it, and alerts.
@Timeout(30)
class InvitingTest {
  private final BlockingQueue<Pdu> heard = new LinkedBlockingQueue<>();
  private final OutbindListener client =
      new OutbindListener(
          ServerSettings.loopback("client", 0, ""), (outbind, _) -> follow(outbind), Ear::new);

  @BeforeEach
  void listen() throws IOException {
    client.start();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Optional<Pdu.Bind> follow(Pdu.Outbind outbind) {
    heard.add(outbind);
    return Optional.of(
        new Pdu.Bind(
            BindMode.RECEIVER, "sandbox", "sandbox", "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE));
  }

  private Pdu next() throws InterruptedException {
    var pdu = heard.poll(10, TimeUnit.SECONDS);
    if (pdu == null) {
      throw new AssertionError("nothing was heard");
    }
    return pdu;
  }

  @Test
  void aClientThatIsAskedBindsAndHearsOnThatConnection() throws Exception {
    var yaml =
        """
        outbind: {port: %d, system-id: centre, password: secret, after: 10ms}
        inbound: {from: "+491701234567", to: "12345", text: Hi}
        """
            .formatted(client.port());
    try (var smsc = ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback())) {
      assertThat(next()).isEqualTo(new Pdu.Outbind("centre", "secret"));
      assertThat(next())
          .isInstanceOfSatisfying(
              DeliverSm.class,
              delivery -> assertThat(delivery.destination().value()).isEqualTo("12345"));
      assertThat(smsc.counters().of(Count.OUTBINDS)).isEqualTo(1);
    }
  }

  @Test
  void whoCannotBeReachedIsCounted() throws Exception {
    int nobody;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = gone.getLocalPort();
    }
    try (var smsc = ScriptedSmsc.open(ScriptReader.read(""), Doors.loopback())) {
      var invitation = ScriptReader.invitation("port: " + nobody);
      assertThatThrownBy(() -> smsc.call(invitation)).isInstanceOf(IOException.class);
      assertThat(smsc.counters().of(Count.OUTBINDS_FAILED)).isEqualTo(1);
    }
  }

  @Test
  void alertsGoToWhoReceivesOrToNobody() throws Exception {
    try (var smsc = ScriptedSmsc.open(ScriptReader.read(""), Doors.loopback())) {
      var accounts = smsc.play().script().accounts();
      var alert = ScriptReader.alert("{from: '+491701234567', to: '12345', count: 2}", accounts);
      try (var transmitter = Raw.bound(smsc, BindMode.TRANSMITTER)) {
        smsc.tell(alert);
        awaitTwo(smsc, Count.ALERTS_UNHEARD, transmitter);
        try (var receiver = Raw.bound(smsc, BindMode.RECEIVER)) {
          smsc.tell(alert);
          for (int i = 0; i < 2; i++) {
            var told = receiver.next(AlertNotification.class);
            assertThat(told.source()).isEqualTo(SmppAddress.international("491701234567"));
            assertThat(told.esme()).isEqualTo(SmppAddress.shortCode("12345"));
            assertThat(told.tlvs().number(Tag.MS_AVAILABILITY_STATUS)).hasValue(0);
          }
          awaitTwo(smsc, Count.ALERTS_SENT, transmitter);
        }
      }
    }
  }

  /// Asks for signs of life until so much is counted.
  private static void awaitTwo(ScriptedSmsc smsc, Count count, Raw client) throws IOException {
    while (smsc.counters().of(count) < 2) {
      client.send(new Pdu.EnquireLink());
      client.next(Pdu.EnquireLinkResp.class);
    }
  }

  @Test
  void aScriptTellsOfHandsetsAtItsRate() throws Exception {
    var yaml =
        """
        alerts:
          {from: "+491701234567", to: "12345", availability: unsaid, count: 1000, rate: 50}
        """;
    try (var smsc = ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback());
        var receiver = Raw.bound(smsc, BindMode.RECEIVER)) {
      assertThat(receiver.next(AlertNotification.class).tlvs().isEmpty()).isTrue();
    }
  }

  @Test
  void nothingIsAheadOfTheResponseThatLetsAClientIn() throws Exception {
    try (var smsc = ScriptedSmsc.open(ScriptReader.read(""), Doors.loopback())) {
      var accounts = smsc.play().script().accounts();
      var alert = ScriptReader.alert("{from: '+491701234567', to: '12345', count: 2}", accounts);
      for (int i = 0; i < 200; i++) {
        try (var receiver = new Raw(smsc)) {
          var telling = Thread.ofPlatform().start(() -> tellMany(smsc, alert));
          receiver.send(
              new Pdu.Bind(
                  BindMode.RECEIVER,
                  "sandbox",
                  "sandbox",
                  "",
                  Pdu.Bind.VERSION_3_4,
                  SmppAddress.NONE));
          assertThat(receiver.next().pdu()).isInstanceOf(Pdu.BindResp.class);
          telling.join();
        }
      }
    }
  }

  private static void tellMany(ScriptedSmsc smsc, Alert alert) {
    for (int i = 0; i < 20; i++) {
      smsc.tell(alert);
    }
  }

  /// Hears deliveries and acknowledges them.
  private final class Ear implements SmppHandler {
    private final SmppSession session;

    Ear(SmppSession session) {
      this.session = session;
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      throw new AssertionError("it asks for nothing");
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (var request : requests) {
        heard.add(request.pdu());
        session.respond(request, Pdu.DeliverSmResp.OK);
      }
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
