package io.carillon.engine.accept;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.billing.Currencies;
import io.carillon.engine.billing.Plans;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.change.Desk;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.frequency.Frequency;
import io.carillon.engine.route.Routing;
import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Accepts submissions: checks them, commits what passes, and answers once it is synced.
///
/// Up to 500 submissions make one commit, so that a bulk costs one guard on money and one sync. A
/// commit that fails on a guard is taken apart: the item that the guard named is answered, the rest
/// is tried again; short funds, and the rest of a plan, are then given out one message at a time,
/// in order.
public final class Accept {
  /// How many submissions one call takes.
  public static final int SUBMISSIONS_MAX = Commit.MESSAGES_MAX;

  private final Desk desk;
  private final Rewriting rewriting;
  private final Currencies currencies;
  private volatile Drafting drafting;
  private final Accounts accounts;
  private final Plans plans = new Plans();
  private final Messages messages;
  private final Shortcut shortcut;
  private final Doorway doorway;
  private final Clearance clearance;
  private final Frequency frequency;
  private final Sources sources;
  private final Meters.Count accepted;
  private final Meters meters;
  private final ConcurrentHashMap<Fault, Meters.Count> refused = new ConcurrentHashMap<>();

  public Accept(
      Desk desk, Rules rules, Reading reading, Ways ways, Sources sources, Meters meters) {
    this.desk = desk;
    this.currencies = new Currencies(reading.accounts());
    this.drafting = new Drafting(rules, currencies);
    this.rewriting = new Rewriting(desk, () -> drafting, reading, plans, sources.clock());
    this.accounts = reading.accounts();
    this.messages = reading.messages();
    this.shortcut = ways.shortcut();
    this.doorway = ways.doorway();
    this.clearance = ways.clearance();
    this.frequency = ways.frequency();
    this.sources = sources;
    this.accepted = meters.count("messages.accepted");
    this.meters = meters;
  }

  /// Other rules decide from now on; what was begun ends by the old ones.
  public void adopt(Rules rules) {
    drafting = new Drafting(rules, currencies);
  }

  /// How many messages of an account one request may bring; 0 = any number.
  public int perRequest(AccountId account) {
    return doorway.perRequest(account);
  }

  /// What gives scheduled messages other words.
  public Rewriting rewriting() {
    return rewriting;
  }

  /// What decides.
  public record Rules(
      Numbers numbers, Routing routing, Rates rates, Checks checks, long settingsRevision) {}

  /// The read ports that accept needs.
  public record Reading(Accounts accounts, Messages messages) {}

  /// What stands before and behind the commit.
  ///
  /// @param clearance says what must hold for a message to go to its person
  /// @param frequency says what must hold for it to go now
  public record Ways(
      Shortcut shortcut, Doorway doorway, Clearance clearance, Frequency frequency) {}

  /// Where time, ids and tasks come from.
  public record Sources(Clock clock, Ids ids, Tasks tasks) {}

  /// What became of one submission.
  public sealed interface Result {
    /// It is synced. `replayed` tells that an earlier request with the same key made it.
    record Accepted(Message message, boolean replayed) implements Result {}

    /// Nothing of it was kept.
    record Refused(Refusal refusal) implements Result {}
  }

  /// What a submission would come to if it were taken now: the same checks, and nothing is kept.
  public Preview preview(Submission submission) {
    var id = new MessageId(sources.ids().next());
    return drafting.preview(submission, accounts.directory(), id, sources.clock().now());
  }

  /// Takes up to [#SUBMISSIONS_MAX] submissions and waits until each is synced or refused; answers
  /// in their order.
  public List<Result> take(List<Submission> submissions) throws InterruptedException {
    var gate = sources.tasks().gate();
    var answer = new ArrayList<Result>(submissions.size());
    take(
        submissions,
        results -> {
          answer.addAll(results);
          gate.open();
        });
    gate.pass();
    return answer;
  }

