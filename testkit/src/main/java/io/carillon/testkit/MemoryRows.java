package io.carillon.testkit;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.ApiKey;
import io.carillon.model.Audit;
import io.carillon.model.AuditWords;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import io.carillon.model.Fragment;
import io.carillon.model.Half;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Occasion;
import io.carillon.model.Posting;
import io.carillon.model.PriceBook;
import io.carillon.model.Print;
import io.carillon.model.Refused;
import io.carillon.model.Replay;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.Spending;
import io.carillon.model.TraceRow;
import io.carillon.model.Usage;
import io.carillon.model.port.Prints.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All rows of a [MemoryStore]. Commits are applied one after another: that is what a real store's
/// group must amount to. Not safe by itself: the store's lock guards it.
final class MemoryRows {
  private static final int FAILURES_THAT_FREE = 3;
  private static final Comparator<Usage.Slot> USED_ORDER =
      Comparator.comparing((Usage.Slot slot) -> slot.account().value())
          .thenComparing(Usage.Slot.ORDER);

  static final Comparator<Place> PLACES =
      Comparator.comparing(Place::whose).thenComparingInt(Place::part);

  final TreeMap<MessageId, Message> messages = new TreeMap<>();
  final TreeMap<MessageId, TreeMap<NoticeKey, Notice>> notices = new TreeMap<>();
  final Map<MessageId, List<TraceRow>> traces = new HashMap<>();
  final List<Half> halves = new ArrayList<>();
  final TreeMap<Id, TreeMap<Integer, Fragment>> fragments = new TreeMap<>();
  final TreeMap<Place, Print> prints = new TreeMap<>(PLACES);
  final Map<AccountId, Money> balances = new LinkedHashMap<>();
  final Map<AccountId, Money> credits = new HashMap<>();
  final List<Move> moves = new ArrayList<>();
  final TreeMap<Usage.Slot, Usage.Sum> used = new TreeMap<>(USED_ORDER);
  final Map<Spending, Integer> spent = new HashMap<>();
  final List<Refused> refusals = new ArrayList<>();
  final MemoryConsents consents = new MemoryConsents();
  final MemoryTouches touches = new MemoryTouches();
  final MemoryWords.Kept words = new MemoryWords.Kept();
  final MemoryConversations.Kept conversations = new MemoryConversations.Kept();
  final MemorySignings signings = new MemorySignings();
  final MemoryEvents events = new MemoryEvents();
  final Map<MessageId, Happening> happenings = new HashMap<>();
  final MemoryAttempts attempts = new MemoryAttempts();
  final List<Audit> audits = new ArrayList<>();
  final TreeMap<Id, Replay> replays = new TreeMap<>();
  final MemoryErasures.Orders erasures = new MemoryErasures.Orders();
  Directory directory = Directory.EMPTY;
  boolean careless;

  private final Map<UsedKey, Used> keys = new HashMap<>();
  private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  private final Map<String, ApiKey> apiKeys = new LinkedHashMap<>();
  private final Set<Sender> senders = new LinkedHashSet<>();
  private final TreeMap<Id, Resource> resources = new TreeMap<>();
  private PriceBook prices = PriceBook.NONE;
  private long revision;

  /// Applies a commit whole, or answers what kept it from being applied.
  Result apply(Commit commit) {
    var refusal = refusal(commit);
    if (refusal != null) {
      return refusal;
    }
    commit.writes().forEach(this::write);
    if (revision != directory.revision()) {
      directory = mirror();
    }
    return new Result.Done();
  }

  /// Drops what is older than 7 days at `now` and may go: keys, halves, told notices.
  void sweep(Instant now) {
    var limit = now.minus(MemoryStore.KEPT);
    keys.values().removeIf(used -> used.at().isBefore(limit));
    halves.removeIf(half -> half.at().isBefore(limit));
    spent.keySet().removeIf(spending -> spending.until().isBefore(limit));
    touches.sweep(now);
    signings.sweep(now);
    events.sweep(now);
    sweepHappenings(now.minus(MemoryStore.REFUSALS_KEPT));
    attempts.sweep(now);
    replays
        .values()
        .removeIf(replay ->
            replay
                .standing()
                .ended()
                .map(now.minus(MemoryStore.REPLAYS_KEPT)::isAfter)
                .orElse(false));
    refusals.removeIf(refused -> refused.at().isBefore(now.minus(MemoryStore.REFUSALS_KEPT)));
    for (var ofMessage : notices.values()) {
      ofMessage
          .values()
          .removeIf(notice ->
              notice.telling().progress() == Notice.Progress.TOLD
                  && notice.telling().ended().map(limit::isAfter).orElse(false));
    }
  }

