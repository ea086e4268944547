package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.port.Usages;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what was used by the accounts of a [MemoryStore].
record MemoryUsages(MemoryStore.Read read) implements Usages {
  private static final Comparator<Total> ORDER =
      Comparator.comparingInt((Total total) -> total.channel().code())
          .thenComparingInt(total -> total.direction().code())
          .thenComparing(Total::currency);

  @Override
  public List<Usage> page(Filter filter, Optional<Slot> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return passing(filter).stream()
        .filter(
            usage -> behind.map(slot -> Slot.ORDER.compare(usage.slot(), slot) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Total> total(Filter filter) {
    return added(passing(filter));
  }

  @Override
  public List<Total> totalOfFamily(Filter filter) {
    return added(
        family(filter.account()).stream()
            .map(account ->
                new Filter(
                    account,
                    filter.from(),
                    filter.until(),
                    filter.channel(),
                    filter.direction(),
                    filter.country()))
            .flatMap(one -> passing(one).stream())
            .toList());
  }

  private Set<AccountId> family(AccountId top) {
    var directory = read.of(rows -> rows.directory);
    var family = new LinkedHashSet<>(List.of(top));
    var left = new ArrayDeque<>(family);
    while (!left.isEmpty()) {
      for (var below : directory.accountsUnder(left.remove())) {
        if (family.add(below.id())) {
          left.add(below.id());
        }
      }
    }
    return family;
  }

  private static List<Total> added(List<Usage> passing) {
    return passing.stream().collect(Collectors.groupingBy(MemoryUsages::kind)).entrySet().stream()
        .map(kind -> {
          var sum =
              kind.getValue().stream().map(Usage::sum).reduce(Usage.Sum.ZERO, Usage.Sum::plus);
          var of = kind.getKey();
          return new Total(of.channel(), of.direction(), of.currency(), sum);
        })
        .sorted(ORDER)
        .toList();
  }

  /// The same for all days and countries.
  private static Total kind(Usage usage) {
    var slot = usage.slot();
    return new Total(slot.channel(), slot.direction(), slot.currency(), Usage.Sum.ZERO);
  }

  private List<Usage> passing(Filter filter) {
    return read.of(rows ->
        rows.used.entrySet().stream()
            .filter(used -> filter.passes(used.getKey()))
            .map(used -> new Usage(used.getKey(), used.getValue()))
            .toList());
  }
}
