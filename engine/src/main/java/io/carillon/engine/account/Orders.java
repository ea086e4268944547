package io.carillon.engine.account;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Money;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
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
  public void open(Account account, ApiKey key, List<Sender> senders, Money balance)
      throws InterruptedException, NotKept {
    var writes = new ArrayList<Write>();
    writes.add(new Write.Enrolled(new Entry.OfAccount(account)));
    writes.add(new Write.Enrolled(new Entry.OfKey(key)));
    senders.forEach(sender -> writes.add(new Write.Enrolled(new Entry.OfSender(sender))));
    writes.add(new Write.Moved(account.id(), Reason.OPENING, balance, clock.now()));
    carryOut(writes);
  }

  /// Gives an account another webhook secret, which signs from the next notice on; empty when there
  /// is no such account.
  public Optional<Secret> rotateWebhookSecret(AccountId id) throws InterruptedException, NotKept {
    var account = accounts.directory().account(id);
    if (account.isEmpty()) {
      return Optional.empty();
    }
    var next = account.get().withWebhookSecret(secrets.get());
    carryOut(List.of(new Write.Enrolled(new Entry.OfAccount(next))));
    return Optional.of(next.webhookSecret());
  }

  private void carryOut(List<Write> writes) throws InterruptedException, NotKept {
    var result = commits.write(new Commit(Urgency.ACCEPT, List.of(), writes));
    if (!(result instanceof Result.Done)) {
      throw new NotKept("the store did not keep the order");
    }
  }
}