  private @Nullable Result refusal(Commit commit) {
    var asked = new HashMap<AccountId, Money>();
    for (var guard : commit.guards()) {
      var failed =
          switch (guard) {
            case Guard.KeyFree(var key) -> taken(key);
            case Guard.FundsSuffice(var account, var amount) -> {
              var sum = sum(asked.get(account), amount);
              sum.ifPresent(all -> asked.put(account, all));
              yield sum.isPresent() && covers(account, sum.get())
                  ? null
                  : new Result.FundsShort(account);
            }
            case Guard.Within(var allowance, var more) ->
                allows(allowance, more) ? null : new Result.LimitReached(allowance);
            case Guard.NotStopped _ -> consents.stopped(commit.guards());
            case Guard.Seldom _ -> touches.tooOften(commit.guards());
            case Guard.AsRead asRead -> conversations.overtaken(asRead);
          };
      if (failed != null) {
        return failed;
      }
    }
    return refusalOfWrites(commit.writes());
  }

  private @Nullable Result refusalOfWrites(List<Write> writes) {
    var revs = new HashMap<MessageId, Integer>();
    var money = new HashMap<AccountId, Money>();
    var fresh = new HashSet<Object>();
    for (var write : writes) {
      var failed =
          switch (write) {
            case Write.Added(var message) ->
                messages.containsKey(message.id())
                        || revs.put(message.id(), message.state().rev()) != null
                    ? new Result.Broken("this message exists")
                    : null;
            case Write.Changed(var before, var after) -> {
              boolean holds = careless || before.state().rev() == rev(revs, before.id());
              revs.put(before.id(), after.state().rev());
              yield holds ? null : new Result.Stale(before.id());
            }
            case Write.Erased(var last) ->
                last.state().rev() == rev(revs, last.id()) ? null : new Result.Stale(last.id());
            case Write.Owed(var notice) ->
                ofMessage(notice).containsKey(NoticeKey.of(notice))
                        || !fresh.add(new Owing(notice.message(), NoticeKey.of(notice)))
                    ? new Result.Broken("this notice exists")
                    : null;
            case Write.Keyed(var key, _, _) ->
                !fresh.add(UsedKey.of(key)) ? new Result.Broken("one key twice") : taken(key);
            case Write.Moved(var account, _, var amount, _) -> unfit(money, account, amount);
            case Write.Posted(var posting) -> unfit(money, posting.account(), posting.amount());
            case Write.Credited(var account, var credit) ->
                unfit(money, account, new Money(0, credit.currency()));
            case Write.Retold _, Write.Noted _, Write.Beside _ -> null;
          };
      if (failed != null) {
        return failed;
      }
    }
    return null;
  }

  private @Nullable Result unfit(Map<AccountId, Money> money, AccountId account, Money amount) {
    var held = sum(money.getOrDefault(account, balances.get(account)), amount);
    held.ifPresent(all -> money.put(account, all));
    return held.isPresent() ? null : new Result.Broken("money that cannot be added up");
  }

  private int rev(Map<MessageId, Integer> revs, MessageId id) {
    var message = messages.get(id);
    return revs.getOrDefault(id, message == null ? -1 : message.state().rev());
  }

  private @Nullable Result taken(Idempotency key) {
    var used = keys.get(UsedKey.of(key));
    if (used == null) {
      return null;
    }
    boolean same = used.key().hash().equals(key.hash());
    var other = new Idempotency(key.account(), key.key(), key.index(), "");
    return new Result.KeyTaken(same ? key : other, used.message());
  }

  private boolean allows(Allowance allowance, long more) {
    long together =
        allowance.measure() == Allowance.Measure.TOGETHER
            ? spent.getOrDefault(allowance.together(0), 0)
            : 0;
    long counted =
        used.entrySet().stream()
            .filter(entry -> entry.getKey().account().equals(allowance.account()))
            .filter(entry -> allowance.span().holds(entry.getKey().day()))
            .filter(entry -> allowance.reaches(entry.getKey().country()))
            .mapToLong(entry -> {
              var slot = entry.getKey();
              return allowance.counted(
                  slot.channel(), slot.direction(), slot.currency(), entry.getValue());
            })
            .sum();
    return together + counted + more <= allowance.most();
  }

  private boolean covers(AccountId account, Money amount) {
    var balance = balances.getOrDefault(account, new Money(0, amount.currency()));
    long credit = credit(account, amount.currency()).micros();
    return balance.currency().equals(amount.currency())
        && balance.micros() >= amount.micros() - credit;
  }

  Money credit(AccountId account, String currency) {
    return credits.getOrDefault(account, new Money(0, currency));
  }

