package io.carillon.sim;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Numbers;
import io.carillon.engine.accept.Pressure;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.billing.Refunds;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Wake;
import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Holding;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.conversation.Threads;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.dispatch.Dispatch;
import io.carillon.engine.dispatch.Holds;
import io.carillon.engine.dispatch.Machine;
import io.carillon.engine.frequency.Frequency;
import io.carillon.engine.frequency.FrequencyPolicy;
import io.carillon.engine.frequency.Uncounting;
import io.carillon.engine.inbound.Arrivals;
import io.carillon.engine.inbound.Ears;
import io.carillon.engine.inbound.Gathering;
import io.carillon.engine.inbound.Hearing;
import io.carillon.engine.inbound.InTurn;
import io.carillon.engine.notify.Notify;
import io.carillon.engine.notify.Owing;
import io.carillon.engine.optout.Answers;
import io.carillon.engine.optout.Sayings;
import io.carillon.engine.optout.Sweeping;
import io.carillon.engine.receipt.Inbox;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.engine.time.Calendar;
import io.carillon.engine.trace.TraceReader;
import io.carillon.model.Channel;
import io.carillon.model.Money;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.FakeHerald;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Ports;
import io.carillon.testkit.SteppedTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One process: the engine, wired as the product wires it, from its start to its end.
final class Life {
  private static final Gathering.Patience PATIENCE =
      new Gathering.Patience(Duration.ofMinutes(1), Duration.ofHours(1));

  static final String CURRENCY = "USD";
  static final String DIALECT = "sim";
  static final Money SMS_PRICE = new Money(7_000, CURRENCY);
  static final Money MMS_PRICE = new Money(20_000, CURRENCY);
  private static final Numbers NUMBERS = new Numbers();
  private static final Duration DRAIN = Duration.ofSeconds(4);

  final SteppedTasks tasks;
  final MemoryMeters meters = new MemoryMeters();
  final long run;
  final Desk desk;
  final Dispatch dispatch;
  final Inbox inbox;
  private final Gathering gathering;
  final Notify notify;
  final Accept accept;
  final TraceReader traces;
  final Amendments amendments;
  final AutoReplies replies;
  private final Sweeping sweeping;
  private final Calendar calendar;
  private final World world;
  private final Ports ports;
  private final Pressure pressure;
  private boolean open;
  private long connections;

  Life(World world) {
    this.world = world;
    calendar = new Calendar(world.clock);
    var clock = world.clock;
    tasks = new SteppedTasks(clock, world.chance.seed());
    tasks.beside(world);
    run = ChronoUnit.MICROS.between(Instant.EPOCH, clock.now()) * 1_000 + world.crashes;
    ports = world.disk.ports();
    var wakes = new ArrayList<Wake>();
    var frequency = frequency();
    desk =
        new Desk(
            ports.commits(),
            ports.messages(),
            tasks,
            List.of(
                new Owing(ports.accounts()::directory), new Refunds(), new Uncounting(frequency)),
            wakes,
            world.temper.flights);
    List<Carrier> carriers = world.farEnds.stream().<Carrier>map(FarEnd::connect).toList();
    var routing = new Routing(new Routes(carriers));
    var clearance = new Clearance(ports.accounts()::directory, ConsentPolicy.policy());
    var holds = new Holds(Holding.NONE, Allowances.NONE, frequency);
    var sources = new Dispatch.Sources(clock, tasks, () -> Machine.IDLE, clearance, holds);
    dispatch = new Dispatch(desk, ports.messages(), routing, sources, meters, run);
    carriers.forEach(carrier ->
        dispatch.add(
            carrier, CarrierRules.USUAL.with(world.temper.doubt).with(world.temper.lanes)));
    var unmatched = new Inbox.Reading(ports.messages(), ports.halves());
    var herald = new FakeHerald(DIALECT);
    herald.endpoint(world.endpoints::tell);
    var ears = new Ears(ports.accounts(), List.of(herald), Hearing.policy(herald.shapes()));
    var arrivals = new Arrivals(desk, ears, clock, world.callers.ids, CURRENCY, meters);
    gathering = gathering(arrivals);
    inbox =
        new Inbox(desk, unmatched, new Inbox.Inbound(arrivals, gathering), clock, tasks, meters);
    notify =
        new Notify(
            desk,
            new Notify.Reading(ports.notices(), ports.messages()),
            List.of(herald),
            clock,
            tasks,
            meters);
    notify.bound(world.temper.lanes);
    wakes.addAll(List.of(dispatch, inbox, notify));
    ports.commits().afterGroup(dispatch::flush);
    pressure = pressure();
    accept = accept(routing, new Accept.Ways(dispatch, pressure, clearance, frequency));
    traces = new TraceReader(ports.messages(), ports.notices(), ports.traces());
    replies = replies(clearance);
    sweeping = listen(arrivals, clearance);
    wakes.add(sweeping);
    amendments = new Amendments(desk, ports.commits(), ports.messages(), clock, tasks);
  }

