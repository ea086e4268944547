package io.carillon.wire.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
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
  private final Http1ConnectionSelector http1;
  private final HttpRouting routing;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong bodies = new AtomicLong();
  private final long origin = System.nanoTime();
  private final Thread watch;
  private volatile boolean draining;
  private volatile boolean closed;

  Lines(HttpLimits limits, Http1ConnectionSelector http1, HttpRouting routing) {
    this.limits = limits;
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

  HttpRouting routing() {
    return routing;
  }

  /// Nanoseconds since this began; always above zero.
  long now() {
    return System.nanoTime() - origin + 1;
  }

  void add(Line line) {
    open.add(line);
  }

  void remove(Line line) {
    open.remove(line);
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
    Line line = new Line(context, this);
    line.serve(http1.connection(line));
    return line;
  }
}
