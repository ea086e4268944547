package io.carillon.engine.accept;

import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Keeps accepting from starving completing.
///
/// Problem: the accept side wins every contest for the one writer, so without a bound messages come
/// in far faster than they get out. Idea: where a lane has more than a stated number of messages
/// that are accepted and not yet sent, or told-of and not yet told, *and* it moves, callers wait a
/// little before they come in; a lane that does not move (its carrier is down, its endpoint is
/// dead) holds up nobody: its messages queue in the store up to the hard limit, and then are
/// refused. What is left of a disk that fills up belongs to what was accepted before: its outcomes
/// and receipts are to be kept, too.
public final class Pressure implements Doorway {
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);
  private static final Duration SPACE_AGAIN = Duration.ofSeconds(10);
  private static final Duration COUNT_AGAIN = Duration.ofSeconds(5);

  /// A lane is long when it holds so many times what makes callers wait.
  private static final int LONG = 4;

  /// Before a long lane so many messages of one caller wait twice as long as one does.
  private static final int MANY = 128;

  private volatile Limits limits;
  private final Commits commits;
  private final Clock clock;
  private final Tasks tasks;
  private final Lanes carriers;
  private final Lanes endpoints;
  private final Meters.Count waited;
  private volatile Map<String, Long> stored = Map.of();
  private volatile long countedAt;
  private volatile boolean counted;
  private volatile long diskFree = Long.MAX_VALUE;

  public Pressure(
      Limits limits, Commits commits, Sources sources, Lanes carriers, Lanes endpoints) {
    this.limits = limits;
    this.commits = commits;
    this.clock = sources.clock();
    this.tasks = sources.tasks();
    this.carriers = carriers;
    this.endpoints = endpoints;
    this.waited = sources.meters().count("accept.waited");
  }

  /// Other bounds from now on.
  public void adopt(Limits next) {
    limits = next;
  }

  /// The bounds.
  ///
  /// @param commits commits of callers that wait to be written; beyond it we refuse
  /// @param queued messages that wait in one lane, in the store; beyond it we refuse
  /// @param moving messages of a moving lane that are inside; beyond it callers wait
  /// @param pause how long at most; where more than four times as many are inside, 500 that come
  ///   together wait four times as long
  /// @param diskFree octets that stay free on the store's disk; where there are less we refuse
  public record Limits(int commits, long queued, int moving, Duration pause, long diskFree) {
    /// 20,000 commits; 5,000,000 queued; 1,000 moving; 250 ms; 100 MiB.
    public static final Limits USUAL =
        new Limits(20_000, 5_000_000, 1_000, Duration.ofMillis(250), 100L << 20);
  }

  /// Where time, tasks and figures come from.
  public record Sources(Clock clock, Tasks tasks, Meters meters) {}

  /// How many a lane holds; negative when it does not move.
  @FunctionalInterface
  public interface Lanes {
    int inside(String lane);
  }

  @Override
  public Optional<Refusal> refuses(List<Message> coming) throws InterruptedException {
    if (diskFree < limits.diskFree()) {
      return Optional.of(Refusal.later(Fault.STORE_DOWN, SPACE_AGAIN));
    }
    if (commits.waiting() > limits.commits()) {
      return Optional.of(Refusal.later(Fault.OVERLOADED, COME_AGAIN));
    }
    var before = Before.of(coming);
    for (var lane : before.carriers().entrySet()) {
      if (stored.getOrDefault(lane.getKey(), 0L) + lane.getValue() > limits.queued()) {
        return Optional.of(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN));
      }
    }
    if (presses(before, 1)) {
      waited.add(1);
      tasks.await(() -> !presses(before, 1), patience(before, coming.size()));
    }
    return Optional.empty();
  }

  /// Before a lane that has become long, many wait longer than one: who brings hundreds at a time
  /// would else make it longer all the time.
  private Duration patience(Before before, int coming) {
    int times = presses(before, LONG) ? 1 + coming / MANY : 1;
    return limits.pause().multipliedBy(times);
  }

  /// The lanes that messages come before.
  private record Before(Map<String, Integer> carriers, Set<String> endpoints) {
    static Before of(List<Message> coming) {
      var carriers = new HashMap<String, Integer>();
      var endpoints = new HashSet<String>();
      for (var message : coming) {
        carriers.merge(message.state().work().lane(), 1, Integer::sum);
        message.terms().callback().ifPresent(to -> endpoints.add(to.lane(message.account())));
      }
      return new Before(carriers, endpoints);
    }
  }

  /// Whether a lane holds more than so many times what it may without anybody's waiting.
  private boolean presses(Before before, int times) {
    long most = (long) limits.moving() * times;
    return before.carriers().keySet().stream().anyMatch(lane -> carriers.inside(lane) > most)
        || before.endpoints().stream().anyMatch(lane -> endpoints.inside(lane) > most);
  }

  /// How many messages wait in a lane, as last counted in the store.
  public long counted(String lane) {
    return stored.getOrDefault(lane, 0L);
  }

  /// So many octets are free on the store's disk now; answers whether that is enough.
  public boolean disk(long free) {
    diskFree = free;
    return free >= limits.diskFree();
  }

  /// Takes a new count of what waits in the store, from time to time.
  public void recount(Supplier<Map<String, Long>> waiting) {
    long now = clock.ticks();
    if (!counted || now - countedAt > COUNT_AGAIN.toNanos()) {
      counted = true;
      countedAt = now;
      stored = new HashMap<>(waiting.get());
    }
  }
}
