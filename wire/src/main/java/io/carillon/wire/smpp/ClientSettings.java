package io.carillon.wire.smpp;

import java.time.Duration;

/// Where and how a client binds. The session's bind timeout also bounds connecting.
///
/// @param name names its threads and its lines in the log
public record ClientSettings(
    String name,
    String host,
    int port,
    Transport transport,
    Pdu.Bind bind,
    SessionSettings session,
    Backoff backoff) {
  /// @throws PduEncodeException where a field of `bind` cannot carry its value
  public ClientSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    // Better told to who writes the settings than to every attempt to bind.
    PduEncoder.encode(new OctetWriter(64), 1, bind, false);
  }

  /// A plain connection with what most peers are content with.
  public static ClientSettings usual(String name, String host, int port, Pdu.Bind bind) {
    return new ClientSettings(
        name, host, port, Transport.plain(), bind, SessionSettings.USUAL, Backoff.USUAL);
  }

  public ClientSettings withSession(SessionSettings value) {
    return new ClientSettings(name, host, port, transport, bind, value, backoff);
  }

  public ClientSettings withTransport(Transport value) {
    return new ClientSettings(name, host, port, value, bind, session, backoff);
  }

  public ClientSettings withBackoff(Duration first, Duration last) {
    return new ClientSettings(name, host, port, transport, bind, session, new Backoff(first, last));
  }
}
