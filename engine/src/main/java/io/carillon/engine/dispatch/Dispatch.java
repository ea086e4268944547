package io.carillon.engine.dispatch;

import io.carillon.engine.accept.Shortcut;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.change.Wake;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Routing;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Wait;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves messages from their lanes to their carriers.
///
/// A message is claimed in the commit that is also the intent, then its parts go out, flushed once
/// a group of commits; answers come back in batches and are decided at the desk. Everything goes on
/// by events; no thread waits for a message.
public final class Dispatch implements Wake, Shortcut {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final Duration OVERLOOKED_FOR = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Desk desk;
  private final Messages messages;
  private final RouteGates gates;
  private final Sources sources;
  private final Clock clock;
  private final Tasks tasks;
  private final long run;
  private final CarrierLanes lanes = new CarrierLanes();
  private final Rerouting rerouting;
  private final Claiming claiming;
  private final Meters meters;
  private final Doubting doubting;
  private final Expiring expiring;
  private final Redating redating;

  /// @param run names this process's claims: its start in micros
  public Dispatch(
      Desk desk, Messages messages, Routing routing, Sources sources, Meters meters, long run) {
    this.desk = desk;
    this.messages = messages;
    this.sources = sources;
    this.clock = sources.clock();
    this.tasks = sources.tasks();
    this.meters = meters;
    this.run = run;
    this.gates = new RouteGates(routing, clock);
    this.rerouting = new Rerouting(desk, messages, routing, lanes, clock);
    this.claiming =
        new Claiming(desk, messages, new Claiming.Ways(lanes, gates, rerouting), sources, run);
    this.doubting = new Doubting(desk, messages, sources, this::policy);
    this.expiring = new Expiring(desk, messages, clock);
    this.redating = new Redating(desk, messages, clock, this::policy);
    routing.watch(this::isUsable);
    routing.hear(this::wording);
  }

  /// Where time and tasks come from.
  ///
  /// @param machine how busy what we run on is; must answer at once
  /// @param clearance says what must hold for a message to go to its person
  /// @param holds says what keeps a message whose turn has come
  public record Sources(
      Clock clock, Tasks tasks, Supplier<Machine> machine, Clearance clearance, Holds holds) {
    /// On a machine that has nothing to do, where everybody may be written to at any time.
    public Sources(Clock clock, Tasks tasks) {
      this(clock, tasks, () -> Machine.IDLE, Clearance.NONE, Holds.NONE);
    }
  }

  /// Adds a carrier, in the place of one of the same name.
  public void add(Carrier carrier, CarrierRules rules) {
    var lane = new CarrierLane(carrier, rules, sources, meters, this::answered);
    var replaced = lanes.add(lane);
    lane.lane().noteMore();
    if (replaced != null) {
      giveBack(replaced, replaced.close("the carrier was changed"));
    }
  }

  /// A carrier is treated otherwise from now on.
  public void change(String carrier, CarrierRules rules) {
    var lane = lanes.of(carrier);
    if (lane != null) {
      lane.adopt(rules);
      claiming.pump(lane);
    }
  }

  /// Gives a carrier nothing more: what waits for it goes another way. What is on the wire is still
  /// answered; the caller closes the carrier.
  public void remove(String carrier) {
    var gone = lanes.remove(carrier);
    if (gone != null) {
      giveBack(gone, gone.close("the carrier is gone"));
      meters.forget("carrier", carrier);
      meters.forget("lane", carrier);
      tasks.start("reroute " + carrier, () -> rerouting.strand(carrier));
    }
  }

  /// Puts earlier runs' claims in doubt and finds what waits. Called once, before carriers start;
  /// returns when all of that is written.
  public void recover() {
    doubting.orphans(run);
    lanes.all().forEach(lane -> lane.lane().noteMore());
  }

  private DoubtPolicy policy(Message message) {
    var lane = lanes.of(message.state().work().lane());
    return lane == null ? DoubtPolicy.USUAL : lane.doubtPolicy();
  }