  /// Empty where the two are of different currencies or too large together.
  private static Optional<Money> sum(@Nullable Money some, Money more) {
    try {
      return Optional.of(some == null ? more : some.plus(more));
    } catch (ArithmeticException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// What was said of a message from which a person is blotted out goes, too.
  private void change(Message before, Message after) {
    messages.put(after.id(), after);
    if (after.isErased() && !before.isErased()) {
      attempts.blot(attempt -> attempt.message().equals(after.id()));
      forgetPrints(after);
    }
  }

  private void write(Write write) {
    switch (write) {
      case Write.Added(var message) -> messages.put(message.id(), message);
      case Write.Changed(var before, var after) -> change(before, after);
      case Write.Owed(var notice) -> owe(notice);
      case Write.Retold(var notice, var frees, var at) -> retell(notice, frees, at);
      case Write.Noted(var row) -> {
        if (messages.containsKey(row.message())) {
          traces.computeIfAbsent(row.message(), _ -> new ArrayList<>()).add(row);
        }
      }
      case Write.Moved(var account, var reason, var amount, var at) -> {
        balances.merge(account, amount, Money::plus);
        moves.add(new Move(account, reason, amount, 1, at, Optional.empty()));
      }
      case Write.Posted(var posting) -> {
        balances.merge(posting.account(), posting.amount(), Money::plus);
        moves.add(Move.of(posting));
      }
      case Write.Credited(var account, var credit) -> {
        balances.putIfAbsent(account, new Money(0, credit.currency()));
        credits.put(account, credit);
      }
      case Write.Counted(var usage) -> used.merge(usage.slot(), usage.sum(), Usage.Sum::plus);
      case Write.Spent(var spending) -> spent.merge(spending.of(0), spending.parts(), Integer::sum);
      case Write.Touched(var touch) -> touches.put(touch);
      case Write.Untouched back -> touches.drop(back);
      case Write.Threaded(var line) -> conversations.thread(line).forEach(this::happened);
      case Write.Tended(var after) -> conversations.put(after);
      case Write.Annotated(var note) -> conversations.annotate(note);
      case Write.Unannotated(var note) -> conversations.unannotate(note);
      case Write.Keyed(var key, var message, var at) ->
          keys.put(UsedKey.of(key), new Used(key, message, at));
      case Write.Parked(var half) -> halves.add(half);
      case Write.Unparked(var carrier, var farId) ->
          halves.removeIf(
              half -> half.carrier().equals(carrier) && half.receipt().farId().equals(farId));
      case Write.Fragmented(var fragment) ->
          fragments
              .computeIfAbsent(fragment.series(), _ -> new TreeMap<>())
              .putIfAbsent(fragment.part().number(), fragment);
      case Write.Joined(var series) -> fragments.remove(series);
      case Write.Printed(var print) -> prints.putIfAbsent(Place.of(print), print);
      case Write.Settled(var whose, var part) -> prints.remove(new Place(whose, part));
      case Write.Enrolled(var entry, var by) -> enroll(entry, by);
      case Write.Declined(var refused) -> refusals.add(refused);
      case Write.Consented(var consent, var always) -> consents.put(consent, always);
      case Write.Swept(var number) -> consents.swept(number);
      case Write.Signed(var what) -> signings.put(what);
      case Write.Happened(var event) -> happened(event);
      case Write.Tried(var attempt) -> attempts.put(attempt);
      case Write.Replayed(var replay) -> replays.put(replay.id(), replay);
      case Write.Erased(var last) -> erase(last);
    }
  }

  private void erase(Message last) {
    messages.remove(last.id());
    notices.remove(last.id());
    traces.remove(last.id());
    attempts.drop(last.id());
    forgetPrints(last);
  }

  /// Tells the feed and owes endpoints what happened.
  void happened(Event event) {
    events.put(event);
    var happening = Happening.of(event, happenings.size());
    var owed = happening.owed(directory.endpoints(event.account()));
    if (!owed.isEmpty()) {
      happenings.put(happening.id(), happening);
      owed.forEach(notice -> write(new Write.Owed(notice)));
    }
  }

  private void sweepHappenings(Instant limit) {
    happenings
        .values()
        .removeIf(happening -> {
          boolean old = happening.event().at().isBefore(limit);
          if (old) {
            notices.remove(happening.id());
          }
          return old;
        });
  }

  private void forgetPrints(Message gone) {
    prints.keySet().removeIf(place -> place.whose().equals(gone.id().value()));
  }

  private void enroll(Commit.Entry entry, Occasion by) {
    Audit.of(entry, standing(entry), by)
        .ifPresent(line -> audits.add(line.numbered(audits.size() + 1L)));
    switch (entry) {
      case Commit.Entry.OfAccount(var account) -> accounts.put(account.id(), account);
      case Commit.Entry.OfKey(var key) -> apiKeys.put(key.id(), key);
      case Commit.Entry.OfSender(var sender) -> {
        senders.removeIf(known -> isSame(known, sender));
        senders.add(sender);
      }
      case Commit.Entry.Released(var sender) -> senders.removeIf(known -> isSame(known, sender));
      case Commit.Entry.OfResource(var resource) -> resources.put(resource.id(), resource);
      case Commit.Entry.Dropped(var resource) -> resources.remove(resource.id());
      case Commit.Entry.Resealed _ -> {} // nothing is sealed here
      case Commit.Entry.Shredded(var account) -> {
        messages.replaceAll((_, message) ->
            message.account().equals(account)
                ? message.with(new Content.Shredded(), Keepsake.NONE)
                : message);
        conversations.shred(account);
        attempts.blot(attempt -> attempt.account().equals(account));
      }
      case Commit.Entry.OfTariff(var next) -> prices = new PriceBook(next, prices.conversions());
      case Commit.Entry.OfConversions(var next) -> prices = new PriceBook(prices.tariff(), next);
      case Commit.Entry.OfErasure(var erasure) -> erasures.put(erasure);
      case Commit.Entry.OfReplay(var replay) -> {
        replays.put(replay.id(), replay);
        return;
      }
      case Commit.Entry.Exported _,
          Commit.Entry.SignedIn _,
          Commit.Entry.SignedOut _,
          Commit.Entry.Transferred _ -> {
        return; // nothing but the log tells of it
      }
    }
    revision++;
  }

  private Optional<Commit.Entry> standing(Commit.Entry entry) {
    return AuditWords.standing(entry, mirror());
  }

  private Directory mirror() {
    return new Directory(
        revision,
        List.copyOf(accounts.values()),
        List.copyOf(apiKeys.values()),
        List.copyOf(senders),
        List.copyOf(resources.values()),
        prices);
  }

  private void owe(Notice notice) {
    var all = ofMessage(notice);
    boolean mustWait =
        all.values().stream()
            .anyMatch(older ->
                older.destination().equals(notice.destination())
                    && older.sequence() < notice.sequence()
                    && isOpen(older)
                    && older.telling().attempts() < FAILURES_THAT_FREE);
    all.put(NoticeKey.of(notice), mustWait ? withDue(notice, Optional.empty()) : notice);
  }

  private void retell(Notice notice, boolean frees, Instant at) {
    var all = ofMessage(notice);
    all.computeIfPresent(NoticeKey.of(notice), (_, old) -> old.with(notice.telling()));
    if (!frees) {
      return;
    }
    all.values().stream()
        .filter(newer ->
            newer.destination().equals(notice.destination())
                && newer.sequence() > notice.sequence()
                && isOpen(newer))
        .findFirst()
        .filter(next -> next.telling().due().isEmpty())
        .ifPresent(next -> all.put(NoticeKey.of(next), withDue(next, Optional.of(at))));
  }

  private NavigableMap<NoticeKey, Notice> ofMessage(Notice notice) {
    return notices.computeIfAbsent(notice.message(), _ -> new TreeMap<>());
  }

  private static boolean isOpen(Notice notice) {
    return notice.telling().progress() == Notice.Progress.OPEN;
  }

  private static Notice withDue(Notice notice, Optional<Instant> due) {
    var told = notice.telling();
    return notice.with(
        new Notice.Telling(told.progress(), told.attempts(), due, told.ended(), told.answer()));
  }

  /// One movement of money, for tests that compare the ledger with the prices.
  record Move(
      AccountId account,
      Commit.Reason reason,
      Money amount,
      int count,
      Instant at,
      Optional<Posting> posting) {
    static Move of(Posting posting) {
      return new Move(
          posting.account(),
          posting.reason(),
          posting.amount(),
          1,
          posting.at(),
          Optional.of(posting));
    }
  }

  /// What tells the notices of one message apart, oldest first.
  record NoticeKey(int sequence, String destination) implements Comparable<NoticeKey> {
    static NoticeKey of(Notice notice) {
      return new NoticeKey(notice.sequence(), notice.destination());
    }

    @Override
    public int compareTo(NoticeKey other) {
      int order = Integer.compare(sequence, other.sequence);
      return order != 0 ? order : destination.compareTo(other.destination);
    }
  }

  private record Owing(MessageId message, NoticeKey key) {}

  private record UsedKey(AccountId account, String key, int index) {
    static UsedKey of(Idempotency key) {
      return new UsedKey(key.account(), key.key(), key.index());
    }
  }

  private record Used(Idempotency key, MessageId message, Instant at) {}

  private static boolean isSame(Sender one, Sender other) {
    return one.account().equals(other.account())
        && one.address().equals(other.address())
        && one.callingCode().equals(other.callingCode());
  }
}
