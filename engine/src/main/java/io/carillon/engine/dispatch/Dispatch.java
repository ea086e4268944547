package io.carillon.engine.dispatch;

import io.carillon.engine.accept.Shortcut;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.change.Wake;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Routing;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Wait;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves messages from their lanes to their carriers.
///
/// A message is claimed in the commit that is also the intent, then its parts go out, flushed once
/// a group of commits; answers come back in batches and are decided at the desk. Everything goes on
/// by events; no thread waits for a message.
public final class Dispatch implements Wake, Shortcut {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final int REROUTED_MAX = 2_000;
  private static final int CLAIMS_MAX = 1_000;
  private static final Duration OVERLOOKED_FOR = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(60);

  /// How long a carrier is down before what waits for it goes another way.
  private static final Duration RELIEVED_AFTER = Duration.ofSeconds(5);

  /// After a claim that the store could not write: it is not asked at full speed.
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Desk desk;
  private final Messages messages;
  private final Routing routing;
  private final RouteGates gates;
  private final Clock clock;
  private final Tasks tasks;
  private final long run;
  private volatile Map<String, CarrierLane> lanes = Map.of();
  private final Meters meters;
  private final Doubting doubting;
  private volatile boolean draining;

  /// @param run names this process's claims: its start in micros
  public Dispatch(
      Desk desk, Messages messages, Routing routing, Sources sources, Meters meters, long run) {
    this.desk = desk;
    this.messages = messages;
    this.routing = routing;
    this.clock = sources.clock();
    this.tasks = sources.tasks();
    this.meters = meters;
    this.run = run;
    this.gates = new RouteGates(routing, clock);
    this.doubting = new Doubting(desk, messages, sources, this::policy);
    routing.watch(this::isUsable);
    routing.hear(this::wording);
  }

  /// Where time and tasks come from.
  public record Sources(Clock clock, Tasks tasks) {}

  /// Adds a carrier, in the place of one of the same name.
  public synchronized void add(Carrier carrier, CarrierRules rules) {
    var next = new LinkedHashMap<>(lanes);
    var lane = new CarrierLane(carrier, rules, clock, meters, this::answered);
    next.put(carrier.name(), lane);
    lanes = Collections.unmodifiableMap(next);
    lane.lane().noteMore();
  }

  /// A carrier is treated otherwise from now on.
  public void change(String carrier, CarrierRules rules) {
    var lane = lanes.get(carrier);
    if (lane != null) {
      lane.adopt(rules);
      pump(lane);
    }
  }

  /// Gives a carrier nothing more: what waits for it goes another way. What is on the wire is still
  /// answered; the caller closes the carrier.
  public synchronized void remove(String carrier) {
    var gone = lanes.get(carrier);
    if (gone == null) {
      return;
    }
    var next = new LinkedHashMap<>(lanes);
    next.remove(carrier);
    lanes = Collections.unmodifiableMap(next);
    giveBack(gone, "the carrier is gone");
    tasks.start("reroute " + carrier, () -> leave(carrier));
  }

  private void leave(String carrier) {
    List<Message> stranded;
    do {
      stranded = messages.due(carrier, clock.now(), REROUTED_MAX);
      reroute(stranded);
    } while (stranded.size() == REROUTED_MAX);
  }

  /// Puts earlier runs' claims in doubt and finds what waits. Called once, before carriers start;
  /// returns when all of that is written.
  public void recover() {
    doubting.orphans(run);
    lanes.values().forEach(lane -> lane.lane().noteMore());
  }

  private DoubtPolicy policy(Message message) {
    var lane = lanes.get(message.state().work().lane());
    return lane == null ? DoubtPolicy.USUAL : lane.doubtPolicy();
  }

  /// Claims a new message in its own insert, when its lane is empty and a slot is free: the message
  /// as it is to be inserted. What is claimed so is sent once its commit is synced; a commit that
  /// fails is given back by [#unclaim].
  @Override
  public Message claimAtOnce(Message fresh) {
    var lane = lanes.get(fresh.state().work().lane());
    if (lane == null || draining || !lane.lane().isEmpty() || lane.ready() > 0) {
      return fresh;
    }
    int parts = lane.carrier().parts(fresh);
    long now = clock.ticks();
    boolean limited = Flow.route(fresh.state().work().flow()).isPresent();
    if (limited
        || parts > Math.min(lane.free(), lane.allowed(now))
        || !lane.promise(parts, clock.ticks())) {
      return fresh;
    }
    var claimed =
        Claims.claim(fresh, lane.carrier().name(), parts, clock.now(), run).flatMap(Step::after);
    if (claimed.map(message -> message.state().work().waitsFor() != Wait.ANSWER).orElse(true)) {
      lane.withdraw(parts);
    }
    return claimed.orElse(fresh);
  }

