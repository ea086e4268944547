package io.carillon.wire.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client's connection, standing between the HTTP engine and its socket.
///
/// The engine (Helidon 4.5) bounds the size of a head, but not how long it takes to come, nor how
/// long a body takes, nor what a chunk announces; and it answers a client that leaves in the middle
/// with a 500 and a stack trace. So the engine reads through `pull`, which counts and knows in
/// which phase the connection is. A phase that waits for the client has a deadline. Entering and
/// leaving a phase swaps the deadline atomically; `Lines` looks at it now and then and, where it
/// has passed, swaps it for `EXPIRED`: whoever swaps first wins, so a handler is never interrupted.
final class Line implements ConnectionContext, ServerConnection {
  /// The connection whose thread this is.
  static final ScopedValue<Line> CURRENT = ScopedValue.newInstance();

  /// What a chunk may cost beside its data: its size line, and the socket's read-ahead.
  private static final long CHUNK_EXTRA = 16 * 1024;

  private static final long NONE = 0;
  private static final long EXPIRED = -1;

  /// What is waited for.
  enum Phase {
    NEXT_REQUEST,
    HEAD,
    BODY,
    WRITE,
    LEAVE
  }

  /// More of a body came than may come.
  static final class Overflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overflow() {
      super("body over limit", null, false, false);
    }
  }

  private final ConnectionContext outer;
  private final Lines lines;
  private final boolean surplus;
  private final DataReader reader = DataReader.create(this::pull);
  private final Router router = new OneRouting();
  private final AtomicLong deadline = new AtomicLong(NONE);
  private volatile Phase phase = Phase.NEXT_REQUEST;
  private volatile Supplier<byte[]> lateReply = () -> new byte[0];
  private @Nullable ServerConnection http1;
  private long headBytes;
  private long allowance = Long.MAX_VALUE;

  /// @param surplus whether it is one too many: its first request gets an answer that says so
  Line(ConnectionContext outer, Lines lines, boolean surplus) {
    this.outer = outer;
    this.surplus = surplus;
    this.lines = lines;
  }

  void serve(ServerConnection connection) {
    http1 = connection;
  }

  Lines lines() {
    return lines;
  }

  boolean isSurplus() {
    return surplus;
  }

  private ServerConnection http1() {
    if (http1 == null) {
      throw new IllegalStateException("no connection");
    }
    return http1;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    lines.add(this);
    try {
      awaitNext();
      ScopedValue.where(CURRENT, this).call(() -> serveAll(limit));
    } finally {
      lines.remove(this);
    }
  }

  private boolean serveAll(Limit limit) throws InterruptedException {
    http1().handle(limit);
    return true;
  }

  /// Ends the connection: now, or, where it may not be interrupted, if it stands between requests;
  /// otherwise its next reply will be its last. (The engine's own way may hit a handler.)
  @Override
  public void close(boolean interrupt) {
    long until = deadline.get();
    boolean idle = until > NONE && phase == Phase.NEXT_REQUEST;
    if (interrupt || (idle && deadline.compareAndSet(until, EXPIRED))) {
      http1().close(true);
    }
  }

  /// Begins to wait for a request, or for the rest of one that has begun to come.
  ///
  /// @throws CloseConnectionException if there is to be no other
  void awaitNext() {
    headBytes = 0;
    if (reader.available() > 0) {
      enter(Phase.HEAD, lines.limits().head());
      return;
    }
    enter(Phase.NEXT_REQUEST, lines.limits().idle());
    // After entering: whoever drains first says so and then looks at the phase.
    if (lines.draining()) {
      throw new CloseConnectionException("the server is closing");
    }
  }

  /// Always busy: `Lines` ends idle connections, not the engine's own timer.
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  /// Begins to wait for the client, no longer than `limit`.
  void enter(Phase next, Duration limit) {
    leave();
    phase = next;
    deadline.set(lines.now() + limit.toNanos());
  }

  /// Stops waiting.
  ///
  /// @throws CloseConnectionException if the wait was too long and the connection is being closed
  void leave() {
    if (deadline.getAndSet(NONE) == EXPIRED) {
      deadline.set(EXPIRED);
      throw new CloseConnectionException("the client was too slow");
    }
  }

  /// Begins to wait for a body; when that takes too long, the client gets `late` and is left.
  void enterBody(Supplier<byte[]> late) {
    lateReply = late;
    enter(Phase.BODY, lines.limits().body());
  }

  /// Lets the next step of a chunked body bring `bytes` of data; more is an `Overflow`.
  void allow(long bytes) {
    allowance = bytes + CHUNK_EXTRA;
  }

  void allowAll() {
    allowance = Long.MAX_VALUE;
  }

  /// Bytes read since the last reply, so a head that came before its bytes were needed is not in
  /// it.
  long headBytes() {
    return headBytes;
  }

  /// The next bytes of the client, or null where it has sent its last.
  ///
  /// @throws CloseConnectionException if the connection broke, or ended within a request
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only saves a wait
  byte @Nullable [] pull() {
    byte[] bytes;
    if (phase == Phase.NEXT_REQUEST) {
      // Others may run first: by then the request is often there, and need not be waited for.
      Thread.yield();
    }
    try {
      bytes = outer.serverSocket().get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("reading failed", e);
    }
    if (phase == Phase.NEXT_REQUEST) {
      if (bytes == null) {
        return null;
      }
      enter(Phase.HEAD, lines.limits().head());
    }
    if (bytes == null) {
      throw new CloseConnectionException("the client left");
    }
    headBytes += bytes.length;
    allowance -= bytes.length;
    if (allowance < 0) {
      throw new Overflow();
    }
    return bytes;
  }

  /// Ends the current wait if its time is up at `now`. Called by the watch only.
  void check(long now) {
    long until = deadline.get();
    if (until <= NONE || until > now || !deadline.compareAndSet(until, EXPIRED)) {
      return;
    }
    switch (phase) {
      case NEXT_REQUEST, LEAVE -> {
        // Nobody is turned away: nothing was begun, or it has been answered.
      }
      case HEAD -> lines.turnedAway(HttpObserver.Why.HEAD_TIME);
      case BODY -> lines.turnedAway(HttpObserver.Why.BODY_TIME);
      case WRITE -> lines.turnedAway(HttpObserver.Why.WRITE_TIME);
    }
    if (phase == Phase.BODY) {
      Thread.ofVirtual().name("http-late").start(this::answerLate);
    } else {
      close(true);
    }
  }

  private void answerLate() {
    try {
      outer.dataWriter().writeNow(BufferData.create(lateReply.get()));
    } finally {
      close(true);
    }
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public ListenerContext listenerContext() {
    return outer.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return outer.executor();
  }

  @Override
  public DataWriter dataWriter() {
    return outer.dataWriter();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return outer.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return outer.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return outer.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return outer.localPeer();
  }

  @Override
  public boolean isSecure() {
    return outer.isSecure();
  }

  @Override
  public String socketId() {
    return outer.socketId();
  }

  @Override
  public String childSocketId() {
    return outer.childSocketId();
  }

  /// Hands the engine our routing instead of its own.
  private final class OneRouting implements Router {
    @Override
    public <T extends Routing> T routing(Class<T> type, T otherwise) {
      return type == HttpRouting.class ? type.cast(lines.routing()) : otherwise;
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStop() {}

    @Override
    public List<? extends Routing> routings() {
      return List.of(lines.routing());
    }
  }
}
