package io.carillon.engine.account;

import io.carillon.engine.account.Bounds.Thing;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Resource.Kind;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Carries out orders about the small tables one after the other, each decided on what the one
/// before left. Each waits until it is synced.
final class RosterTurn {
  /// Resources that are about the sender whose address is their name.
  private static final Set<Kind> OF_SENDER =
      Set.of(Kind.NUMBER, Kind.REGISTRATION, Kind.ASSIGNMENT);

  private final Commits commits;
  private final Accounts accounts;
  private final Clock clock;
  private final Bounds bounds;
  private final ReentrantLock turn = new ReentrantLock();

  RosterTurn(Commits commits, Accounts accounts, Clock clock, Bounds bounds) {
    this.commits = commits;
    this.accounts = accounts;
    this.clock = clock;
    this.bounds = bounds;
  }

  Directory directory() {
    return accounts.directory();
  }

  Clock clock() {
    return clock;
  }

  /// Whether an account may have no more keys.
  boolean isFullOfKeys(Directory directory, AccountId account) {
    var keys = directory.keys(account);
    var now = clock.now();
    return keys.size() >= Roster.ROWS_MAX
        || keys.stream().filter(key -> key.isLive(now)).count()
            >= bounds.of(directory, account, Thing.KEY);
  }

  /// Whether an account may open no more accounts.
  boolean isFullOfAccounts(Directory directory, AccountId parent) {
    var opened = directory.accountsUnder(parent);
    return opened.size() >= Roster.ROWS_MAX
        || opened.stream().filter(own -> own.standing() != Standing.CLOSED).count()
            >= bounds.of(directory, parent, Thing.ACCOUNT);
  }

  /// What is said to an account that may have no more resources of this kind.
  Optional<Refusal> full(Kind kind, Directory directory, AccountId account) {
    int most = thing(kind).map(own -> bounds.of(directory, account, own)).orElse(Roster.ROWS_MAX);
    return directory.resources(account, kind).size() >= most
        ? Optional.of(full())
        : Optional.empty();
  }

  private static Optional<Thing> thing(Kind kind) {
    return switch (kind) {
      case USER -> Optional.of(Thing.USER);
      case APPLICATION -> Optional.of(Thing.APPLICATION);
      case ESME -> Optional.of(Thing.ESME);
      case ENDPOINT -> Optional.of(Thing.ENDPOINT);
      case NUMBER,
          POOL,
          SETTINGS,
          REGISTRATION,
          BRAND,
          BRAND_CAMPAIGN,
          ASSIGNMENT,
          PLAN,
          READER_KEY,
          REPLY_RULE ->
          Optional.empty();
    };
  }

  /// What an account has arranged for one of its senders.
  static List<Resource> arranged(Directory directory, AccountId account, Address address) {
    return OF_SENDER.stream()
        .flatMap(kind -> directory.resources(account, kind).stream())
        .filter(resource -> resource.name().equals(address.value()))
        .toList();
  }

  static <T> Wanted<T> no(Refusal refusal) {
    return new Wanted.No<>(refusal, Optional.empty());
  }

  static Refusal full() {
    return Refusal.of(Fault.FORBIDDEN, "", "The account has as many as it may have.");
  }

  /// @param by who ordered it
  <T> Order<T> inTurn(Author by, Function<Directory, Wanted<T>> order) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      return switch (order.apply(accounts.directory())) {
        case Wanted.No<T>(var refusal, var earlier) -> {
          var refused = new Order.Refused<T>(refusal);
          yield earlier.isEmpty() ? refused : asked(earlier.get(), refused);
        }
        case Wanted.Plan<T> plan -> written(plan, by);
      };
    } finally {
      turn.unlock();
    }
  }

  /// Asks for a key without taking it.
  ///
  /// @param free what is answered where it is free
  <T> Order<T> asked(Wanted.Earlier<T> earlier, Order<T> free) throws InterruptedException {
    var look = new Commit(Urgency.ACCEPT, List.of(new Guard.KeyFree(earlier.key())), List.of());
    return switch (commits.write(look)) {
      case Result.Done _ -> free;
      case Result.KeyTaken(var taken, var subject) -> repeated(earlier, taken, subject.value());
      case Result.Broken _,
          Result.Stale _,
          Result.FundsShort _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _ ->
          storeDown();
    };
  }

  private <T> Order<T> written(Wanted.Plan<T> plan, Author by) throws InterruptedException {
    var guards = new ArrayList<Guard>();
    var writes = new ArrayList<Write>();
    var occasion = new Occasion(clock.now(), by);
    plan.entries().forEach(entry -> writes.add(new Write.Enrolled(entry, occasion)));
    plan.also().forEach(event -> writes.add(new Write.Happened(event)));
    plan.once()
        .ifPresent(once -> {
          guards.add(new Guard.KeyFree(once.key()));
          writes.add(new Write.Keyed(once.key(), new MessageId(once.subject()), clock.now()));
        });
    return switch (commits.write(new Commit(Urgency.ACCEPT, guards, writes))) {
      case Result.Done _ -> new Order.Done<>(plan.value(), false);
      case Result.KeyTaken(var taken, var subject) ->
          repeated(plan.once().orElseThrow().earlier(), taken, subject.value());
      case Result.Broken _,
          Result.Stale _,
          Result.FundsShort _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _ ->
          storeDown();
    };
  }

  private static <T> Order<T> storeDown() {
    return new Order.Refused<>(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
  }

  private static <T> Order<T> repeated(Wanted.Earlier<T> earlier, Idempotency taken, Id subject) {
    if (!taken.hash().equals(earlier.key().hash())) {
      return new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
    }
    return earlier
        .again()
        .apply(subject)
        .<Order<T>>map(value -> new Order.Done<>(value, true))
        .orElseGet(() -> new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", "")));
  }
}
