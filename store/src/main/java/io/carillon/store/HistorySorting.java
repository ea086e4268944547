package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Order;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts ids of messages in another order than that of acceptance, by the one column that makes it.
final class HistorySorting {
  private final Readers readers;
  private final Keys keys;

  HistorySorting(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  private record Sorted(Id id, String text, long number) {
    private static final Comparator<Sorted> UP =
        Comparator.comparing(Sorted::text)
            .thenComparingLong(Sorted::number)
            .thenComparing(Sorted::id);
  }

  /// These ids, but for those of messages that are no more, in an order of [Order#comparator].
  /// Where time is over, the first of them.
  List<Id> sorted(List<Id> ids, Order order, Deadline deadline) {
    var rows = new ArrayList<Sorted>(ids.size());
    var statement = order.by() == History.Key.BODY ? "history_worded" : "history_sorted";
    for (int from = 0; from < ids.size() && !deadline.isOver(); from += 8 * Sql.LIST) {
      var some = ids.subList(from, Math.min(from + 8 * Sql.LIST, ids.size()));
      rows.addAll(
          readers.read("what orders messages", session -> rows(session, statement, some, order)));
    }
    rows.sort(order.ascending() ? Sorted.UP : Sorted.UP.reversed());
    return rows.stream().map(Sorted::id).toList();
  }

  private List<Sorted> rows(Session session, String statement, List<Id> ids, Order order)
      throws SQLException {
    var rows = new ArrayList<Sorted>(ids.size());
    for (int from = 0; from < ids.size(); from += Sql.LIST) {
      var some = ids.subList(from, Math.min(from + Sql.LIST, ids.size()));
      rows.addAll(session.prepared(statement).ids(some).list(row -> sorted(session, row, order)));
    }
    return rows;
  }

  private Sorted sorted(Session session, Row row, Order order) throws SQLException {
    var id = row.id();
    if (order.by() == History.Key.BODY) {
      var account = keys.accountOf(session, row.number());
      return new Sorted(id, MessageRow.content(session, account, id, row).words(), 0);
    }
    var sender = row.text();
    var recipient = row.text();
    var direction = Codes.DIRECTION.of(row.number());
    var status = Codes.STATUS.of(row.number());
    long price = row.large();
    return switch (order.by()) {
      case FROM -> new Sorted(id, sender, 0);
      case TO -> new Sorted(id, recipient, 0);
      case DIRECTION -> new Sorted(id, direction.name(), 0);
      case STATUS -> new Sorted(id, status.word(), 0);
      case PRICE -> new Sorted(id, "", price);
      case ACCEPTED, BODY -> new Sorted(id, "", 0);
    };
  }
}
