package io.carillon.engine.change;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.MessageId;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// `rev` guard decides; a commit that was refused makes us forget the message, read it and decide
/// again; nobody hears of a change before it is synced.
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
      flights.admit(message);
    }
  }

  /// The message that a carrier's far id names, as far as memory knows. Where it does not, `absent`
  /// runs inside the lock, so that no naming can slip between.
  public Optional<MessageId> named(String carrier, String farId, Runnable absent) {
    synchronized (lock) {
      var named = flights.named(carrier, farId);
      if (named.isEmpty()) {
        absent.run();
      }
      return named;
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
    var absent = new ArrayList<Matter>();
    var idle = new ArrayList<Matter>();
    synchronized (lock) {
      var handed = new ArrayList<Handed>(matters.size());
      for (var matter : matters) {
        matter.seed().ifPresent(flights::admit);
        var current = flights.latest(matter.id());
        if (current.isEmpty()) {
          absent.add(matter);
        } else {
          decide(matter, current.get(), urgency)
              .ifPresentOrElse(handed::add, () -> idle.add(matter));
        }
      }
      if (!handed.isEmpty()) {
        commits.hand(
            handed.stream().map(Handed::commit).toList(),
            results -> told(handed, results, urgency, tries));
        handed.forEach(this::tellNames);
      }
    }
    idle.forEach(matter -> matter.ending().ended(Optional.empty()));
    if (!absent.isEmpty()) {
      tasks.start("read messages to decide on", () -> read(absent, urgency, tries));
    }
  }

  private record Handed(Matter matter, Message before, Message after, Commit commit) {}

  private Optional<Handed> decide(Matter matter, Message current, Urgency urgency) {
    var step = matter.decision().on(current);
    if (step.isEmpty()) {
      flights.dropIdle(current.id());
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
    return Optional.of(new Handed(matter, current, after, new Commit(urgency, List.of(), writes)));
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

  private void told(List<Handed> handed, List<Result> results, Urgency urgency, int tries) {
    var again = new ArrayList<Matter>();
    synchronized (lock) {
      for (int i = 0; i < handed.size(); i++) {
        var id = handed.get(i).after().id();
        if (results.get(i) instanceof Result.Done) {
          flights.synced(id);
        } else {
          flights.forget(id);
        }
      }
    }
    for (int i = 0; i < handed.size(); i++) {
      var one = handed.get(i);
      switch (results.get(i)) {
        case Result.Done _ -> {
          one.matter().ending().ended(Optional.of(one.after()));
          wake(one.commit());
        }
        case Result.Stale _ -> again.add(one.matter().unseeded());
        case Result.Broken(var why) -> broken(one.matter(), why, urgency);
        case Result.KeyTaken _, Result.FundsShort _ ->
            throw new IllegalStateException("a change of a message has no such guard");
      }
    }
    if (!again.isEmpty()) {
      tasks.start("read messages that had changed", () -> read(again, urgency, tries + 1));
    }
  }

  private void broken(Matter matter, String why, Urgency urgency) {
    LOG.warn("message {} could not be written: {}", matter.id(), why);
    if (matter.must()) {
      tasks.later("write again", STORE_PAUSE, () -> settle(List.of(matter.unseeded()), urgency, 1));
    } else {
      matter.ending().broken();
    }
  }

  private void read(List<Matter> absent, Urgency urgency, int tries) {
    if (tries > TRIES_MAX) {
      LOG.error("{} matters kept losing against other changes; dropped", absent.size());
      absent.forEach(matter -> matter.ending().broken());
      return;
    }
    var found = new ArrayList<Matter>(absent.size());
    for (var matter : absent) {
      messages
          .find(matter.id())
          .ifPresentOrElse(
              message -> found.add(matter.about(message)),
              () -> matter.ending().ended(Optional.empty()));
    }
    settle(found, urgency, tries);
  }

  private void wake(Commit commit) {
    for (var wake : wakes) {
      wake.after(commit);
    }
  }
}
