package io.carillon.engine.dispatch;

import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Routing;
import io.carillon.model.Message;
import io.carillon.model.port.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Holds back what the limits of a route do not let go, whatever its carriers could take.
final class RouteGates {
  private final Routing routing;
  private final Clock clock;
  private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

  RouteGates(Routing routing, Clock clock) {
    this.routing = routing;
    this.clock = clock;
  }

  private static final class Gate {
    private final Route.Limits limits;
    private final Pace pace;
    private final AtomicInteger out = new AtomicInteger();

    Gate(Route.Limits limits, long now) {
      this.limits = limits;
      this.pace = new Pace(limits.rate(), Throttling.USUAL, now);
    }

    boolean isOpen(long now) {
      return pace.room(now) > 0 && (limits.window() == 0 || out.get() < limits.window());
    }
  }

  /// Whether a message of this flow may go now; if it may, one part of it is counted.
  boolean mayGo(String flow) {
    var gate = gate(flow);
    if (gate == null) {
      return true;
    }
    synchronized (gate) {
      if (!gate.isOpen(clock.ticks())) {
        return false;
      }
      gate.pace.took(1, clock.ticks());
      gate.out.incrementAndGet();
      return true;
    }
  }

  /// What [#mayGo] counted turned out to be so many parts, 0 when the message did not go.
  void counted(String flow, int parts) {
    var gate = gate(flow);
    if (gate != null && parts != 1) {
      gate.out.addAndGet(parts - 1);
      gate.pace.took(Math.max(0, parts - 1), clock.ticks());
    }
  }

  /// A part was answered.
  void answered(Message message) {
    var gate = gate(message.state().work().flow());
    if (gate != null) {
      gate.out.updateAndGet(out -> Math.max(0, out - 1));
    }
  }

  /// Why a flow is held back now, for people; empty where it is not.
  Optional<String> holding(String flow) {
    var gate = gate(flow);
    if (gate == null) {
      return Optional.empty();
    }
    synchronized (gate) {
      if (gate.isOpen(clock.ticks())) {
        return Optional.empty();
      }
      return Optional.of(
          gate.pace.room(clock.ticks()) > 0
              ? "at most " + gate.limits.window() + " parts unanswered"
              : "at most " + gate.limits.rate() + " parts a second");
    }
  }

  /// How long until a flow that the rate holds back may go; zero where only its window does.
  Duration untilOpen(String flow) {
    var gate = gate(flow);
    return gate == null ? Duration.ZERO : gate.pace.untilNext(clock.ticks());
  }

  private @Nullable Gate gate(String flow) {
    var route = Flow.route(flow);
    if (route.isEmpty()) {
      return null;
    }
    var rule = routing.routes().rule(route.get());
    if (rule.isEmpty() || rule.get().limits().equals(Route.Limits.NONE)) {
      return null;
    }
    var limits = rule.get().limits();
    return gates.compute(
        route.get(),
        (_, old) ->
            old != null && old.limits.equals(limits) ? old : new Gate(limits, clock.ticks()));
  }
}