  /// Takes submissions; `then` is told once, when all are synced or refused.
  public void take(List<Submission> submissions, Consumer<List<Result>> then)
      throws InterruptedException {
    if (submissions.isEmpty() || submissions.size() > SUBMISSIONS_MAX) {
      throw new IllegalArgumentException("1 to 500 submissions, not " + submissions.size());
    }
    var now = sources.clock().now();
    var directory = accounts.directory();
    var deciding = drafting;
    var results = new ArrayList<Result>(Collections.nCopies(submissions.size(), REFUSED_YET));
    var items = new ArrayList<Item>(submissions.size());
    var stopped = new HashMap<Integer, Checkpoint>(0);
    for (int i = 0; i < submissions.size(); i++) {
      var submission = submissions.get(i);
      var id = new MessageId(sources.ids().next());
      switch (deciding.draft(submission, directory, id, now)) {
        case Draft.Passed(var message, var notes) ->
            items.add(Item.of(i, message, notes, submission, directory));
        case Draft.Failed(var point, var refusal) -> {
          stopped.put(i, point);
          refuse(results, i, refusal);
        }
      }
    }
    if (!items.isEmpty()) {
      var no = doorway.refuses(items.stream().map(Item::message).toList());
      if (no.isPresent()) {
        items.forEach(item -> refuse(results, item.index(), no.get()));
        items.clear();
      }
    }
    Runnable end = () -> declined(submissions, results, stopped, now, then);
    if (items.isEmpty()) {
      end.run();
    } else {
      commit(items, results, end);
    }
  }

