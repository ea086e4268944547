package io.carillon.engine.amend;

import io.carillon.engine.change.Decision;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Carries out what an account wants done with its messages. Each call waits until it is synced.
public final class Amendments {
  /// How often a message that changed meanwhile is looked at again before it is erased.
  private static final int TRIES_MAX = 10;

  private final Desk desk;
  private final Commits commits;
  private final Messages messages;
  private final Clock clock;
  private final Tasks tasks;
  private final TakingBack carriers;

  /// Where no carrier gives anything back.
  public Amendments(Desk desk, Commits commits, Messages messages, Clock clock, Tasks tasks) {
    this(desk, commits, messages, clock, tasks, TakingBack.NONE);
  }

  public Amendments(
      Desk desk,
      Commits commits,
      Messages messages,
      Clock clock,
      Tasks tasks,
      TakingBack carriers) {
    this.carriers = carriers;
    this.desk = desk;
    this.commits = commits;
    this.messages = messages;
    this.clock = clock;
    this.tasks = tasks;
  }

  /// What became of it.
  public sealed interface Result {
    /// It is done, or had been done before: the message as it is now, or was last.
    record Done(Message message) implements Result {}

    /// It cannot be done to a message that is as far as this one.
    record TooLate(Message message) implements Result {}

    /// It cannot be done yet to a message that is not at its end.
    record TooEarly(Message message) implements Result {}

    /// The account has no such message.
    record Unknown() implements Result {}

    /// The store could not keep it; nothing happened.
    record NotKept() implements Result {}
  }

  /// Cancels a message. One of which nothing has left yet ends canceled, its money comes back, its
  /// notices are told. One that was sent is asked back from its carrier, which may take as long as
  /// the carrier's response time-out: it ends canceled where the carrier gives it back. What is on
  /// the wire or ended otherwise is too late, and so is what the carrier keeps.
  public Result cancel(AccountId account, MessageId id) throws InterruptedException {
    if (owned(account, id).filter(carriers::mayHelp).isPresent()) {
      messages.recall(id);
    }
    return waited(then -> cancel(account, id, then));
  }

  /// Cancels as [#cancel(AccountId, MessageId)] does; `then` is told once.
  public void cancel(AccountId account, MessageId id, Consumer<Result> then) {
    owned(account, id)
        .ifPresentOrElse(
            message -> settle(message, this::canceled, after -> canceled(after, then)),
            () -> then.accept(new Result.Unknown()));
  }

  private void canceled(Optional<Message> after, Consumer<Result> then) {
    if (after.isEmpty() || !carriers.mayHelp(after.get())) {
      then.accept(cancelled(after));
      return;
    }
    var sent = after.get();
    carriers.ask(sent, ending -> answered(sent, ending, then));
  }

  private void answered(Message sent, TakingBack.Ending ending, Consumer<Result> then) {
    if (!ending.kept()) {
      then.accept(new Result.NotKept());
      return;
    }
    settle(
        sent,
        Optional.empty(),
        current -> ending.refusals().isEmpty() ? Optional.empty() : refused(current, ending),
        after -> then.accept(cancelled(after)));
  }

  private Optional<Step> refused(Message message, TakingBack.Ending ending) {
    var words = String.join("; ", ending.refusals());
    var row = new TraceRow(message.id(), clock.now(), TraceRow.Kind.CANCEL_REFUSED, words);
    return Optional.of(Step.only(List.of(new Write.Noted(row))));
  }

  private static Result cancelled(Optional<Message> after) {
    return after
        .<Result>map(
            now -> now.status() == Status.CANCELED ? new Result.Done(now) : new Result.TooLate(now))
        .orElseGet(Result.NotKept::new);
  }

  private Optional<Step> canceled(Message message) {
    var work = message.state().work();
    boolean waits =
        switch (work.waitsFor()) {
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED -> true;
          case NOTHING, ANSWER, DOUBT, RECEIPT, REPLY -> false;
        };
    if (!waits || message.status().isFinal() || hasLeft(message)) {
      return Optional.empty();
    }
    var now = clock.now();
    var state = message.state().raised(Status.CANCELED, now);
    return Optional.of(
        Step.to(
            message.with(
                state.with(
                    state.facts().faulted(Optional.of(Fault.CANCELED), ""),
                    work.waiting(Wait.NOTHING, Optional.empty())))));
  }

  private static boolean hasLeft(Message message) {
    return message.state().legs().stream()
        .map(Leg::standing)
        .anyMatch(standing -> standing != Standing.NOT_TAKEN);
  }

  /// Blots out the words of a message that is at its end, for good.
  public Result redact(AccountId account, MessageId id) throws InterruptedException {
    return atItsEnd(account, id, Amendments::redacted);
  }

  /// Blots out the words alone: what its dialect keeps beside them, which receipts need, stays.
  public Result blank(AccountId account, MessageId id) throws InterruptedException {
    return atItsEnd(account, id, Amendments::blank);
  }

  private static Optional<Step> blank(Message message) {
    var bare = message.with(message.redacted().content(), message.origin().keepsake());
    return bare.content().equals(message.content()) ? Optional.empty() : Optional.of(Step.to(bare));
  }

  private Result atItsEnd(AccountId account, MessageId id, Decision decision)
      throws InterruptedException {
    var message = owned(account, id);
    if (message.isEmpty()) {
      return new Result.Unknown();
    }
    if (!isAtItsEnd(message.get())) {
      return new Result.TooEarly(message.get());
    }
    messages.recall(id);
    return settled(message.get(), decision);
  }

