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

/// Listens, gives each connection a session with a thread of its own, and looks after the sessions
/// until the last is over. Which end of a bind we are, and what a session is for, its owner says.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int SWEEP_MS = 500;

  private final ServerSettings settings;
  private final Role role;
  private final SessionLoop.Host host;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// Every session that is not over, with the time (`System.nanoTime`) by which it must be bound.
  private final Map<SmppSession, Long> sessions = new ConcurrentHashMap<>();

  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;

  /// @param host of each session whose connection was taken
  Reception(ServerSettings settings, Role role, SessionLoop.Host host) {
    this.settings = settings;
    this.role = role;
    this.host = host;
  }

  /// Listens, and takes connections in the background.
  ///
  /// @throws IllegalStateException where it was started before
  synchronized void start() throws IOException {
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
  synchronized int port() {
    if (listening == null) {
      throw new IllegalStateException("not started");
    }
    return listening.getLocalPort();
  }

  /// The sessions that are bound now.
  List<SmppSession> bound() {
    return sessions.keySet().stream().filter(SmppSession::isBound).toList();
  }

  /// Whether no further connection may be had.
  boolean isFull() {
    return sessions.size() >= settings.connectionsMax();
  }

  /// Takes no more connections, unbinds each session once nothing is owed, or after `limit`, and
  /// returns when all are over, at the latest `limit` and twice the unbind timeout later.
  void close(Duration limit) {
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
    if (isFull()) {
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
    serve(link, host, socket.getPort());
  }

  /// Gives a connection its session; `number` tells it from others in the log.
  SmppSession serve(Link link, SessionLoop.Host owner, int number) {
    var loop = new SessionLoop(link, role, settings.session(), owner, 1);
    SmppSession session = loop.session();
    long bindNanos = settings.session().bindTimeout().toNanos();
    sessions.put(session, System.nanoTime() + bindNanos);
    if (closing.getCount() == 0) {
      session.close();
    }
    String name = settings.name() + "-" + number;
    Thread.ofPlatform().daemon().name(name + "-read").start(() -> run(loop, name));
    return session;
  }

  private void run(SessionLoop loop, String name) {
    try {
      loop.run(name);
    } finally {
      sessions.remove(loop.session());
      LOG.debug("{}: {}", name, loop.session().end().map(SessionEnd::toString).orElse("over"));
    }
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
          Link.tls((SSLSocket) tls.sockets().get().createSocket(socket, null, true), socket);
    };
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
}
