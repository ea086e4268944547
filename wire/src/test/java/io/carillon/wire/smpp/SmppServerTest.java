package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.text.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SmppServerTest {
  @Test
  void letsAClientBindAndTakesItsMessages() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(7, Sessions.BIND);
      Decoded.Frame bound = peer.next();
      peer.send(8, Sessions.submit("Hi"));
      Recorder recorder = sessions.bound();
      Incoming request = recorder.request();
      boolean heard = recorder.session().respond(request, Sessions.taken("1"));

      assertThat(bound.sequence()).isEqualTo(7);
      assertThat(bound.pdu())
          .isEqualTo(
              new Pdu.BindResp(
                  BindMode.TRANSCEIVER,
                  0,
                  "carillon",
                  Tlvs.NONE.withOctet(Tag.SC_INTERFACE_VERSION, 0x34)));
      assertThat(request.pdu()).isEqualTo(Sessions.submit("Hi"));
      assertThat(heard).isTrue();
      assertThat(peer.next()).isEqualTo(new Decoded.Frame(8, Sessions.taken("1")));
      assertThat(recorder.session().bind()).isEqualTo(Sessions.BIND);
      assertThat(sessions.server().sessions()).containsExactly(recorder.session());
    }
  }

  @Test
  void refusesAndClosesWhereTheCheckSaysNo() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withUnbindTimeout(Duration.ofMillis(200)));
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(1, new Pdu.Bind(BindMode.RECEIVER, "esme", "wrong", "", 0x34, SmppAddress.NONE));

      assertThat(peer.next())
          .isEqualTo(
              new Decoded.Frame(
                  1, new Pdu.BindResp(BindMode.RECEIVER, CommandStatus.RINVPASWD, "", Tlvs.NONE)));
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void closesWhoDoesNotBindInTime() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withBindTimeout(Duration.ofMillis(500)));
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(1, new Pdu.EnquireLink());

      assertThat(peer.next(Pdu.EnquireLinkResp.class).status()).isZero();
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void whoBindsInTimeIsLetInHoweverLongTheCheckTakes() throws Exception {
    var settings =
        ServerSettings.loopback("smsc", 0, "carillon")
            .withSession(Sessions.PATIENT.withBindTimeout(Duration.ofMillis(300)));
    var port = new AtomicInteger();
    try (var server =
        new SmppServer(settings, (_, _) -> checkAtLeisure(port.get()), new Recorders())) {
      server.start();
      port.set(server.port());
      try (var peer = RawPeer.connect(server.port())) {
        peer.send(1, Sessions.BIND);

        assertThat(peer.next(Pdu.BindResp.class).status()).isZero();
      }
    }
  }

  /// Takes as long as six peers that come one after the other, say nothing and are sent away.
  private static int checkAtLeisure(int port) {
    for (int i = 0; i < 6; i++) {
      try (var idle = RawPeer.connect(port)) {
        assertThat(idle.isEnded()).isTrue();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return CommandStatus.ROK;
  }

  @Test
  void refusesWhatTheStateOfTheBindDoesNotAllow() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(1, Sessions.submit("too early"));
      assertThat(peer.next(Pdu.SubmitSmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);

      peer.bind();
      peer.send(2, Sessions.BIND);
      assertThat(peer.next(Pdu.BindResp.class).status()).isEqualTo(CommandStatus.RALYBND);
      peer.send(3, Sessions.deliver("wrong way"));
      assertThat(peer.next(Pdu.DeliverSmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);
      assertThat(sessions.bound().session().counts().refused()).isEqualTo(2);
    }
  }

  @Test
  void aReceiverMayNotSubmit() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(1, new Pdu.Bind(BindMode.RECEIVER, "esme", "secret", "", 0x34, SmppAddress.NONE));
      assertThat(peer.next(Pdu.BindResp.class).status()).isZero();

      peer.send(2, Sessions.submit("no"));

      assertThat(peer.next(Pdu.SubmitSmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);
    }
  }

  @Test
  void readsPdusThatComeOctetByOctet() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      for (byte octet : PduCodec.encode(1, Sessions.BIND)) {
        peer.write(new byte[] {octet});
      }
      assertThat(peer.next(Pdu.BindResp.class).status()).isZero();
      for (byte octet : PduCodec.encode(2, Sessions.submit("drop by drop"))) {
        peer.write(new byte[] {octet});
      }

      assertThat(sessions.bound().request().pdu()).isEqualTo(Sessions.submit("drop by drop"));
    }
  }

  @Test
  void readsPdusThatComeTogether() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      var together = new ByteArrayOutputStream();
      together.write(PduCodec.encode(1, Sessions.BIND));
      for (int i = 2; i < 502; i++) {
        together.write(PduCodec.encode(i, Sessions.submit("number " + i)));
      }
      together.write(PduCodec.encode(502, new Pdu.EnquireLink()));
      peer.write(together.toByteArray());

      Recorder recorder = sessions.bound();
      for (int i = 2; i < 502; i++) {
        Incoming request = recorder.request();
        assertThat(request.sequence()).isEqualTo(i);
        assertThat(request.pdu()).isEqualTo(Sessions.submit("number " + i));
        recorder.session().respond(request, Sessions.taken("id" + i));
      }
      int answers = 0;
      for (int i = 0; i < 502; i++) {
        answers += peer.next().pdu() instanceof Pdu.SubmitSmResp ? 1 : 0;
      }
      assertThat(answers).isEqualTo(500);
    }
  }

  @Test
  void takesALargePayload() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      byte[] payload = new byte[65_535];
      new SplittableRandom(1).nextBytes(payload);
      var data =
          new Pdu.DataSm(
              "",
              SmppAddress.NONE,
              SmppAddress.NONE,
              0,
              0,
              4,
              Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.of(payload)));
      peer.send(2, data);

      Recorder recorder = sessions.bound();
      Incoming request = recorder.request();
      assertThat(request.pdu()).isEqualTo(data);
      recorder.session().respond(request, data.refuse(0));
      assertThat(peer.next(Pdu.DataSmResp.class).status()).isZero();
    }
  }

  @Test
  void nacksAnImpossibleLengthAndCloses() throws Exception {
    for (String length : new String[] {"7fffffff", "0000000f", "ffffffff", "00011171"}) {
      try (var sessions = new Sessions(Sessions.PATIENT);
          var peer = RawPeer.connect(sessions.port()).bind()) {
        peer.write(HexFormat.of().parseHex(length));

        assertThat(peer.next())
            .isEqualTo(new Decoded.Frame(0, new Pdu.GenericNack(CommandStatus.RINVCMDLEN)));
        assertThat(peer.isEnded()).isTrue();
        peer.hangUp();
        assertThat(sessions.bound().end().reason()).isEqualTo(SessionEnd.Reason.BAD_STREAM);
      }
    }
  }

  @Test
  void nacksAnUnknownCommandAndGoesOn() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      peer.write(HexFormat.of().parseHex("00000014000000ff000000000000000901020304"));
      assertThat(peer.next())
          .isEqualTo(new Decoded.Frame(9, new Pdu.GenericNack(CommandStatus.RINVCMDID)));

      peer.write(HexFormat.of().parseHex("0000001000000004000000000000000a"));
      assertThat(peer.next())
          .isEqualTo(
              new Decoded.Frame(10, new Pdu.SubmitSmResp(CommandStatus.RINVCMDLEN, "", Tlvs.NONE)));

      peer.write(HexFormat.of().parseHex("00000010800000ff000000000000000b"));
      peer.send(12, new Pdu.EnquireLink());
      assertThat(peer.next()).isEqualTo(new Decoded.Frame(12, new Pdu.EnquireLinkResp(0)));
      assertThat(sessions.bound().session().counts().broken()).isEqualTo(3);
    }
  }

  @Test
  void aPeerBelowThreeFourGetsNoTlvs() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port())) {
      peer.send(1, new Pdu.Bind(BindMode.RECEIVER, "esme", "secret", "", 0x33, SmppAddress.NONE));
      assertThat(peer.next(Pdu.BindResp.class).tlvs()).isEqualTo(Tlvs.NONE);

      var deliver =
          new Pdu.DeliverSm(
              "",
              SmppAddress.NONE,
              SmppAddress.NONE,
              Handling.PLAIN,
              Octets.ofHex("61"),
              Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, "1"));
      sessions.bound().session().offer(deliver, "a");
      assertThat(peer.next(Pdu.DeliverSm.class).tlvs()).isEqualTo(Tlvs.NONE);
    }
  }

  @Test
  void takesNoMoreConnectionsThanItMay() throws Exception {
    var settings =
        ServerSettings.loopback("smsc", 0, "carillon")
            .withSession(Sessions.PATIENT)
            .withConnectionsMax(1);
    try (var sessions = new Sessions(settings);
        var first = RawPeer.connect(sessions.port()).bind()) {
      try (var second = RawPeer.connect(sessions.port())) {
        assertThat(second.isEnded()).isTrue();
      }
      first.send(2, new Pdu.EnquireLink());
      assertThat(first.next(Pdu.EnquireLinkResp.class).status()).isZero();
    }
  }

  @Test
  void closesItsSessionsInOrder() throws Exception {
    var sessions = new Sessions(Sessions.PATIENT);
    try (var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      Thread closer = Thread.ofVirtual().start(() -> sessions.server().close());
      Decoded.Frame unbind = peer.next();
      peer.send(unbind.sequence(), new Pdu.UnbindResp(0));

      assertThat(unbind.pdu()).isEqualTo(new Pdu.Unbind());
      assertThat(peer.isEnded()).isTrue();
      peer.hangUp();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.UNBOUND);
      assertThat(closer.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void survivesRandomOctets() throws Exception {
    var random = new SplittableRandom(42);
    try (var sessions = new Sessions(Sessions.PATIENT)) {
      for (int round = 0; round < 50; round++) {
        byte[] rubbish = new byte[random.nextInt(1, 400)];
        random.nextBytes(rubbish);
        try (var peer = RawPeer.connect(sessions.port())) {
          peer.write(rubbish);
          peer.socket().shutdownOutput();
          while (!peer.isEnded()) {
            // Whatever it answers, it must come to an end.
          }
        }
      }
      assertStillServes(sessions);
    }
  }

  private static void assertStillServes(Sessions sessions) throws IOException {
    try (var peer = RawPeer.connect(sessions.port()).bind()) {
      peer.send(2, new Pdu.EnquireLink());
      assertThat(peer.next(Pdu.EnquireLinkResp.class).status()).isZero();
    }
  }
}