  /// Keeps what policy refused before anybody is told of it.
  private void declined(
      List<Submission> submissions,
      List<Result> results,
      Map<Integer, Checkpoint> stopped,
      Instant now,
      Consumer<List<Result>> then) {
    var writes = new ArrayList<Write>(0);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Result.Refused(var refusal) && refusal.fault().isPolicy()) {
        var point = stopped.getOrDefault(i, KeptRefusal.guarded(refusal.fault()));
        writes.add(new Write.Declined(KeptRefusal.of(submissions.get(i), refusal, point, now)));
      }
    }
    if (writes.isEmpty()) {
      then.accept(results);
    } else {
      desk.note(new Commit(Urgency.ACCEPT, List.of(), writes), _ -> then.accept(results));
    }
  }

  private static final Result REFUSED_YET = new Result.Refused(Refusal.of(Fault.INTERNAL, "", ""));
  private static final Refusal FUNDS_SHORT = Refusal.of(Fault.FUNDS_SHORT, "", "");
  private static final Refusal STORE_DOWN = Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1));

  private void refuse(List<Result> results, int index, Refusal refusal) {
    refused
        .computeIfAbsent(
            refusal.fault(), fault -> meters.count("messages.refused", "fault", fault.word()))
        .add(1);
    results.set(index, new Result.Refused(refusal));
  }

  /// Items whose key an earlier item of the same call has come after it, as repeated requests do.
  private void commit(List<Item> items, List<Result> results, Runnable end) {
    var names = new HashSet<Used>();
    var first = new ArrayList<Item>(items.size());
    var repeated = new ArrayList<Item>(0);
    for (var item : items) {
      boolean isNew = item.key().map(key -> names.add(Used.of(key))).orElse(true);
      (isNew ? first : repeated).add(item);
    }
    if (repeated.isEmpty()) {
      write(items, results, end);
    } else {
      write(first, results, () -> commit(repeated, results, end));
    }
  }

  private record Used(AccountId account, String key, int index) {
    static Used of(Idempotency key) {
      return new Used(key.account(), key.key(), key.index());
    }
  }

  private void write(List<Item> items, List<Result> results, Runnable end) {
    var fresh = new ArrayList<Message>(items.size());
    var guards = new ArrayList<Guard>(1);
    var also = new ArrayList<Write>(1);
    for (var item : items) {
      var message = shortcut.claimAtOnce(item.message());
      fresh.add(message);
      item.key()
          .ifPresent(key -> {
            guards.add(new Guard.KeyFree(key));
            also.add(new Write.Keyed(key, message.id(), message.state().times().accepted()));
          });
      item.notes().forEach(note -> also.add(noted(message, note)));
    }
    for (var message : fresh) {
      guards.addAll(clearance.guards(message));
      frequency
          .asks(message)
          .ifPresent(guard -> {
            guards.add(guard);
            also.add(new Write.Touched(guard.touch()));
          });
    }
    var dues = Dues.of(items, accounts.directory(), plans);
    guards.addAll(dues.guards());
    var toll = doorway.toll(fresh);
    guards.addAll(toll.guards());
    also.addAll(toll.writes());
    also.addAll(dues.charges());
    desk.add(
        fresh, guards, also, Urgency.ACCEPT, result -> told(items, fresh, result, results, end));
  }

  private static Write noted(Message message, String note) {
    var at = message.state().times().accepted();
    return new Write.Noted(new TraceRow(message.id(), at, TraceRow.Kind.CHECKED, note));
  }

  private void told(
      List<Item> items,
      List<Message> fresh,
      Commit.Result result,
      List<Result> results,
      Runnable end) {
    if (!(result instanceof Commit.Result.Done)) {
      fresh.forEach(shortcut::unclaim);
    }
    switch (result) {
      case Commit.Result.Done _ -> {
        accepted.add(items.size());
        for (int i = 0; i < items.size(); i++) {
          results.set(items.get(i).index(), new Result.Accepted(fresh.get(i), false));
        }
        end.run();
      }
      case Commit.Result.KeyTaken(var taken, var message) ->
          sources
              .tasks()
              .start(
                  "answer a repeated request", () -> replay(items, taken, message, results, end));
      case Commit.Result.FundsShort(var account) ->
          tooMuch(items, item -> item.payer().equals(account), FUNDS_SHORT, results, end);
      case Commit.Result.LimitReached(var used) ->
          tooMuch(
              items,
              item -> item.isWithin(used.account(), accounts.directory()),
              Dues.usedUp(used, sources.clock().now()),
              results,
              end);
      case Commit.Result.Stopped(var stopped) ->
          rest(reaching(results).stopped(items, stopped), results, end);
      case Commit.Result.TooOften(var free) ->
          rest(reaching(results).tooOften(items, free), results, end);
      case Commit.Result.Broken _ -> {
        items.forEach(item -> refuse(results, item.index(), STORE_DOWN));
        end.run();
      }
      case Commit.Result.Stale _, Commit.Result.Overtaken _ ->
          throw new IllegalStateException("a new message cannot be stale");
    }
  }

  private void replay(
      List<Item> items, Idempotency taken, MessageId message, List<Result> results, Runnable end) {
    var rest = new ArrayList<Item>(items.size());
    for (var item : items) {
      var key = item.key().filter(own -> Used.of(own).equals(Used.of(taken)));
      if (key.isEmpty()) {
        rest.add(item);
      } else if (!key.get().hash().equals(taken.hash())) {
        refuse(results, item.index(), Refusal.of(Fault.KEY_REUSED, "", ""));
      } else {
        replay(item, message, results);
      }
    }
    rest(rest, results, end);
  }

  private void rest(List<Item> rest, List<Result> results, Runnable end) {
    if (rest.isEmpty()) {
      end.run();
    } else {
      commit(rest, results, end);
    }
  }

  private Reaching reaching(List<Result> results) {
    return new Reaching(frequency, (item, no) -> refuse(results, item.index(), no));
  }

  private void replay(Item item, MessageId message, List<Result> results) {
    try {
      messages
          .find(message)
          .ifPresentOrElse(
              found -> results.set(item.index(), new Result.Accepted(found, true)),
              () -> refuse(results, item.index(), Refusal.of(Fault.NOT_FOUND, "", "")));
    } catch (StoreException _) {
      refuse(results, item.index(), STORE_DOWN);
    }
  }

  private void tooMuch(
      List<Item> items, Predicate<Item> asks, Refusal no, List<Result> results, Runnable end) {
    if (items.size() == 1) {
      refuse(results, items.getFirst().index(), no);
      end.run();
      return;
    }
    var own = new ArrayList<Item>();
    var others = new ArrayList<Item>();
    for (var item : items) {
      (asks.test(item) ? own : others).add(item);
    }
    Runnable singly = () -> oneByOne(own, 0, results, end);
    if (others.isEmpty()) {
      singly.run();
    } else {
      commit(others, results, singly);
    }
  }

  private void oneByOne(List<Item> items, int at, List<Result> results, Runnable end) {
    if (at == items.size()) {
      end.run();
    } else {
      commit(List.of(items.get(at)), results, () -> oneByOne(items, at + 1, results, end));
    }
  }
}
