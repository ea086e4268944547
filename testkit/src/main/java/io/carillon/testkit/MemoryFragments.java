package io.carillon.testkit;

import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Report.Scheme;
import io.carillon.model.port.Fragments;
import java.util.List;
import java.util.Optional;

/// Reads the fragments of a [MemoryStore].
record MemoryFragments(MemoryStore.Read read) implements Fragments {
  @Override
  public List<Fragment> after(Place after, int limit) {
    return read.of(rows ->
        rows.fragments.tailMap(after.series(), true).values().stream()
            .flatMap(series -> series.values().stream())
            .filter(fragment -> !isWhole(fragment))
            .filter(fragment ->
                !fragment.series().equals(after.series())
                    || fragment.part().number() > after.number())
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public long count() {
    return read.of(rows ->
        rows.fragments.values().stream()
            .flatMap(series -> series.values().stream())
            .filter(fragment -> !isWhole(fragment))
            .count());
  }

  @Override
  public List<Fragment> strays(Optional<Id> below, int limit) {
    return read.of(rows ->
        below
            .map(id -> rows.fragments.headMap(id, false))
            .orElse(rows.fragments)
            .descendingMap()
            .values()
            .stream()
            .flatMap(series -> series.values().stream())
            .filter(MemoryFragments::isWhole)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public Optional<Fragment> stray(Id series) {
    return read.of(rows ->
        Optional.ofNullable(rows.fragments.get(series))
            .map(parts -> parts.firstEntry().getValue())
            .filter(MemoryFragments::isWhole));
  }

  private static boolean isWhole(Fragment fragment) {
    return fragment.part().scheme() == Scheme.NONE;
  }
}
