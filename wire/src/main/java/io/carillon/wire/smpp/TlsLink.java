package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/// TLS by the JDK's sockets, which can only wait: nothing is ever written now.
///
/// Closing closes the socket beneath, because closing a TLS socket waits to write its farewell,
/// which a peer that does not read can prevent for ever. An orderly end says farewell by
/// `shutdownOutput`.
final class TlsLink implements Link {
  private final SSLSocket socket;
  private final Socket beneath;
  private final SocketAddress peer;
  private int tickMs;

  TlsLink(SSLSocket socket, Socket beneath) {
    this.socket = socket;
    this.beneath = beneath;
    peer = beneath.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress peer() {
    return peer;
  }

  @Override
  public void handshake(int timeoutMs) throws IOException {
    socket.setSoTimeout(timeoutMs);
    socket.startHandshake();
  }

  @Override
  public int read(byte[] into, int at, int length, int tickMs) throws IOException {
    if (this.tickMs != tickMs) {
      this.tickMs = tickMs;
      socket.setSoTimeout(tickMs);
    }
    try {
      return socket.getInputStream().read(into, at, length);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public int writeNow(byte[] octets, int from, int to) {
    return 0;
  }

  @Override
  public void write(byte[] octets, int from, int to) throws IOException {
    socket.getOutputStream().write(octets, from, to - from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      beneath.close();
    } catch (IOException e) {
      // The connection is being given up; there is nobody left to tell.
    }
  }
}
