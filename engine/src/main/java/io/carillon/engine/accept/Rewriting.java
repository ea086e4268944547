package io.carillon.engine.accept;

import io.carillon.engine.billing.Payers;
import io.carillon.engine.billing.Plans;
import io.carillon.engine.change.Decision;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Gives a message that waits other words or other terms: it is billed anew, and goes when its new
/// terms say. One that is queued can be reached, too, as long as nothing was tried for it: its
/// claim and its rewriting are decisions about one revision, so either comes first. What goes out
/// is what was claimed.
///
/// What more it costs is taken where the new words are written, and only where the balance covers
/// it there.
public final class Rewriting {
  private final Desk desk;
  private final Supplier<Drafting> drafting;
  private final Accounts accounts;
  private final Plans plans;
  private final Messages messages;
  private final Clock clock;

  Rewriting(
      Desk desk, Supplier<Drafting> drafting, Accept.Reading reading, Plans plans, Clock clock) {
    this.desk = desk;
    this.drafting = drafting;
    this.accounts = reading.accounts();
    this.plans = plans;
    this.messages = reading.messages();
    this.clock = clock;
  }

  /// What is to be another.
  ///
  /// @param content empty = stays
  /// @param terms its terms from those before; pure, it may be asked more than once
  /// @param note what its trace says of it
  /// @param keepsake what is kept with the new words, from the message as it was
  /// @param isQueuedToo whether one that is queued is reached, too; it cannot be put off any more
  public record Wish(
      Optional<Content> content,
      UnaryOperator<Terms> terms,
      String note,
      Function<Message, Keepsake> keepsake,
      boolean isQueuedToo) {
    /// What a scheduled message is to be.
    public Wish(Optional<Content> content, UnaryOperator<Terms> terms, String note) {
      this(content, terms, note, message -> message.origin().keepsake(), false);
    }
  }

  /// What became of it.
  public sealed interface Result {
    /// It is synced: the message as it is now.
    record Done(Message message) implements Result {}

    /// It does not wait so, or not any more.
    record TooLate() implements Result {}

    /// The account has no such message.
    record Unknown() implements Result {}

    /// It cannot be so; it stays as it was.
    record Refused(Refusal refusal) implements Result {}
  }

  /// Rewrites a message; `then` is told once, from any thread, which must not be held up. Reads the
  /// message first, so it blocks for that long.
  public void rewrite(AccountId account, MessageId id, Wish wish, Consumer<Result> then) {
    messages
        .find(id)
        .filter(message -> message.account().equals(account))
        .ifPresentOrElse(
            message -> asked(message, wish, then), () -> then.accept(new Result.Unknown()));
  }

  private void asked(Message message, Wish wish, Consumer<Result> then) {
    wish.content()
        .flatMap(content -> objection(message, content))
        .ifPresentOrElse(
            no -> then.accept(new Result.Refused(no)), () -> settle(message, wish, then));
  }

  private Optional<Refusal> objection(Message message, Content content) {
    return drafting.get().objection(message, content, accounts.directory(), clock.now());
  }

  private void settle(Message seed, Wish wish, Consumer<Result> then) {
    var told = new AtomicReference<Result>(new Result.TooLate());
    desk.settle(
        List.of(
            Matter.wish(
                seed,
                new Deciding(wish, told),
                new Matter.Ending() {
                  @Override
                  public void ended(Optional<Message> after) {
                    then.accept(after.<Result>map(Result.Done::new).orElseGet(told::get));
                  }

                  @Override
                  public void broken() {
                    then.accept(new Result.Refused(Refusal.of(Fault.STORE_DOWN, "", "")));
                  }
                })),
        Urgency.ACCEPT);
  }

  /// Decides on the message as it is; where its words would take more than the plan has left, it
  /// keeps those that it has.
  private final class Deciding implements Decision {
    private final Wish wish;
    private final AtomicReference<Result> told;

    Deciding(Wish wish, AtomicReference<Result> told) {
      this.wish = wish;
      this.told = told;
    }

    @Override
    public Optional<Step> on(Message current) {
      return switch (decide(current, wish, clock.now())) {
        case Rewritten.As(var step) -> Optional.of(step);
        case Rewritten.No(var result) -> {
          told.set(result);
          yield Optional.empty();
        }
      };
    }

    @Override
    public Decision limited() {
      told.set(new Result.Refused(Refusal.of(Fault.PLAN_USED_UP, "", "")));
      return _ -> Optional.empty();
    }
  }

  private sealed interface Rewritten {
    record As(Step step) implements Rewritten {}

    record No(Result result) implements Rewritten {}
  }

