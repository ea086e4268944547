package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Wait;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the free slots of carriers with claims of what waits before them.
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);
  private static final int CLAIMS_MAX = 1_000;

  /// After a claim that the store could not write: it is not asked at full speed.
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Desk desk;
  private final Messages messages;
  private final CarrierLanes lanes;
  private final RouteGates gates;
  private final Clock clock;
  private final Tasks tasks;
  private final Clearance clearance;
  private final Holds holds;
  private final Rerouting rerouting;
  private final long run;
  private volatile boolean stopped;

  /// What stands before the carriers, and where what cannot go there goes.
  record Ways(CarrierLanes lanes, RouteGates gates, Rerouting rerouting) {}

  /// @param run names this process's claims
  Claiming(Desk desk, Messages messages, Ways ways, Dispatch.Sources sources, long run) {
    this.desk = desk;
    this.messages = messages;
    this.lanes = ways.lanes();
    this.gates = ways.gates();
    this.clock = sources.clock();
    this.tasks = sources.tasks();
    this.clearance = sources.clearance();
    this.holds = sources.holds();
    this.rerouting = ways.rerouting();
    this.run = run;
  }

  /// Claims nothing from here on.
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /// Makes the intended parts ready; tells how many.
  int begin(Message claimed) {
    var legs = claimed.state().legs();
    var parts = new ArrayList<Part>(legs.size());
    for (var leg : legs) {
      if (leg.standing() == Standing.INTENDED) {
        parts.add(new Part(claimed, leg, legs.size()));
      }
    }
    while (true) {
      var lane = lanes.of(claimed.state().work().lane());
      if (lane == null) {
        rerouting.notSent(parts);
        return 0;
      }
      if (lane.enqueue(parts)) {
        return parts.size();
      }
    }
  }

  /// Fills free slots with claims; asks the store for more when little is left.
  void pump(CarrierLane lane) {
    if (stopped || lane.rests(clock.ticks())) {
      return;
    }
    if (lane.lane().wantsRefill()) {
      tasks.start("refill lane " + lane.carrier().name(), () -> refill(lane));
    }
    if (lane.lane().waiting() == 0) {
      return;
    }
    int free = Math.min(Math.min(lane.free(), lane.allowed(clock.ticks())), CLAIMS_MAX);
    var wait = new Waiting(lane, gates);
    var matters = free <= 0 ? List.<Matter>of() : claims(lane, free, wait);
    wait.next(clock.ticks()).ifPresent(pause -> again(lane, pause));
    if (!matters.isEmpty()) {
      desk.settle(matters, Urgency.CLAIM);
    }
  }

  private List<Matter> claims(CarrierLane lane, int free, Waiting wait) {
    var matters = new ArrayList<Matter>(free);
    var taken = lane.lane().take(free, wait::mayGo);
    for (var held : taken) {
      int parts = lane.parts(held.entry());
      if (!lane.promise(parts, clock.ticks())) {
        break;
      }
      gates.counted(held.flow(), parts);
      matters.add(claim(lane, held, parts));
    }
    lane.heldByRoutes(wait.isHeld());
    for (int i = taken.size() - 1; i >= matters.size(); i--) {
      gates.counted(taken.get(i).flow(), 0);
      lane.lane().restore(taken.get(i));
    }
    return matters;
  }

  /// Looks at a lane again after a pause, once for all that ask meanwhile.
  private void again(CarrierLane lane, Duration pause) {
    if (lane.wakes()) {
      tasks.later(
          "pace",
          pause,
          () -> {
            lane.woken();
            pump(lane);
          });
    }
  }

  private Matter claim(CarrierLane lane, Held<MessageId, Message> held, int promised) {
    var message = held.entry();
    int all = message.state().legs().isEmpty() ? promised : message.state().legs().size();
    var reworded = new AtomicBoolean();
    var share = new Share(holds.allowances());
    return Matter.wish(
        message,
        new Decision() {
          @Override
          public Optional<Step> on(Message current) {
            reworded.set(isReworded(lane, message, current));
            return reworded.get()
                ? Optional.empty()
                : held(current).or(() -> claimed(lane, current, all, share));
          }

          @Override
          public Decision stopped() {
            return current -> Claims.stopped(current, clock.now());
          }

          @Override
          public Decision tooOften(Instant free) {
            var later = holds.frequency().held(free);
            return current -> Claims.held(current, later, clock.now());
          }
        },
        new Matter.Ending() {
          @Override
          public void ended(Optional<Message> after) {
            lane.lane().release(held.key());
            boolean claimed =
                after.map(now -> now.state().work().waitsFor() == Wait.ANSWER).orElse(false);
            share.settled(claimed);
            int begun = claimed ? begin(after.get()) : 0;
            withdraw(lane, message, promised - begun);
            if (reworded.get()) {
              lane.lane().noteMore();
              tasks.start("read what was reworded", () -> pump(lane));
            } else if (!claimed && lane.lane().waiting() > 0) {
              // It was cancelled, say, while it waited: those behind it must not wait for a sweep.
              again(lane, Duration.ZERO);
            }
          }

          @Override
          public void broken() {
            share.settled(false);
            lane.lane().release(held.key());
            lane.lane().noteMore();
            withdraw(lane, message, promised);
            lane.rest(clock.ticks() + STORE_PAUSE.toNanos());
          }
        });
  }

  /// Parts that were promised do not come.
  private void withdraw(CarrierLane lane, Message message, int parts) {
    lane.withdraw(parts);
    for (int i = 0; i < parts; i++) {
      gates.answered(message);
    }
  }

  private Optional<Step> claimed(CarrierLane lane, Message message, int parts, Share share) {
    var now = clock.now();
    return Claims.claim(message, lane.carrier().name(), parts, now, run)
        .map(step -> share.of(message, step, parts, now))
        .map(step -> step.guarded(guards(step)))
        .map(step -> holds.frequency().claiming(message, step, now));
  }

  private Optional<Step> held(Message message) {
    var now = clock.now();
    return holds.turn().of(message, now).flatMap(later -> Claims.held(message, later, now));
  }

  /// A claim asks whether its person may be written to; the end of what expired does not.
  private List<Guard> guards(Step step) {
    return step.after().map(clearance::guards).orElseGet(List::of);
  }

  /// Whether a message got words since it came into its lane that fall into another number of
  /// parts: what was promised for it does not fit, so it is read again.
  private static boolean isReworded(CarrierLane lane, Message held, Message current) {
    return current.state().legs().isEmpty()
        && !current.content().equals(held.content())
        && lane.parts(current) != lane.parts(held);
  }

  private void refill(CarrierLane lane) {
    List<Message> rows;
    try {
      rows = messages.due(lane.carrier().name(), clock.now(), lane.refill());
    } catch (StoreException e) {
      LOG.warn("lane {} could not be refilled: {}", lane.carrier().name(), e.getMessage());
      lane.lane().refill(List.of(), false);
      return;
    }
    lane.lane().refill(rows.stream().map(CarrierLane::held).toList(), rows.size() < lane.refill());
    pump(lane);
  }
}