  /// The commit of a message from [#claimAtOnce] failed.
  @Override
  public void unclaim(Message claimed) {
    var lane = lanes.get(claimed.state().work().lane());
    if (lane != null && claimed.state().work().waitsFor() == Wait.ANSWER) {
      lane.withdraw(claimed.state().legs().size());
    }
  }

  @Override
  public void after(Commit commit) {
    for (var write : commit.writes()) {
      switch (write) {
        case Write.Added(var message) -> added(message);
        case Write.Changed(_, var message) -> changed(message);
        case Write.Owed _,
            Write.Retold _,
            Write.Noted _,
            Write.Moved _,
            Write.Keyed _,
            Write.Parked _,
            Write.Unparked _,
            Write.Enrolled _,
            Write.Declined _,
            Write.Erased _ -> {}
      }
    }
  }

  private void added(Message message) {
    if (message.state().work().waitsFor() == Wait.ANSWER) {
      desk.admit(message);
      begin(message);
    } else {
      changed(message);
    }
  }

  private void changed(Message message) {
    var work = message.state().work();
    if (work.doubts() > 0) {
      recall(message);
    }
    if (work.due().isEmpty()) {
      return;
    }
    var lane = lanes.get(work.lane());
    if (lane == null) {
      reroute(List.of(message));
      return;
    }
    switch (work.waitsFor()) {
      case TURN -> lane.lane().offer(CarrierLane.held(message));
      case RETRY, THROTTLE, SCHEDULE -> later(lane, message, work.due().get());
      case DOUBT -> doubting.later(message, work.due().get());
      case NOTHING, ANSWER, RECEIPT -> {}
    }
  }

  /// A receipt of an earlier try may settle a part before its next try has left: then it must not.
  private void recall(Message message) {
    var lane = lanes.get(message.state().work().lane());
    if (lane != null) {
      lane.recall(message);
    }
  }

  /// The carrier of these is gone: another takes them, or they fail.
  private void reroute(List<Message> stranded) {
    desk.settle(
        stranded.stream()
            .map(message ->
                Matter.wish(
                    message,
                    current -> Failover.rerouted(current, routing.carrierFor(current), clock.now()),
                    Matter.Ending.NONE))
            .toList(),
        Urgency.CLAIM);
  }

  private void later(CarrierLane lane, Message message, Instant due) {
    var pause = Duration.between(clock.now(), due);
    if (pause.compareTo(SOON) <= 0) {
      tasks.later(
          "offer again",
          pause,
          () -> {
            lane.lane().offer(CarrierLane.held(message));
            pump(lane);
          });
    }
  }

  /// After each group of commits: everything that became ready goes out, a flush a carrier, and
  /// free slots are filled with claims.
  public void flush() {
    for (var lane : lanes.values()) {
      send(lane);
      pump(lane);
    }
  }

  /// Makes the intended parts ready; tells how many.
  private int begin(Message claimed) {
    var lane = lanes.get(claimed.state().work().lane());
    if (lane == null) {
      return 0;
    }
    var legs = claimed.state().legs();
    var parts = new ArrayList<Part>(legs.size());
    for (var leg : legs) {
      if (leg.standing() == Standing.INTENDED) {
        parts.add(new Part(claimed, leg, legs.size()));
      }
    }
    lane.enqueue(parts);
    return parts.size();
  }

  private void send(CarrierLane lane) {
    synchronized (lane) {
      var parts = lane.sendable();
      if (!parts.isEmpty()) {
        lane.carrier().send(parts, lane.answers());
        lane.withdraw(parts.size());
      }
    }
  }

  private void answered(CarrierLane lane, List<Answer> answers) {
    var matters = new ArrayList<Matter>(answers.size());
    long now = clock.ticks();
    boolean news = false;
    for (var answer : answers) {
      news |= lane.learn(answer.outcome(), now);
      gates.answered(answer.part().message());
      int part = answer.part().leg().part();
      matters.add(
          Matter.fact(
              answer.part().message().id(),
              current -> Steps.answered(current, part, answer.outcome(), around(lane)),
              Matter.Ending.NONE));
    }
    desk.settle(matters, Urgency.INSIDE);
    if (news) {
      LOG.info("carrier {}: {}", lane.carrier().name(), lane.standing(now));
    }
  }

