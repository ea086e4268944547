package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A centre that calls its clients.
@Timeout(30)
class OutbindTest {
  private static final Pdu.Outbind OUTBIND = new Pdu.Outbind("mc", "letmein");
  private static final SessionSettings SHORT =
      Sessions.PATIENT.withBindTimeout(Duration.ofMillis(200));

  private final Recorders recorders = new Recorders();

  /// Follows `OUTBIND` alone.
  private OutbindListener listen(SessionSettings settings) throws IOException {
    var listener =
        new OutbindListener(
            ServerSettings.loopback("esme", 0, "").withSession(settings),
            (outbind, _) -> outbind.equals(OUTBIND) ? Optional.of(Sessions.BIND) : Optional.empty(),
            recorders);
    listener.start();
    return listener;
  }

  @Test
  void theCentreCallsTheClientBindsAndBothGoOnAsEver() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var listener = listen(Sessions.PATIENT)) {
      SmppSession called = sessions.server().outbind(client(listener.port()), OUTBIND);
      Recorder centre = sessions.bound();
      Recorder esme = recorders.next();

      assertThat(centre.session()).isSameAs(called);
      assertThat(called.bind()).isEqualTo(Sessions.BIND);
      assertThat(sessions.server().sessions()).containsExactly(called);
      assertThat(listener.sessions()).containsExactly(esme.session());
      called.offer(Sessions.deliver("to you"), "a");
      esme.session().respond(esme.request(), Pdu.DeliverSmResp.OK);
      assertThat(centre.answer()).isEqualTo(new Answer.Responded("a", Pdu.DeliverSmResp.OK));
      esme.session().offer(Sessions.submit("to all"), "b");
      centre.session().respond(centre.request(), Sessions.taken("1"));
      assertThat(esme.answer()).isEqualTo(new Answer.Responded("b", Sessions.taken("1")));

      listener.close(Duration.ofSeconds(5));
      assertThat(esme.end().reason()).isEqualTo(SessionEnd.Reason.UNBOUND);
      assertThat(centre.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    }
  }

  @Test
  void aClientDoesNotFollowEverybody() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var listener = listen(Sessions.PATIENT)) {
      var wrong = new Pdu.Outbind("mc", "wrong");
      SmppSession called = sessions.server().outbind(client(listener.port()), wrong);

      assertThat(called.awaitEnd(Duration.ofSeconds(10))).isTrue();
      assertThat(called.end().orElseThrow().reason()).isEqualTo(SessionEnd.Reason.PEER_CLOSED);
      assertThat(recorders.isEmpty()).isTrue();
    }
  }

  @Test
  void aCentreStillChecksWhomItCalled() throws Exception {
    var settings = ServerSettings.loopback("strict", 0, "mc").withSession(SHORT);
    try (var server = new SmppServer(settings, (_, _) -> CommandStatus.RINVPASWD, Recorder::new);
        var listener = listen(Sessions.PATIENT)) {
      SmppSession called = server.outbind(client(listener.port()), OUTBIND);

      assertThat(called.awaitEnd(Duration.ofSeconds(10))).isTrue();
      assertThat(called.end().orElseThrow().status()).isEqualTo(CommandStatus.RINVPASWD);
      assertThat(recorders.isEmpty()).isTrue();
    }
  }

  @Test
  void aCalledClientThatDoesNotBindIsGivenUp() throws Exception {
    try (var sessions = new Sessions(SHORT);
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SmppSession called = sessions.server().outbind(client(listening.getLocalPort()), OUTBIND);
      try (var peer = new RawPeer(listening.accept())) {
        assertThat(peer.next()).isEqualTo(new Decoded.Frame(1, OUTBIND));
        assertThat(peer.isEnded()).isTrue();
        assertThat(called.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(called.end().orElseThrow().reason()).isEqualTo(SessionEnd.Reason.BIND_TIMED_OUT);
      }
    }
  }

  @Test
  void aCallerThatAsksNothingIsGivenUp() throws Exception {
    try (var listener = listen(SHORT);
        var peer = RawPeer.connect(listener.port())) {
      assertThat(peer.isEnded()).isTrue();
      assertThat(listener.sessions()).isEmpty();
    }
  }

  @Test
  void aListeningClientIsNoCentreAndBindsOnce() throws Exception {
    try (var listener = listen(Sessions.PATIENT.withUnbindTimeout(Duration.ofMillis(200)));
        var peer = RawPeer.connect(listener.port())) {
      peer.send(1, Sessions.BIND);
      assertThat(peer.next(Pdu.BindResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);
      peer.send(2, Sessions.deliver("too early"));
      assertThat(peer.next(Pdu.DeliverSmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);

      peer.send(3, OUTBIND);
      Decoded.Frame bind = peer.next();
      assertThat(bind.pdu()).isEqualTo(Sessions.BIND);
      peer.send(4, OUTBIND);
      assertThat(peer.next())
          .isEqualTo(new Decoded.Frame(4, new Pdu.GenericNack(CommandStatus.RINVBNDSTS)));
      peer.send(bind.sequence(), new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", Tlvs.NONE));
      peer.send(5, Sessions.deliver("now"));
      assertThat(recorders.next().request().pdu()).isEqualTo(Sessions.deliver("now"));
      peer.hangUp();
    }
  }

  @Test
  void aClientThatBoundItselfIsNotToldToBind() throws Exception {
    for (OurEnd.Kind kind : OurEnd.Kind.values()) {
      try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
        end.peer().send(9, OUTBIND);

        assertThat(end.peer().next())
            .isEqualTo(new Decoded.Frame(9, new Pdu.GenericNack(CommandStatus.RINVBNDSTS)));
        assertThat(end.session().isBound()).isTrue();
      }
    }
  }

  @Test
  void tellsTheCallerWhereNobodyListensOrTheNameDoesNotFit() throws Exception {
    int free;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = listening.getLocalPort();
    }
    try (var sessions = new Sessions(Sessions.PATIENT)) {
      assertThatThrownBy(() -> sessions.server().outbind(client(free), OUTBIND))
          .isInstanceOf(IOException.class);
      var tooLong = new Pdu.Outbind("mc", "longer than 8");
      assertThatThrownBy(() -> sessions.server().outbind(client(free), tooLong))
          .isInstanceOf(PduEncodeException.class)
          .hasMessageNotContaining("longer than 8");
    }
  }

  private static InetSocketAddress client(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
