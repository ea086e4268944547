package io.carillon.wire.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// All connections of a server: makes a `Line` of each, counts what they hold, and ends those that
/// wait beyond their limit.
final class Lines implements ServerConnectionSelector, AutoCloseable {
  /// Bodies up to this many bytes are not counted: `connectionsMax` bounds them.
  static final int SMALL_BODY = 16 * 1024;

  private static final long LOOK_MIN_NANOS = 5_000_000;
  private static final long LOOK_MAX_NANOS = 500_000_000;

  private final HttpLimits limits;
  private final HttpObserver observer;
  private final Forwarded proxies;
  private final Callers callers;
  private final Http1ConnectionSelector http1;
  private final HttpRouting routing;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final Greetings greetings = new Greetings();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong bodies = new AtomicLong();
  private final long origin = System.nanoTime();
  private final Thread watch;
  private volatile boolean draining;
  private volatile boolean closed;

  Lines(
      HttpSettings settings,
      Http1ConnectionSelector http1,
      HttpRouting routing,
      HttpObserver observer) {
    limits = settings.limits();
    this.observer = observer;
    proxies = new Forwarded(settings.proxies());
    callers = new Callers(limits.perAddressMax(), proxies);
    this.http1 = http1;
    this.routing = routing;
    watch = Thread.ofVirtual().name("http-watch").unstarted(this::watch);
  }

  void start() {
    watch.start();
  }

  HttpLimits limits() {
    return limits;
  }

  Forwarded proxies() {
    return proxies;
  }

  /// Tells that a limit ended something.
  void turnedAway(HttpObserver.Why why) {
    observer.turnedAway(why);
  }

  /// The other end of a connection.
  static InetAddress peer(ConnectionContext context) {
    return context.remotePeer().address() instanceof InetSocketAddress internet
        ? internet.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  HttpRouting routing() {
    return routing;
  }

  /// Nanoseconds since this began; always above zero.
  long now() {
    return System.nanoTime() - origin + 1;
  }

  /// Takes note of a connection that is about to shake hands; it has as long as for a head.
  void greet(Socket plain) {
    greetings.begin(plain, now() + limits.head().toNanos());
  }

  void add(Line line) {
    open.add(line);
  }

  void remove(Line line) {
    if (open.remove(line)) {
      callers.left(peer(line));
    }
  }

  int size() {
    return open.size();
  }

  int running() {
    return running.get();
  }

  /// Takes a permit to run a handler, if there is one.
  boolean begin() {
    if (running.incrementAndGet() <= limits.requestsMax()) {
      return true;
    }
    running.decrementAndGet();
    turnedAway(HttpObserver.Why.REQUESTS);
    return false;
  }

  void end() {
    running.decrementAndGet();
  }

  /// Takes room for a body, if there is enough. Small ones are free.
  boolean reserve(long bytes) {
    if (bytes <= SMALL_BODY) {
      return true;
    }
    if (bodies.addAndGet(bytes) <= limits.bodiesMax()) {
      return true;
    }
    bodies.addAndGet(-bytes);
    turnedAway(HttpObserver.Why.BODIES);
    return false;
  }

  void release(long bytes) {
    if (bytes > SMALL_BODY) {
      bodies.addAndGet(-bytes);
    }
  }

  /// From now on each reply is the last of its connection.
  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
  }

  private void watch() {
    long shortest =
        Math.min(
            Math.min(limits.idle().toNanos(), limits.head().toNanos()),
            Math.min(limits.body().toNanos(), limits.write().toNanos()));
    long pause = Math.clamp(shortest / 8, LOOK_MIN_NANOS, LOOK_MAX_NANOS);
    while (!closed) {
      LockSupport.parkNanos(pause);
      long now = now();
      for (Line line : open) {
        line.check(now);
      }
      for (int late = greetings.check(now); late > 0; late--) {
        turnedAway(HttpObserver.Why.HANDSHAKE_TIME);
      }
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    greetings.end();
    InetAddress peer = peer(context);
    Callers.Standing standing = callers.came(peer);
    if (standing != Callers.Standing.WELCOME) {
      turnedAway(HttpObserver.Why.CONNECTIONS_PER_ADDRESS);
    }
    if (standing == Callers.Standing.UNHEARD) {
      callers.left(peer);
      throw new CloseConnectionException("too many connections of one address");
    }
    Line line = new Line(context, this, standing == Callers.Standing.SURPLUS);
    line.serve(http1.connection(line));
    return line;
  }
}
