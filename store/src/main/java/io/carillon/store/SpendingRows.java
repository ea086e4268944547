package io.carillon.store;

import io.carillon.model.Spending;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What the commits of one group used up of what is bounded: added up in memory, one statement a
/// bound. Of what a guard asks for, what stood before is read once a group.
final class SpendingRows {
  private final Session writer;
  private final Keys keys;
  private final Map<Spending, Integer> sums = new HashMap<>();

  private final Map<Spending, Integer> stood = new HashMap<>();

  SpendingRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  /// Reads what was used up of this before the group.
  ///
  /// @param bound of no parts
  void read(Spending bound) throws SQLException {
    if (!stood.containsKey(bound)) {
      var parts =
          writer
              .prepared("spent_parts")
              .id(bound.owner())
              .text(bound.name())
              .time(bound.from())
              .number(keys.account(writer, bound.account()))
              .list(Row::number);
      stood.put(bound, parts.isEmpty() ? 0 : parts.getFirst());
    }
  }

  /// How much was used up of what was read, after what the group has collected so far.
  long used(Spending bound) {
    return (long) stood.getOrDefault(bound, 0) + sums.getOrDefault(bound, 0);
  }

  void spend(Spending spending) {
    sums.merge(spending.of(0), spending.parts(), Integer::sum);
  }

  void flush() throws SQLException {
    if (sums.isEmpty()) {
      clear();
      return;
    }
    var add = writer.prepared("spent_add");
    for (var sum : sums.entrySet()) {
      var spent = sum.getKey();
      add.id(spent.owner())
          .text(spent.name())
          .time(spent.from())
          .number(keys.account(writer, spent.account()))
          .time(spent.until())
          .number(sum.getValue())
          .add();
    }
    add.run();
    clear();
  }

  void clear() {
    sums.clear();
    stood.clear();
  }
}
