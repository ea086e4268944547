package io.carillon.engine.account;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Changes accounts. Each order waits until it is synced.
public final class Orders {
  private final Commits commits;
  private final Accounts accounts;
  private final Clock clock;
  private final Supplier<Secret> secrets;

  /// @param secrets makes new secrets
  public Orders(Commits commits, Accounts accounts, Clock clock, Supplier<Secret> secrets) {
    this.commits = commits;
    this.accounts = accounts;
    this.clock = clock;
    this.secrets = secrets;
  }

  /// A store that could not carry an order out.
  public static final class NotKept extends Exception {
    private static final long serialVersionUID = 1;

    NotKept(String why) {
      super(why);
    }
  }

  /// Opens an account with a key, senders and money.
  ///
  /// @param by who does
  public void open(Account account, ApiKey key, List<Sender> senders, Money balance, Author by)
      throws InterruptedException, NotKept {
    var occasion = new Occasion(clock.now(), by);
    var writes = new ArrayList<Write>();
    writes.add(new Write.Enrolled(new Entry.OfAccount(account), occasion));
    writes.add(new Write.Enrolled(new Entry.OfKey(key), occasion));
    senders.forEach(sender -> writes.add(new Write.Enrolled(new Entry.OfSender(sender), occasion)));
    writes.add(new Write.Moved(account.id(), Reason.OPENING, balance, clock.now()));
    carryOut(writes);
  }

  /// Gives an account another webhook secret, which signs from the next notice on.
  ///
  /// @param key present when the request brought an idempotency key: a repeated request is answered
  ///   with the secret as it is now
  /// @param by who does
  public Order<Secret> rotateWebhookSecret(AccountId id, Optional<Idempotency> key, Author by)
      throws InterruptedException {
    var account = accounts.directory().account(id);
    if (account.isEmpty()) {
      return new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", ""));
    }
    var next = account.get().withWebhookSecret(secrets.get());
    var guards = new ArrayList<Guard>(1);
    var occasion = new Occasion(clock.now(), by);
    var writes = new ArrayList<Write>(2);
    writes.add(new Write.Enrolled(new Entry.OfAccount(next), occasion));
    key.ifPresent(given -> {
      guards.add(new Guard.KeyFree(given));
      writes.add(new Write.Keyed(given, new MessageId(id.value()), clock.now()));
    });
    return switch (commits.write(new Commit(Urgency.ACCEPT, guards, writes))) {
      case Result.Done _ -> new Order.Done<>(next.webhookSecret(), false);
      case Result.KeyTaken(var taken, _)
          when taken.hash().equals(key.map(Idempotency::hash).orElse("")) ->
          new Order.Done<>(account.get().webhookSecret(), true);
      case Result.KeyTaken _ -> new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
      case Result.Stale _,
          Result.FundsShort _,
          Result.LimitReached _,
          Result.TooOften _,
          Result.Overtaken _,
          Result.Stopped _,
          Result.Broken _ ->
          new Order.Refused<>(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
    };
  }

  private void carryOut(List<Write> writes) throws InterruptedException, NotKept {
    var result = commits.write(new Commit(Urgency.ACCEPT, List.of(), writes));
    if (!(result instanceof Result.Done)) {
      throw new NotKept("the store did not keep the order");
    }
  }
}
