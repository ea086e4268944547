package io.carillon.testkit;

import io.carillon.model.Fragment;
import io.carillon.model.port.Fragments;
import java.util.List;

/// Reads the fragments of a [MemoryStore].
record MemoryFragments(MemoryStore.Read read) implements Fragments {
  @Override
  public List<Fragment> after(Place after, int limit) {
    return read.of(rows ->
        rows.fragments.tailMap(after.series(), true).values().stream()
            .flatMap(series -> series.values().stream())
            .filter(fragment ->
                !fragment.series().equals(after.series())
                    || fragment.part().number() > after.number())
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public long count() {
    return read.of(rows -> rows.fragments.values().stream().mapToLong(it -> it.size()).sum());
  }
}
