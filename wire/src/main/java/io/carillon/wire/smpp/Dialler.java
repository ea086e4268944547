package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes connections.
final class Dialler {
  private final Transport transport;
  private final Duration timeout;

  /// @param timeout for the connection, without TLS's handshake
  Dialler(Transport transport, Duration timeout) {
    this.transport = transport;
    this.timeout = timeout;
  }

  /// A socket for `connect`: TLS takes a common one, without it we need one of a channel.
  Socket socket() throws IOException {
    return switch (transport) {
      case Transport.Plain _ -> SocketChannel.open().socket();
      case Transport.Tls _ -> new Socket();
    };
  }

  /// Connects `socket`; closing it from another thread ends the attempt. TLS shakes hands later.
  Link connect(Socket socket, InetSocketAddress to) throws IOException {
    try {
      socket.connect(to, (int) timeout.toMillis());
      return switch (transport) {
        case Transport.Plain _ -> Link.plain(socket);
        case Transport.Tls tls -> Link.tls(layer(socket, tls, to.getPort()), socket);
      };
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLSocket layer(Socket socket, Transport.Tls tls, int port) throws IOException {
    var layered =
        (SSLSocket) tls.sockets().get().createSocket(socket, tls.serverName(), port, true);
    SSLParameters parameters = layered.getSSLParameters();
    tls.asked().ifPresent(name -> parameters.setServerNames(List.of(name)));
    if (tls.nameChecked()) {
      // The rules of RFC 2818 for names in certificates; the JDK knows them by this name.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    layered.setSSLParameters(parameters);
    return layered;
  }
}
