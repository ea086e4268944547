package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.ArrayList;
import java.util.List;

/// All rows of the index at one moment: each stands in one chunk or in one segment.
///
/// @param chunks the newest, in memory
/// @param segments all others, in files, in no order
/// @param ready whether all messages from `edge` on stand in it
/// @param edge messages with lower ids are still to be read from the store
record Shelf(List<Chunk> chunks, List<Segment> segments, boolean ready, Id edge) {
  /// Below all ids.
  static final Id BOTTOM = new Id(0, 0);

  /// Above all ids.
  static final Id TOP = new Id(-1, -1);

  Shelf {
    chunks = List.copyOf(chunks);
    segments = List.copyOf(segments);
  }

  Shelf with(List<Chunk> nextChunks, List<Segment> nextSegments) {
    return new Shelf(nextChunks, nextSegments, ready, edge);
  }

  /// With another chunk in front.
  Shelf with(Chunk next) {
    var more = new ArrayList<>(chunks);
    more.add(next);
    return with(more, segments);
  }

  Shelf with(boolean nextReady, Id nextEdge) {
    return new Shelf(chunks, segments, nextReady, nextEdge);
  }
}