  private Rewritten decide(Message message, Wish wish, Instant now) {
    var terms = wish.terms().apply(message.terms());
    boolean isReached = isScheduled(message) || (wish.isQueuedToo() && isQueued(message));
    if (!isReached || (isQueued(message) && isLater(terms, now))) {
      return new Rewritten.No(new Result.TooLate());
    }
    var late = drafting.get().tooFarAhead(terms.sendAt(), now);
    if (late.isPresent()) {
      return new Rewritten.No(new Result.Refused(late.get()));
    }
    if (wish.content().isEmpty()) {
      var next = with(message, terms, message.bill(), now);
      return new Rewritten.As(Step.to(next, List.of(noted(message, wish, now))));
    }
    var content = wish.content().get();
    return switch (drafting.get().rebilled(message, content)) {
      case Drafting.Rebilled.No(var refusal) -> new Rewritten.No(new Result.Refused(refusal));
      case Drafting.Rebilled.As(var bill) -> {
        var moved = moved(message, bill, now);
        if (moved.filter(move -> !covers(move)).isPresent()) {
          var refusal = Refusal.of(Fault.FUNDS_SHORT, "", "");
          yield new Rewritten.No(new Result.Refused(refusal));
        }
        var rows = new ArrayList<Write>(2);
        moved.ifPresent(rows::add);
        rows.add(noted(message, wish, now));
        var kept = message.with(content, wish.keepsake().apply(message));
        var next = with(kept, terms, bill, now);
        var guards = new ArrayList<>(covered(moved));
        guards.addAll(plans.guards(accounts.directory(), message, bill));
        yield new Rewritten.As(Step.to(next, rows).guarded(guards));
      }
    };
  }

  private static boolean isScheduled(Message message) {
    var wait = message.state().work().waitsFor();
    return message.status() == Status.SCHEDULED && (wait == Wait.SCHEDULE || isKept(wait));
  }

  private static boolean isQueued(Message message) {
    var wait = message.state().work().waitsFor();
    return message.status() == Status.QUEUED
        && (wait == Wait.TURN || isKept(wait))
        && message.state().legs().isEmpty();
  }

  private static boolean isKept(Wait wait) {
    return wait == Wait.QUIET
        || wait == Wait.CAP
        || wait == Wait.FREQUENCY
        || wait == Wait.SUSPENDED;
  }

  private static boolean isLater(Terms terms, Instant now) {
    return terms.sendAt().filter(now::isBefore).isPresent();
  }

  /// Why a message that was sent cannot get these words instead: they are to pass the check of
  /// words, to go in one segment and in the encoding of those that it has. Reads nothing.
  public Optional<Refusal> unlike(Message sent, Content content) {
    return objection(sent, content).or(() -> drafting.get().unlike(sent, content));
  }

  private static Write noted(Message message, Wish wish, Instant now) {
    return new Write.Noted(new TraceRow(message.id(), now, TraceRow.Kind.NOTE, wish.note()));
  }

  /// What the account pays more, or gets back.
  private Optional<Write.Moved> moved(Message message, Bill bill, Instant now) {
    var before = message.bill().price();
    long more = bill.price().micros() - before.micros();
    if (more == 0) {
      return Optional.empty();
    }
    var payer = Payers.of(accounts.directory(), message);
    var reason = more > 0 ? Reason.CHARGE : Reason.REFUND;
    return Optional.of(new Write.Moved(payer, reason, new Money(-more, before.currency()), now));
  }

  /// Where it is written the funds are looked at again: the guard that fails there has it decided
  /// once more, on a balance that is short by then.
  private static List<Guard> covered(Optional<Write.Moved> moved) {
    return moved
        .filter(move -> move.reason() == Reason.CHARGE)
        .<Guard>map(move -> new Guard.FundsSuffice(move.account(), move.amount().negated()))
        .stream()
        .toList();
  }

  private boolean covers(Write.Moved move) {
    long available = accounts.funds(move.account()).map(has -> has.available().micros()).orElse(0L);
    return available + move.amount().micros() >= 0;
  }

  private static Message with(Message message, Terms terms, Bill bill, Instant now) {
    var state = isQueued(message) ? message.state() : waiting(message, terms, now);
    return new Message(
        message.id(), message.parties(), message.content(), terms, bill, message.origin(), state);
  }

  private static Message.State waiting(Message message, Terms terms, Instant now) {
    var later = terms.sendAt().filter(now::isBefore);
    var state = later.isPresent() ? message.state() : message.state().raised(Status.QUEUED, now);
    var wait = later.isPresent() ? Wait.SCHEDULE : Wait.TURN;
    return state.with(state.facts(), state.work().waiting(wait, Optional.of(later.orElse(now))));
  }
}
