package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client that waits for centres to connect and ask it to bind (outbind, SMPP 3.4 §2.2.1). Once
/// bound, a session is as one that `SmppClient` made; when it ends, it is the centre who comes
/// again.
///
/// A connection that has not asked and been bound within the bind timeout is closed.
/// `ServerSettings.systemId` is not used here.
public final class OutbindListener implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Reception reception;

  /// Decides whom to follow.
  public interface Invitations {
    /// The bind to ask this centre for, or nothing to close the connection. Called on the session's
    /// own thread, so it may block; the session's bind timeout goes on meanwhile.
    Optional<Pdu.Bind> bindFor(Pdu.Outbind outbind, SocketAddress centre);
  }

  public OutbindListener(
      ServerSettings settings, Invitations invitations, SmppHandler.Factory handlers) {
    reception = new Reception(settings, Role.ESME, new ListenerHost(invitations, handlers));
  }

  /// Listens, and takes connections in the background.
  ///
  /// @throws IOException where it cannot listen there
  /// @throws IllegalStateException where it was started before
  public void start() throws IOException {
    reception.start();
  }

  /// The port it listens on.
  ///
  /// @throws IllegalStateException before it was started
  public int port() {
    return reception.port();
  }

  /// The sessions that are bound now.
  public List<SmppSession> sessions() {
    return reception.bound();
  }

  /// Closes with five seconds to drain.
  @Override
  public void close() {
    close(DRAIN);
  }

  /// Takes no more connections, unbinds each session once nothing is owed, or after `limit`, and
  /// returns when all are over, at the latest `limit` and twice the unbind timeout later; must not
  /// be called by a handler.
  public void close(Duration limit) {
    reception.close(limit);
  }

  private record ListenerHost(Invitations invitations, SmppHandler.Factory handlers)
      implements SessionLoop.Host {
    @Override
    public Pdu.@Nullable Bind invited(Pdu.Outbind outbind, SmppSession session) {
      return invitations.bindFor(outbind, session.peer()).orElse(null);
    }

    @Override
    public SmppHandler onBound(SmppSession session) {
      return handlers.onBound(session);
    }
  }
}
