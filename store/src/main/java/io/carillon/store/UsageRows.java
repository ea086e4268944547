package io.carillon.store;

import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What was used by the commits of one group: added up in memory, one statement a slot.
final class UsageRows {
  private final Session writer;
  private final Keys keys;
  private final Map<Slot, Sum> sums = new HashMap<>();

  UsageRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void count(Usage usage) {
    sums.merge(usage.slot(), usage.sum(), Sum::plus);
  }

  void flush() throws SQLException {
    if (sums.isEmpty()) {
      return;
    }
    var add = writer.prepared("usage_add");
    for (var counted : sums.entrySet()) {
      var slot = counted.getKey();
      var sum = counted.getValue();
      add.number(keys.account(writer, slot.account()))
          .number(slot.day().toEpochDay())
          .number(slot.channel().code())
          .number(slot.direction().code())
          .text(slot.country())
          .text(slot.currency())
          .number(sum.messages())
          .number(sum.segments())
          .number(sum.price())
          .number(sum.cost())
          .add();
    }
    add.run();
    clear();
  }

  void clear() {
    sums.clear();
  }
}
