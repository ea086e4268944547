package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.util.Arrays;

/// Brings the rows of a segment back into memory, without those that were erased.
final class SegmentLoading {
  private final Columns columns;
  private final Chunk all;
  private final int[] places;

  private SegmentLoading(Segment segment) {
    columns = segment.columns();
    all = new Chunk(segment.rowCount());
    places = new int[segment.rowCount()];
    Arrays.fill(places, -1);
  }

  static Chunk load(Segment segment) {
    var loading = new SegmentLoading(segment);
    segment.parts().forEach(loading::load);
    loading.all.publish();
    return loading.all;
  }

  private void load(AccountId account, Part part) {
    var highs = columns.highs(part.first(), part.rows());
    var lows = columns.lows(part.first(), part.rows());
    var traits = columns.traits(part.first(), part.rows());
    var accepted = columns.accepted(part.first(), part.rows());
    var came = columns.came(part.first(), part.rows());
    for (int i = 0; i < part.rows(); i++) {
      if (!Traits.isErased(traits[i])) {
        int place = all.add(account, new Id(highs[i], lows[i]));
        all.traits[place] = traits[i];
        all.accepted[place] = accepted[i];
        all.came[place] = came[i];
        places[part.first() + i] = place;
      }
    }
    for (var kind : Wanted.Kind.values()) {
      loadKeys(part, kind);
    }
  }

  private void loadKeys(Part part, Wanted.Kind kind) {
    int first = part.firstKey(kind);
    int count = part.endOfKeys(kind) - first;
    var keys = columns.keys(first, count);
    var rows = columns.rowsOfKeys(first, count);
    for (int i = 0; i < count; i++) {
      int place = rows[i] < 0 ? -1 : places[rows[i]];
      if (place >= 0) {
        switch (kind) {
          case FROM -> all.from[place] = keys[i];
          case TO -> all.to[place] = keys[i];
          case REFERENCE -> all.reference[place] = keys[i];
          case TAG -> all.addTag(place, keys[i]);
        }
      }
    }
  }
}
