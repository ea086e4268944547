package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SmppClientTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Recorder> recorders = new LinkedBlockingQueue<>();

  SmppClientTest() throws IOException {
    listening.setSoTimeout(RawPeer.PATIENCE_MS);
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  @Test
  void bindsAsItWasTold() throws Exception {
    try (var client = client(settings());
        var centre = accept()) {
      assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CONNECTING);
      Decoded.Frame bind = centre.next();
      centre.send(bind.sequence(), new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", Tlvs.NONE));

      assertThat(bind).isEqualTo(new Decoded.Frame(1, Sessions.BIND));
      assertThat(client.awaitBound(LONG)).isTrue();
      assertThat(client.session()).contains(bound().session());
      centre.hangUp();
    }
  }

  @Test
  void bindsAgainWhenTheLinkWent() throws Exception {
    try (var client = client(settings())) {
      for (int round = 0; round < 3; round++) {
        try (var centre = acceptBind()) {
          Recorder recorder = bound();
          assertThat(client.awaitBound(LONG)).isTrue();
          recorder.session().offer(Sessions.submit("n"), "a" + round);
          centre.next(Pdu.SubmitSm.class);
          centre.hangUp();

          assertThat(recorder.answer())
              .isEqualTo(new Answer.Unanswered("a" + round, Answer.Cause.LINK_LOST));
          recorder.end();
        }
      }
      assertThat(client.state().last()).isPresent();
    }
  }

  @Test
  void tellsWhoOwnsTheBindOfEachEndAndOfEachAttemptThatFailed() throws Exception {
    var ends = new LinkedBlockingQueue<SessionEnd.Reason>();
    var owner =
        new SmppHandler.Factory() {
          @Override
          public SmppHandler onBound(SmppSession session) {
            return new Recorder(session);
          }

          @Override
          public void onEnd(SessionEnd end) {
            ends.add(end.reason());
            throw new IllegalStateException("the next attempt is made all the same");
          }
        };
    var settings = settings().withBackoff(Duration.ofMillis(1), Duration.ofMillis(1));
    try (var client = new SmppClient(settings, owner)) {
      client.start();
      try (var centre = acceptBind()) {
        centre.hangUp();
      }
      assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(SessionEnd.Reason.PEER_CLOSED);
      try (var centre = accept()) {
        centre.send(centre.next().sequence(), new Pdu.GenericNack(CommandStatus.RBINDFAIL));
        assertThat(centre.isEnded()).isTrue();
        centre.hangUp();
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(SessionEnd.Reason.BIND_REFUSED);
      }
    }
  }

  @Test
  void tellsWhyItsBindWasRefusedAndWaitsLongest() throws Exception {
    try (var client = client(settings().withBackoff(Duration.ofMillis(1), LONG));
        var centre = accept()) {
      Decoded.Frame bind = centre.next();
      centre.send(
          bind.sequence(),
          new Pdu.BindResp(BindMode.TRANSCEIVER, CommandStatus.RINVPASWD, "", Tlvs.NONE));
      assertThat(centre.isEnded()).isTrue();
      centre.hangUp();

      ClientState state = stateOnceWaiting(client);
      assertThat(state.last().orElseThrow().reason()).isEqualTo(SessionEnd.Reason.BIND_REFUSED);
      assertThat(state.last().orElseThrow().status()).isEqualTo(CommandStatus.RINVPASWD);
      assertThat(state.last().orElseThrow()).hasToString("BIND_REFUSED: ESME_RINVPASWD (0x0e)");
    }
  }

  @Test
  void takesAGenericNackForARefusal() throws Exception {
    try (var client = client(settings().withBackoff(LONG, LONG));
        var centre = accept()) {
      centre.send(centre.next().sequence(), new Pdu.GenericNack(CommandStatus.RBINDFAIL));
      assertThat(centre.isEnded()).isTrue();
      centre.hangUp();

      assertThat(stateOnceWaiting(client).last().orElseThrow().status())
          .isEqualTo(CommandStatus.RBINDFAIL);
    }
  }

  @Test
  void givesUpACentreThatNeverAnswersItsBind() throws Exception {
    var session = Sessions.PATIENT.withBindTimeout(Duration.ofMillis(100));
    try (var client = client(settings().withBackoff(LONG, LONG).withSession(session));
        var centre = accept()) {
      centre.next(Pdu.Bind.class);

      assertThat(stateOnceWaiting(client).last().orElseThrow().reason())
          .isEqualTo(SessionEnd.Reason.BIND_TIMED_OUT);
    }
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    listening.close();
    try (var client = client(settings().withBackoff(LONG, LONG))) {
      assertThat(stateOnceWaiting(client).last().orElseThrow().reason())
          .isEqualTo(SessionEnd.Reason.UNREACHABLE);
    }
  }

  @Test
  void closesAtOnceWhileItWaits() throws Exception {
    listening.close();
    var client = client(settings().withBackoff(LONG, LONG));
    stateOnceWaiting(client);

    client.close();

    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CLOSED);
    assertThat(client.awaitBound(LONG)).isFalse();
  }

  @Test
  void closesAtOnceWhileItBinds() throws Exception {
    var client = client(settings());
    try (var centre = accept()) {
      centre.next(Pdu.Bind.class);

      client.close();

      assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CLOSED);
      assertThat(centre.isEnded()).isTrue();
    }
  }

  @Test
  void mayBeClosedTwiceAndBeforeItStarts() {
    var client = new SmppClient(settings(), this::record);
    client.close();
    client.start();
    client.close();

    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CLOSED);
    assertThat(client.session()).isEmpty();
  }

  @Test
  void drainsWhenItIsClosed() throws Exception {
    var client = client(settings());
    try (var centre = acceptBind()) {
      Recorder recorder = bound();
      recorder.session().offer(Sessions.submit("last"), "a");
      Decoded.Frame submit = centre.next();
      Thread closer = Thread.ofVirtual().start(client::close);
      while (recorder.session().isBound()) {
        Thread.onSpinWait();
      }
      centre.send(submit.sequence(), Sessions.taken("1"));
      Decoded.Frame unbind = centre.next();
      centre.send(unbind.sequence(), new Pdu.UnbindResp(0));
      centre.hangUp();

      assertThat(unbind.pdu()).isEqualTo(new Pdu.Unbind());
      assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Sessions.taken("1")));
      assertThat(closer.join(LONG)).isTrue();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.UNBOUND);
    }
  }

  @Test
  void sendsNoTlvsToACentreBelowThreeFour() throws Exception {
    try (var client = client(settings());
        var centre = accept()) {
      Tlvs version = Tlvs.NONE.withOctet(Tag.SC_INTERFACE_VERSION, 0x33);
      centre.send(
          centre.next().sequence(), new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", version));
      assertThat(client.awaitBound(LONG)).isTrue();
      var submit =
          new Pdu.DataSm(
              "",
              SmppAddress.NONE,
              SmppAddress.NONE,
              0,
              0,
              0,
              Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 1));
      bound().session().offer(submit, "a");

      assertThat(centre.next(Pdu.DataSm.class).tlvs()).isEqualTo(Tlvs.NONE);
      centre.hangUp();
    }
  }

  @Test
  void takesWhatComesInTheSameReadAsTheBindResponse() throws Exception {
    try (var client = client(settings());
        var centre = accept()) {
      byte[] resp =
          PduCodec.encode(
              centre.next().sequence(), new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "", Tlvs.NONE));
      byte[] deliver = PduCodec.encode(1, Sessions.deliver("early"));
      byte[] both = new byte[resp.length + deliver.length];
      System.arraycopy(resp, 0, both, 0, resp.length);
      System.arraycopy(deliver, 0, both, resp.length, deliver.length);
      centre.write(both);

      assertThat(bound().request().pdu()).isEqualTo(Sessions.deliver("early"));
      assertThat(client.session()).isPresent();
      centre.hangUp();
    }
  }

  @Test
  void refusesSettingsThatCannotWork() {
    var bind = new Pdu.Bind(BindMode.RECEIVER, "esme", "longer than 8", "", 0x34, SmppAddress.NONE);

    assertThatThrownBy(() -> ClientSettings.usual("c", "127.0.0.1", 2775, bind))
        .isInstanceOf(PduEncodeException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("longer than 8");
    assertThatThrownBy(() -> ClientSettings.usual("c", "127.0.0.1", 0, Sessions.BIND))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pausesGrowToTheLastAndVary() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    Duration pause = backoff.first();
    for (int expected : new int[] {2, 4, 8, 16, 32, 60, 60}) {
      pause = backoff.after(pause);
      assertThat(pause).isEqualTo(Duration.ofSeconds(expected));
    }
    var random = new SplittableRandom(3);
    for (int i = 0; i < 100; i++) {
      assertThat(Backoff.jitter(pause, random))
          .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
  }

  private ClientSettings settings() {
    return ClientSettings.usual("client", "127.0.0.1", listening.getLocalPort(), Sessions.BIND)
        .withSession(Sessions.PATIENT)
        .withBackoff(Duration.ofMillis(10), Duration.ofMillis(50));
  }

  private SmppClient client(ClientSettings settings) {
    var client = new SmppClient(settings, this::record);
    client.start();
    return client;
  }

  private SmppHandler record(SmppSession session) {
    var recorder = new Recorder(session);
    recorders.add(recorder);
    return recorder;
  }

  private Recorder bound() throws InterruptedException {
    Recorder recorder = recorders.poll(10, TimeUnit.SECONDS);
    if (recorder == null) {
      throw new AssertionError("no session became bound");
    }
    return recorder;
  }

  private RawPeer accept() throws IOException {
    return new RawPeer(listening.accept());
  }

  private RawPeer acceptBind() throws IOException {
    RawPeer centre = accept();
    centre.send(
        centre.next().sequence(), new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", Tlvs.NONE));
    return centre;
  }

  private static ClientState stateOnceWaiting(SmppClient client) {
    long until = System.nanoTime() + LONG.toNanos();
    while (client.state().phase() != ClientState.Phase.WAITING && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.WAITING);
    return client.state();
  }
}
