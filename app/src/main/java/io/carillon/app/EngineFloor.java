package io.carillon.app;

import io.carillon.app.run.MachineLoad;
import io.carillon.app.run.OrderedIds;
import io.carillon.app.settings.Settings;
import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.AccountRates;
import io.carillon.engine.accept.Numbers;
import io.carillon.engine.accept.Pressure;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.LastUses;
import io.carillon.engine.account.Orders;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.engine.amend.Closing;
import io.carillon.engine.amend.Replacing;
import io.carillon.engine.amend.TakingBack;
import io.carillon.engine.answer.Answering;
import io.carillon.engine.billing.Cashier;
import io.carillon.engine.billing.CostInPrice;
import io.carillon.engine.billing.LedgerRound;
import io.carillon.engine.billing.Payers;
import io.carillon.engine.billing.Refunds;
import io.carillon.engine.billing.Tallying;
import io.carillon.engine.change.Consequence;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Wake;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.dispatch.Dispatch;
import io.carillon.engine.dispatch.Outlooks;
import io.carillon.engine.dispatch.Resuming;
import io.carillon.engine.erase.Erasing;
import io.carillon.engine.feed.Feeding;
import io.carillon.engine.frequency.Uncounting;
import io.carillon.engine.inbound.Arrivals;
import io.carillon.engine.inbound.Ears;
import io.carillon.engine.inbound.Gathering;
import io.carillon.engine.keeping.Forgetting;
import io.carillon.engine.keeping.Lapsing;
import io.carillon.engine.notify.LaneStanding;
import io.carillon.engine.notify.Notify;
import io.carillon.engine.notify.Owing;
import io.carillon.engine.notify.Replaying;
import io.carillon.engine.notify.Replays;
import io.carillon.engine.optout.Recording;
import io.carillon.engine.optout.Sweeping;
import io.carillon.engine.receipt.Inbox;
import io.carillon.engine.receipt.Overdue;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.route.Routing;
import io.carillon.engine.sealing.Sealing;
import io.carillon.engine.trace.Trace;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.v2.Listeners;
import io.carillon.front.v2.ReaderSeals;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Spendings;
import io.carillon.model.port.Tasks;
import io.carillon.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The engine, wired: what follows from a change and who is woken by one stand listed here.
final class EngineFloor {
  /// Messages in flight that are kept in memory; more are read from the store when needed.
  private static final int IN_FLIGHT_MAX = 60_000;

  final Clock clock;
  final Ids ids = new OrderedIds();
  final Desk desk;
  final MachineLoad load;
  final Dispatch dispatch;
  final Ears ears;
  final Gathering gathering;
  final Inbox inbox;
  final Overdue overdue;
  final Notify notify;
  final Pressure pressure;
  final ConsentFloor consent;
  final ConversationFloor conversation;
  final SearchFloor search;
  final Sweeping stopped;
  final AutoReplies replies;
  final Recording recording;
  final Accept accept;
  final TraceReader traces;
  final Orders orders;
  final Amendments amendments;
  final Closing closing;
  final Resuming resuming;
  final Erasing erasing;
  final Lapsing lapsing;
  final Replacing replacing;
  final Roster roster;
  final LastUses lastUses;
  final Inventory inventory;
  final Cashier cashier;
  final LedgerRound ledger;
  final Replays replays;
  final Replaying replaying;
  final Listeners listeners = new Listeners();
  final UnaryOperator<Message> shown;
  final Routing routing;
  private final Numbers numbers = new Numbers();
  final CheckFloor checks;
  final LookupFloor lookup;
  final Outlooks outlooks;
  private final Commits commits;
  private final Spendings spendings;
  private final MailFloor mail = new MailFloor();
  private volatile Settings settings;
  private volatile boolean stopping;

  /// What the engine stands on.
  record Ground(
      Settings settings,
      Store store,
      Tasks tasks,
      Meters meters,
      LookupFloor lookup,
      Clock clock) {}

  /// Makes the heralds once there is a clock.
  interface Heralds {
    List<Herald> of(Accounts accounts, Clearance clearance, Clock clock, Ids ids);
  }

