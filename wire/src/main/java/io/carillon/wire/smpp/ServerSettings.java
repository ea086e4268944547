package io.carillon.wire.smpp;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where and how a server takes binds.
///
/// @param name names its threads and its lines in the log
/// @param listen port 0 for any that is free
/// @param systemId with which it answers binds
/// @param connectionsMax beyond which a new connection is closed at once, bound or not
public record ServerSettings(
    String name,
    InetSocketAddress listen,
    Transport transport,
    String systemId,
    int connectionsMax,
    SessionSettings session) {
  public ServerSettings {
    if (connectionsMax < 1) {
      throw new IllegalArgumentException("connectionsMax is at least 1");
    }
  }

  /// A plain server on the loopback address.
  public static ServerSettings loopback(String name, int port, String systemId) {
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new ServerSettings(
        name, listen, Transport.plain(), systemId, 100, SessionSettings.USUAL);
  }

  public ServerSettings withSession(SessionSettings value) {
    return new ServerSettings(name, listen, transport, systemId, connectionsMax, value);
  }

  public ServerSettings withTransport(Transport value) {
    return new ServerSettings(name, listen, value, systemId, connectionsMax, session);
  }

  public ServerSettings withConnectionsMax(int value) {
    return new ServerSettings(name, listen, transport, systemId, value, session);
  }
}
