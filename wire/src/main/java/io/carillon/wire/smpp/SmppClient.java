package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one bind up: connects, binds, and begins again when the session ends, with growing pauses.
///
/// The pause starts anew when a session lasted longer than it. A refused password or system_id is
/// paused for the longest at once, because centres lock out those who try too often.
///
/// Each session has a handler of its own from the factory, which is also told of each end and each
/// failed attempt: to log them is for who owns the bind. All methods may be called from any thread.
public final class SmppClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppClient.class);

  /// How long `close` drains.
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final ClientSettings settings;
  private final SmppHandler.Factory handlers;
  private final Dialler dialler;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private ClientState.Phase phase = ClientState.Phase.CLOSED;
  private Optional<SessionEnd> last = Optional.empty();
  private boolean closing;
  private @Nullable Thread keeper;
  private @Nullable Socket connecting;
  private @Nullable SmppSession running;

  public SmppClient(ClientSettings settings, SmppHandler.Factory handlers) {
    this.settings = settings;
    this.handlers = handlers;
    dialler = new Dialler(settings.transport(), settings.session().bindTimeout());
  }

  /// Begins to connect, in the background. Does nothing where it began before or was closed.
  public void start() {
    lock.lock();
    try {
      if (keeper == null && !closing) {
        phase = ClientState.Phase.CONNECTING;
        keeper = Thread.ofPlatform().daemon().name(settings.name() + "-read").start(this::keep);
      }
    } finally {
      lock.unlock();
    }
  }

  public ClientState state() {
    lock.lock();
    try {
      return new ClientState(phase, last);
    } finally {
      lock.unlock();
    }
  }

  /// The session that is bound now.
  public Optional<SmppSession> session() {
    lock.lock();
    try {
      boolean bound = phase == ClientState.Phase.BOUND;
      return bound ? Optional.ofNullable(running) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is bound; false where that took longer than `limit` or it was closed.
  public boolean awaitBound(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (phase != ClientState.Phase.BOUND && !closing && left > 0) {
        left = changed.awaitNanos(left);
      }
      return phase == ClientState.Phase.BOUND;
    } finally {
      lock.unlock();
    }
  }

  /// Closes with five seconds to drain.
  @Override
  public void close() {
    close(DRAIN);
  }

  /// Unbinds once nothing is owed, or after `limit`, and stays closed. Returns when all is over, at
  /// the latest `limit` and twice the unbind timeout later; called by a handler it returns at once.
  public void close(Duration limit) {
    Thread thread = beginToClose();
    running().ifPresent(session -> session.unbind(limit));
    if (thread == null || thread.equals(Thread.currentThread())) {
      return;
    }
    Duration all = limit.plus(settings.session().unbindTimeout().multipliedBy(2));
    try {
      if (!thread.join(all)) {
        running().ifPresent(SmppSession::close);
      }
    } catch (InterruptedException e) {
      running().ifPresent(SmppSession::close);
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Thread beginToClose() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      if (connecting != null) {
        closeQuietly(connecting);
      }
      return keeper;
    } finally {
      lock.unlock();
    }
  }

  private Optional<SmppSession> running() {
    lock.lock();
    try {
      return Optional.ofNullable(running);
    } finally {
      lock.unlock();
    }
  }

  /// The life of the keeping thread.
  private void keep() {
    try {
      Duration pause = settings.backoff().first();
      do {
        long began = System.nanoTime();
        SessionEnd end = runOnce();
        ended(end);
        if (System.nanoTime() - began > pause.toNanos()) {
          pause = settings.backoff().first();
        }
        if (isLockout(end)) {
          pause = settings.backoff().last();
        }
        enter(ClientState.Phase.WAITING, end);
        Duration now = Backoff.jitter(pause, ThreadLocalRandom.current());
        pause = settings.backoff().after(pause);
        if (isClosedWithin(now)) {
          return;
        }
        enter(ClientState.Phase.CONNECTING, end);
      } while (true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      retire();
    }
  }

  /// A listener that fails does not keep the bind down.
  private void ended(SessionEnd end) {
    LOG.debug("{}: {}", settings.name(), end);
    try {
      handlers.onEnd(end);
    } catch (RuntimeException e) {
      LOG.error("{}: the news of an end was not taken", settings.name(), e);
    }
  }

  private static boolean isLockout(SessionEnd end) {
    return end.status() == CommandStatus.RINVPASWD || end.status() == CommandStatus.RINVSYSID;
  }

  /// One connection from its beginning to its end.
  private SessionEnd runOnce() {
    Link link;
    try {
      Socket socket = dialler.socket();
      if (!holdConnecting(socket)) {
        closeQuietly(socket);
        return SessionEnd.of(SessionEnd.Reason.CLOSED, "");
      }
      link = dialler.connect(socket, new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      return SessionEnd.of(SessionEnd.Reason.UNREACHABLE, String.valueOf(e.getMessage()));
    }
    var loop = new SessionLoop(link, Role.ESME, settings.session(), new ClientHost(), 1);
    if (!holdRunning(loop.session())) {
      link.close();
    }
    loop.run(settings.name());
    release();
    return loop.session().end().orElse(SessionEnd.of(SessionEnd.Reason.CLOSED, ""));
  }

  private boolean holdConnecting(Socket socket) {
    lock.lock();
    try {
      connecting = closing ? null : socket;
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private boolean holdRunning(SmppSession session) {
    lock.lock();
    try {
      connecting = null;
      running = session;
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    lock.lock();
    try {
      running = null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosedWithin(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!closing && left > 0) {
        left = changed.awaitNanos(left);
      }
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void enter(ClientState.Phase next, SessionEnd end) {
    lock.lock();
    try {
      phase = next;
      last = Optional.of(end);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void enterBound() {
    lock.lock();
    try {
      phase = ClientState.Phase.BOUND;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void retire() {
    lock.lock();
    try {
      phase = ClientState.Phase.CLOSED;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The attempt is being given up; there is nobody left to tell.
    }
  }

  private final class ClientHost implements SessionLoop.Host {
    @Override
    public Pdu opening() {
      return settings.bind();
    }

    /// The handler is there before anybody sees the session.
    @Override
    public SmppHandler onBound(SmppSession session) {
      SmppHandler handler = handlers.onBound(session);
      LOG.debug("{}: bound", settings.name());
      enterBound();
      return handler;
    }
  }
}
