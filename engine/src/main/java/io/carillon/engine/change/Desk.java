package io.carillon.engine.change;

import io.carillon.engine.change.Flights.Deferred;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.MessageId;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Wait;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Messages;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the next state of every message is decided.
///
/// Problem: answers, receipts, claims and orders about one message come from many threads, and each
/// decision needs the message as all decisions before left it, without a read from the store. Idea:
/// messages in flight stand in memory as they will be once everything handed over is written; one
/// lock guards them, decisions are short and pure, and commits are handed over inside the lock, so
/// that the store sees them in the order of the decisions. Invariants: memory only suggests, the
/// `rev` guard decides; a commit that was refused makes us forget the message once all its commits
/// are back, read it and decide again; nobody hears of a change before it is synced.
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int TRIES_MAX = 20;
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Commits commits;
  private final Messages messages;
  private final Tasks tasks;
  private final List<Consequence> consequences;
  private final List<Wake> wakes;
  private final Flights flights;
  private final Object lock = new Object();

  /// Messages with something that happened and could not be written yet: what memory has of them is
  /// not all that is known.
  private final Set<MessageId> limbo = new HashSet<>();

  private Naming naming = (_, _, _) -> {};

  /// A desk that keeps at most `capacity` messages in flight in memory.
  public Desk(
      Commits commits,
      Messages messages,
      Tasks tasks,
      List<Consequence> consequences,
      List<Wake> wakes,
      int capacity) {
    this.commits = commits;
    this.messages = messages;
    this.tasks = tasks;
    this.consequences = List.copyOf(consequences);
    this.wakes = wakes;
    this.flights = new Flights(capacity);
  }

  /// Told, in order and inside the desk's lock, that a far id now names a message.
  public interface Naming {
    void named(String carrier, String farId, MessageId id);
  }

  /// Sets who is told of far ids; for the time of wiring only.
  public void onNaming(Naming next) {
    naming = next;
  }

  /// Takes a message that its own insert has claimed already into memory.
  public void admit(Message message) {
    synchronized (lock) {
      flights.admitProven(message);
    }
  }

  /// The message that a receipt speaks of by a carrier's far id, as far as memory knows. Where it
  /// does not, `absent` runs inside the lock, so that no naming can slip between.
  public Optional<MessageId> named(String carrier, Receipt receipt, Runnable absent) {
    synchronized (lock) {
      var named =
          Named.choose(receipt, farId -> flights.named(carrier, farId).flatMap(flights::latest));
      if (named.isEmpty()) {
        absent.run();
      }
      return named.map(Message::id);
    }
  }

  /// Whether a message other than `but` is, or may be, on the wire between these two on a carrier.
  /// It looks at all that is in flight: to be asked only where a receipt cannot be told otherwise.
  public boolean anyOut(String carrier, Address from, Address to, MessageId but) {
    synchronized (lock) {
      return !limbo.isEmpty() || flights.anyOut(carrier, from, to, but);
    }
  }

  /// How many messages are in flight in memory.
  public int inFlight() {
    synchronized (lock) {
      return flights.size();
    }
  }

  /// Brings new messages into being, all or none. `then` is told once, after the sync and before
  /// anybody is woken.
  public void add(
      List<Message> fresh,
      List<Commit.Guard> guards,
      List<Write> also,
      Urgency urgency,
      Consumer<Result> then) {
    var writes = new ArrayList<Write>(fresh.size() + also.size() + 1);
    for (var message : fresh) {
      var change = followed(Change.of(message));
      writes.add(new Write.Added(change.after()));
      writes.addAll(change.also());
    }
    writes.addAll(also);
    hand(new Commit(urgency, guards, writes), then);
  }

  /// Writes rows that change no message.
  public void note(Commit commit, Consumer<Result> then) {
    hand(commit, then);
  }

  private void hand(Commit commit, Consumer<Result> then) {
    commits.hand(
        List.of(commit),
        results -> {
          then.accept(results.getFirst());
          if (results.getFirst() instanceof Result.Done) {
            wake(commit);
          }
        });
  }

  /// Decides matters, each on its message as it will be, and hands over what follows. Returns at
  /// once; a message that memory does not know is read by a task first.
  public void settle(List<Matter> matters, Urgency urgency) {
    settle(matters, urgency, 1);
  }

  private void settle(List<Matter> matters, Urgency urgency, int tries) {
    var absent = new ArrayList<MessageId>(0);
    var idle = new ArrayList<Matter>(0);
    synchronized (lock) {
      for (var matter : matters) {
        matter.seed().ifPresent(flights::admit);
        var current = flights.latest(matter.id());
        if (current.isEmpty()) {
          if (flights.awaitRead(matter.id(), deferred(matter, urgency, tries))) {
            absent.add(matter.id());
          }
        } else if (flights.mustWait(matter.id())) {
          flights.defer(matter.id(), deferred(matter, urgency, tries));
        } else {
          leaveLimbo(matter);
          var decided = decide(matter, current.get(), urgency);
          if (decided.isPresent()) {
            hand(decided.get(), urgency, tries);
          } else if (!rest(deferred(matter, urgency, tries), absent)) {
            idle.add(matter);
          }
        }
      }
    }
    idle.forEach(matter -> matter.ending().ended(Optional.empty()));
    if (!absent.isEmpty()) {
      tasks.start("read messages to decide on", () -> read(absent));
    }
  }

  private void leaveLimbo(Matter matter) {
    if (!limbo.isEmpty() && matter.must()) {
      limbo.remove(matter.id());
    }
  }

  /// Each commit is handed over by itself, so that those of one group are told before any of a
  /// later one: who hears of a notice that is owed must not have told it already.
  private void hand(Handed one, Urgency urgency, int tries) {
    commits.hand(List.of(one.commit()), results -> told(one, results.getFirst(), urgency, tries));
    tellNames(one);
  }

  private static Deferred deferred(Matter matter, Urgency urgency, int tries) {
    return new Deferred(matter.unseeded(), urgency, tries);
  }

  /// There is nothing to do for a matter. One that must not be lost, or whose giver is to hear what
  /// is synced, is asked again when that is sure; tells whether it is.
  private boolean rest(Deferred matter, List<MessageId> absent) {
    var id = matter.matter().id();
    boolean sure = flights.rest(id);
    if (sure || !matter.matter().mustBeSure()) {
      return false;
    }
    if (flights.latest(id).isPresent()) {
      flights.defer(id, matter);
    } else if (flights.awaitRead(id, matter)) {
      absent.add(id);
    }
    return true;
  }

  private record Handed(Matter matter, Message before, Message after, Commit commit) {
    Flights.Ending ending(Result result) {
      if (before.state().rev() == after.state().rev()) {
        return Flights.Ending.NOTED;
      }
      return result instanceof Result.Done ? Flights.Ending.CHANGED : Flights.Ending.REFUSED;
    }
  }

  private Optional<Handed> decide(Matter matter, Message current, Urgency urgency) {
    var step = matter.decision().on(current);
    if (step.isEmpty()) {
      return Optional.empty();
    }
    var writes = new ArrayList<Write>(4);
    var after = current;
    if (step.get().after().isPresent()) {
      var next = step.get().after().get();
      var raised = new Revision(current.state().rev() + 1, current.state().revision().notices());
      var change =
          followed(
              new Change(
                  Optional.of(current), next.with(next.state().with(raised)), step.get().also()));
      after = change.after();
      writes.add(new Write.Changed(current, after));
      writes.addAll(change.also());
    } else {
      writes.addAll(step.get().also());
    }
    flights.advance(after);
    return Optional.of(
        new Handed(matter, current, after, new Commit(urgency, step.get().guards(), writes)));
  }

  private Change followed(Change change) {
    var next = change;
    for (var consequence : consequences) {
      next = consequence.follow(next);
    }
    return next;
  }

  private void tellNames(Handed handed) {
    var before = handed.before().state().legs();
    var after = handed.after().state().legs();
    for (int i = 0; i < after.size(); i++) {
      var farId = after.get(i).farId();
      if (!farId.isEmpty() && (i >= before.size() || !before.get(i).farId().equals(farId))) {
        naming.named(handed.after().state().facts().carrier(), farId, handed.after().id());
      }
    }
  }

  private void told(Handed one, Result result, Urgency urgency, int tries) {
    List<Deferred> released;
    synchronized (lock) {
      released = flights.back(one.after().id(), one.ending(result));
      if (result instanceof Result.Broken && (one.matter().must() || isOut(one.before()))) {
        limbo.add(one.after().id());
      }
    }
    switch (result) {
      case Result.Done _ -> {
        one.matter().ending().ended(Optional.of(one.after()));
        wake(one.commit());
      }
      case Result.Stale _, Result.FundsShort _ ->
          again(one.matter().unseeded(), urgency, tries + 1);
      case Result.Stopped _ -> again(one.matter().stopped(), urgency, tries + 1);
      case Result.TooOften(var free) -> {
        var moment = Objects.requireNonNull(free.get(one.after().id()));
        again(one.matter().tooOften(moment), urgency, tries + 1);
      }
      case Result.LimitReached _ -> again(one.matter().limited(), urgency, tries + 1);
      case Result.Broken(var why) -> {
        // the store says so once for all of them
        LOG.debug("message {} could not be changed: {}", one.matter().id(), why);
        broken(one.matter().unseeded(), urgency);
        if (!one.matter().must() && isOut(one.before())) {
          recall(one.before().id());
        }
      }
      case Result.KeyTaken _, Result.Overtaken _ ->
          throw new IllegalStateException("a change of a message has no such guard");
    }
    released.forEach(this::settle);
  }

  private static boolean isOut(Message message) {
    return message.state().work().waitsFor() == Wait.ANSWER;
  }

  /// What is on the wire is to be in memory, where receipts that name nothing are compared with it:
  /// it was forgotten with the change that could not be written.
  private void recall(MessageId id) {
    settle(List.of(Matter.fact(id, _ -> Optional.empty(), Matter.Ending.NONE)), Urgency.INSIDE);
  }

  private void again(Matter matter, Urgency urgency, int tries) {
    if (tries > TRIES_MAX) {
      LOG.warn("message {} could not be changed: it kept losing against others", matter.id());
      broken(matter, urgency);
    } else {
      settle(List.of(matter), urgency, tries);
    }
  }

  private void settle(Deferred deferred) {
    settle(List.of(deferred.matter()), deferred.urgency(), deferred.tries());
  }

  private void broken(Matter matter, Urgency urgency) {
    if (matter.must()) {
      tasks.later("write again", STORE_PAUSE, () -> settle(List.of(matter), urgency, 1));
    } else {
      matter.ending().broken();
    }
  }

  /// What is archived is as good as gone: who wants to change it brings it back first.
  private void read(List<MessageId> absent) {
    for (var id : absent) {
      try {
        var message = messages.unarchived(id);
        var waited = wasRead(id, message);
        if (message.isPresent()) {
          waited.forEach(this::settle);
        } else {
          waited.forEach(deferred -> gone(deferred.matter()));
        }
      } catch (StoreException e) {
        LOG.warn("message {} could not be changed: {}", id, e.getMessage());
        wasRead(id, Optional.empty())
            .forEach(deferred -> broken(deferred.matter(), deferred.urgency()));
      }
    }
  }

  private void gone(Matter matter) {
    synchronized (lock) {
      leaveLimbo(matter);
    }
    matter.ending().ended(Optional.empty());
  }

  private List<Deferred> wasRead(MessageId id, Optional<Message> message) {
    synchronized (lock) {
      return flights.read(id, message);
    }
  }

  private void wake(Commit commit) {
    for (var wake : wakes) {
      wake.after(commit);
    }
  }
}
