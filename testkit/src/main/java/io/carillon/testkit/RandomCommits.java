package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Allowance;
import io.carillon.model.ApiKey;
import io.carillon.model.Attempt;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Care;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Conversation.State;
import io.carillon.model.ConversationNote;
import io.carillon.model.Direction;
import io.carillon.model.Event;
import io.carillon.model.Half;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Print;
import io.carillon.model.Replay;
import io.carillon.model.Report;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.Touch;
import io.carillon.model.TraceRow;
import io.carillon.model.Transfer;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.model.Wait;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Events;
import io.carillon.model.port.Fragments.Place;
import io.carillon.model.port.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Groups of commits by chance, the same for the same seed: lives of messages step by step, several
/// steps in one group, with stale and impossible ones among them. They are made from what a
/// [MemoryStore] has come to, so that most of them hold.
public final class RandomCommits {
  /// Used up early in a run.
  private static final Allowance ALLOWANCE =
      new Allowance(
          ACCOUNT,
          Allowance.Span.month(START),
          Optional.of(Channel.SMS),
          Allowance.Measure.MESSAGES,
          "",
          15);

  private static final Allowance TOGETHER =
      new Allowance(
          ACCOUNT, Allowance.Span.day(START), Optional.empty(), Allowance.Measure.TOGETHER, "", 9);

  private static final AccountId BELOW = new AccountId(new Id(8, 8));
  private static final AccountId ABROAD = new AccountId(new Id(9, 9));
  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final int GROUP_MAX = 40;
  private static final int FAR_IDS = 40;

  private final SplittableRandom chance;
  private final SplittableRandom jobs;
  private final Samples samples;
  private final Ports oracle;
  private final List<MessageId> known = new ArrayList<>();
  private final Map<MessageId, Message> latest = new HashMap<>();

  /// What this group changed from as it stood before: whether that held is not known here, and a
  /// step from the wrong row of the right revision is none that a caller could take.
  private final Set<MessageId> unsure = new HashSet<>();

  private Instant now = START;
  private long fragmentsJoined;
  private long printsSettled;

  /// Commits made from what `oracle` has come to.
  public RandomCommits(long seed, Ports oracle) {
    chance = new SplittableRandom(seed);
    jobs = new SplittableRandom(seed + 1);
    samples = new Samples(seed);
    this.oracle = oracle;
  }

  /// The next group; all earlier ones must have been written to the oracle.
  public List<Commit> next() {
    latest.clear();
    unsure.clear();
    var group = new ArrayList<Commit>();
    for (int i = chance.nextInt(1, GROUP_MAX); i > 0; i--) {
      now = now.plusNanos(chance.nextInt(1, 5_000) * 1_000_000L);
      group.add(commit());
    }
    return group;
  }

