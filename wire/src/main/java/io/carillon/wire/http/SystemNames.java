package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The resolver of the operating system.
///
/// A lookup is a native call that no interrupt ends and that would hold the carrier thread of a
/// virtual one, so lookups run on a few threads of their own. Callers who want the same name at the
/// same time share one lookup. Answers are cached by the JDK (30 s; `networkaddress.cache.ttl`).
public final class SystemNames implements Names, AutoCloseable {
  private static final int THREADS_MAX = 16;
  private static final int WAITING_MAX = 1024;

  private final Map<String, FutureTask<List<InetAddress>>> running = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS_MAX,
          THREADS_MAX,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().daemon().name("names-", 0).factory());

  public SystemNames() {
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> resolve(String host, Duration limit)
      throws UnknownHostException, InterruptedException {
    try {
      FutureTask<List<InetAddress>> lookup = running.computeIfAbsent(host, this::begin);
      return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new UnknownHostException("the lookup took too long");
    } catch (RejectedExecutionException _) {
      throw new UnknownHostException("too many lookups at once");
    } catch (ExecutionException _) {
      throw new UnknownHostException("the name has no address");
    }
  }

  private FutureTask<List<InetAddress>> begin(String host) {
    FutureTask<List<InetAddress>> lookup =
        new FutureTask<>(() -> {
          try {
            return List.of(InetAddress.getAllByName(host));
          } finally {
            running.remove(host);
          }
        });
    threads.execute(lookup);
    return lookup;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
