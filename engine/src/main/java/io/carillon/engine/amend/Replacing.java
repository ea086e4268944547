package io.carillon.engine.amend;

import io.carillon.engine.accept.Rewriting;
import io.carillon.engine.accept.Rewriting.Wish;
import io.carillon.engine.change.Decision;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Puts another text in the place of a message's own, however far it has come: what waits is
/// rewritten and billed anew; of what was sent in one part its carrier is asked, and it stays as it
/// was unless the carrier does it. Each call waits until it is synced.
///
/// That the carrier is asked is synced before it is: a message whose trace says so and nothing
/// after it has one text or the other.
public final class Replacing {
  private static final String NOTE = "its account replaced it";

  private final Desk desk;
  private final Rewriting rewriting;
  private final Messages messages;
  private final Function<String, Optional<Carrier.Orders>> orders;
  private final Clock clock;
  private final Tasks tasks;

  /// @param orders what a carrier can be asked
  public Replacing(
      Desk desk,
      Rewriting rewriting,
      Messages messages,
      Function<String, Optional<Carrier.Orders>> orders,
      Clock clock,
      Tasks tasks) {
    this.desk = desk;
    this.rewriting = rewriting;
    this.messages = messages;
    this.orders = orders;
    this.clock = clock;
    this.tasks = tasks;
  }

  /// What is to stand in its place.
  ///
  /// @param dialect who says so; what it kept of the text before is forgotten
  /// @param sendAt when it is to go; empty = as before
  /// @param validity how long delivery may be tried; empty = as before
  public record Words(
      String dialect, String text, Optional<Instant> sendAt, Optional<Duration> validity) {
    private Terms terms(Terms before) {
      return new Terms(
          before.purpose(),
          before.priority(),
          before.wantsReceipt(),
          validity.orElse(before.validity()),
          sendAt.or(before::sendAt),
          before.callback());
    }

    /// What stays of what a dialect kept with a message.
    private Keepsake kept(Message before) {
      var origin = before.origin();
      return origin.dialect().equals(dialect) ? Keepsake.NONE : origin.keepsake();
    }
  }

  /// What became of it.
  public sealed interface Result {
    /// It is done, or had been done before: the message as it is now.
    record Done(Message message) implements Result {}

    /// It cannot be done to a message that is as far as this one.
    record TooLate(Message message) implements Result {}

    /// Its carrier does not do it. `why` is its own wording.
    record Kept(Message message, String why) implements Result {}

    /// It cannot be so; it stays as it was.
    record Refused(Refusal refusal) implements Result {}

    /// The account has no such message.
    record Unknown() implements Result {}
  }

  /// Replaces a text, which may take as long as the carrier's response time-out.
  public Result replace(AccountId account, MessageId id, Words words) throws InterruptedException {
    var found = owned(account, id);
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    var message = found.get();
    var content = message.content().saying(words.text());
    if (content.isEmpty()) {
      return refused(Fault.CONTENT_UNSUPPORTED, "Only a text can be replaced by a text.");
    }
    if (isSo(message, content.get(), words)) {
      return new Result.Done(message);
    }
    var wish = new Wish(content, words::terms, NOTE, words::kept, true);
    var rewritten =
        this.<Rewriting.Result>waited(
            new Rewriting.Result.Unknown(), then -> rewriting.rewrite(account, id, wish, then));
    return switch (rewritten) {
      case Rewriting.Result.Done(var now) -> new Result.Done(now);
      case Rewriting.Result.Refused(var refusal) -> new Result.Refused(refusal);
      case Rewriting.Result.Unknown _ -> new Result.Unknown();
      case Rewriting.Result.TooLate _ -> {
        var sent = owned(account, id);
        yield sent.isEmpty() ? new Result.Unknown() : sent(sent.get(), content.get(), words);
      }
    };
  }

  private Optional<Message> owned(AccountId account, MessageId id) {
    return messages.find(id).filter(message -> message.account().equals(account));
  }

  private static boolean isSo(Message message, Content content, Words words) {
    return message.content().equals(content)
        && words.terms(message.terms()).equals(message.terms());
  }

  private static Result refused(Fault fault, String detail) {
    return new Result.Refused(Refusal.of(fault, "text", detail));
  }

