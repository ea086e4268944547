package io.carillon.wire.smpp;

import java.net.SocketAddress;

/// Decides who may bind to a server.
public interface BindCheck {
  /// The command_status to answer: 0 lets the peer in, all else refuses and closes. Called on the
  /// session's own thread, so it may block; the session's bind timeout goes on meanwhile.
  int authenticate(Pdu.Bind bind, SocketAddress peer);
}
