package io.carillon.wire.smpp;

import java.net.SocketAddress;

/// Decides who may bind to a server.
public interface BindCheck {
  /// The command_status to answer: 0 lets the peer in, all else refuses and closes. Called on the
  /// session's own thread, so it may block, for 60 s at most: the session's bind timeout ended when
  /// the bind came.
  int authenticate(Pdu.Bind bind, SocketAddress peer);
}
