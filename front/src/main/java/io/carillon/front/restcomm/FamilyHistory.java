package io.carillon.front.restcomm;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Total;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/// Searches the messages of an account and of all below it as if they were one's: each is read in
/// steps, and the steps are merged.
final class FamilyHistory {
  /// How many accounts are looked at; those opened first count.
  private static final int ACCOUNTS_MAX = 1_000;

  private static final int STEP = 200;

  private final History history;

  FamilyHistory(History history) {
    this.history = history;
  }

  /// An account and all below it.
  static List<AccountId> family(Directory directory, AccountId top) {
    var family = new ArrayList<AccountId>();
    family.add(top);
    for (int i = 0; i < family.size() && family.size() < ACCOUNTS_MAX; i++) {
      directory.accountsUnder(family.get(i)).stream()
          .limit(ACCOUNTS_MAX - family.size())
          .forEach(account -> family.add(account.id()));
    }
    return family;
  }

  /// How many pass.
  Total count(Filter filter, List<AccountId> accounts) {
    var total = new Total(0, false);
    for (var account : accounts) {
      total = total.plus(history.count(filter.under(account)));
    }
    return total;
  }

  /// The messages behind so many.
  List<Message> page(Filter filter, Order order, List<AccountId> accounts, long offset, int limit) {
    if (accounts.size() == 1) {
      return history
          .page(filter.under(accounts.getFirst()), order, new Start.Offset(offset), limit)
          .messages();
    }
    var streams =
        new PriorityQueue<Stream>(Comparator.comparing(Stream::first, order.comparator()));
    for (var account : accounts) {
      var stream = new Stream(filter.under(account), order);
      if (stream.holds()) {
        streams.add(stream);
      }
    }
    var page = new ArrayList<Message>();
    for (long at = 0; at < offset + limit && !streams.isEmpty(); at++) {
      var stream = streams.remove();
      var next = stream.next();
      if (at >= offset) {
        page.add(next);
      }
      if (stream.holds()) {
        streams.add(stream);
      }
    }
    return page;
  }

  /// The messages of one account, in order.
  private final class Stream {
    private final Filter filter;
    private final Order order;
    private final Deque<Message> read = new ArrayDeque<>();
    private long behind;
    private boolean more = true;

    Stream(Filter filter, Order order) {
      this.filter = filter;
      this.order = order;
    }

    boolean holds() {
      if (read.isEmpty() && more) {
        var page = history.page(filter, order, new Start.Offset(behind), STEP);
        read.addAll(page.messages());
        behind += page.messages().size();
        more = page.more() && !page.messages().isEmpty();
      }
      return !read.isEmpty();
    }

    Message first() {
      return read.getFirst();
    }

    Message next() {
      return read.removeFirst();
    }
  }
}
