package io.carillon.engine.amend;

import io.carillon.model.Account;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Tasks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Cancels what closed accounts still had to send, and gives the money back. What is on the wire or
/// was sent goes its way.
///
/// Nobody sends for a closed account, nor is one opened again, so each is gone through once; after
/// a restart once more.
public final class Closing {
  private static final int PAGE = 200;
  private static final Kinds UNSENT =
      new Kinds(
          Set.of(Direction.OUTBOUND),
          Set.of(),
          Set.of(Status.ACCEPTED, Status.SCHEDULED, Status.QUEUED));

  private final Amendments amendments;
  private final History history;
  private final Accounts accounts;
  private final Tasks tasks;
  private final Set<AccountId> done = new HashSet<>();
  private long seen = -1;

  public Closing(Amendments amendments, History history, Accounts accounts, Tasks tasks) {
    this.amendments = amendments;
    this.history = history;
    this.accounts = accounts;
    this.tasks = tasks;
  }

  /// Looks for accounts that were closed, and blocks until what they had to send is canceled. To be
  /// called each second, by one thread.
  public void sweep() throws InterruptedException {
    var directory = accounts.directory();
    if (directory.revision() == seen) {
      return;
    }
    for (var account : directory.accounts()) {
      if (directory.standing(account.id()) == Standing.CLOSED && !done.contains(account.id())) {
        cancelAll(account);
        done.add(account.id());
      }
    }
    seen = directory.revision();
  }

  private void cancelAll(Account account) throws InterruptedException {
    var filter = Filter.of(account.id()).with(UNSENT);
    var start = Start.FIRST;
    while (true) {
      var page = history.page(filter, Order.OLDEST, start, PAGE);
      cancel(account.id(), page.messages());
      var behind = page.behind();
      if (behind.isEmpty()) {
        return;
      }
      start = new Start.After(behind.get());
    }
  }

  private void cancel(AccountId account, List<Message> messages) throws InterruptedException {
    if (messages.isEmpty()) {
      return;
    }
    var gate = tasks.gate();
    var open = new AtomicInteger(messages.size());
    for (var message : messages) {
      amendments.cancel(
          account,
          message.id(),
          _ -> {
            if (open.decrementAndGet() == 0) {
              gate.open();
            }
          });
    }
    gate.pass();
  }
}
