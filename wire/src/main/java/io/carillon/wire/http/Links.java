package io.carillon.wire.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All connections of a client: keeps the idle ones, and ends those whose time is up.
final class Links implements AutoCloseable {
  /// How exact deadlines are.
  private static final Duration LOOK = Duration.ofMillis(50);

  private final ClientLimits limits;
  private final Set<Link> open = ConcurrentHashMap.newKeySet();
  private final Map<Target.Origin, Deque<Link>> idle = new ConcurrentHashMap<>();
  private final AtomicInteger kept = new AtomicInteger();
  private final long origin = System.nanoTime();
  private final Thread watch;
  private volatile boolean closed;

  Links(ClientLimits limits) {
    this.limits = limits;
    watch = Thread.ofVirtual().name("links-watch").start(this::watch);
  }

  /// Nanoseconds since this began.
  long now() {
    return System.nanoTime() - origin;
  }

  void opened(Link link) {
    open.add(link);
    LockSupport.unpark(watch);
    if (closed) {
      end(link);
    }
  }

  void end(Link link) {
    open.remove(link);
    link.close();
  }

  int kept() {
    return kept.get();
  }

  int open() {
    return open.size();
  }

  /// A kept link of that origin, its deadline moved to `until`: the one used last.
  @Nullable Link take(Target.Origin of, long until, Predicate<Link> fit) {
    while (true) {
      Link link = pollLast(of);
      if (link == null) {
        return null;
      }
      if (link.beginAgain(until)) {
        if (fit.test(link)) {
          return link;
        }
        end(link);
      }
    }
  }

  private @Nullable Link pollLast(Target.Origin of) {
    Polled polled = new Polled();
    idle.computeIfPresent(
        of,
        (_, links) -> {
          polled.link = links.pollLast();
          return links.isEmpty() ? null : links;
        });
    if (polled.link != null) {
      kept.decrementAndGet();
    }
    return polled.link;
  }

  private static final class Polled {
    @Nullable Link link;
  }

  /// Keeps a link for the next call, if there is room.
  void keep(Link link) {
    if (kept.incrementAndGet() > limits.idleTotal()
        || !link.swap(now() + limits.keep().toNanos())) {
      kept.decrementAndGet();
      end(link);
      return;
    }
    idle.compute(
        link.origin(),
        (_, links) -> {
          Deque<Link> all = links == null ? new ArrayDeque<>(4) : links;
          if (all.size() < limits.idlePerOrigin()) {
            all.addLast(link);
          } else {
            kept.decrementAndGet();
            end(link);
          }
          return all.isEmpty() ? null : all;
        });
    if (closed) {
      end(link);
    }
  }

  private void drop(Link link) {
    open.remove(link);
    idle.computeIfPresent(
        link.origin(),
        (_, links) -> {
          if (links.remove(link)) {
            kept.decrementAndGet();
          }
          return links.isEmpty() ? null : links;
        });
  }

  private void watch() {
    while (!closed) {
      if (open.isEmpty()) {
        LockSupport.park();
      } else {
        LockSupport.parkNanos(LOOK.toNanos());
      }
      long now = now();
      for (Link link : open) {
        if (link.expire(now)) {
          drop(link);
        }
      }
    }
  }

  /// Ends all links, those in use too.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
    open.forEach(this::end);
    idle.clear();
    kept.set(0);
  }
}
