package io.carillon.engine.notify;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Happening;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Subject;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Owes again a notice that was given up or told, or lets one that waits for its next try go at
/// once, because its account asks for it. Notify's sweep finds it within seconds.
public final class Replays {
  private final Commits commits;
  private final Messages messages;
  private final Notices notices;
  private final Clock clock;
  private Consumer<String> owed = _ -> {};

  public Replays(Commits commits, Messages messages, Notices notices, Clock clock) {
    this.commits = commits;
    this.messages = messages;
    this.notices = notices;
    this.clock = clock;
  }

  /// Sets who is told of the lane of each notice that is owed again; for the time of wiring only.
  public void onOwed(Consumer<String> next) {
    owed = next;
  }

  /// What became of it.
  public sealed interface Result {
    /// It is owed again, as it stands now.
    record Owed(Notice notice) implements Result {}

    /// The idempotency key was used with another request.
    record KeyReused() implements Result {}

    /// The account has no such notice.
    record Unknown() implements Result {}

    /// The store could not keep it; nothing happened.
    record NotKept() implements Result {}
  }

  /// The notice of an account's message, or happening, with this number.
  public Optional<Notice> find(AccountId account, MessageId message, int sequence) {
    return subject(message)
        .filter(found -> found.account().equals(account))
        .flatMap(_ ->
            notices.of(message).stream()
                .filter(notice -> notice.sequence() == sequence)
                .findFirst());
  }

  private Optional<? extends Subject> subject(MessageId id) {
    return Happening.isNamed(id)
        ? Optional.ofNullable(notices.happenings(List.of(id)).get(id))
        : messages.find(id);
  }

  /// Owes it again from now on, its failures counted anew; one that is owed still is due at once,
  /// unless it waits for an older one. Waits until that is synced.
  ///
  /// @param key present when the request brought an idempotency key: a repeated request finds the
  ///   notice as the first one left it, or as it has become since
  public Result again(AccountId account, MessageId message, int sequence, Optional<Idempotency> key)
      throws InterruptedException {
    var found = find(account, message, sequence);
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    if (!Happening.isNamed(message)) {
      messages.recall(message);
    }
    var now = clock.now();
    var after = after(found.get(), now);
    var writes = new ArrayList<Write>(3);
    if (!after.equals(found.get())) {
      writes.add(new Write.Retold(after, false, now));
      writes.add(new Write.Noted(row(after, now)));
    }
    key.ifPresent(given -> writes.add(new Write.Keyed(given, message, now)));
    var guards = key.<Guard>map(Guard.KeyFree::new).stream().toList();
    return switch (commits.write(new Commit(Urgency.ACCEPT, guards, writes))) {
      case Commit.Result.Done _ -> {
        owed.accept(after.lane());
        yield new Result.Owed(after);
      }
      case Commit.Result.KeyTaken(var taken, _) ->
          taken.hash().equals(key.map(Idempotency::hash).orElse(""))
              ? new Result.Owed(found.get())
              : new Result.KeyReused();
      case Commit.Result.Stale _,
          Commit.Result.FundsShort _,
          Commit.Result.LimitReached _,
          Commit.Result.TooOften _,
          Commit.Result.Overtaken _,
          Commit.Result.Stopped _,
          Commit.Result.Broken _ ->
          new Result.NotKept();
    };
  }

  private static Notice after(Notice notice, Instant now) {
    var telling = notice.telling();
    if (telling.progress() != Progress.OPEN) {
      return notice.with(Notice.Telling.owedAt(now));
    }
    boolean isLater = telling.due().filter(now::isBefore).isPresent();
    return isLater
        ? notice.with(
            new Notice.Telling(
                Progress.OPEN,
                telling.attempts(),
                Optional.of(now),
                Optional.empty(),
                telling.answer()))
        : notice;
  }

  static TraceRow row(Notice owed, Instant now) {
    var detail = "notice " + owed.sequence() + " is told again, as the account asked";
    return new TraceRow(owed.message(), now, TraceRow.Kind.NOTE, detail);
  }
}
