package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes connections, lets clients bind after `BindCheck`, and gives each session a handler.
///
/// Each connection has two threads; `ServerSettings.connectionsMax` bounds them. A connection that
/// is not bound within the session's bind timeout is closed, also where it dawdles over TLS.
public final class SmppServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int SWEEP_MS = 500;

  private final ServerSettings settings;
  private final BindCheck check;
  private final SmppHandler.Factory handlers;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// Every session that is not over, with the time (`System.nanoTime`) by which it must be bound.
  private final Map<SmppSession, Long> sessions = new ConcurrentHashMap<>();

  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;

  public SmppServer(ServerSettings settings, BindCheck check, SmppHandler.Factory handlers) {
    this.settings = settings;
    this.check = check;
    this.handlers = handlers;
  }

  /// Listens, and takes connections in the background.
  ///
  /// @throws IOException where it cannot listen there
  /// @throws IllegalStateException where it was started before
  public synchronized void start() throws IOException {
    if (listening != null || closing.getCount() == 0) {
      throw new IllegalStateException("a server starts once");
    }
    ServerSocket socket = socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(settings.listen());
      socket.setSoTimeout(SWEEP_MS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    listening = socket;
    accepting =
        Thread.ofPlatform().daemon().name(settings.name() + "-accept").start(() -> accept(socket));
  }

  /// The port it listens on.
  ///
  /// @throws IllegalStateException before it was started
  public synchronized int port() {
    if (listening == null) {
      throw new IllegalStateException("not started");
    }
    return listening.getLocalPort();
  }

  /// The sessions that are bound now.
  public List<SmppSession> sessions() {
    return sessions.keySet().stream().filter(SmppSession::isBound).toList();
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
    try {
      stopAccepting();
      sessions.keySet().forEach(session -> session.unbind(limit));
      Duration unbinding = settings.session().unbindTimeout().multipliedBy(2);
      long until = System.nanoTime() + limit.plus(unbinding).toNanos();
      for (SmppSession session : sessions.keySet()) {
        if (!session.awaitEnd(Duration.ofNanos(until - System.nanoTime()))) {
          session.close();
        }
      }
    } catch (InterruptedException e) {
      sessions.keySet().forEach(SmppSession::close);
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stopAccepting() throws InterruptedException {
    closing.countDown();
    if (listening != null && accepting != null) {
      try {
        listening.close();
      } catch (IOException e) {
        LOG.warn("{}: cannot stop listening: {}", settings.name(), e.getMessage());
      }
      accepting.join();
    }
  }

  private void accept(ServerSocket socket) {
    while (closing.getCount() > 0) {
      try {
        welcome(socket.accept());
      } catch (SocketTimeoutException e) {
        // Nobody came: time to look after those who are here.
      } catch (IOException e) {
        if (!isClosedWithin(SWEEP_MS)) {
          LOG.warn("{}: cannot take a connection: {}", settings.name(), e.getMessage());
        }
      }
      sweep();
    }
  }

  /// Out of file handles, most likely: to try again at once would only burn the processor.
  private boolean isClosedWithin(int millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void welcome(Socket socket) throws IOException {
    if (sessions.size() >= settings.connectionsMax()) {
      LOG.warn("{}: more than {} connections", settings.name(), settings.connectionsMax());
      socket.close();
      return;
    }
    Link link;
    try {
      link = link(socket);
    } catch (IOException e) {
      socket.close();
      LOG.debug("{}: a connection broke at once: {}", settings.name(), e.getMessage());
      return;
    }
    var loop = new SessionLoop(link, Role.CENTRE, settings.session(), new ServerHost(), 1);
    long bindNanos = settings.session().bindTimeout().toNanos();
    sessions.put(loop.session(), System.nanoTime() + bindNanos);
    String name = settings.name() + "-" + socket.getPort();
    Thread.ofPlatform().daemon().name(name + "-read").start(() -> serve(loop, name));
  }

  /// Without TLS the sockets it gives must be those of channels.
  private ServerSocket socket() throws IOException {
    return switch (settings.transport()) {
      case Transport.Plain _ -> ServerSocketChannel.open().socket();
      case Transport.Tls _ -> new ServerSocket();
    };
  }

  private Link link(Socket socket) throws IOException {
    return switch (settings.transport()) {
      case Transport.Plain _ -> Link.plain(socket);
      case Transport.Tls tls ->
          Link.tls((SSLSocket) tls.factory().createSocket(socket, null, true), socket);
    };
  }

  private void serve(SessionLoop loop, String name) {
    try {
      loop.run(name);
    } finally {
      sessions.remove(loop.session());
      LOG.debug("{}: {}", name, loop.session().end().map(SessionEnd::toString).orElse("over"));
    }
  }

  /// The session looks after its bind timeout itself, but not while TLS shakes hands.
  private void sweep() {
    long now = System.nanoTime();
    sessions.forEach((session, until) -> {
      if (now - until > SWEEP_MS * 1_000_000L && !session.wasBound()) {
        session.close();
      }
    });
  }

  private final class ServerHost implements SessionLoop.Host {
    @Override
    public Pdu.@Nullable Bind wanted() {
      return null;
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
