package io.carillon.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The load generator: one thread, one selector, all connections.
///
/// It warms up, measures, stops sending and waits for the last answers. A refusal (429, 503) or a
/// lost connection pauses its caller for a tenth of a second; the message counts as refused or
/// failed and is not tried again.
final class LoadLoop {
  private enum Phase {
    WARMING,
    MEASURING,
    FINISHING
  }

  private static final long PAUSE = 100_000;
  private static final long ANSWER_LIMIT = 30_000_000;
  private static final long LOOK = 5_000;
  private static final long SELECT_MS = 20;

  private final InetSocketAddress server;
  private final LoadPlan plan;
  private final Template template;
  private final Answers answers;
  private final Consumer<String> say;
  private final List<Caller> callers = new ArrayList<>();
  private Phase phase = Phase.WARMING;
  private long nextLook;
  private int nextMessage;
  private int firstMeasured;
  private long measuredFrom;
  private long measuredTo;

  /// @param say is told `measuring` and `measured`, when the measured time begins and ends
  LoadLoop(
      InetSocketAddress server,
      LoadPlan plan,
      Template template,
      Answers answers,
      Consumer<String> say) {
    this.server = server;
    this.plan = plan;
    this.template = template;
    this.answers = answers;
    this.say = say;
  }

  /// Runs the whole plan on the calling thread; answers the measured time. An interrupt stops it.
  Interval run() throws IOException, InterruptedException {
    try (var selector = Selector.open()) {
      var start = Micros.now();
      for (var i = 0; i < plan.connections(); i++) {
        callers.add(new Caller(template, answers));
      }
      for (var now = start; turn(start, now); now = Micros.now()) {
        resume(selector, now);
        selector.select(this::ready, SELECT_MS);
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped");
        }
      }
    } finally {
      callers.forEach(Caller::close);
    }
    return new Interval(measuredFrom, measuredTo);
  }

  /// Moves on to the next phase when it is time. Whether there is more to do.
  private boolean turn(long start, long now) {
    var warmup = plan.warmup().toNanos() / 1_000;
    var measured = plan.measured().toNanos() / 1_000;
    return switch (phase) {
      case WARMING -> {
        if (now - start >= warmup) {
          phase = Phase.MEASURING;
          measuredFrom = now;
          firstMeasured = nextMessage;
          say.accept("measuring");
        }
        yield true;
      }
      case MEASURING -> {
        if (now - measuredFrom >= measured || !hasNext()) {
          phase = Phase.FINISHING;
          if (!plan.countsMessages()) {
            endMeasured(now);
          }
        }
        yield true;
      }
      case FINISHING -> {
        if (callers.stream().anyMatch(Caller::isWaiting)) {
          yield true;
        }
        if (plan.countsMessages()) {
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

  private boolean hasNext() {
    return nextMessage + template.messages() <= Recipients.COUNT
        && (phase == Phase.WARMING
            || !plan.countsMessages()
            || nextMessage - firstMeasured < plan.messages());
  }

  private void ready(SelectionKey key) {
    var caller = (Caller) key.attachment();
    try {
      if (key.isWritable()) {
        caller.write();
      }
      if (key.isReadable()) {
        var now = Micros.now();
        if (caller.read(now, PAUSE)) {
          sendNext(caller, now);
        }
      }
    } catch (IOException lost) {
      lost(caller, lost);
    }
  }

  /// Every 5 ms: sends on callers that are free, connected and not paused; connects those that are
  /// not.
  private void resume(Selector selector, long now) {
    if (now < nextLook) {
      return;
    }
    nextLook = now + LOOK;
    for (var caller : callers) {
      if (caller.isLate(now, ANSWER_LIMIT)) {
        caller.drop("no answer in 30 s");
      }
      if (caller.isWaiting() || now < caller.pausedUntil || phase == Phase.FINISHING) {
        continue;
      }
      try {
        if (!caller.isConnected()) {
          caller.connect(server, selector);
        }
        sendNext(caller, now);
      } catch (IOException lost) {
        lost(caller, lost);
      }
    }
  }

  private void sendNext(Caller caller, long now) throws IOException {
    if (phase == Phase.FINISHING || !hasNext() || now < caller.pausedUntil) {
      return;
    }
    if (caller.isConnected()) {
      var first = nextMessage;
      nextMessage += template.messages();
      caller.send(first, now);
    }
  }

  private static void lost(Caller caller, IOException why) {
    var reason = why.getMessage();
    caller.drop(reason == null ? why.getClass().getSimpleName() : reason);
    caller.pausedUntil = Micros.now() + PAUSE;
  }
}
