package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocket;

/// One connection. One thread reads; of those that write only one does at a time; closing is for
/// any thread and ends what the others wait for.
sealed interface Link permits PlainLink, TlsLink {
  /// TCP alone. `socket` is one of a channel.
  static Link plain(Socket socket) throws IOException {
    prepare(socket);
    return new PlainLink(socket.getChannel());
  }

  /// TLS over a connection.
  static Link tls(SSLSocket socket, Socket beneath) throws IOException {
    prepare(beneath);
    return new TlsLink(socket, beneath);
  }

  /// Small PDUs must not wait for the acknowledgement of those before them.
  private static void prepare(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
  }

  /// The peer's address, also after the end.
  SocketAddress peer();

  /// Shakes hands where it is TLS; each of the peer's steps may take `timeoutMs`.
  void handshake(int timeoutMs) throws IOException;

  /// Reads what is there, at most `length` octets. Where nothing is, waits for it up to `tickMs`,
  /// then gives 0; -1 at the end of the stream.
  int read(byte[] into, int at, int length, int tickMs) throws IOException;

  /// Writes as many of the octets from `from` to `to` as go without waiting for the peer, and says
  /// how many did. It may be none, whatever the peer does.
  int writeNow(byte[] octets, int from, int to) throws IOException;

  /// Writes the octets from `from` to `to`, however long the peer takes.
  void write(byte[] octets, int from, int to) throws IOException;

  /// Ends our direction in order.
  void shutdownOutput() throws IOException;

  /// Closes at once; again is harmless.
  void close();
}
