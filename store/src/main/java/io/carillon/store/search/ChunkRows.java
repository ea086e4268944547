package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.List;

/// What of a chunk may pass, in order.
final class ChunkRows implements Rows {
  private final List<Id> ids;
  private final boolean ascending;
  private int at;

  ChunkRows(Chunk chunk, Wanted wanted, boolean ascending) {
    ids = chunk.select(wanted);
    this.ascending = ascending;
    at = ascending ? -1 : ids.size();
  }

  @Override
  public boolean advance() {
    at += ascending ? 1 : -1;
    return at >= 0 && at < ids.size();
  }

  @Override
  public Id id() {
    return ids.get(at);
  }

  @Override
  public long skip(long count, Id edge) {
    int left = ascending ? ids.size() - at : at + 1;
    int order = (ascending ? ids.getLast() : ids.getFirst()).compareTo(edge);
    if (left > count || (ascending ? order > 0 : order < 0)) {
      return 0;
    }
    at = ascending ? ids.size() : -1;
    return left;
  }
}
