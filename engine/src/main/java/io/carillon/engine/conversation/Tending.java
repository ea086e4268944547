package io.carillon.engine.conversation;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Care;
import io.carillon.model.Conversation.State;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes conversations for the account's people: closes, opens, assigns, labels and reads them.
///
/// A conversation changes by itself whenever its person writes. Who says which `rev` they saw is
/// told when it is another by now; for all others the change is laid over what stands. What
/// happened is told in the same commit.
public final class Tending {
  private static final Logger LOG = LoggerFactory.getLogger(Tending.class);

  /// Messages that come in between.
  private static final int TRIES_MAX = 20;

  private static final Refusal STORE_DOWN = Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1));

  private final Commits commits;
  private final Conversations conversations;
  private final Threads threads;
  private final Clock clock;
  private final Meters meters;

  public Tending(
      Commits commits, Conversations conversations, Threads threads, Clock clock, Meters meters) {
    this.commits = commits;
    this.conversations = conversations;
    this.threads = threads;
    this.clock = clock;
    this.meters = meters;
  }

  /// What somebody wants of a conversation; empty = as it is.
  ///
  /// @param assignee empty text = nobody
  /// @param read whether all of it is read now
  /// @param rev the one that they saw
  public record Wish(
      Optional<State> state,
      Optional<String> assignee,
      Optional<Set<String>> labels,
      boolean read,
      Optional<Integer> rev) {}

  /// What became of an order.
  ///
  /// @param <T> what it was about
  public sealed interface Outcome<T> {
    /// It is synced, or was by an earlier request with the same key.
    record Done<T>(T value) implements Outcome<T> {}

    /// There is no such thing.
    record Unknown<T>() implements Outcome<T> {}

    /// The conversation is another than the caller saw.
    record Overtaken<T>(Conversation now) implements Outcome<T> {}

    /// Nothing happened.
    record Refused<T>(Refusal refusal) implements Outcome<T> {}
  }

  /// Changes one and waits until that is synced.
  ///
  /// @param once present when the request brought an idempotency key: a repeated request is
  ///   answered with the conversation as it has become
  public Outcome<Conversation> change(
      AccountId account, Id id, Wish wish, Optional<Idempotency> once) throws InterruptedException {
    return laid(
        account,
        id,
        wish.rev(),
        once.map(key -> new Once<>(key, new MessageId(id), _ -> conversations.find(account, id))),
        read -> {
          var after = after(read, wish, clock.now());
          if (once.isEmpty() && !wish.read() && after.care().equals(read.care())) {
            return new Not<>(asIs(read, wish));
          }
          return new Step<>(after, List.of(), events(read, after, wish), after);
        });
  }

  /// Nothing is written where nothing would change: no colleague's `rev` is overtaken by it, and
  /// the time for which a closed one is kept does not begin anew.
  private static Outcome<Conversation> asIs(Conversation read, Wish wish) {
    boolean seen = wish.rev().map(rev -> rev == read.life().rev()).orElse(true);
    return seen ? new Outcome.Done<>(read) : new Outcome.Overtaken<>(read);
  }

  private static Conversation after(Conversation read, Wish wish, Instant now) {
    var care = read.care();
    var next =
        new Care(
            wish.state().orElse(care.state()),
            wish.assignee().orElse(care.assignee()),
            wish.labels().orElse(care.labels()),
            wish.read() ? Optional.of(now) : care.read(),
            care.notes());
    return read.with(wish.read() ? read.tail().read() : read.tail(), next, now);
  }

  private static List<Event> events(Conversation before, Conversation after, Wish wish) {
    var happened = new ArrayList<Event>();
    var was = before.care();
    var is = after.care();
    if (was.state() != is.state()) {
      var kind =
          switch (is.state()) {
            case OPEN -> Event.Kind.CONVERSATION_OPENED;
            case CLOSED -> Event.Kind.CONVERSATION_CLOSED;
          };
      happened.add(after.event(kind, Map.of()));
    }
    if (!was.assignee().equals(is.assignee())) {
      var facts = Map.of("assignee", is.assignee());
      happened.add(after.event(Event.Kind.CONVERSATION_ASSIGNED, facts));
    }
    if (!was.labels().equals(is.labels())) {
      happened.add(after.event(Event.Kind.CONVERSATION_LABELED, Map.of()));
    }
    if (wish.read() && before.tail().unread() > 0) {
      happened.add(after.event(Event.Kind.CONVERSATION_READ, Map.of()));
    }
    return happened;
  }

  /// What follows from a conversation as it was read.
  ///
  /// @param <T> what the order is about
  sealed interface Decided<T> {}

  /// It changes.
  ///
  /// @param value what the order is answered with
  record Step<T>(Conversation after, List<Write> also, List<Event> events, T value)
      implements Decided<T> {}

  /// Nothing can be done.
  record Not<T>(Outcome<T> why) implements Decided<T> {}

  /// @param names what the request made, or was about
  /// @param again what a repeated request is answered with, by what the first one made
  record Once<T>(Idempotency key, MessageId names, Function<Id, Optional<T>> again) {}

  /// Decides on a conversation as it was read.
  interface Deciding<T> {
    Decided<T> on(Conversation read);
  }

  /// Decides and writes, again where a message came in between, unless the caller says what they
  /// saw.
  <T> Outcome<T> laid(
      AccountId account,
      Id id,
      Optional<Integer> seen,
      Optional<Once<T>> once,
      Deciding<T> deciding)
      throws InterruptedException {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      var read = conversations.find(account, id);
      if (read.isEmpty()) {
        return new Outcome.Unknown<>();
      }
      switch (deciding.on(read.get())) {
        case Not<T>(var why) -> {
          return why;
        }
        case Step<T> step -> {
          var result = commits.write(commit(read.get(), seen, once, step));
          var outcome = outcome(result, once, step.value());
          if (outcome.isPresent()) {
            if (result instanceof Result.Done) {
              step.events().forEach(this::count);
            }
            return outcome.get();
          }
        }
      }
      if (seen.isPresent()) {
        return conversations
            .find(account, id)
            .<Outcome<T>>map(Outcome.Overtaken::new)
            .orElseGet(Outcome.Unknown::new);
      }
    }
    return new Outcome.Refused<>(STORE_DOWN);
  }

  private void count(Event event) {
    var word = event.kind().word();
    meters.count("conversations.changed", "became", word.substring(word.indexOf('.') + 1)).add(1);
  }

  private Commit commit(
      Conversation read, Optional<Integer> seen, Optional<? extends Once<?>> once, Step<?> step) {
    var guards = new ArrayList<Guard>();
    var writes = new ArrayList<Write>();
    once.ifPresent(it -> {
      guards.add(new Guard.KeyFree(it.key()));
      writes.add(new Write.Keyed(it.key(), it.names(), clock.now()));
    });
    guards.add(new Guard.AsRead(read.id(), seen.orElse(read.life().rev())));
    writes.add(new Write.Tended(step.after()));
    writes.addAll(step.also());
    step.events().forEach(event -> writes.add(new Write.Happened(event)));
    return new Commit(Urgency.ACCEPT, guards, writes);
  }

  /// Empty where the conversation is another by now.
  private static <T> Optional<Outcome<T>> outcome(Result result, Optional<Once<T>> once, T value) {
    return switch (result) {
      case Result.Done _ -> Optional.of(new Outcome.Done<>(value));
      case Result.Overtaken _ -> Optional.empty();
      case Result.KeyTaken(var taken, var made) ->
          Optional.of(
              once.filter(it -> it.key().hash().equals(taken.hash()))
                  .map(it -> again(it.again().apply(made.value())))
                  .orElseGet(() -> new Outcome.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""))));
      case Result.Broken _,
          Result.Stale _,
          Result.FundsShort _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Stopped _ ->
          Optional.of(new Outcome.Refused<>(STORE_DOWN));
    };
  }

  private static <T> Outcome<T> again(Optional<T> made) {
    return made.<Outcome<T>>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new);
  }

  /// Takes a reply into its conversation where the policy does not do so by itself. A crash before
  /// leaves the conversation as it stood; the reply is found in it all the same.
  public void replied(Message message) throws InterruptedException {
    var line = new Write.Threaded(threads.line(message));
    if (!(commits.write(new Commit(Urgency.ACCEPT, List.of(), List.of(line)))
        instanceof Result.Done)) {
      LOG.warn("the conversation of {} does not show it as its last message", message.id());
    }
  }
}
