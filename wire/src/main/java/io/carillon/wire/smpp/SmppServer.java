package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A centre: takes connections, lets clients bind after `BindCheck`, and gives each session a
/// handler. It can also connect to a client itself and ask it to bind (`outbind`).
///
/// Each connection has a thread, and a second one when the first would have to wait to write;
/// `ServerSettings.connectionsMax` bounds them. A connection that is not bound within the session's
/// bind timeout is closed, also where it dawdles over TLS.
public final class SmppServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final ServerSettings settings;
  private final BindCheck check;
  private final SmppHandler.Factory handlers;
  private final Reception reception;

  public SmppServer(ServerSettings settings, BindCheck check, SmppHandler.Factory handlers) {
    this.settings = settings;
    this.check = check;
    this.handlers = handlers;
    reception = new Reception(settings, Role.CENTRE, new ServerHost(null));
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

  /// Connects to a client that listens, and asks it to bind (SMPP 3.4 §2.2.1); the transport is the
  /// server's own. Blocks while it connects, for the bind timeout at most, and gives a session that
  /// is not yet bound: all further is as for a client that came by itself.
  ///
  /// @throws IOException where there is no connection, or none is left to be had
  /// @throws PduEncodeException where a field of `outbind` cannot carry its value
  public SmppSession outbind(InetSocketAddress client, Pdu.Outbind outbind) throws IOException {
    // Better told here than to a thread that nobody asks.
    PduCodec.encode(1, outbind);
    if (reception.isFull()) {
      throw new IOException("more than " + settings.connectionsMax() + " connections");
    }
    var dialler = new Dialler(settings.transport(), settings.session().bindTimeout());
    Socket socket = dialler.socket();
    Link link = dialler.connect(socket, client);
    return reception.serve(link, new ServerHost(outbind), client.getPort());
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

  private final class ServerHost implements SessionLoop.Host {
    private final Pdu.@Nullable Outbind outbind;

    /// @param outbind what it says first; null where it is the client who begins
    ServerHost(Pdu.@Nullable Outbind outbind) {
      this.outbind = outbind;
    }

    @Override
    public @Nullable Pdu opening() {
      return outbind;
    }

    @Override
    public int authenticate(Pdu.Bind bind, SmppSession session) {
      return check.authenticate(bind, session.peer());
    }

    @Override
    public String systemId() {
      return settings.systemId();
    }

    @Override
    public SmppHandler onBound(SmppSession session) {
      return handlers.onBound(session);
    }
  }
}
