package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/// One connection: the socket to read and write, and the one beneath it where it is TLS.
///
/// Closing closes the one beneath, because closing a TLS socket waits to write its farewell, which
/// a peer that does not read can prevent for ever. An orderly end says farewell by
/// `shutdownOutput`.
record Link(Socket socket, Socket beneath) {
  /// A plain connection.
  static Link plain(Socket socket) throws IOException {
    prepare(socket);
    return new Link(socket, socket);
  }

  /// TLS over a connection.
  static Link tls(SSLSocket socket, Socket beneath) throws IOException {
    prepare(beneath);
    return new Link(socket, beneath);
  }

  /// Small PDUs must not wait for the acknowledgement of those before them.
  private static void prepare(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
  }

  /// Shakes hands where it is TLS; each of the peer's steps may take `timeoutMs`.
  void handshake(int timeoutMs) throws IOException {
    if (socket instanceof SSLSocket tls) {
      tls.setSoTimeout(timeoutMs);
      tls.startHandshake();
    }
  }

  void close() {
    try {
      beneath.close();
    } catch (IOException e) {
      // The connection is being given up; there is nobody left to tell.
    }
  }
}
