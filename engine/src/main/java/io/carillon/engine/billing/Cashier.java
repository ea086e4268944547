package io.carillon.engine.billing;

import io.carillon.engine.account.Order;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Conversions;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Funds;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Occasion;
import io.carillon.model.Posting;
import io.carillon.model.Refusal;
import io.carillon.model.Tariff;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Carries out what operators order about money. Each order waits until it is synced; one is
/// decided after the other.
public final class Cashier {
  private static final Id PRICE_LIST = new Id(0, 1);
  private static final Id CONVERSIONS = new Id(0, 2);

  private final Commits commits;
  private final Accounts accounts;
  private final Ledger ledger;
  private final Clock clock;
  private final Transfers transfers;
  private final ReentrantLock turn = new ReentrantLock();

  public Cashier(Commits commits, Accounts accounts, Ledger ledger, Clock clock) {
    this.commits = commits;
    this.accounts = accounts;
    this.ledger = ledger;
    this.clock = clock;
    this.transfers = new Transfers(commits, accounts, ledger);
  }

  /// What moves money from account to account.
  public Transfers transfers() {
    return transfers;
  }

  /// Puts a price list in place of the one before: what is accepted from then on costs by it.
  ///
  /// @param by who ordered it
  /// @param key present when the request brought an idempotency key: a repeated request changes
  ///   nothing and is answered with the list as it is now
  public Order<Tariff> price(Tariff tariff, Author by, Optional<Idempotency> key)
      throws InterruptedException {
    var entry = new Entry.OfTariff(tariff);
    return replace(new Replacing<>(PRICE_LIST, entry, tariff, Directory::tariff), by, key);
  }

  /// Puts other rates between currencies in place of those before: what is accepted from then on is
  /// converted by them.
  ///
  /// @param by who ordered it
  /// @param key present when the request brought an idempotency key: a repeated request changes
  ///   nothing and is answered with the rates as they are now
  public Order<Conversions> convert(Conversions conversions, Author by, Optional<Idempotency> key)
      throws InterruptedException {
    var entry = new Entry.OfConversions(conversions);
    return replace(
        new Replacing<>(CONVERSIONS, entry, conversions, Directory::conversions), by, key);
  }

  /// What takes the place of something.
  ///
  /// @param id what an idempotency key stands for
  /// @param standing reads what is in that place now
  private record Replacing<T>(Id id, Entry entry, T next, Function<Directory, T> standing) {}

  private <T> Order<T> replace(Replacing<T> by, Author author, Optional<Idempotency> key)
      throws InterruptedException {
    var write = new Write.Enrolled(by.entry(), new Occasion(clock.now(), author));
    return switch (commits.write(once(key, by.id(), List.of(), write))) {
      case Result.Done _ -> new Order.Done<>(by.next(), false);
      case Result.KeyTaken(var taken, _) when isSame(taken, key) ->
          new Order.Done<>(by.standing().apply(accounts.directory()), true);
      case Result.KeyTaken _ -> new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
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

  /// Gives money to an account or takes it, never more than it has.
  ///
  /// @param key present when the request brought an idempotency key: a repeated request is answered
  ///   with what the first one posted
  public Order<Posting> post(Posting posting, Optional<Idempotency> key)
      throws InterruptedException {
    var refusal = against(posting.account(), posting.amount());
    if (refusal.isPresent()) {
      return new Order.Refused<>(refusal.get());
    }
    var account = posting.account();
    var amount = posting.amount();
    var covered =
        amount.micros() < 0
            ? List.<Guard>of(new Guard.FundsSuffice(account, amount.negated()))
            : List.<Guard>of();
    return switch (commits.write(once(key, posting.id(), covered, new Write.Posted(posting)))) {
      case Result.Done _ -> new Order.Done<>(posting, false);
      case Result.KeyTaken(var taken, var id) when isSame(taken, key) ->
          ledger.postings(id.value()).stream()
              .findFirst()
              .<Order<Posting>>map(before -> new Order.Done<>(before, true))
              .orElseGet(() -> new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", "")));
      case Result.KeyTaken _ -> new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
      case Result.FundsShort _ ->
          new Order.Refused<>(
              Refusal.of(Fault.FUNDS_SHORT, "amount", "The account has less than that."));
      case Result.Broken _,
          Result.Stale _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _ ->
          storeDown();
    };
  }

  /// Lets an account's balance go so far below zero from now on; not less far than it is.
  ///
  /// @param key present when the request brought an idempotency key: a repeated request changes
  ///   nothing and is answered with what the account has now
  public Order<Funds> credit(AccountId account, Money credit, Optional<Idempotency> key)
      throws InterruptedException {
    var refusal = against(account, credit);
    if (refusal.isPresent()) {
      return new Order.Refused<>(refusal.get());
    }
    turn.lockInterruptibly();
    try {
      var before = accounts.funds(account).map(Funds::credit);
      long less = before.map(Money::micros).orElse(0L) - credit.micros();
      var covered =
          less > 0
              ? List.<Guard>of(new Guard.FundsSuffice(account, new Money(less, credit.currency())))
              : List.<Guard>of();
      var write = new Write.Credited(account, credit);
      return switch (commits.write(once(key, account.value(), covered, write))) {
        case Result.Done _ -> new Order.Done<>(accounts.funds(account).orElseThrow(), false);
        case Result.KeyTaken(var taken, _) when isSame(taken, key) ->
            new Order.Done<>(accounts.funds(account).orElseThrow(), true);
        case Result.KeyTaken _ -> new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
        case Result.FundsShort _ ->
            new Order.Refused<>(
                Refusal.of(
                    Fault.FUNDS_SHORT, "amount", "The account has drawn more than that already."));
        case Result.Broken _,
            Result.Stale _,
            Result.LimitReached _,
            Result.TooOften _,
            Result.Overtaken _,
            Result.Stopped _ ->
            storeDown();
      };
    } finally {
      turn.unlock();
    }
  }

  private Optional<Refusal> against(AccountId account, Money amount) {
    var directory = accounts.directory();
    if (directory.account(account).isEmpty()) {
      return Optional.of(Refusal.of(Fault.NOT_FOUND, "account", "There is no such account."));
    }
    if (!directory.payer(account).equals(account)) {
      var payer = "AC" + directory.payer(account).value().hex();
      var detail = "The account pays nothing itself: " + payer + " pays for it.";
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "account", detail));
    }
    return accounts
        .funds(account)
        .map(funds -> funds.balance().currency())
        .filter(currency -> !currency.equals(amount.currency()))
        .map(currency ->
            Refusal.of(
                Fault.FIELD_INVALID, "currency", "The account's currency is " + currency + "."));
  }

  private Commit once(Optional<Idempotency> key, Id subject, List<Guard> also, Write write) {
    var guards = new ArrayList<Guard>(2);
    var writes = new ArrayList<Write>(2);
    key.ifPresent(given -> {
      guards.add(new Guard.KeyFree(given));
      writes.add(new Write.Keyed(given, new MessageId(subject), clock.now()));
    });
    guards.addAll(also);
    writes.add(write);
    return new Commit(Urgency.ACCEPT, guards, writes);
  }

  private static boolean isSame(Idempotency taken, Optional<Idempotency> key) {
    return key.map(given -> given.hash().equals(taken.hash())).orElse(false);
  }

  private static <T> Order<T> storeDown() {
    return new Order.Refused<>(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
  }
}