  /// Claims a new message in its own insert, when its lane is empty and a slot is free: the message
  /// as it is to be inserted. What is claimed so is sent once its commit is synced; a commit that
  /// fails is given back by [#unclaim].
  @Override
  public Message claimAtOnce(Message fresh) {
    var lane = lanes.of(fresh.state().work().lane());
    if (lane == null || claiming.isStopped() || !lane.lane().isEmpty() || lane.ready() > 0) {
      return fresh;
    }
    int parts = lane.carrier().parts(fresh);
    long now = clock.ticks();
    boolean limited = Flow.route(fresh.state().work().flow()).isPresent();
    if (limited
        || sources.holds().allowances().concern(fresh)
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
    var lane = lanes.of(claimed.state().work().lane());
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
        case Write.Owed _, Write.Retold _, Write.Noted _, Write.Erased _, Write.Beside _ -> {}
      }
    }
  }

  private void added(Message message) {
    if (message.state().work().waitsFor() == Wait.ANSWER) {
      desk.admit(message);
      claiming.begin(message);
    } else {
      changed(message);
    }
  }

  private void changed(Message message) {
    var work = message.state().work();
    if (work.doubts() > 0) {
      recall(message);
    }
    if (work.due().isEmpty() || work.waitsFor() == Wait.REPLY) {
      return;
    }
    var lane = lanes.of(work.lane());
    if (lane == null) {
      rerouting.reroute(List.of(message));
      return;
    }
    switch (work.waitsFor()) {
      case TURN -> lane.lane().offer(CarrierLane.held(message));
      case RETRY, THROTTLE, SCHEDULE, QUIET, CAP, FREQUENCY, SUSPENDED ->
          later(lane, message, work.due().get());
      case DOUBT -> doubting.later(message, work.due().get());
      case NOTHING, ANSWER, RECEIPT, REPLY -> {}
    }
  }

  /// A receipt of an earlier try may settle a part before its next try has left: then it must not.
  private void recall(Message message) {
    var lane = lanes.of(message.state().work().lane());
    if (lane != null) {
      lane.recall(message);
    }
  }

  private void later(CarrierLane lane, Message message, Instant due) {
    var pause = Duration.between(clock.now(), due);
    if (pause.compareTo(SOON) <= 0) {
      tasks.later(
          "offer again",
          pause,
          () -> {
            lane.lane().offer(CarrierLane.held(message));
            claiming.pump(lane);
          });
    }
  }

  /// After each group of commits: everything that became ready goes out, a flush a carrier, and
  /// free slots are filled with claims.
  public void flush() {
    for (var lane : lanes.all()) {
      send(lane);
      claiming.pump(lane);
    }
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
      LOG.info("carrier {}: {}", lane.carrier().name(), said(lane.look(now)));
    }
  }

  private static String said(CarrierStanding standing) {
    return standing.state() == CarrierStanding.State.UP ? "it works again" : standing.detail();
  }

  /// What is known around an answer of this lane's carrier.
  private Steps.Around around(CarrierLane lane) {
    return new Steps.Around(
        lane.doubtPolicy(), rerouting::elsewhere, lane.pace().pause(clock.ticks()), clock.now());
  }

  /// Whether a carrier is worth giving it messages: it is up and answers.
  boolean isUsable(String carrier) {
    var lane = lanes.of(carrier);
    return lane != null && lane.isUsable(clock.ticks());
  }

  private Wording wording(String carrier) {
    var lane = lanes.of(carrier);
    return lane == null ? Wording.USUAL : lane.carrier().wording();
  }

  /// A carrier may have room again.
  public void room(String carrier) {
    var lane = lanes.of(carrier);
    if (lane != null) {
      send(lane);
      claiming.pump(lane);
    }
  }

  /// Finds what is due and nobody was told of: lost wakes, later moments, unsettled doubts. To be
  /// called about each second.
  public void sweep() {
    redating.sweep();
    for (var lane : messages.lanesDue(clock.now().minus(OVERLOOKED_FOR))) {
      var due = lanes.of(lane);
      if (due != null) {
        due.lane().noteMore();
      } else {
        rerouting.strand(lane);
      }
    }
    rerouting.relieve();
    doubting.sweep();
    flush();
  }

  /// Ends what has waited too long. To be called each minute.
  public void expire() {
    for (var lane : lanes.all()) {
      if (!lane.lane().isEmpty()) {
        expiring.sweep(lane.carrier().name());
      }
    }
  }

  /// Claims nothing more, gives back what was claimed and not written, and waits until claims under
  /// way are written and everything on the wire was answered, at most `limit`.
  public void drain(Duration limit) throws InterruptedException {
    claiming.stop();
    long end = clock.ticks() + limit.toNanos();
    for (var lane : lanes.all()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - clock.ticks());
      tasks.await(
          () -> {
            giveBack(lane, lane.takeBack("the server stops"));
            return lane.isUnpromised() && lane.carrier().state().inFlight() == 0;
          },
          Duration.ofMillis(Math.max(1, left)));
    }
  }

  private void giveBack(CarrierLane lane, List<Answer> unsent) {
    if (!unsent.isEmpty()) {
      answered(lane, unsent);
    }
  }

  /// How each carrier stands, in the order of the settings.
  public List<Carrier> carriers() {
    return lanes.all().stream().map(CarrierLane::carrier).toList();
  }

  /// What a carrier can be asked to do about messages that it has.
  public Optional<Carrier.Orders> orders(String carrier) {
    var lane = lanes.of(carrier);
    return lane == null ? Optional.empty() : lane.carrier().orders();
  }

  /// The lanes of all carriers, in the order of the settings.
  Collection<CarrierLane> lanes() {
    return lanes.all();
  }

  /// The lane of this name; empty where there is none.
  Optional<CarrierLane> lane(String name) {
    return Optional.ofNullable(lanes.of(name));
  }

  RouteGates gates() {
    return gates;
  }

  /// How many messages wait or are being claimed before a carrier, see [CarrierLane#inside];
  /// negative when it does not move because it is down.
  public int inside(String carrier) {
    var lane = lanes.of(carrier);
    return lane == null ? -1 : lane.inside();
  }
}
