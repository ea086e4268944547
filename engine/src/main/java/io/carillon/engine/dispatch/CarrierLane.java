package io.carillon.engine.dispatch;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Outcome;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The lane before one carrier: what waits, the window slots promised to claims that are being
/// written, and the parts whose claim is synced and that go out with the next flush.
final class CarrierLane {
  private final Carrier carrier;
  private final Lane<MessageId, Message> lane;
  private final int refill;
  private final Pace pace;
  private final Circuit circuit = new Circuit();
  private final Supplier<Machine> machine;
  private final Carrier.Answers answers;
  private final Meters.Count taken;
  private final Meters.Count notTaken;
  private final Meters.Count notSent;
  private final Meters.Count unknown;
  private final Meters.Count throttled;
  private final AtomicInteger promised = new AtomicInteger();
  private final AtomicBoolean waking = new AtomicBoolean();
  private volatile CarrierRules rules;
  private long downSince;
  private volatile boolean heldByRoutes;
  private volatile long restsUntil = Long.MIN_VALUE;
  private final ArrayDeque<Part> ready = new ArrayDeque<>();
  private boolean closed;

  CarrierLane(
      Carrier carrier,
      CarrierRules rules,
      Dispatch.Sources sources,
      Meters meters,
      BiConsumer<CarrierLane, List<Carrier.Answer>> answered) {
    this.answers = answers -> answered.accept(this, answers);
    this.carrier = carrier;
    this.rules = rules;
    this.lane = new Lane<>(rules.limits());
    this.refill = rules.limits().refill();
    this.machine = sources.machine();
    var clock = sources.clock();
    this.pace = new Pace(rules.rate(), rules.throttling(), clock.ticks());
    this.taken = answers(meters, "taken");
    this.notTaken = answers(meters, "not_taken");
    this.notSent = answers(meters, "not_sent");
    this.unknown = answers(meters, "unknown");
    var name = carrier.name();
    this.throttled = meters.count("carrier.throttled", "carrier", name);
    meters.gauge("lane.waiting", lane::waiting, "lane", name);
    meters.gauge("carrier.room", carrier::room, "carrier", name);
    meters.gauge("carrier.in_flight", () -> carrier.state().inFlight(), "carrier", name);
    meters.gauge("carrier.links_up", () -> carrier.state().up(), "carrier", name);
    meters.gauge("carrier.rate_limit", pace::limit, "carrier", name);
    for (var by : CarrierStanding.Limit.values()) {
      meters.gauge(
          "carrier.limited",
          () -> look(clock.ticks()).limit() == by ? 1 : 0,
          "carrier",
          name,
          "by",
          by.word());
    }
    meters.gauge("carrier.circuit_open", () -> isOpen(clock.ticks()) ? 1 : 0, "carrier", name);
  }

  private Meters.Count answers(Meters meters, String outcome) {
    return meters.count("carrier.answers", "carrier", carrier.name(), "outcome", outcome);
  }

  /// Who is told of all parts sent from this lane: one and the same, so that a carrier can tell a
  /// batch at once.
  Carrier.Answers answers() {
    return answers;
  }

  /// Learns from an answer how the far end is. Answers whether that changed what may go.
  boolean learn(Outcome outcome, long now) {
    return switch (outcome) {
      case Outcome.Taken _ -> {
        taken.add(1);
        pace.taken(now);
        yield circuit.works(now);
      }
      case Outcome.NotTaken(var fault, _) -> {
        notTaken.add(1);
        yield refused(fault, now);
      }
      case Outcome.NotSent _ -> {
        notSent.add(1);
        yield false;
      }
      case Outcome.Unknown _ -> {
        unknown.add(1);
        yield circuit.trouble(now);
      }
    };
  }

  private boolean refused(Fault fault, long now) {
    if (fault == Fault.THROTTLED) {
      throttled.add(1);
      return pace.throttled(now);
    }
    boolean trouble = fault == Fault.FAR_END_DOWN || fault == Fault.FAR_END_BUSY;
    return trouble ? circuit.trouble(now) : circuit.works(now);
  }

  /// How it is treated from now on.
  void adopt(CarrierRules next) {
    rules = next;
    pace.adopt(next.rate(), next.throttling());
  }

  private boolean isOpen(long now) {
    return circuit.standing(now) == Circuit.Standing.OPEN;
  }

  /// Whether it has been down for this long, as far as was looked; to be asked regularly.
  synchronized boolean isDownFor(Duration time, long now) {
    if (isUsable(now)) {
      downSince = 0;
      return false;
    }
    downSince = downSince == 0 ? now : downSince;
    return now - downSince >= time.toNanos();
  }

  /// How it stands, with the numbers.
  CarrierStanding look(long now) {
    var state = carrier.state();
    return new CarrierStanding(
        carrier.name(),
        carrier.channel(),
        new CarrierStanding.Links(
            state.links(),
            carrier.isUp() ? Math.max(1, state.up()) : 0,
            state.inFlight(),
            Math.max(0, carrier.room()),
            state.answer(),
            state.detail()),
        new CarrierStanding.Rate(
            pace.configured(),
            pace.limit(),
            pace.measured(now),
            pace.pausedFor(now),
            pace.sinceLast(now),
            heldByRoutes),
        new CarrierStanding.Circuit(
            circuit.openFor(now), circuit.standing(now) == Circuit.Standing.TRYING),
        downFor(now),
        lane.waiting(),
        lane.hasMore(),
        machine.get());
  }