  /// Checks that another store has come to the same rows as the oracle.
  public void compare(Ports store) {
    for (var id : known) {
      assertThat(store.messages().find(id)).isEqualTo(oracle.messages().find(id));
      assertThat(store.notices().of(id)).isEqualTo(oracle.notices().of(id));
      assertThat(store.traces().of(id)).isEqualTo(oracle.traces().of(id));
    }
    var later = now.plusSeconds(10);
    for (var moment : List.of(START, START.plusSeconds(600), now, later)) {
      assertThat(store.messages().due(LANE, moment, 5_000))
          .isEqualTo(oracle.messages().due(LANE, moment, 5_000));
      assertThat(store.messages().lanesDue(moment)).isEqualTo(oracle.messages().lanesDue(moment));
      var lanes = oracle.notices().lanesDue(moment, 0).lanes();
      assertThat(store.notices().lanesDue(moment, 0).lanes())
          .containsExactlyInAnyOrderElementsOf(lanes);
      for (var lane : lanes) {
        assertThat(store.notices().due(lane, moment, 5_000))
            .isEqualTo(oracle.notices().due(lane, moment, 5_000));
      }
    }
    assertThat(store.messages().waiting()).isEqualTo(oracle.messages().waiting());
    assertThat(store.messages().doubted(Instant.MAX, 5_000))
        .isEqualTo(oracle.messages().doubted(Instant.MAX, 5_000));
    assertThat(store.messages().claimedByOthers(1, 5_000))
        .isEqualTo(oracle.messages().claimedByOthers(1, 5_000));
    var farIds = new ArrayList<String>();
    for (int i = 0; i < FAR_IDS; i++) {
      farIds.add("far-" + i);
    }
    assertThat(store.messages().byFarIds(LANE, farIds))
        .isEqualTo(oracle.messages().byFarIds(LANE, farIds));
    assertThat(store.notices().open()).isEqualTo(oracle.notices().open());
    assertThat(store.halves().count()).isEqualTo(oracle.halves().count());
    assertThat(store.halves().newest(5_000)).isEqualTo(oracle.halves().newest(5_000));
    assertThat(store.halves().matchable(5_000)).isEqualTo(oracle.halves().matchable(5_000));
    assertThat(store.fragments().count()).isEqualTo(oracle.fragments().count());
    assertThat(store.fragments().after(Place.FIRST, 5_000))
        .isEqualTo(oracle.fragments().after(Place.FIRST, 5_000));
    assertThat(store.prints().after(Prints.Place.FIRST, 5_000))
        .isEqualTo(oracle.prints().after(Prints.Place.FIRST, 5_000));
    assertThat(said(store)).isEqualTo(said(oracle));
    assertThat(bare(store.consents().unswept(1_000)))
        .isEqualTo(bare(oracle.consents().unswept(1_000)));
    assertThat(conversations(store)).isEqualTo(conversations(oracle));
    for (var one : conversations(oracle)) {
      assertThat(store.conversations().notes(ACCOUNT, one.id(), Optional.empty(), 500))
          .isEqualTo(oracle.conversations().notes(ACCOUNT, one.id(), Optional.empty(), 500));
    }
    for (var account : List.of(ACCOUNT, BELOW, ABROAD)) {
      assertThat(store.accounts().balance(account)).isEqualTo(oracle.accounts().balance(account));
    }
    assertThat(happened(store)).isEqualTo(happened(oracle));
    assertThat(tried(store)).isEqualTo(tried(oracle));
    assertThat(store.books().replays().open(10)).isEqualTo(oracle.books().replays().open(10));
    var directory = store.accounts().directory();
    var expected = oracle.accounts().directory();
    assertThat(directory.revision()).isEqualTo(expected.revision());
    assertThat(directory.accounts()).isEqualTo(expected.accounts());
    assertThat(directory.keys(ACCOUNT)).containsAll(expected.keys(ACCOUNT));
    assertThat(directory.senders(ACCOUNT)).isEqualTo(expected.senders(ACCOUNT));
  }

  private static List<Attempt> tried(Ports store) {
    var attempts = store.books().attempts();
    return attempts
        .of(ACCOUNT, AttemptsContract.ENDPOINT, Long.MAX_VALUE, Attempts.ROWS_MAX)
        .stream()
        .map(Attempts.Kept::attempt)
        .toList();
  }

  /// One of a few, further on each time.
  private Replay replay() {
    var job = ReplaysContract.replay(jobs.nextInt(5));
    var counts = new Replay.Counts(jobs.nextInt(9), 1);
    return job.after(new Id(1, jobs.nextInt(9)), counts, jobs.nextInt(5) == 0, START);
  }

  private static List<Event> happened(Ports store) {
    return store.books().feed().after(ACCOUNT, 0, Events.ROWS_MAX).stream()
        .map(Events.Kept::event)
        .toList();
  }

  private Commit commit() {
    int kind = chance.nextInt(100);
    if (kind < 30 || known.isEmpty()) {
      return accept();
    }
    if (kind < 75) {
      return step();
    }
    if (kind < 90) {
      return retell();
    }
    if (kind < 95) {
      return switch (chance.nextInt(3)) {
        case 0 -> halves();
        case 1 -> fragments();
        default -> prints();
      };
    }
    if (kind < 97) {
      return said();
    }
    if (kind < 98) {
      return chance.nextInt(3) == 0 ? threaded() : tended();
    }
    return switch (chance.nextInt(4)) {
      case 0 -> transfer();
      case 1 -> abroad();
      default -> new Commit(Urgency.ACCEPT, List.of(), List.of(enrolled(), opening()));
    };
  }

  /// What an account is given, or pays, that has euros; now and then in a currency that it has not.
  private Commit abroad() {
    boolean pays = chance.nextBoolean();
    var amount = new Money(chance.nextInt(1, 50_000), chance.nextInt(5) == 0 ? "USD" : "EUR");
    var guards = new ArrayList<Guard>();
    if (pays) {
      guards.add(new Guard.FundsSuffice(ABROAD, amount));
    }
    var moved =
        pays
            ? new Write.Moved(ABROAD, Reason.CHARGE, amount.negated(), now)
            : new Write.Moved(ABROAD, Reason.OPENING, amount, now);
    return new Commit(Urgency.ACCEPT, guards, List.of(moved));
  }

