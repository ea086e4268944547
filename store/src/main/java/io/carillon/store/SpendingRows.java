package io.carillon.store;

import io.carillon.model.Spending;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What the commits of one group used up of what is bounded: added up in memory, one statement a
/// bound.
final class SpendingRows {
  private final Session writer;
  private final Keys keys;
  private final Map<Spending, Integer> sums = new HashMap<>();

  SpendingRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void spend(Spending spending) {
    sums.merge(spending.of(0), spending.parts(), Integer::sum);
  }

  void flush() throws SQLException {
    if (sums.isEmpty()) {
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
  }
}