  EngineFloor(Ground ground, CarrierFloor far, Heralds heralds) {
    var store = ground.store();
    var tasks = ground.tasks();
    var meters = ground.meters();
    commits = store.commits();
    spendings = store.spendings();
    clock = ground.clock();
    settings = ground.settings();
    lookup = ground.lookup();
    checks = checks(store, meters);
    var wakes = new ArrayList<Wake>();
    routing = far.routing();
    var sealing = sealing(store, new ReaderSeals(tasks, clock), meters);
    consent = new ConsentFloor(store, checks.list.consent());
    conversation = conversation(store, meters);
    search = new SearchFloor(store, checks.list.search(), clock, meters);
    desk = desk(ground, sealing, wakes);
    routing.ask(lookup.numbers);
    load = load(store, meters);
    dispatch =
        new Dispatch(desk, store.messages(), routing, dispatching(tasks), meters, run(clock));
    far.carriers().forEach(dispatch::add);
    var allHeralds = heralds.of(store.accounts(), consent.clearance, clock, ids);
    ears = new Ears(store.accounts(), allHeralds, checks.list.inbound());
    var arrivals = new Arrivals(desk, ears, clock, ids, settings.rates().currency(), meters);
    gathering = gathering(ground, arrivals);
    inbox = inbox(ground, new Inbox.Inbound(arrivals, gathering));
    shown = sealing;
    notify = notified(ground, allHeralds);
    wakes.addAll(List.of(dispatch, inbox, notify, lookup.learning, checks.unbooking, listeners));
    store.commits().afterGroup(dispatch::flush);
    pressure = pressure(store, new Pressure.Sources(clock, tasks, meters));
    outlooks = new Outlooks(dispatch, clock, pressure::counted);
    accept = accept(store, tasks, meters);
    notify.answer(new Answering(accept, mail.adopt(settings, clock), meters)::done);
    inventory = new Inventory(settings.inventory());
    roster = new Roster(store.commits(), store.accounts(), inventory, clock, checks::most);
    var aids = new ConsentFloor.Aids(clock, tasks, meters);
    var answers = consent.answers(store, accept, aids);
    replies = consent.replies(store, accept, roster, conversation.threading, aids);
    var heeding = new ConsentFloor.Heeding(answers, replies);
    stopped = consent.listen(store, arrivals, desk, heeding, aids);
    recording = consent.recording(store, desk, answers, new Recording.Sources(clock, ids, tasks));
    wakes.add(stopped);
    traces = traces(store);
    amendments = amendments(store, tasks);
    closing = new Closing(amendments, store.history(), store.accounts(), tasks);
    resuming = new Resuming(desk, store.messages(), store.accounts(), clock);
    erasing = erasing(store, meters);
    lapsing = lapsing(store, meters);
    replacing = replacing(store, tasks);
    overdue = overdue(store);
    replays = replays(store);
    replaying = replaying(store, meters);
    orders = orders(store);
    lastUses = new LastUses(commits, clock);
    cashier = new Cashier(store.commits(), store.accounts(), store.ledger(), clock);
    ledger = new LedgerRound(store.ledger(), clock, meters);
    show(store, meters);
  }

