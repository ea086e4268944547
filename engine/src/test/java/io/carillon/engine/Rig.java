package io.carillon.engine;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.AccountRates;
import io.carillon.engine.accept.Numbers;
import io.carillon.engine.accept.Pressure;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.billing.Refunds;
import io.carillon.engine.billing.Tallying;
import io.carillon.engine.change.Consequence;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Wake;
import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Holding;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Suspension;
import io.carillon.engine.comply.limit.AccountLimits;
import io.carillon.engine.comply.limit.Limits;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.conversation.Threads;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.dispatch.Dispatch;
import io.carillon.engine.dispatch.DoubtPolicy;
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
import io.carillon.engine.lane.Lane;
import io.carillon.engine.notify.Notify;
import io.carillon.engine.notify.Owing;
import io.carillon.engine.optout.Answers;
import io.carillon.engine.optout.Sayings;
import io.carillon.engine.optout.Sweeping;
import io.carillon.engine.receipt.Inbox;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Endpoint;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Outcome;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Carrier.Part;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.FakeHerald;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SeededIds;
import io.carillon.testkit.SteppedTasks;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engine wired as in production, on a memory store, stepped tasks and a clock that the test
/// moves, before one carrier and one herald whose far ends the test plays. Nothing happens until
/// the tasks are stepped.
public final class Rig {
  /// The webhook of the samples that have one.
  public static final String HOOK = "https://hook.example/in";

  /// What a part costs.
  public static final long PRICE = 7_500;

  private static final Numbers NUMBERS = new Numbers();

  public final ManualClock clock;
  public final SteppedTasks tasks;
  public final MemoryStore store;
  public final MemoryMeters meters = new MemoryMeters();
  public final Samples samples;
  public final FakeCarrier carrier;
  public final FakeHerald herald = new FakeHerald("pantheon");
  public final FakeHerald endpoints = new FakeHerald(Endpoint.DIALECT);
  public final Desk desk;
  public final Routing routing;
  public final Dispatch dispatch;
  public final Gathering gathering;
  public final Inbox inbox;
  public final Notify notify;
  public final Pressure pressure;
  public final Accept accept;
  public final Policy<ConsentPolicy> consent = ConsentPolicy.policy();
  public final Policy<AccountLimits> limits = AccountLimits.policy();
  public final Policy<FrequencyPolicy> often = FrequencyPolicy.policy();
  public final Clearance clearance;
  private final Frequency frequency;

  /// What waits though its turn has come.
  public Holding holding = Holding.NONE;

  /// What bounds how much goes.
  public Allowances allowances = Allowances.NONE;

  public final AutoReplies replies;
  public final Sweeping stopped;
  private final Setup setup;

  /// How busy what it runs on is.
  public Machine machine = Machine.IDLE;

  /// How a rig is set up.
  public record Setup(
      int window, int flights, DoubtPolicy doubt, Lane.Limits lanes, Pressure.Limits pressure) {
    /// A window of 10, memory for 1,000 messages, everything else as usual.
    public static final Setup USUAL =
        new Setup(10, 1_000, DoubtPolicy.USUAL, Lane.Limits.USUAL, Pressure.Limits.USUAL);

    public Setup window(int parts) {
      return new Setup(parts, flights, doubt, lanes, pressure);
    }

    public Setup flights(int messages) {
      return new Setup(window, messages, doubt, lanes, pressure);
    }

    public Setup doubt(DoubtPolicy policy) {
      return new Setup(window, flights, policy, lanes, pressure);
    }

    public Setup lanes(Lane.Limits limits) {
      return new Setup(window, flights, doubt, limits, pressure);
    }

    public Setup pressure(Pressure.Limits limits) {
      return new Setup(window, flights, doubt, lanes, limits);
    }
  }

  /// Whatever bounds it now.
  private record Passed(Supplier<Allowances> to) implements Allowances {
    @Override
    public boolean concern(Message message) {
      return to.get().concern(message);
    }

    @Override
    public Allowance take(Message message, int parts, Instant now) {
      return to.get().take(message, parts, now);
    }
  }

  public Rig() {
    this(Setup.USUAL);
  }

  public Rig(Setup setup) {
    this(setup, new ManualClock(), null, Samples.RUN);
    enroll();
  }

