package io.carillon.engine.optout;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.change.Desk;
import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Records what persons said where an account knows of it: on the web, on paper, from a list.
///
/// What is said to a sender means the same as a word that is written to it: a stop is of the sender
/// or its pool, as the account has set, and a grant ends every stop that keeps it from the person.
/// What is said to no sender is of the whole account; such a grant ends every stop of the person. A
/// grant that is older than a stop is recorded, and ends nothing.
public final class Recording {
  /// How many one call records at most.
  public static final int ROWS_MAX = 500;

  private static final Refusal STORE_DOWN = Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1));
  private static final String NO_HASH = "0".repeat(64);

  private final Desk desk;
  private final Clearance clearance;
  private final Consents consents;
  private final Answers answers;
  private final Sources sources;

  public Recording(
      Desk desk, Clearance clearance, Consents consents, Answers answers, Sources sources) {
    this.desk = desk;
    this.clearance = clearance;
    this.consents = consents;
    this.answers = answers;
    this.sources = sources;
  }

  /// Where time, ids and tasks come from.
  public record Sources(Clock clock, Ids ids, Tasks tasks) {}

  /// To whom something was said.
  public sealed interface Whom {
    /// To the account, about all that it sends.
    Whom EVERY_SENDER = new EverySender();

    /// To the account, about all that it sends.
    record EverySender() implements Whom {}

    /// To one sender.
    record OneSender(Address sender) implements Whom {}

    /// To one pool, about all senders in it.
    record OnePool(Id pool) implements Whom {}
  }

  /// What a person said.
  public record Said(Address person, Whom whom, Action action, Instant at, Proof proof) {}

  /// Records all of them, or none, and waits until that is synced; empty where it is.
  ///
  /// @param all at most [#ROWS_MAX]; none is fine, the key is then used all the same
  /// @param once present when the request is known by a key: a repeated request changes nothing
  public Optional<Refusal> keep(AccountId account, List<Said> all, Optional<Idempotency> once)
      throws InterruptedException {
    if (all.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + " at a time");
    }
    var writes = new ArrayList<Write>();
    var stopped = new HashMap<Address, Set<Reach>>();
    for (var said : all) {
      writes.addAll(rows(account, said, stopped));
      var about = row(account, said, own(account, said.whom()).getFirst(), true).consent();
      Event.of(about, account.value()).map(Write.Happened::new).ifPresent(writes::add);
    }
    var guards = once.<Guard>map(Guard.KeyFree::new).stream().toList();
    once.ifPresent(key ->
        writes.add(
            new Write.Keyed(key, new MessageId(sources.ids().next()), sources.clock().now())));
    return writes.isEmpty()
        ? Optional.empty()
        : refusal(written(new Commit(Urgency.ACCEPT, guards, writes)), once);
  }

  /// Asks a person whether messages are welcome, and records that; a yes within 7 days is a grant.
  /// Empty where the question is accepted.
  public Optional<Refusal> ask(
      AccountId account, Said said, Answers.Question question, Optional<Idempotency> once)
      throws InterruptedException {
    return switch (answers.ask(account, question, once)) {
      case Accept.Result.Refused(var refusal) -> Optional.of(refusal);
      case Accept.Result.Accepted(var message, _) -> {
        var key = "asked " + message.id().value().hex();
        var asked =
            new Said(said.person(), said.whom(), Action.ASK, said.at(), proof(said, message));
        yield keep(account, List.of(asked), Optional.of(new Idempotency(account, key, 0, NO_HASH)));
      }
    };
  }

  private static Proof proof(Said said, Message message) {
    var given = said.proof();
    return new Proof(
        given.method(),
        given.program(),
        message.content().words(),
        message.id().value().hex(),
        given.agent(),
        given.actor(),
        "");
  }

  /// @param stopped what the same persons said before, in the same call
  private List<Write> rows(AccountId account, Said said, Map<Address, Set<Reach>> stopped) {
    var own = own(account, said.whom());
    return switch (said.action()) {
      case ASK -> List.of(row(account, said, own.getFirst(), true));
      case REVOKE -> {
        stopped.computeIfAbsent(said.person(), _ -> new LinkedHashSet<>()).addAll(own);
        yield own.stream().<Write>map(reach -> row(account, said, reach, true)).toList();
      }
      case GRANT ->
          granted(account, said, stopped.getOrDefault(said.person(), Set.of())).stream()
              .<Write>map(reach -> row(account, said, reach, own.contains(reach)))
              .toList();
    };
  }

  private List<Reach> own(AccountId account, Whom whom) {
    return switch (whom) {
      case Whom.EverySender _ -> List.of(Reach.ACCOUNT);
      case Whom.OneSender(var sender) -> clearance.stopped(account, sender);
      case Whom.OnePool(var pool) -> List.of(Reach.ofPool(pool));
    };
  }

  private Set<Reach> granted(AccountId account, Said said, Set<Reach> stopped) {
    var all = new LinkedHashSet<Reach>();
    all.addAll(own(account, said.whom()));
    switch (said.whom()) {
      case Whom.EverySender _ -> {
        all.addAll(consents.stopped(account, said.person()));
        all.addAll(stopped);
      }
      case Whom.OneSender(var sender) -> all.addAll(clearance.reaches(account, sender));
      case Whom.OnePool _ -> all.add(Reach.ACCOUNT);
    }
    return all;
  }

  private static Write.Consented row(AccountId account, Said said, Reach reach, boolean always) {
    return new Write.Consented(
        new Consent(account, reach, said.person(), said.action(), said.at(), said.proof()), always);
  }

  private Result written(Commit commit) throws InterruptedException {
    var gate = sources.tasks().gate();
    var result = new AtomicReference<Result>(new Result.Broken("not written"));
    desk.note(
        commit,
        told -> {
          result.set(told);
          gate.open();
        });
    gate.pass();
    return result.get();
  }

  private static Optional<Refusal> refusal(Result result, Optional<Idempotency> once) {
    return switch (result) {
      case Result.Done _ -> Optional.empty();
      case Result.KeyTaken(var taken, _) ->
          once.filter(key -> key.hash().equals(taken.hash())).isPresent()
              ? Optional.empty()
              : Optional.of(Refusal.of(Fault.KEY_REUSED, "", ""));
      case Result.Broken _,
          Result.Stale _,
          Result.FundsShort _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _ ->
          Optional.of(STORE_DOWN);
    };
  }
}
