package io.carillon.bench.load;

import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The load generator: one thread, one selector, all strands and all their connections.
///
/// It warms up, measures, stops sending and waits for the last answers.
final class LoadLoop {
  private enum Phase {
    WARMING,
    MEASURING,
    FINISHING
  }

  /// How often connections are looked after, in microseconds.
  private static final long LOOK = 5_000;

  /// The last part of the warm-up goes as the measured time will: a quarter of it, at most 5 s.
  private static final long SETTLING_PART = 4;

  private static final long SETTLING_MOST = 5_000_000;

  private static final long SELECT_MS = 20;

  /// Shorter than this the selector cannot wait: it counts in milliseconds.
  private static final long SELECTABLE = 1_500;

  /// At most so long answers lie unread while a request is waited for, in microseconds.
  private static final long NAP = 200;

  private final LoadOrder order;
  private final StrandRun.Times times;
  private final Consumer<String> say;
  private final Quota quota = new Quota();
  private final List<StrandRun> strands = new ArrayList<>();
  private Phase phase = Phase.WARMING;
  private long nextLook;
  private long measuredFrom;
  private long measuredTo;

  /// @param times where times of messages are noted
  /// @param say is told `measuring` and `measured`, when the measured time begins and ends
  LoadLoop(LoadOrder order, StrandRun.Times times, Consumer<String> say) {
    this.order = order;
    this.times = times;
    this.say = say;
  }

  /// Carries the order out on the calling thread. An interrupt stops it.
  LoadResult run() throws IOException, InterruptedException {
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), order.port());
    try (var selector = Selector.open()) {
      var start = Micros.now();
      for (var strand : order.strands()) {
        var run = new StrandRun(strand, server, selector, quota, times);
        run.begin(start);
        strands.add(run);
      }
      for (var now = start; turn(start, now); now = Micros.now()) {
        send(now);
        await(selector, now);
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped");
        }
      }
    } finally {
      strands.forEach(StrandRun::close);
    }
    return new LoadResult(
        new Interval(measuredFrom, measuredTo), strands.stream().map(StrandRun::result).toList());
  }

  /// Moves on to the next phase when it is time. Whether there is more to do.
  private boolean turn(long start, long now) {
    return switch (phase) {
      case WARMING -> {
        var warmup = order.warmupMs() * 1_000;
        var left = warmup - (now - start);
        if (left <= Math.min(SETTLING_MOST, warmup / SETTLING_PART)) {
          strands.forEach(strand -> strand.settle(now));
        }
        if (left <= 0) {
          phase = Phase.MEASURING;
          measuredFrom = now;
          if (order.countsMessages()) {
            quota.limit(order.messages());
          }
          strands.forEach(strand -> strand.measure(now));
          say.accept("measuring");
        }
        yield true;
      }
      case MEASURING -> {
        if (now - measuredFrom >= order.measuredMs() * 1_000
            || strands.stream().noneMatch(StrandRun::hasNext)) {
          phase = Phase.FINISHING;
          strands.forEach(strand -> strand.finish(now));
          quota.close();
          if (!order.countsMessages()) {
            endMeasured(now);
          }
        }
        yield true;
      }
      case FINISHING -> {
        if (strands.stream().anyMatch(StrandRun::isWaiting)) {
          yield true;
        }
        if (order.countsMessages()) {
          endMeasured(now);
        }
        yield false;
      }
    };
  }

  private void endMeasured(long now) {
    measuredTo = now;
    say.accept("measured");
  }

  private void send(long now) {
    strands.forEach(strand -> strand.sendDue(now));
    if (now >= nextLook) {
      nextLook = now + LOOK;
      strands.forEach(strand -> strand.look(now));
    }
  }

  /// Takes answers, for as long as nothing is due.
  private void await(Selector selector, long now) throws IOException {
    var due = strands.stream().mapToLong(StrandRun::nextDue).min().orElse(Long.MAX_VALUE);
    var wait = due - now;
    if (wait >= SELECTABLE) {
      selector.select(LoadLoop::ready, Math.min(SELECT_MS, wait / 1_000));
    } else if (selector.selectNow(LoadLoop::ready) == 0 && wait > 0) {
      LockSupport.parkNanos(Math.min(NAP, wait) * 1_000);
    }
  }

  private static void ready(SelectionKey key) {
    var caller = (Caller) key.attachment();
    caller.strand().ready(caller, key);
  }
}
