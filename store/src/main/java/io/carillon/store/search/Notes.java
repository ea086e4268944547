package io.carillon.store.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of rows while they are being copied, to be made again in the copy. Used by one
/// thread at a time.
final class Notes {
  private @Nullable List<Change> changes;

  /// Takes notes from now on.
  void begin() {
    changes = new ArrayList<>();
  }

  /// Takes none any more.
  void end() {
    changes = null;
  }

  boolean isOn() {
    return changes != null;
  }

  void add(Change change) {
    if (changes != null) {
      changes.add(change);
    }
  }

  /// All until now, which are forgotten here.
  List<Change> take() {
    var taken = changes == null ? List.<Change>of() : changes;
    if (changes != null) {
      changes = new ArrayList<>();
    }
    return taken;
  }

  /// Makes changes in a copy; null where nothing was left to copy.
  static void make(List<Change> changes, @Nullable Segment copy) {
    if (copy != null) {
      changes.forEach(change -> change.on(copy));
      copy.blot(changes.stream().filter(Change::isErasure).map(Change::owned).toList());
    }
  }
}
