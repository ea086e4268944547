package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes the connections of a client.
final class Dialler {
  private final ClientSettings settings;

  Dialler(ClientSettings settings) {
    this.settings = settings;
  }

  /// A socket for `connect`: TLS takes a common one, without it we need one of a channel.
  Socket socket() throws IOException {
    return switch (settings.transport()) {
      case Transport.Plain _ -> SocketChannel.open().socket();
      case Transport.Tls _ -> new Socket();
    };
  }

  /// Connects `socket`; closing it from another thread ends the attempt. TLS shakes hands later.
  Link connect(Socket socket) throws IOException {
    try {
      var address = new InetSocketAddress(settings.host(), settings.port());
      socket.connect(address, (int) settings.session().bindTimeout().toMillis());
      return switch (settings.transport()) {
        case Transport.Plain _ -> Link.plain(socket);
        case Transport.Tls tls -> Link.tls(layer(socket, tls), socket);
      };
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private SSLSocket layer(Socket socket, Transport.Tls tls) throws IOException {
    var layered =
        (SSLSocket) tls.factory().createSocket(socket, tls.serverName(), settings.port(), true);
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