  /// What is known around an answer of this lane's carrier.
  private Steps.Around around(CarrierLane lane) {
    return new Steps.Around(
        lane.doubtPolicy(), this::elsewhere, lane.pace().pause(clock.ticks()), clock.now());
  }

  /// Another carrier that would cut a message into as many parts.
  private Optional<String> elsewhere(Message message) {
    var work = message.state().work();
    var tried = new ArrayList<>(work.tries().refusedBy());
    tried.add(work.lane());
    int parts = message.state().legs().size();
    return routing
        .elsewhere(message, tried)
        .filter(name -> {
          var lane = lanes.get(name);
          return lane != null && (parts == 0 || lane.carrier().parts(message) == parts);
        });
  }

  /// Whether a carrier is worth giving it messages: it is up and answers.
  boolean isUsable(String carrier) {
    var lane = lanes.get(carrier);
    return lane != null && lane.isUsable(clock.ticks());
  }

  private Wording wording(String carrier) {
    var lane = lanes.get(carrier);
    return lane == null ? Wording.USUAL : lane.carrier().wording();
  }

  /// A carrier may have room again.
  public void room(String carrier) {
    var lane = lanes.get(carrier);
    if (lane != null) {
      send(lane);
      pump(lane);
    }
  }

  /// Fills free slots with claims; asks the store for more when little is left.
  private void pump(CarrierLane lane) {
    if (draining || lane.rests(clock.ticks())) {
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
    return Matter.wish(
        message,
        current -> Claims.claim(current, lane.carrier().name(), all, clock.now(), run),
        new Matter.Ending() {
          @Override
          public void ended(Optional<Message> after) {
            lane.lane().release(held.key());
            boolean claimed =
                after.map(now -> now.state().work().waitsFor() == Wait.ANSWER).orElse(false);
            int begun = claimed ? begin(after.get()) : 0;
            lane.withdraw(promised - begun);
            for (int i = begun; i < promised; i++) {
              gates.answered(message);
            }
          }

          @Override
          public void broken() {
            lane.lane().release(held.key());
            lane.lane().noteMore();
            lane.withdraw(promised);
            for (int i = 0; i < promised; i++) {
              gates.answered(message);
            }
            lane.rest(clock.ticks() + STORE_PAUSE.toNanos());
          }
        });
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

  /// Finds what is due and nobody was told of: lost wakes, later moments, unsettled doubts. To be
  /// called about each second.
  public void sweep() {
    for (var lane : messages.lanesDue(clock.now().minus(OVERLOOKED_FOR))) {
      var due = lanes.get(lane);
      if (due != null) {
        due.lane().noteMore();
      } else {
        reroute(messages.due(lane, clock.now(), REROUTED_MAX));
      }
    }
    relieve();
    doubting.sweep();
    flush();
  }

  /// What waits for a carrier that has been down for a while goes another way, where there is one.
  private void relieve() {
    for (var lane : lanes.values()) {
      if (lane.isDownFor(RELIEVED_AFTER, clock.ticks())
          && routing.hasAlternative(lane.carrier().name())) {
        var waiting = messages.due(lane.carrier().name(), clock.now(), REROUTED_MAX);
        desk.settle(
            waiting.stream()
                .map(message ->
                    Matter.wish(
                        message,
                        current -> Failover.relieved(current, elsewhere(current), clock.now()),
                        Matter.Ending.NONE))
                .toList(),
            Urgency.CLAIM);
      }
    }
  }

  /// Claims nothing more, gives back what was claimed and not written, and waits until claims under
  /// way are written and everything on the wire was answered, at most `limit`.
  public void drain(Duration limit) throws InterruptedException {
    draining = true;
    long end = clock.ticks() + limit.toNanos();
    for (var lane : lanes.values()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - clock.ticks());
      tasks.await(
          () -> {
            giveBack(lane, "the server stops");
            return lane.isUnpromised() && lane.carrier().state().inFlight() == 0;
          },
          Duration.ofMillis(Math.max(1, left)));
    }
  }

  private void giveBack(CarrierLane lane, String why) {
    var unsent = lane.takeBack(why);
    if (!unsent.isEmpty()) {
      answered(lane, unsent);
    }
  }

  /// How each carrier stands, in the order of the settings.
  public List<Carrier> carriers() {
    return lanes.values().stream().map(CarrierLane::carrier).toList();
  }

  /// How many messages wait or are being claimed before a carrier, in memory; negative when it does
  /// not move because it is down.
  public int inside(String carrier) {
    var lane = lanes.get(carrier);
    return lane == null ? -1 : lane.inside();
  }
}
