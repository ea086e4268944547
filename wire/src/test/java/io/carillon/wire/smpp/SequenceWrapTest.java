package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A session whose sequence numbers are about to begin anew (SMPP 3.4 §5.1.4), at either end.
@Timeout(30)
class SequenceWrapTest {
  private static final int BEFORE_WRAP = 10;

  @ParameterizedTest
  @EnumSource
  void numbersBeginAnewAndNothingIsMixedUp(Role role) throws Exception {
    var host = new Host(role);
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var session = Sessions.PATIENT.withWindow(8).withEnquireIdle(Duration.ofMinutes(5));
      var loop =
          new SessionLoop(
              connect(listening), role, session, host, PduCodec.SEQUENCE_MAX - BEFORE_WRAP + 1);
      try (var peer = new RawPeer(listening.accept())) {
        Thread reading = Thread.ofVirtual().start(() -> loop.run("wrap"));
        bind(role, peer);
        Recorder recorder = host.recorder.get(10, TimeUnit.SECONDS);
        var numbers = new ArrayList<Integer>();
        int held = -1;
        for (int i = 0; i < 64; i++) {
          assertThat(recorder.session().offer(request(role), i)).isTrue();
          int sequence = peer.next().sequence();
          numbers.add(sequence);
          if (i == 0) {
            // An old number stays open over the wrap.
            held = sequence;
          } else {
            peer.send(sequence, request(role).refuse(0));
            assertThat(recorder.answer())
                .isEqualTo(new Answer.Responded(i, request(role).refuse(0)));
          }
        }
        peer.send(held, request(role).refuse(0));

        assertThat(recorder.answer()).isEqualTo(new Answer.Responded(0, request(role).refuse(0)));
        assertThat(numbers).allMatch(number -> number > 0).doesNotHaveDuplicates();
        assertThat(numbers).contains(PduCodec.SEQUENCE_MAX, 1);
        assertThat(numbers.indexOf(1)).isEqualTo(numbers.indexOf(PduCodec.SEQUENCE_MAX) + 1);
        assertThat(recorder.session().counts().stray()).isZero();
        assertThat(recorder.session().room()).isEqualTo(8);
        peer.hangUp();
        assertThat(reading.join(Duration.ofSeconds(10))).isTrue();
      }
    }
  }

  private static Link connect(ServerSocket listening) throws IOException {
    var dialler = new Dialler(Transport.plain(), Duration.ofSeconds(5));
    var to = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    return dialler.connect(dialler.socket(), to);
  }

  private static void bind(Role role, RawPeer peer) throws IOException {
    switch (role) {
      case ESME -> {
        var welcome = new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", Tlvs.NONE);
        peer.send(peer.next().sequence(), welcome);
      }
      case CENTRE -> assertThat(peer.bind()).isNotNull();
    }
  }

  private static Pdu.Request request(Role role) {
    return switch (role) {
      case ESME -> Sessions.submit("n");
      case CENTRE -> Sessions.deliver("n");
    };
  }

  private record Host(Role role, CompletableFuture<Recorder> recorder) implements SessionLoop.Host {
    Host(Role role) {
      this(role, new CompletableFuture<>());
    }

    @Override
    public @Nullable Pdu opening() {
      return role == Role.ESME ? Sessions.BIND : null;
    }

    @Override
    public int authenticate(Pdu.Bind bind, SmppSession session) {
      return CommandStatus.ROK;
    }

    @Override
    public String systemId() {
      return "mc";
    }

    @Override
    public SmppHandler onBound(SmppSession session) {
      var made = new Recorder(session);
      recorder.complete(made);
      return made;
    }
  }
}