  private Rig(Setup setup, ManualClock clock, @Nullable Rig earlier, long run) {
    this.setup = setup;
    this.clock = clock;
    tasks = new SteppedTasks(clock, 7);
    samples = earlier == null ? new Samples(7) : earlier.samples;
    store = earlier == null ? MemoryStore.stepped(() -> tasks.gate()) : earlier.store;
    tasks.beside(store::step);
    carrier = new FakeCarrier(Samples.LANE, Channel.SMS, setup.window());
    var wakes = new ArrayList<Wake>();
    frequency = new Frequency(store.accounts()::directory, often, meters);
    var follow = consequences(frequency);
    desk = new Desk(store.commits(), store.messages(), tasks, follow, wakes, setup.flights());
    routing = new Routing(new Routes(List.of(carrier)));
    clearance = new Clearance(store.accounts()::directory, consent);
    var sources = new Dispatch.Sources(clock, tasks, () -> machine, clearance, holds());
    dispatch = new Dispatch(desk, store.messages(), routing, sources, meters, run);
    dispatch.add(carrier, CarrierRules.USUAL.with(setup.doubt()).with(setup.lanes()));
    var ids = new SeededIds(run, clock);
    var ears = new Ears(store.accounts(), List.of(herald), Hearing.policy(herald.shapes()));
    var arrivals = new Arrivals(desk, ears, clock, ids, "USD", meters);
    var kept = new Gathering.Sources(store.fragments(), store.prints(), clock, ids, tasks);
    var patience = new Gathering.Patience(Duration.ofHours(1), Duration.ofHours(24));
    gathering = new Gathering(desk, arrivals, kept, patience, meters);
    inbox =
        new Inbox(
            desk,
            new Inbox.Reading(store.messages(), store.halves()),
            new Inbox.Inbound(arrivals, gathering),
            clock,
            tasks,
            meters);
    var reading = new Notify.Reading(store.notices(), store.messages());
    notify = new Notify(desk, reading, List.of(herald, endpoints), clock, tasks, meters);
    notify.bound(setup.lanes());
    wakes.addAll(List.of(dispatch, inbox, notify));
    store.commits().afterGroup(dispatch::flush);
    pressure =
        new Pressure(
            setup.pressure(),
            store.commits(),
            new Pressure.Sources(clock, tasks, meters),
            dispatch::inside,
            notify::inside);
    var rates = new AccountRates(pressure, new Limits(limits), store.accounts()::directory, clock);
    accept =
        new Accept(
            desk,
            rules(Checks.NONE),
            new Accept.Reading(store.accounts(), store.messages()),
            new Accept.Ways(dispatch, rates, clearance, frequency),
            new Accept.Sources(clock, ids, tasks),
            meters);
    replies = replies();
    stopped = listening(arrivals, replies);
    wakes.add(stopped);
    carrier.start(inbox, () -> dispatch.room(carrier.name()));
  }

  private List<Consequence> consequences(Frequency frequency) {
    return List.of(
        new Owing(store.accounts()::directory),
        new Refunds(),
        new Tallying((_, _) -> OptionalLong.empty()),
        new Uncounting(frequency));
  }

  private Holds holds() {
    Holding held = (message, now) -> holding.of(message, now);
    var turn = new Suspension(store.accounts()::directory).or(held);
    return new Holds(turn, new Passed(() -> allowances), frequency);
  }

  private Accept.Rules rules(Checks checks) {
    return new Accept.Rules(NUMBERS, routing, new Rates(List.of(), Samples.usd(PRICE)), checks, 1);
  }

  /// These checks decide from now on.
  public void check(Checks checks) {
    accept.adopt(rules(checks));
  }

  private Sweeping listening(Arrivals arrivals, AutoReplies replies) {
    var reading = new Answers.Reading(store.accounts(), store.consents());
    var answers = new Answers(accept, clearance, reading, meters);
    var spoken = new Sayings.Sources(clock, tasks);
    var consented = new Sayings(clearance, store.consents(), spoken, meters);
    arrivals.onWords(new InTurn(List.of(consented, replies)));
    return new Sweeping(
        desk,
        new Sweeping.Reading(store.consents(), store.history(), store.messages()),
        clearance,
        new Sweeping.Repliers(answers, List.of(replies, answers)),
        new Sweeping.Sources(clock, tasks),
        meters);
  }

  private Threading threading() {
    return new Threading(
        store.accounts()::directory, ConversationPolicy.policy(), new Threads(clearance));
  }

  private AutoReplies replies() {
    var roster = new Roster(store.commits(), store.accounts(), new Inventory(List.of()), clock);
    return new AutoReplies(
        accept,
        clearance,
        new AutoReplies.Reading(store.accounts(), store.history(), threading()),
        roster,
        new AutoReplies.Sources(clock, tasks),
        meters);
  }

