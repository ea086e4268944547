package io.carillon.engine.erase;

import io.carillon.engine.amend.Amendments;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Erasures.Ends;
import io.carillon.model.port.Erasures.Open;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out orders to erase people, behind everything else.
///
/// Problem: no index by number stands on messages, and a list of what is to be erased would be one
/// more place where people stand. Idea: a round reads all messages once, step by step, for all
/// orders that are open, and has what it finds blotted out; an order is done with the first round
/// that finds nothing of it. So what came while a round was under way is found by the next, and a
/// crash costs a round. What is on the wire is waited for.
public final class Erasing {
  /// How many orders one round serves.
  static final int ORDERS_MAX = 100;

  /// How many messages are blotted out between two notes of it.
  private static final int BATCH = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Id LEAST = new Id(0, 0);
  private static final String MESSAGES = "message";
  private static final String NETWORKS = "network";

  private final Erasures erasures;
  private final Amendments amendments;
  private final Accounts accounts;
  private final Networks networks;
  private final Clock clock;
  private final Meters.Count erased;
  private volatile long open;
  private long notBefore;

  public Erasing(
      Erasures erasures,
      Amendments amendments,
      Accounts accounts,
      Networks networks,
      Clock clock,
      Meters meters) {
    this.erasures = erasures;
    this.amendments = amendments;
    this.accounts = accounts;
    this.networks = networks;
    this.clock = clock;
    erased = meters.count("erasures.messages");
    meters.gauge("erasures.open", () -> open);
    notBefore = clock.ticks();
  }

  /// Forgets the network of a number, and what memory holds of the person in some accounts; answers
  /// how many rows that were.
  @FunctionalInterface
  public interface Networks {
    long forget(Address number, Set<AccountId> accounts) throws InterruptedException;
  }

  /// One round, where any order is open; blocks until it ends. To be called each second, by one
  /// thread. A round that found only what is on the wire, or nothing while somebody still reads
  /// what stood there, is followed by a pause of a minute; so is one that fails, since each try to
  /// finish an order destroys keys, of which a person has 256.
  public void round() throws InterruptedException {
    if (clock.ticks() - notBefore < 0) {
      return;
    }
    var orders = erasures.open(ORDERS_MAX);
    open = orders.size();
    if (orders.isEmpty()) {
      return;
    }
    notBefore = clock.ticks() + AGAIN.toNanos();
    var works = orders.stream().map(Work::new).toList();
    for (var work : works) {
      work.resume();
    }
    tables(works);
    int unread = erasures.archived(people(works), ends -> note(works, ends));
    carryOut(works, 1);
    long left = 0;
    boolean moves = false;
    for (var work : works) {
      work.rest();
      boolean done = work.found == 0 && isFinished(work, unread);
      left += done ? 0 : 1;
      moves |= work.found > work.waiting;
    }
    open = left;
    notBefore = clock.ticks() + (moves || left == 0 ? 0 : AGAIN.toNanos());
  }

  private void tables(List<Work> works) throws InterruptedException {
    var at = LEAST;
    var step = erasures.after(at, Erasures.ROWS_MAX);
    while (!step.isEmpty()) {
      for (var ends : step) {
        note(works, ends);
      }
      carryOut(works, BATCH);
      at = step.getLast().id().value();
      step = erasures.after(at, Erasures.ROWS_MAX);
    }
    carryOut(works, 1);
  }

  private static Set<Address> people(List<Work> works) {
    return works.stream()
        .flatMap(work -> work.order.people().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void note(List<Work> works, Ends ends) {
    works.forEach(work -> work.note(ends));
  }

  /// @param least how many must have come together for an order
  private static void carryOut(List<Work> works, int least) throws InterruptedException {
    for (var work : works) {
      if (work.next.size() >= least) {
        work.carryOut();
      }
    }
  }

  private boolean isFinished(Work work, int unread) throws InterruptedException {
    var order = work.order;
    if (!erasures.finish(order.id(), work.within, clock.now(), unread)) {
      LOG.warn(
          "the order {} to erase a person waits for a backup or another long look at the database",
          order.id().uuid());
      return false;
    }
    LOG.info("the order {} to erase a person is done", order.id().uuid());
    if (unread > 0) {
      LOG.warn("{} blocks of the archive could not be searched for it", unread);
    }
    return true;
  }

  /// What one round does for one order.
  private final class Work {
    private final Erasure order;
    private final List<MessageId> pending;
    private final Set<Address> people;
    private final Set<AccountId> within;
    private final Map<MessageId, AccountId> next = new HashMap<>();
    private long found;
    private long waiting;

    Work(Open open) {
      order = open.erasure();
      pending = open.pending();
      people = Set.copyOf(order.people());
      var directory = accounts.directory();
      within =
          directory.accounts().stream()
              .map(Account::id)
              .filter(id -> directory.isWithin(id, order.account()))
              .collect(Collectors.toUnmodifiableSet());
    }

    void note(Ends ends) {
      boolean meant = people.contains(ends.to()) || people.contains(ends.from());
      if (meant && within.contains(ends.account())) {
        next.put(ends.id(), ends.account());
      }
    }

    /// What was intended when the process ended; whose it was is asked of each account.
    void resume() throws InterruptedException {
      long done = 0;
      for (var id : pending) {
        for (var account : within) {
          done += isErased(account, id) ? 1 : 0;
        }
      }
      if (!pending.isEmpty()) {
        erasures.count(order.id(), Map.of(MESSAGES, done));
      }
    }

    void carryOut() throws InterruptedException {
      var some = new ArrayList<>(next.keySet());
      for (int from = 0; from < some.size(); from += BATCH) {
        var batch = some.subList(from, Math.min(some.size(), from + BATCH));
        erasures.intend(order.id(), batch);
        long done = 0;
        for (var id : batch) {
          done += next.containsKey(id) && isErased(next.get(id), id) ? 1 : 0;
        }
        found += batch.size();
        waiting += batch.size() - done;
        erasures.count(order.id(), Map.of(MESSAGES, done));
        erased.add(done);
      }
      next.clear();
    }

    private boolean isErased(AccountId account, MessageId id) throws InterruptedException {
      return switch (amendments.erase(account, id, people)) {
        case Amendments.Result.Done _ -> true;
        case Amendments.Result.TooEarly _,
            Amendments.Result.TooLate _,
            Amendments.Result.NotKept _,
            Amendments.Result.Unknown _ ->
            false;
      };
    }

    /// What stands elsewhere than in messages.
    void rest() throws InterruptedException {
      var rows = new HashMap<String, Long>();
      for (var person : people) {
        erasures.blot(person, within).forEach((table, some) -> rows.merge(table, some, Long::sum));
        rows.merge(NETWORKS, networks.forget(person, within), Long::sum);
      }
      rows.values().removeIf(some -> some == 0);
      long all = rows.values().stream().mapToLong(Long::longValue).sum();
      found += all;
      if (all > 0) {
        erasures.count(order.id(), rows);
      }
    }
  }
}
