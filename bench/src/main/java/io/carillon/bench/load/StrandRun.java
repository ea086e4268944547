package io.carillon.bench.load;

import io.carillon.bench.mark.Latency;
import io.carillon.bench.mark.Marks;
import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A strand under way: its connections, what it sends next and when. For one thread.
///
/// In a closed loop a refusal (429, 503) pauses its connection for a tenth of a second, so does a
/// lost one; no message is tried again. An open loop goes by its schedule alone: a request that is
/// due takes a free connection or a new one, and waits only when there are as many as it may have.
final class StrandRun {
  private static final long PAUSE = 100_000;

  /// What became due in the last moment is not held against the load.
  private static final long GRACE = 20_000;

  private static final long ANSWER_LIMIT = 30_000_000;

  private final Strand strand;
  private final InetSocketAddress server;
  private final Selector selector;
  private final Quota quota;
  private final Answers answers;
  private final List<Template> templates;
  private final List<Caller> callers = new ArrayList<>();
  private final ArrayDeque<Caller> free = new ArrayDeque<>();
  private Histogram behind = Latency.histogram();
  private @Nullable Schedule schedule;
  private LoadResult.Kept kept = LoadResult.Kept.NONE;
  private int next;
  private int turn;

  /// Whether each connection sends its next request when it has the answer.
  private boolean closed;

  /// @param marks where times of messages are noted
  StrandRun(Strand strand, InetSocketAddress server, Selector selector, Quota quota, Times marks) {
    this.strand = strand;
    this.server = server;
    this.selector = selector;
    this.quota = quota;
    this.answers = new Answers(marks.sent(), marks.accepted());
    this.templates = strand.requests().stream().map(Template::new).toList();
    this.next = strand.first();
  }

  /// When messages were due, and when they were answered with 2xx.
  record Times(Marks sent, Marks accepted) {
    Times() {
      this(new Marks(), new Marks());
    }
  }

  /// Begins to send, not measured yet.
  void begin(long now) {
    var pace = strand.pace();
    closed = !pace.isOpen() || pace.busy() > 0;
    if (!closed) {
      schedule = pace.warmup() > 0 ? schedule(now, pace.warmup()) : null;
      return;
    }
    for (var i = 0; i < (pace.isOpen() ? pace.busy() : pace.connections()); i++) {
      callers.add(new Caller(this, answers));
    }
  }

  /// The end of the warm-up is near: an open loop that was busy until now goes by its schedule.
  void settle(long now) {
    if (closed && strand.pace().isOpen()) {
      closed = false;
      schedule = schedule(now, strand.pace().warmup());
      callers.stream().filter(caller -> !caller.isWaiting()).forEach(free::push);
    }
  }

  /// The measured time begins.
  void measure(long now) {
    if (strand.pace().isOpen()) {
      schedule = schedule(now, strand.pace().measured());
      behind = Latency.histogram();
    }
  }

  /// The measured time is over: nothing more is sent.
  void finish(long now) {
    if (schedule != null) {
      var each = messages();
      kept =
          new LoadResult.Kept(
              schedule.due(now) * each, schedule.unsent(now - GRACE) * each, Latency.of(behind));
      schedule = null;
    }
  }

  LoadResult.OfStrand result() {
    return answers.result(strand.name(), kept);
  }

  /// Whether there are messages left to send.
  boolean hasNext() {
    return next + messages() <= strand.end() && !quota.isUsedUp();
  }

  boolean isWaiting() {
    return callers.stream().anyMatch(Caller::isWaiting);
  }

  /// When the next request is due; the end of time in a closed loop, and while every connection
  /// that may be is in use.
  long nextDue() {
    var stuck = free.isEmpty() && callers.size() >= strand.pace().connections();
    return schedule == null || stuck ? Long.MAX_VALUE : schedule.next();
  }

  /// Sends what is due by a schedule.
  void sendDue(long now) {
    while (schedule != null && schedule.next() <= now && hasNext()) {
      var caller = free.poll();
      if (caller == null) {
        if (callers.size() >= strand.pace().connections()) {
          return;
        }
        caller = new Caller(this, answers);
        callers.add(caller);
      }
      Latency.add(behind, now - schedule.next());
      send(caller, schedule.next(), now);
      schedule.advance();
    }
  }

  /// Gives up on answers that are too late; in a closed loop also sends on connections that are
  /// free and not paused.
  void look(long now) {
    for (var caller : callers) {
      if (caller.isLate(now, ANSWER_LIMIT)) {
        caller.drop("no answer in 30 s");
        release(caller);
      }
      if (closed && !caller.isWaiting()) {
        sendNext(caller, now);
      }
    }
  }

  /// A connection can be written to or read.
  void ready(Caller caller, SelectionKey key) {
    try {
      if (key.isWritable()) {
        caller.write();
      }
      if (key.isReadable()) {
        var now = Micros.now();
        if (caller.read(now, PAUSE)) {
          release(caller);
          sendNext(caller, now);
        }
      }
    } catch (IOException lost) {
      lost(caller, lost);
    }
  }

  void close() {
    callers.forEach(Caller::close);
  }

  private void sendNext(Caller caller, long now) {
    if (closed && now >= caller.pausedUntil && hasNext()) {
      send(caller, now, now);
    }
  }

  private void send(Caller caller, long due, long now) {
    if (!connected(caller)) {
      return;
    }
    var template = templates.get(turn);
    turn = turn + 1 == templates.size() ? 0 : turn + 1;
    var first = next;
    next += template.messages();
    quota.take(template.messages());
    try {
      caller.send(template, first, due, now);
    } catch (IOException lost) {
      lost(caller, lost);
    }
  }

  /// A request of a schedule that finds no server has failed; a closed loop tries again later.
  private boolean connected(Caller caller) {
    try {
      if (!caller.isConnected()) {
        caller.connect(server, selector);
      }
      return true;
    } catch (IOException refused) {
      caller.pausedUntil = Micros.now() + PAUSE;
      if (!closed) {
        answers.failed("cannot connect", messages());
        free.push(caller);
      }
      return false;
    }
  }

  private void lost(Caller caller, IOException why) {
    var reason = why.getMessage();
    var waited = caller.isWaiting();
    caller.drop(reason == null ? why.getClass().getSimpleName() : reason);
    caller.pausedUntil = Micros.now() + PAUSE;
    if (waited) {
      release(caller);
    }
  }

  /// A connection of an open loop may take the next request that is due.
  private void release(Caller caller) {
    if (!closed) {
      free.push(caller);
    }
  }

  private int messages() {
    return templates.getFirst().messages();
  }

  private Schedule schedule(long now, double messagesPerSecond) {
    return new Schedule(now, messagesPerSecond / messages());
  }
}