  private void enroll() {
    write(
        new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION),
        new Write.Enrolled(
            new Entry.OfSender(new Sender(Samples.ACCOUNT, samples.message().parties().from(), "")),
            Samples.OCCASION),
        new Write.Moved(
            Samples.ACCOUNT, Commit.Reason.OPENING, Samples.usd(1_000_000), clock.now()));
  }

  /// The next process on the same store: what was not synced is lost.
  public Rig restarted() {
    tasks.end();
    store.crash();
    var next = new Rig(setup, clock, this, Samples.RUN + clock.ticks() + 1);
    next.dispatch.recover();
    next.inbox.recover();
    return next;
  }

  /// Writes rows behind the engine's back.
  public void write(Write... rows) {
    store.commits().hand(List.of(Samples.inside(rows)), _ -> {});
    tasks.settle();
  }

  /// Brings messages in through the desk, as accept does; all that follows is done.
  public void add(Message... messages) {
    desk.add(List.of(messages), List.of(), List.of(), Urgency.ACCEPT, _ -> {});
    tasks.settle();
  }

  /// A message that came in through the desk.
  public Message added() {
    return added(samples.message());
  }

  /// The message, now that it came in through the desk.
  public Message added(Message message) {
    add(message);
    return message;
  }

  /// The message as it is on disk.
  public Message kept(Message message) {
    return kept(message.id());
  }

  /// The message as it is on disk.
  public Message kept(MessageId id) {
    return store.messages().find(id).orElseThrow();
  }

  /// What a message on disk waits for.
  public Wait waitsFor(Message message) {
    return kept(message).state().work().waitsFor();
  }

  /// The kinds of a message's unusual rows, oldest first.
  public List<TraceRow.Kind> rows(Message message) {
    return store.traces().of(message.id()).stream().map(TraceRow::kind).toList();
  }

  /// The notices of a message, by sequence.
  public List<Notice> notices(Message message) {
    return store.notices().of(message.id());
  }

  /// The far end takes the oldest open part; all that follows is done.
  public Part taken(String farId) {
    var part = carrier.open().getFirst();
    answer(part, new Outcome.Taken(farId));
    return part;
  }

  /// The oldest part that the far end has not answered.
  public Part open() {
    return carrier.open().getFirst();
  }

  /// Sweeps each second for so long.
  public void sweepFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      tasks.pass(Duration.ofSeconds(1));
      dispatch.sweep();
      tasks.settle();
    }
  }

  /// The far end answers a part; all that follows is done.
  public void answer(Part part, Outcome outcome) {
    carrier.answer(part, outcome);
    tasks.settle();
  }

  /// The far end brings a receipt; all that follows is done. Tells whether it was kept.
  public boolean receipt(Receipt receipt) {
    var kept = carrier.report(receipt);
    tasks.settle();
    return kept.synced().orElseThrow();
  }

  /// What a far end says about a part of a sample.
  public static Receipt receipt(Message message, String farId, int reference, Verdict verdict) {
    var parties = message.parties();
    return new Receipt(farId, reference, parties.from(), parties.to(), verdict, "", "");
  }

  /// A sample of so many parts.
  public Message inParts(int parts) {
    var message = samples.message();
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        message.terms(),
        new Message.Bill(message.bill().encoding(), parts, Samples.usd(PRICE * parts)),
        message.origin(),
        message.state());
  }

  /// A sample of which these changes are told to [#HOOK].
  public Message told(Status... events) {
    return told(HOOK, events);
  }

  /// A sample of which these changes are told to a webhook.
  public Message told(String url, Status... events) {
    var message = samples.message();
    var terms = message.terms();
    return with(
        message,
        new Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            terms.validity(),
            terms.sendAt(),
            Optional.of(new Callback(url, Set.of(events)))));
  }

  /// A message under other terms.
  public static Message with(Message message, Terms terms) {
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        terms,
        message.bill(),
        message.origin(),
        message.state());
  }

  /// A text as a caller submits it, without a key.
  public static Submission submission(String to, String text) {
    return submission(to, text, Optional.empty());
  }

  /// A text as a caller submits it.
  public static Submission submission(String to, String text, Optional<Idempotency> key) {
    return new Submission(
        new Submission.Source(
            Samples.ACCOUNT, Place.of("pantheon", "sms"), "req_1", "", Map.of(), Keepsake.NONE),
        Channel.SMS,
        new Submission.Ends("+14155552671", "", to),
        new Content.Text(text),
        new Submission.Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            new Submission.Timing(Duration.ZERO, Optional.empty()),
            Optional.empty()),
        key);
  }
}
