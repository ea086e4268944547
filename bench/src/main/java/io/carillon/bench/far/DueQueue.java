package io.carillon.bench.far;

import java.util.ArrayDeque;

/// Receipts that all wait equally long, the oldest first. For one thread at a time.
final class DueQueue {
  private record Entry(Receipt receipt, long at) {}

  private final long delayMicros;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  DueQueue(long delayMicros) {
    this.delayMicros = delayMicros;
  }

  long delayMicros() {
    return delayMicros;
  }

  void add(Receipt receipt, long now) {
    entries.add(new Entry(receipt, now + delayMicros));
  }

  /// Moves what has waited long enough.
  void moveDue(long now, ArrayDeque<Receipt> to) {
    for (var first = entries.peek(); first != null && first.at <= now; first = entries.peek()) {
      to.add(first.receipt);
      entries.remove();
    }
  }

  void moveAll(ArrayDeque<Receipt> to) {
    moveDue(Long.MAX_VALUE, to);
  }
}
