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
import io.carillon.model.Fault;
import io.carillon.model.Funds;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Transfer;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves money from one account to another, whole or not at all and never more than there is: what
/// the one has is asked for in the transaction that enters both.
public final class Transfers {
  private final Commits commits;
  private final Accounts accounts;
  private final Ledger ledger;

  public Transfers(Commits commits, Accounts accounts, Ledger ledger) {
    this.commits = commits;
    this.accounts = accounts;
    this.ledger = ledger;
  }

  /// Carries it out, and waits until it is synced. Who gets it must have a balance of its own; who
  /// gives it may have lost its own since, so that nothing that comes back later is stuck there.
  ///
  /// @param by who ordered it
  /// @param key present when the request brought an idempotency key: a repeated request moves
  ///   nothing and is answered with what the first one moved
  public Order<Transfer> order(Transfer transfer, Author by, Optional<Idempotency> key)
      throws InterruptedException {
    var refusal = refusal(transfer);
    if (refusal.isPresent()) {
      return new Order.Refused<>(refusal.get());
    }
    return switch (commits.write(commit(transfer, by, key))) {
      case Result.Done _ -> new Order.Done<>(transfer, false);
      case Result.KeyTaken(var taken, var id) when isSame(taken, key) ->
          Transfer.of(ledger.postings(id.value()))
              .<Order<Transfer>>map(before -> new Order.Done<>(before, true))
              .orElseGet(() -> new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", "")));
      case Result.KeyTaken _ -> new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
      case Result.FundsShort _ ->
          new Order.Refused<>(
              Refusal.of(
                  Fault.FUNDS_SHORT, "amount", name(transfer.from()) + " has less than that."));
      case Result.Broken _,
          Result.Stale _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _ ->
          new Order.Refused<>(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
    };
  }

  private Optional<Refusal> refusal(Transfer transfer) {
    var payer = accounts.directory().payer(transfer.to());
    if (!payer.equals(transfer.to())) {
      var detail =
          name(transfer.to())
              + " spends what "
              + name(payer)
              + " has: give it a balance of its own first.";
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "account", detail));
    }
    return poor(transfer.from())
        .or(() -> other(transfer.from(), transfer.amount()))
        .or(() -> other(transfer.to(), transfer.amount()));
  }

  /// Why an account has nothing to give at all: it spends what another has, and nothing came back
  /// to it.
  private Optional<Refusal> poor(AccountId from) {
    var payer = accounts.directory().payer(from);
    if (payer.equals(from) || accounts.balance(from).filter(it -> it.micros() != 0).isPresent()) {
      return Optional.empty();
    }
    var detail =
        name(from)
            + " has no balance of its own: it spends what "
            + name(payer)
            + " has, which alone can transfer that.";
    return Optional.of(Refusal.of(Fault.FORBIDDEN, "account", detail));
  }

  private Optional<Refusal> other(AccountId account, Money amount) {
    return accounts
        .funds(account)
        .map(Funds::balance)
        .map(Money::currency)
        .filter(currency -> !currency.equals(amount.currency()))
        .map(currency ->
            Refusal.of(
                Fault.FIELD_INVALID,
                "currency",
                "The currency of " + name(account) + " is " + currency + "."));
  }

  private static Commit commit(Transfer transfer, Author by, Optional<Idempotency> key) {
    var guards = new ArrayList<Guard>(2);
    var writes = new ArrayList<Write>(4);
    key.ifPresent(given -> {
      guards.add(new Guard.KeyFree(given));
      writes.add(new Write.Keyed(given, new MessageId(transfer.id()), transfer.at()));
    });
    guards.add(new Guard.FundsSuffice(transfer.from(), transfer.amount()));
    transfer.postings().forEach(posting -> writes.add(new Write.Posted(posting)));
    var told = new Entry.Transferred(transfer);
    writes.add(new Write.Enrolled(told, new Occasion(transfer.at(), by)));
    return new Commit(Urgency.ACCEPT, List.copyOf(guards), writes);
  }

  private static boolean isSame(Idempotency taken, Optional<Idempotency> key) {
    return key.map(given -> given.hash().equals(taken.hash())).orElse(false);
  }

  private static String name(AccountId account) {
    return "AC" + account.value().hex();
  }
}
