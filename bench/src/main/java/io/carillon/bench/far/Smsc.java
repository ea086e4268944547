package io.carillon.bench.far;

import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The SMSC of the far end: takes every submit_sm, or so many a second, and owes each a receipt, at
/// once or after a delay. It accepts any system id and password; it listens on the loopback only.
final class Smsc implements AutoCloseable {
  private static final int SESSIONS_MAX = 256;
  private static final long TICK_MS = 5;

  private final ServerSocket server;
  private final FarPlan plan;
  private final Ceiling ceiling;
  private final Tally tally;
  private final AtomicLong ids = new AtomicLong(Micros.now() << 8);
  private final Set<SmscBind> sessions = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Receipt> orphans = new ConcurrentLinkedQueue<>();

  /// Listens on a free port from now on.
  Smsc(FarPlan plan, Tally tally) throws IOException {
    this.plan = plan;
    this.ceiling = new Ceiling(plan.takenPerSecond());
    this.tally = tally;
    this.server = new ServerSocket(0, SESSIONS_MAX, InetAddress.getLoopbackAddress());
    daemon("smsc-accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  Duration receiptDelay() {
    return plan.receiptDelay();
  }

  /// Whether one more submit_sm is taken now, in microseconds.
  boolean takes(long now) {
    return ceiling.takes(now);
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  /// Takes the receipts of a session that ended or only transmits, and leaves it none.
  void bequeath(ArrayDeque<Receipt> receipts) {
    orphans.addAll(receipts);
    receipts.clear();
  }

  /// Gives a receiving session what others left.
  void inherit(ArrayDeque<Receipt> due) {
    for (var orphan = orphans.poll(); orphan != null; orphan = orphans.poll()) {
      due.add(orphan);
    }
  }

  void forget(SmscBind session) {
    sessions.remove(session);
  }

  @Override
  public void close() throws IOException {
    server.close();
    sessions.forEach(SmscBind::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        start(server.accept());
      } catch (IOException _) {
        // Closed, or a peer that left at once.
      }
    }
  }

  private void start(Socket socket) throws IOException {
    if (sessions.size() >= SESSIONS_MAX) {
      socket.close();
      return;
    }
    var session = new SmscBind(socket, this, tally);
    sessions.add(session);
    daemon("smsc-read", session);
    daemon("smsc-tick", () -> tick(session));
  }

  private static void tick(SmscBind session) {
    try {
      do {
        Thread.sleep(TICK_MS);
      } while (session.tick());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread.ofPlatform().name(name).daemon().start(work);
  }
}