  private Pressure pressure() {
    return new Pressure(
        new Pressure.Limits(20_000, 5_000_000, 10, Duration.ofMillis(250), 0),
        ports.commits(),
        new Pressure.Sources(world.clock, tasks, meters),
        dispatch::inside,
        notify::inside);
  }

  /// In some worlds nobody is written to more often than so, whatever for.
  private Frequency frequency() {
    var policy = FrequencyPolicy.policy();
    int most = world.temper.mostOften;
    if (most > 0) {
      var limit = most + "/" + Temper.OFTEN.toHours() + "h";
      policy.adopt(Map.of("most", limit, "purposes", "promotional, transactional, otp"));
    }
    return new Frequency(ports.accounts()::directory, policy, meters);
  }

  private Gathering gathering(Arrivals arrivals) {
    var sources =
        new Gathering.Sources(
            ports.fragments(), ports.prints(), world.clock, world.callers.ids, tasks);
    return new Gathering(desk, arrivals, sources, PATIENCE, meters);
  }

  private Sweeping listen(Arrivals arrivals, Clearance clearance) {
    var consents = ports.consents();
    var answers =
        new Answers(accept, clearance, new Answers.Reading(ports.accounts(), consents), meters);
    var spoken = new Sayings.Sources(world.clock, tasks);
    var words = new Sayings(clearance, consents, spoken, meters);
    arrivals.onWords(new InTurn(List.of(words, replies)));
    return new Sweeping(
        desk,
        new Sweeping.Reading(consents, ports.history(), ports.messages()),
        clearance,
        new Sweeping.Repliers(answers, List.of(replies, answers)),
        new Sweeping.Sources(world.clock, new Outermost(world, tasks)),
        meters);
  }

  private AutoReplies replies(Clearance clearance) {
    var accounts = ports.accounts();
    var threading =
        new Threading(accounts::directory, ConversationPolicy.policy(), new Threads(clearance));
    return new AutoReplies(
        accept,
        clearance,
        new AutoReplies.Reading(accounts, ports.history(), threading),
        new Roster(ports.commits(), accounts, new Inventory(List.of()), world.clock),
        new AutoReplies.Sources(world.clock, tasks),
        meters);
  }

  private Accept accept(Routing routing, Accept.Ways ways) {
    return new Accept(
        desk,
        new Accept.Rules(NUMBERS, routing, rates(), Checks.NONE, 1),
        new Accept.Reading(ports.accounts(), ports.messages()),
        ways,
        new Accept.Sources(world.clock, world.callers.ids, tasks),
        meters);
  }

  private static Rates rates() {
    return new Rates(
        List.of(
            new Rates.Rate(Channel.SMS, "*", SMS_PRICE),
            new Rates.Rate(Channel.MMS, "*", MMS_PRICE)),
        new Money(1_000_000, CURRENCY));
  }

  /// Recovers what an earlier process left, then lets the world in.
  void start() {
    world.callers.openAccounts(ports.commits());
    world.rules.make(ports.commits());
    recover();
    for (var farEnd : world.farEnds) {
      farEnd.start(inbox, () -> dispatch.room(farEnd.name()));
    }
    open = true;
    world.callers.welcome();
  }

  /// A process that cannot read its store at the start ends, and is started again.
  private void recover() {
    try {
      dispatch.recover();
      inbox.recover();
    } catch (StoreException _) {
      throw new Crash("a start without a store");
    }
  }

  /// A number that no other connection of this process has.
  long nextConnection() {
    return ++connections;
  }

  /// Whether callers are let in.
  boolean isOpen() {
    return open;
  }

  /// Whether any carrier's lane holds anything.
  boolean holdsAny() {
    return world.farEnds.stream().anyMatch(farEnd -> dispatch.inside(farEnd.name()) != 0);
  }

  /// What is done about each second, and each minute.
  void sweep(boolean also) {
    calendar.look();
    tasks.start(
        "sweep lanes",
        () -> {
          try {
            dispatch.sweep();
            notify.sweep();
            gathering.sweep();
            pressure.recount(ports.messages()::waiting);
          } catch (StoreException e) {
            world.story.tell(() -> "a sweep could not read: " + e.getMessage());
          }
        });
    sweeping.begin();
    if (also) {
      tasks.start(
          "sweep the store",
          () -> {
            try {
              inbox.sweep(calendar.isTrusted());
              dispatch.expire();
            } catch (StoreException e) {
              world.story.tell(() -> "a sweep could not read: " + e.getMessage());
            }
          });
    }
  }

  /// Stops as an operator stops it.
  void stop() {
    open = false;
    notify.drain();
    try {
      dispatch.drain(DRAIN);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    world.farEnds.forEach(FarEnd::close);
    tasks.settle();
    world.disk.store().drain();
  }
}
