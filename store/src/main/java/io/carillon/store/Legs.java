package io.carillon.store;

import io.carillon.model.Leg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the legs of a message stand: that of a single part in the message's own row, those of
/// several parts in the table `leg`.
final class Legs {
  private Legs() {}

  /// The leg that stands in the message's row; null where none does.
  static @Nullable Leg single(List<Leg> legs) {
    return legs.size() == 1 && legs.getFirst().part() == 1 ? legs.getFirst() : null;
  }

  /// How many legs stand in the table.
  static int tabled(List<Leg> legs) {
    return legs.isEmpty() || single(legs) != null ? 0 : legs.size();
  }
}