  private Commit threaded() {
    var direction = chance.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
    var party = new Party(ACCOUNT, reach());
    var line = new Line(party, person(), samples.id(), Channel.SMS, direction, now);
    boolean labels = direction == Direction.INBOUND && chance.nextInt(3) == 0;
    var labelled = labels ? line.with(Set.of("label" + chance.nextInt(30))) : line;
    return Samples.inside(new Write.Threaded(labelled));
  }

  /// Somebody changes a conversation, or finds that it is another by now.
  private Commit tended() {
    var some = conversations(oracle);
    if (some.isEmpty()) {
      return threaded();
    }
    var read = some.get(chance.nextInt(some.size()));
    var care = new Care(State.CLOSED, "", Set.of("label"), Optional.of(now), 1);
    var id = samples.id().value();
    var note = new ConversationNote(id, ACCOUNT, read.id(), "key", "words", now, now);
    return new Commit(
        Urgency.ACCEPT,
        List.of(new Guard.AsRead(read.id(), read.life().rev() - chance.nextInt(2))),
        List.of(
            new Write.Tended(read.with(read.tail().read(), care, now)), new Write.Annotated(note)));
  }

  private static List<Conversation> conversations(Ports store) {
    var all = Conversations.Filter.of(ACCOUNT);
    return store.conversations().page(all, Optional.empty(), 500).conversations();
  }

  private Commit transfer() {
    var amount = usd(chance.nextInt(1, 50_000));
    boolean gives = chance.nextBoolean();
    var from = gives ? ACCOUNT : BELOW;
    var transfer =
        new Transfer(samples.id().value(), from, gives ? BELOW : ACCOUNT, amount, "", now);
    var writes = new ArrayList<Write>();
    transfer.postings().forEach(posting -> writes.add(new Write.Posted(posting)));
    writes.add(new Write.Enrolled(new Entry.Transferred(transfer), Samples.OCCASION));
    return new Commit(Urgency.ACCEPT, List.of(new Guard.FundsSuffice(from, amount)), writes);
  }

  private Commit accept() {
    var guards = new ArrayList<Guard>();
    var writes = new ArrayList<Write>();
    long sum = 0;
    for (int i = chance.nextInt(1, 4); i > 0; i--) {
      var message = message();
      sum += message.bill().price().micros();
      writes.add(new Write.Added(message));
      if (chance.nextInt(3) == 0) {
        guards.add(notStopped(message));
      }
      if (chance.nextInt(5) == 0) {
        touched(message.id(), guards, writes);
      }
      if (chance.nextInt(4) == 0) {
        var key =
            new Idempotency(ACCOUNT, "key " + chance.nextInt(200), chance.nextInt(2), "hash " + i);
        guards.add(new Guard.KeyFree(key));
        writes.add(new Write.Keyed(key, message.id(), now));
      }
    }
    if (chance.nextInt(3) == 0) {
      guards.add(new Guard.FundsSuffice(ACCOUNT, usd(sum)));
      writes.add(new Write.Moved(ACCOUNT, Reason.CHARGE, usd(-sum), now));
    }
    if (chance.nextInt(10) == 0) {
      var slot = new Slot(ACCOUNT, Usage.day(START), Channel.SMS, Direction.OUTBOUND, "US", "USD");
      guards.add(new Guard.Within(ALLOWANCE, 1));
      writes.add(
          new Write.Counted(new Usage(slot, new Sum(1, 1, sum, new Cost(sum % 7, sum % 2)))));
      guards.add(new Guard.Within(TOGETHER, 1));
      writes.add(new Write.Spent(TOGETHER.together(1)));
    }
    return new Commit(Urgency.ACCEPT, guards, writes);
  }

  private Message message() {
    if (!known.isEmpty() && chance.nextInt(60) == 0) {
      var again = believed(any());
      return again.isPresent() ? again.get() : samples.message();
    }
    var fresh = samples.message(SampleContents.random(chance));
    known.add(fresh.id());
    if (chance.nextBoolean()) {
      fresh = Samples.claimed(fresh, chance.nextInt(1, 4), now);
    }
    latest.put(fresh.id(), fresh);
    return fresh;
  }

  private MessageId any() {
    int recent = Math.min(known.size(), 200);
    return known.get(known.size() - 1 - chance.nextInt(recent));
  }

  /// The message as this group will have left it if all of it holds.
  private Optional<Message> believed(MessageId id) {
    return Optional.ofNullable(latest.get(id)).or(() -> oracle.messages().find(id));
  }

