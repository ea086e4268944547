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
/// refused.
public final class Pressure implements Doorway {
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);
  private static final Duration COUNT_AGAIN = Duration.ofSeconds(5);

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
  /// @param pause how long at most
  public record Limits(int commits, long queued, int moving, Duration pause) {
    /// 20,000 commits; 5,000,000 queued; 1,000 moving; 250 ms.
    public static final Limits USUAL = new Limits(20_000, 5_000_000, 1_000, Duration.ofMillis(250));
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
    if (commits.waiting() > limits.commits()) {
      return Optional.of(Refusal.later(Fault.OVERLOADED, COME_AGAIN));
    }
    var before = Before.of(coming);
    for (var lane : before.carriers().entrySet()) {
      if (stored.getOrDefault(lane.getKey(), 0L) + lane.getValue() > limits.queued()) {
        return Optional.of(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN));
      }
    }
    if (presses(before)) {
      waited.add(1);
      tasks.await(() -> !presses(before), limits.pause());
    }
    return Optional.empty();
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

  private boolean presses(Before before) {
    return before.carriers().keySet().stream().anyMatch(lane -> isFull(carriers, lane))
        || before.endpoints().stream().anyMatch(lane -> isFull(endpoints, lane));
  }

  private boolean isFull(Lanes lanes, String lane) {
    return lanes.inside(lane) > limits.moving();
  }

  /// How many messages wait in a lane, as last counted in the store.
  public long counted(String lane) {
    return stored.getOrDefault(lane, 0L);
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