  private synchronized Duration downFor(long now) {
    return downSince == 0 || carrier.isUp() ? Duration.ZERO : Duration.ofNanos(now - downSince);
  }

  /// Whether limits of routes held back what waits, when it was last looked at.
  void heldByRoutes(boolean held) {
    heldByRoutes = held;
  }

  /// Whether it is worth giving it messages: it is up and answers.
  boolean isUsable(long now) {
    return carrier.isUp() && !isOpen(now);
  }

  /// How many parts may go now by its pace and its circuit.
  int allowed(long now) {
    return switch (circuit.standing(now)) {
      case OPEN -> 0;
      case TRYING -> promised.get() == 0 && carrier.state().inFlight() == 0 ? 1 : 0;
      case CLOSED -> pace.room(now);
    };
  }

  /// How long until more may go; empty where only room on the carrier is missing.
  Optional<Duration> untilAllowed(long now) {
    var pause = circuit.openFor(now);
    var wait = pause.isPositive() ? pause : pace.untilNext(now);
    return wait.isPositive() ? Optional.of(wait) : Optional.empty();
  }

  /// Whether the caller is to see that the lane is looked at again: true for one at a time.
  boolean wakes() {
    return waking.compareAndSet(false, true);
  }

  void woken() {
    waking.set(false);
  }

  Carrier carrier() {
    return carrier;
  }

  Lane<MessageId, Message> lane() {
    return lane;
  }

  /// How many the store is asked for at a time.
  int refill() {
    return refill;
  }

  DoubtPolicy doubtPolicy() {
    return rules.doubt();
  }

  /// How it is treated.
  CarrierRules rules() {
    return rules;
  }

  Pace pace() {
    return pace;
  }

  /// Window slots that are neither in use nor promised.
  int free() {
    return carrier.room() - promised.get();
  }

  /// Promises slots for a message of so many parts. A message of more parts than the whole window
  /// is promised what there is: its parts then go out as room appears.
  boolean promise(int parts, long now) {
    while (true) {
      int before = promised.get();
      int free = carrier.room() - before;
      if (free < parts && !(before == 0 && free > 0 && ready() == 0)) {
        return false;
      }
      if (promised.compareAndSet(before, before + parts)) {
        pace.took(parts, now);
        return true;
      }
    }
  }

  /// Whether no slot is promised to anything.
  boolean isUnpromised() {
    return promised.get() == 0;
  }

  /// Nothing is claimed before this moment, in ticks.
  void rest(long until) {
    restsUntil = until;
  }

  /// Whether nothing is to be claimed at this moment, in ticks.
  boolean rests(long now) {
    return restsUntil != Long.MIN_VALUE && now - restsUntil < 0;
  }

  /// A promise was not needed after all. Parts that another lane promised, before its carrier was
  /// replaced by this one, leave no debt here.
  void withdraw(int parts) {
    promised.updateAndGet(before -> Math.max(0, before - parts));
  }

  /// The claim of these parts is synced: they go out with the next flush, on their promise. False
  /// where the lane was closed: then nothing of it goes out any more.
  boolean enqueue(List<Part> parts) {
    synchronized (ready) {
      if (!closed) {
        ready.addAll(parts);
      }
      return !closed;
    }
  }

  /// Takes nothing more, and back all parts that were claimed and not sent.
  List<Answer> close(String why) {
    synchronized (ready) {
      closed = true;
      return takeBack(why);
    }
  }

  /// Takes out what may be sent now.
  List<Part> sendable() {
    synchronized (ready) {
      int room = Math.min(ready.size(), carrier.room());
      var parts = new ArrayList<Part>(room);
      for (int i = 0; i < room; i++) {
        parts.add(ready.poll());
      }
      return parts;
    }
  }

  int ready() {
    synchronized (ready) {
      return ready.size();
    }
  }

  /// Takes back the parts of a message that are not to be sent any more.
  void recall(Message message) {
    synchronized (ready) {
      int before = ready.size();
      ready.removeIf(part ->
          part.message().id().equals(message.id())
              && message.state().legs().get(part.leg().part() - 1).standing() != Standing.INTENDED);
      withdraw(before - ready.size());
    }
  }

  /// Takes back all parts that were claimed and not sent, as the answers that say so.
  List<Answer> takeBack(String why) {
    synchronized (ready) {
      var unsent = ready.stream().map(part -> new Answer(part, new Outcome.NotSent(why))).toList();
      ready.clear();
      withdraw(unsent.size());
      return unsent;
    }
  }

  /// How many parts of a message are still to be taken by the carrier.
  int parts(Message message) {
    var legs = message.state().legs();
    if (legs.isEmpty()) {
      return carrier.parts(message);
    }
    return (int) legs.stream().map(Leg::standing).filter(Standing.NOT_TAKEN::equals).count();
  }

  /// How many messages wait or are being claimed; negative when they do not move because the
  /// carrier is down. Those that stand in the store only are taken for as many as memory has room
  /// for.
  int inside() {
    int held = lane.held() + (lane.hasMore() ? rules.limits().entries() : 0);
    return held == 0 || carrier.isUp() ? held : -1;
  }

  static Held<MessageId, Message> held(Message message) {
    return new Held<>(
        message.id(), message, message.terms().priority(), message.state().work().flow());
  }
}
