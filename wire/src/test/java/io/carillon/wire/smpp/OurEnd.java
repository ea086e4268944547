package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// One end of ours, bound, whichever it is, and a peer at the other that does what a test says.
final class OurEnd implements AutoCloseable {
  /// Which end is ours.
  enum Kind {
    CLIENT,
    SERVER
  }

  private final Kind kind;
  private final Runnable end;
  private final RawPeer peer;
  private final Recorder recorder;

  private OurEnd(Kind kind, Runnable end, RawPeer peer, Recorder recorder) {
    this.kind = kind;
    this.end = end;
    this.peer = peer;
    this.recorder = recorder;
  }

  static OurEnd bound(Kind kind, SessionSettings settings) throws Exception {
    return switch (kind) {
      case CLIENT -> client(settings);
      case SERVER -> {
        var sessions = new Sessions(settings);
        var peer = RawPeer.connect(sessions.port()).bind();
        yield new OurEnd(kind, sessions::close, peer, sessions.bound());
      }
    };
  }

  private static OurEnd client(SessionSettings settings) throws Exception {
    var recorders = new Recorders();
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var client = new SmppClient(to(listening.getLocalPort(), settings), recorders);
      client.start();
      var peer = new RawPeer(listening.accept());
      letIn(peer);
      return new OurEnd(Kind.CLIENT, () -> client.close(Duration.ZERO), peer, recorders.next());
    }
  }

  private static ClientSettings to(int port, SessionSettings settings) {
    // One session is enough: what ended stays ended within a test.
    return ClientSettings.usual("client", "127.0.0.1", port, Sessions.BIND)
        .withSession(settings)
        .withBackoff(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  private static void letIn(RawPeer peer) throws IOException {
    var welcome = new Pdu.BindResp(BindMode.TRANSCEIVER, 0, "mc", Tlvs.NONE);
    peer.dribble(PduCodec.encode(peer.next().sequence(), welcome));
  }

  SmppSession session() {
    return recorder.session();
  }

  Recorder recorder() {
    return recorder;
  }

  RawPeer peer() {
    return peer;
  }

  /// A request that our end may send.
  Pdu.Request ours(String text) {
    return kind == Kind.CLIENT ? Sessions.submit(text) : Sessions.deliver(text);
  }

  /// A request that the peer may send.
  Pdu.Request theirs(String text) {
    return kind == Kind.CLIENT ? Sessions.deliver(text) : Sessions.submit(text);
  }

  /// The response to a request of ours.
  Pdu.Response answer() {
    return ours("").refuse(CommandStatus.ROK);
  }

  /// Offers so many requests, whose attachments are their numbers from 0, and takes them as the
  /// peer.
  int[] exchange(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (!session().offer(ours("n" + i), i)) {
        throw new AssertionError("no room for " + i);
      }
    }
    int[] sequences = new int[count];
    for (int i = 0; i < count; i++) {
      sequences[i] = peer.next().sequence();
    }
    return sequences;
  }

  @Override
  public void close() throws IOException {
    peer.close();
    end.run();
  }
}
