package io.carillon.bench.smpp;

/// What is kept of a set of ids that is too large to keep.
final class IdSums {
  private long count;
  private long sum;
  private long squares;

  void add(long id) {
    count++;
    sum += id;
    squares += id * id;
  }

  /// Whether both saw the same ids, in whatever order.
  boolean matches(IdSums other) {
    return count == other.count && sum == other.sum && squares == other.squares;
  }
}
