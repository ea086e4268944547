package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.List;

/// The ids of messages that may pass a filter, in order, as of the moment when it was asked.
/// Belongs to one thread.
public final class Answer {
  private final Merge merge;
  private final boolean exact;

  Answer(Merge merge, boolean exact) {
    this.merge = merge;
    this.exact = exact;
  }

  /// Whether all of them pass, as far as nothing has changed since.
  public boolean isExact() {
    return exact;
  }

  /// The next ones, at most so many; fewer than that are the last.
  public List<Id> next(int most) {
    return merge.next(most);
  }

  /// Passes over so many; answers over how many, where there are fewer.
  public long skip(long count) {
    return merge.skip(count);
  }
}