  /// A message that was sent gets other words only: when it goes is past.
  private Result sent(Message message, Content content, Words words) throws InterruptedException {
    boolean mayHelp =
        isWithItsCarrier(message) && words.terms(message.terms()).equals(message.terms());
    if (!mayHelp) {
      return new Result.TooLate(message);
    }
    var carrier = message.state().facts().carrier();
    var far = orders.apply(carrier);
    if (far.isEmpty()) {
      return new Result.Kept(message, "the carrier does not offer it");
    }
    var unlike = rewriting.unlike(message, content);
    if (unlike.isPresent()) {
      return new Result.Refused(unlike.get());
    }
    var asked = settled(message, current -> noted(current, TraceRow.Kind.REPLACE_ASKED, carrier));
    if (asked.isEmpty()) {
      return refused(Fault.STORE_DOWN, "");
    }
    var part = new Part(message, message.state().legs().getFirst(), 1);
    var reply =
        this.<Reply>waited(
            new Reply.NotAnswered("nothing was told"),
            then -> far.get().replace(part, content, then));
    return switch (reply) {
      case Reply.Done() -> replaced(message, content, words);
      case Reply.Refused(var code) -> kept(message, code);
      case Reply.NotAnswered(var why) -> unanswered(message, why);
      case Reply.Told _ -> unanswered(message, "the answer was to something else");
    };
  }

  /// One part of one segment, which the carrier has named.
  private static boolean isWithItsCarrier(Message message) {
    var legs = message.state().legs();
    return message.status() == Status.SENT
        && message.bill().segments() == 1
        && legs.size() == 1
        && legs.getFirst().standing() == Standing.TAKEN
        && !legs.getFirst().farId().isEmpty();
  }

  /// The carrier has other words now, whatever became of the message meanwhile. What was blotted
  /// out stays so.
  private Result replaced(Message message, Content content, Words words)
      throws InterruptedException {
    Decision decision =
        current -> {
          var carrier = message.state().facts().carrier();
          if (current.content().equals(current.redacted().content())) {
            return noted(current, TraceRow.Kind.REPLACED, carrier);
          }
          var row = row(current, TraceRow.Kind.REPLACED, carrier);
          var next = current.with(content, words.kept(current));
          return Optional.of(Step.to(next, List.of(row)));
        };
    var after =
        waited(
            Optional.<Message>empty(),
            then ->
                desk.settle(
                    List.of(Matter.fact(message.id(), decision, telling(then))), Urgency.ACCEPT));
    return after.<Result>map(Result.Done::new).orElseGet(Result.Unknown::new);
  }

  private Result kept(Message message, String why) throws InterruptedException {
    var now = settled(message, current -> noted(current, TraceRow.Kind.REPLACE_REFUSED, why));
    return new Result.Kept(now.orElse(message), why);
  }

  private Result unanswered(Message message, String why) throws InterruptedException {
    var words = "not answered: " + why;
    settled(message, current -> noted(current, TraceRow.Kind.REPLACE_REFUSED, words));
    return new Result.Refused(
        Refusal.of(
            Fault.FAR_END_DOWN,
            "",
            "The carrier did not answer (" + why + "): it may have the old text or the new one."));
  }

  private Optional<Step> noted(Message message, TraceRow.Kind kind, String words) {
    return Optional.of(Step.only(List.of(row(message, kind, words))));
  }

  private Write row(Message message, TraceRow.Kind kind, String words) {
    return new Write.Noted(new TraceRow(message.id(), clock.now(), kind, words));
  }

  /// The message after a step; empty where the store could not write it.
  private Optional<Message> settled(Message seed, Decision decision) throws InterruptedException {
    return waited(
        Optional.empty(),
        then -> desk.settle(List.of(Matter.wish(seed, decision, telling(then))), Urgency.ACCEPT));
  }

  private static Matter.Ending telling(Consumer<Optional<Message>> then) {
    return new Matter.Ending() {
      @Override
      public void ended(Optional<Message> after) {
        then.accept(after);
      }

      @Override
      public void broken() {
        then.accept(Optional.empty());
      }
    };
  }

  private <T> T waited(T before, Consumer<Consumer<T>> work) throws InterruptedException {
    var gate = tasks.gate();
    var answer = new AtomicReference<>(before);
    work.accept(result -> {
      answer.set(result);
      gate.open();
    });
    gate.pass();
    return answer.get();
  }
}