  private static long run(Clock clock) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.now());
  }

  private Dispatch.Sources dispatching(Tasks tasks) {
    return new Dispatch.Sources(clock, tasks, load, consent.clearance, checks.holds());
  }

  private Desk desk(Ground ground, Consequence sealing, List<Wake> wakes) {
    var store = ground.store();
    List<Consequence> consequences =
        List.of(
            new Forgetting(
                () -> store.accounts().directory(), checks.list.keeping(), ground.meters()),
            sealing,
            new Owing(() -> store.accounts().directory()),
            new Feeding(() -> store.accounts().directory(), checks.list.feed()),
            new Refunds(message -> Payers.of(store.accounts().directory(), message)),
            new Tallying(
                new CostInPrice(
                    routing::cost,
                    () -> settings.rates().currency(),
                    () -> store.accounts().directory().conversions())),
            new Uncounting(checks.frequency),
            conversation.threading);
    return new Desk(
        store.commits(), store.messages(), ground.tasks(), consequences, wakes, IN_FLIGHT_MAX);
  }

  private long forget(Address person, Set<AccountId> accounts) throws InterruptedException {
    gathering.forget(person, accounts);
    return lookup.learning.forget(person);
  }

  private Erasing erasing(Store store, Meters meters) {
    return new Erasing(store.erasures(), amendments, store.accounts(), this::forget, clock, meters);
  }

  private Replays replays(Store store) {
    var made = new Replays(store.commits(), store.messages(), store.notices(), clock);
    made.onOwed(notify::probe);
    return made;
  }

  private Replaying replaying(Store store, Meters meters) {
    var reading = new Replaying.Reading(store.replays(), store.notices());
    var directory = store.accounts();
    return new Replaying(reading, directory::directory, commits, notify, clock, meters);
  }

  private Orders orders(Store store) {
    return new Orders(store.commits(), store.accounts(), clock, FirstAccountCard::newWebhookSecret);
  }

  private CheckFloor checks(Store store, Meters meters) {
    return new CheckFloor(settings, clock, store.accounts()::directory, lookup.numbers::of, meters);
  }

  private static Sealing sealing(Store store, ReaderSeals seals, Meters meters) {
    return new Sealing(() -> store.accounts().directory(), seals, meters);
  }

  private ConversationFloor conversation(Store store, Meters meters) {
    var sources = new ConversationFloor.Sources(clock, ids);
    return new ConversationFloor(store, consent.clearance, checks.list, meters, sources);
  }

  private Lapsing lapsing(Store store, Meters meters) {
    var reading =
        new Lapsing.Reading(store.accounts(), store.history(), store.messages(), store.notices());
    return new Lapsing(reading, checks.list.keeping(), amendments, clock, meters);
  }

  private Pressure pressure(Store store, Pressure.Sources sources) {
    var limits = settings.limits();
    return new Pressure(limits, store.commits(), sources, dispatch::inside, notify::inside);
  }

  private TraceReader traces(Store store) {
    var reader = new TraceReader(store.messages(), store.notices(), store.traces());
    reader.onWaiting(this::whyItWaits);
    return reader;
  }

  private Optional<Trace.Step> whyItWaits(Notice notice) {
    var standing = notify.standing(notice.lane());
    return standing
        .flatMap(LaneStanding::words)
        .map(words ->
            new Trace.Step(
                standing.flatMap(LaneStanding::restsSince).orElseGet(clock::now),
                "notice_waits",
                "notice " + notice.sequence() + ": " + words));
  }

  private Notify notified(Ground ground, List<Herald> heralds) {
    var reading = new Notify.Reading(ground.store().notices(), ground.store().messages());
    var made = new Notify(desk, reading, heralds, clock, ground.tasks(), ground.meters());
    made.show(shown);
    made.heed(() -> ground.store().accounts().directory());
    return made;
  }

  private Gathering gathering(Ground ground, Arrivals arrivals) {
    var store = ground.store();
    var sources =
        new Gathering.Sources(store.fragments(), store.prints(), clock, ids, ground.tasks());
    return new Gathering(desk, arrivals, sources, settings.inbound().patience(), ground.meters());
  }

  private Inbox inbox(Ground ground, Inbox.Inbound inbound) {
    var reading = new Inbox.Reading(ground.store().messages(), ground.store().halves());
    return new Inbox(desk, reading, inbound, clock, ground.tasks(), ground.meters());
  }

  private void show(Store store, Meters meters) {
    meters.gauge("feed.listeners", listeners::count);
    meters.gauge("messages.in_flight", desk::inFlight);
    meters.gauge("commits.waiting", store.commits()::waiting);
  }

  private MachineLoad load(Store store, Meters meters) {
    var writing = new MachineLoad.Writing(store::effort, store.commits()::waiting);
    var made = new MachineLoad(MachineLoad.Processors.ofThisMachine(), writing, clock::ticks);
    meters.gauge("store.busy_percent", () -> Math.round(100 * made.get().disk().busy()));
    meters.gauge("store.group_micros", () -> made.get().disk().perGroup().toNanos() / 1_000);
    return made;
  }

  private Replacing replacing(Store store, Tasks tasks) {
    return new Replacing(
        desk, accept.rewriting(), store.messages(), dispatch::orders, clock, tasks);
  }

  private Amendments amendments(Store store, Tasks tasks) {
    return new Amendments(
        desk,
        store.commits(),
        store.messages(),
        clock,
        tasks,
        new TakingBack(dispatch::orders, inbox));
  }

  private Overdue overdue(Store store) {
    var reading = new Overdue.Reading(store.messages(), store.traces());
    return new Overdue(desk, reading, dispatch::orders, inbox, clock);
  }

  private Accept accept(Store store, Tasks tasks, Meters meters) {
    var rates = new AccountRates(pressure, checks.limits, store.accounts()::directory, clock);
    return new Accept(
        desk,
        rules(settings),
        new Accept.Reading(store.accounts(), store.messages()),
        new Accept.Ways(dispatch, rates, consent.clearance, checks.frequency),
        new Accept.Sources(clock, ids, tasks),
        meters);
  }

  private Accept.Rules rules(Settings by) {
    var all = conversation.with(checks.all);
    return new Accept.Rules(numbers, routing, by.rates(), all, by.revision());
  }

  /// Prices, bounds and numbers on offer are these from now on.
  void adopt(Settings next) {
    settings = next;
    mail.adopt(next, clock);
    pressure.adopt(next.limits());
    inventory.adopt(next.inventory());
    checks.adopt(next);
    lookup.adopt(next.lookup());
    gathering.adopt(next.inbound().patience());
    accept.adopt(rules(next));
  }

  /// Whether messages can be accepted now.
  boolean accepting() {
    return !stopping && commits.waiting() < settings.limits().commits();
  }

  /// Nothing new is accepted from here on.
  void stop() {
    stopping = true;
  }

  /// Finds what an earlier run left: doubts first, so that a receipt can settle them.
  void recover() {
    lookup.learning.recover();
    checks.caps.recover(spendings, clock.now());
    dispatch.recover();
    inbox.recover();
    stopped.begin();
  }
}