  private Commit step() {
    var found = believed(any());
    if (found.isEmpty() || unsure.contains(found.get().id())) {
      return accept();
    }
    var before = found.get();
    var stale = chance.nextInt(15) == 0;
    var after = advanced(stale ? oracle.messages().find(before.id()).orElse(before) : before);
    var writes = new ArrayList<Write>();
    var guards = new ArrayList<Guard>();
    if (chance.nextInt(3) == 0) {
      int sequence = after.state().revision().notices() + 1;
      after = after.with(after.state().with(new Revision(after.state().rev(), sequence)));
      var url = "https://example.org/" + chance.nextInt(2);
      writes.add(new Write.Owed(Samples.notice(after, sequence, url, now)));
    }
    if (chance.nextInt(6) == 0) {
      writes.add(new Write.Noted(new TraceRow(after.id(), now, TraceRow.Kind.NOTE, "noted")));
    }
    if (chance.nextInt(4) == 0) {
      writes.add(new Write.Happened(Event.of(after)));
      writes.add(new Write.Replayed(replay()));
      writes.add(new Write.Tried(AttemptsContract.attempt(after.id(), 1, chance.nextBoolean())));
    }
    if (chance.nextInt(20) == 0) {
      writes.add(new Write.Moved(ACCOUNT, Reason.REFUND, before.bill().price(), now));
    }
    if (chance.nextInt(25) == 0) {
      guards.add(new Guard.FundsSuffice(ACCOUNT, usd(chance.nextInt(100_000))));
    }
    if (chance.nextInt(5) == 0) {
      guards.add(notStopped(after));
    }
    if (chance.nextInt(9) == 0) {
      touched(after.id(), guards, writes);
    } else if (chance.nextInt(9) == 0) {
      writes.add(new Write.Untouched(after.id(), ACCOUNT, reached(after.id())));
    }
    var from = stale ? oracle.messages().find(before.id()).orElse(before) : before;
    writes.addFirst(new Write.Changed(from, after));
    if (stale) {
      unsure.add(after.id());
    } else {
      latest.put(after.id(), after);
    }
    var urgency = chance.nextBoolean() ? Urgency.INSIDE : Urgency.CLAIM;
    return new Commit(urgency, guards, writes);
  }

  private Message advanced(Message before) {
    var legs = before.state().legs();
    int way = chance.nextInt(8);
    if (legs.isEmpty() || way == 0) {
      return Samples.claimed(before, chance.nextInt(1, 4), now);
    }
    if (way < 4) {
      var farIds = new String[legs.size()];
      for (int i = 0; i < farIds.length; i++) {
        farIds[i] = "far-" + chance.nextInt(FAR_IDS);
      }
      return Samples.sent(before, now, farIds);
    }
    if (way < 6) {
      return Samples.delivered(before, now);
    }
    var waits = List.of(Wait.values()).get(chance.nextInt(Wait.values().length));
    var work = Samples.waiting(waits, now.plusSeconds(chance.nextInt(100)));
    var next =
        Samples.worked(
            before,
            chance.nextBoolean()
                ? work
                : work.with(work.tries().counted().doubted().refused("gone")));
    if (way == 7) {
      var parts = legs.subList(0, chance.nextInt(legs.size() + 1));
      var doubted = parts.stream().map(leg -> leg.with(Leg.Standing.UNKNOWN)).toList();
      return next.with(next.state().with(doubted).raised(Status.FAILED, now));
    }
    return next;
  }

  private Commit retell() {
    var notices = oracle.notices().of(any());
    if (notices.isEmpty()) {
      return step();
    }
    var notice = notices.get(chance.nextInt(notices.size()));
    int attempts = notice.telling().attempts() + 1;
    var told =
        switch (chance.nextInt(5)) {
          case 0, 1, 2 ->
              new Telling(Progress.TOLD, attempts, Optional.empty(), Optional.of(now), 200);
          case 3 -> new Telling(Progress.DEAD, attempts, Optional.empty(), Optional.of(now), 0);
          default ->
              new Telling(
                  Progress.OPEN, attempts, Optional.of(now.plusSeconds(5)), Optional.empty(), 503);
        };
    boolean frees = told.progress() != Progress.OPEN || attempts == 3;
    return Samples.inside(new Write.Retold(told(notice, told), frees, now));
  }

  private static Notice told(Notice notice, Telling telling) {
    return notice.with(telling);
  }

