package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Usages.Total;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was used by the commits of one group: added up in memory, one statement a slot. Of the
/// accounts with an allowance what stood before is read once a group.
final class UsageRows {
  private final Session writer;
  private final Keys keys;
  private final SpendingRows spendings;
  private final Map<Slot, Sum> sums = new HashMap<>();
  private final Map<Place, List<Total>> stood = new HashMap<>();

  /// @param spendings has what several accounts used together
  UsageRows(Session writer, Keys keys, SpendingRows spendings) {
    this.writer = writer;
    this.keys = keys;
    this.spendings = spendings;
  }

  /// @param country empty = all of them
  private record Place(AccountId account, Span span, String country) {
    static Place of(Allowance allowance) {
      return new Place(allowance.account(), allowance.span(), allowance.country());
    }
  }

  void count(Usage usage) {
    sums.merge(usage.slot(), usage.sum(), Sum::plus);
  }

  /// Reads what the group's guards ask for, as it stands before the group.
  void read(Set<Allowance> asked) throws SQLException {
    for (var allowance : asked) {
      if (allowance.measure() == Measure.TOGETHER) {
        spendings.read(allowance.together(0));
        continue;
      }
      var place = Place.of(allowance);
      if (!stood.containsKey(place)) {
        stood.put(place, totals(place));
      }
    }
  }

  private List<Total> totals(Place place) throws SQLException {
    return writer
        .prepared("usage_total")
        .number(keys.account(writer, place.account()))
        .number(place.span().from().toEpochDay())
        .number(place.span().until().toEpochDay())
        .number(1)
        .number(0)
        .number(1)
        .number(0)
        .number(place.country().isEmpty() ? 1 : 0)
        .text(place.country())
        .list(UsageReader::total);
  }

  /// Whether so much more can be used, after what the group has collected so far.
  boolean allows(Allowance allowance, long more) {
    if (allowance.measure() == Measure.TOGETHER) {
      return spendings.used(allowance.together(0)) + more <= allowance.most();
    }
    long used = more;
    var place = Place.of(allowance);
    for (var total : stood.getOrDefault(place, List.of())) {
      used += allowance.counted(total.channel(), total.direction(), total.currency(), total.sum());
    }
    for (var counted : sums.entrySet()) {
      var slot = counted.getKey();
      boolean fits = slot.account().equals(place.account()) && place.span().holds(slot.day());
      if (fits && allowance.reaches(slot.country())) {
        used +=
            allowance.counted(
                slot.channel(), slot.direction(), slot.currency(), counted.getValue());
      }
    }
    return used <= allowance.most();
  }

  void flush() throws SQLException {
    if (sums.isEmpty()) {
      clear();
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
          .number(sum.cost().micros())
          .number(sum.cost().messages())
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
