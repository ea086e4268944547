package io.carillon.store;

/// How long the writer lets commits gather before it takes the next group.
///
/// A group costs a transaction, a sync and a round of waking, however few commits are in it. Where
/// many come, the next group gathers while one is written. Where half as many come, twice as many
/// groups would be written with a third of the commits each, at the same cost for all; so a group
/// begins a while after the one before. Where few come, none is made to wait: the next one may be
/// due to the answer to this one.
///
/// For one thread.
final class Tempo {
  /// From the beginning of a group to that of the next one, in nanoseconds.
  static final long BEAT = 1_000_000;

  /// From so many commits a group on gathering saves more than it delays.
  static final int WORTH = 6;

  /// So many are a group whenever they come.
  static final int ENOUGH = 128;

  private static final double WEIGHT = 1.0 / 16;

  private double usual;
  private long begun;

  /// A group of so many commits begins.
  void begins(long now, int commits) {
    begun = now;
    usual += (commits - usual) * WEIGHT;
  }

  /// Whether groups are such that gathering is worth it.
  boolean gathers() {
    return usual >= WORTH;
  }

  /// How long the next group may gather, in nanoseconds.
  ///
  /// @param waiting commits that wait now
  long rest(long now, int waiting) {
    return gathers() && waiting < ENOUGH ? Math.max(0, begun + BEAT - now) : 0;
  }
}