  /// A message goes, where its person was not written to too often.
  private void touched(MessageId message, List<Guard> guards, List<Write> writes) {
    var sender = "sender " + chance.nextInt(2);
    var until = now.plus(WITHIN.multipliedBy(2));
    var touch = new Touch(message, ACCOUNT, reached(message), sender, now, until);
    var limit = new Touch.Limit(chance.nextInt(2, 4), WITHIN, false);
    var other = new Touch.Limit(2, WITHIN.multipliedBy(2), true);
    guards.add(new Guard.Seldom(touch, List.of(limit, other)));
    writes.add(new Write.Touched(touch));
  }

  /// The same person for the same message.
  private static Address reached(MessageId message) {
    return Address.phone("+141555526" + (10 + Math.floorMod(message.hashCode(), 20)));
  }

  private Guard notStopped(Message message) {
    var reaches = List.of(Reach.ACCOUNT, reach());
    return new Guard.NotStopped(message.id(), ACCOUNT, person(), reaches);
  }

  private Address person() {
    return Address.phone("+141555526" + chance.nextInt(10, 40));
  }

  private Reach reach() {
    return Reach.of(Address.phone("+141555501" + chance.nextInt(10, 13)));
  }

  private Commit said() {
    var actions = List.of(Consent.Action.values());
    var action = actions.get(chance.nextInt(actions.size()));
    var proof = Consent.Proof.written("word " + chance.nextInt(9), "");
    var reach = chance.nextInt(9) == 0 ? Reach.ACCOUNT : reach();
    var consent = new Consent(ACCOUNT, reach, person(), action, now, proof);
    return Samples.inside(new Write.Consented(consent, chance.nextBoolean()));
  }

  private static List<Consents.Kept> bare(List<Consents.Kept> records) {
    return records.stream()
        .map(it -> new Consents.Kept(it.number(), it.consent(), it.inForce(), ""))
        .toList();
  }

  private static List<Consents.Kept> said(Ports store) {
    var filter = Consents.Filter.of(ACCOUNT);
    return bare(store.consents().page(filter, Long.MAX_VALUE, Consents.ROWS_MAX).records());
  }

  private Commit halves() {
    var farId = "far-" + chance.nextInt(FAR_IDS * 2);
    if (chance.nextBoolean()) {
      return Samples.inside(new Write.Unparked(LANE, farId));
    }
    var receipt =
        new Report.Receipt(
            farId,
            chance.nextInt(-1, 65_536),
            Address.phone("+14155552671"),
            Address.phone("+14155550100"),
            Report.Verdict.DELIVERED,
            "000",
            "");
    return Samples.inside(new Write.Parked(new Half(LANE, receipt, now)));
  }

  /// A series is never used again once it is joined.
  private Commit fragments() {
    var series = new Id(chance.nextInt(4), fragmentsJoined);
    if (chance.nextInt(4) == 0) {
      fragmentsJoined++;
      return Samples.inside(new Write.Joined(series));
    }
    return Samples.inside(
        new Write.Fragmented(Samples.fragment(series, chance.nextInt(1, 4), 3, now)));
  }

  /// What is settled is never printed again.
  private Commit prints() {
    var whose = new Id(chance.nextInt(4), printsSettled);
    if (chance.nextInt(4) == 0) {
      var settled = new ArrayList<Write>();
      for (int of = 0; of < 4; of++) {
        for (int part = 1; part < 4; part++) {
          settled.add(new Write.Settled(new Id(of, printsSettled), part));
        }
      }
      printsSettled++;
      return new Commit(Commit.Urgency.INSIDE, List.of(), settled);
    }
    var print = new Print(whose, chance.nextInt(1, 4), new Id(chance.nextInt(4), 1), now);
    return Samples.inside(new Write.Printed(print));
  }

  private Write enrolled() {
    return new Write.Enrolled(
        switch (chance.nextInt(3)) {
          case 0 -> new Entry.OfAccount(Samples.account());
          case 1 -> {
            var life = new ApiKey.Life(now, Optional.empty(), Optional.empty());
            int number = chance.nextInt(5);
            yield new Entry.OfKey(
                new ApiKey(
                    "key_" + number,
                    ACCOUNT,
                    "sha " + number,
                    ApiKey.About.named(""),
                    ApiKey.Grant.live(Set.of("a")),
                    life));
          }
          default ->
              new Entry.OfSender(
                  new Sender(ACCOUNT, Address.phone("+1415555" + chance.nextInt(10)), ""));
        },
        Samples.OCCASION);
  }

  private Write opening() {
    return new Write.Moved(ACCOUNT, Reason.OPENING, usd(chance.nextInt(200_000)), now);
  }
}