  private static Optional<Step> redacted(Message message) {
    var blank = message.redacted();
    boolean isBlank =
        blank.content().equals(message.content()) && message.origin().keepsake().isEmpty();
    return isBlank ? Optional.empty() : Optional.of(Step.to(blank));
  }

  /// Blots out a person from a message that is from or to them, with its words and what its caller
  /// noted with it. One that waits to be sent is canceled first; one that is on the wire is too
  /// early.
  public Result erase(AccountId account, MessageId id, Collection<Address> person)
      throws InterruptedException {
    var asked = owned(account, id);
    if (asked.isEmpty()) {
      return new Result.Unknown();
    }
    if (!isAtItsEnd(asked.get())) {
      waited(then -> cancel(account, id, then));
    }
    return atItsEnd(account, id, message -> erased(message, person));
  }

  private static Optional<Step> erased(Message message, Collection<Address> person) {
    var bare = message.without(person);
    return bare.equals(message) ? Optional.empty() : Optional.of(Step.to(bare));
  }

  /// Forgets one item of the media of a message that is at its end, for good.
  public Result strip(AccountId account, MessageId id, Content.Item item)
      throws InterruptedException {
    return atItsEnd(account, id, message -> stripped(message, item));
  }

  private static Optional<Step> stripped(Message message, Content.Item item) {
    var bare = message.without(item);
    return bare.content().equals(message.content()) ? Optional.empty() : Optional.of(Step.to(bare));
  }

  /// Forgets all media of a message that is at its end, for good.
  public Result stripAll(AccountId account, MessageId id) throws InterruptedException {
    return atItsEnd(account, id, Amendments::bare);
  }

  private static Optional<Step> bare(Message message) {
    return message.content() instanceof Content.Media(var body, var items) && !items.isEmpty()
        ? Optional.of(
            Step.to(message.with(new Content.Media(body, List.of()), message.origin().keepsake())))
        : Optional.empty();
  }

  /// Notes in the trace of a message what its account knows of it.
  ///
  /// @param words without body, number or secret
  public Result note(AccountId account, MessageId id, String words) throws InterruptedException {
    var message = owned(account, id);
    if (message.isEmpty()) {
      return new Result.Unknown();
    }
    messages.recall(id);
    var row = new TraceRow(id, clock.now(), TraceRow.Kind.NOTE, words);
    var noted = new Commit(Urgency.ACCEPT, List.of(), List.of(new Write.Noted(row)));
    return commits.write(noted) instanceof Commit.Result.Done
        ? new Result.Done(message.get())
        : new Result.NotKept();
  }

  /// Forgets a message that is at its end: its row, its parts, its notices and its trace. What it
  /// cost stays in the ledger.
  public Result erase(AccountId account, MessageId id) throws InterruptedException {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      var message = owned(account, id);
      if (message.isEmpty()) {
        return new Result.Unknown();
      }
      if (!isAtItsEnd(message.get())) {
        return new Result.TooEarly(message.get());
      }
      messages.recall(id);
      var erased = new Commit(Urgency.ACCEPT, List.of(), List.of(new Write.Erased(message.get())));
      switch (commits.write(erased)) {
        case Commit.Result.Done _ -> {
          return new Result.Done(message.get());
        }
        case Commit.Result.Stale _ -> {}
        case Commit.Result.Broken _,
            Commit.Result.KeyTaken _,
            Commit.Result.FundsShort _,
            Commit.Result.LimitReached _,
            Commit.Result.TooOften _,
            Commit.Result.Overtaken _,
            Commit.Result.Stopped _ -> {
          return new Result.NotKept();
        }
      }
    }
    return new Result.NotKept();
  }

  /// An outbound message that was sent may stay without a receipt for ever.
  private static boolean isAtItsEnd(Message message) {
    return message.status().isFinal()
        || message.status() == Status.SENT
        || message.parties().direction() == Direction.INBOUND;
  }

  private Optional<Message> owned(AccountId account, MessageId id) {
    return messages.find(id).filter(message -> message.account().equals(account));
  }

  private Result settled(Message message, Decision decision) throws InterruptedException {
    return waited(then ->
        settle(
            message,
            decision,
            after ->
                then.accept(after.<Result>map(Result.Done::new).orElseGet(Result.NotKept::new))));
  }

  private Result waited(Consumer<Consumer<Result>> work) throws InterruptedException {
    var gate = tasks.gate();
    var answer = new AtomicReference<Result>(new Result.NotKept());
    work.accept(result -> {
      answer.set(result);
      gate.open();
    });
    gate.pass();
    return answer.get();
  }

  /// Tells the message after a decision, or as it is where there was nothing to decide; empty where
  /// the store could not write it.
  private void settle(Message seed, Decision decision, Consumer<Optional<Message>> then) {
    settle(seed, Optional.of(seed), decision, then);
  }

  /// The same, with what is to be known of the message beforehand, which may be nothing.
  private void settle(
      Message seen, Optional<Message> seed, Decision decision, Consumer<Optional<Message>> then) {
    var last = new AtomicReference<>(seen);
    var ending =
        new Matter.Ending() {
          @Override
          public void ended(Optional<Message> after) {
            then.accept(after.or(() -> Optional.of(last.get())));
          }

          @Override
          public void broken() {
            then.accept(Optional.empty());
          }
        };
    Decision watched =
        current -> {
          last.set(current);
          return decision.on(current);
        };
    desk.settle(
        List.of(new Matter(seen.id(), seed, watched, Matter.Kind.ORDER, ending)), Urgency.ACCEPT);
  }
}
