package io.carillon.sandbox.smsc;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Chooses the records that stay when the journal is rewritten: all about what is still owed, and
/// all about the newest messages. It sees the records twice, in the same order: first it looks,
/// then it tells.
final class Staying {
  private final int newest;
  private long[] settled = new long[1_024];
  private int settledCount;
  private long messages;
  private boolean sorted;
  private final Set<Long> staying = new HashSet<>();

  Staying(int newest) {
    this.newest = newest;
  }

  void look(byte[] body) {
    if (Records.isTaken(body)) {
      messages++;
    } else if (Records.isSettled(body)) {
      if (settledCount == settled.length) {
        settled = Arrays.copyOf(settled, settledCount * 2);
      }
      settled[settledCount++] = Records.id(body);
    }
  }

  boolean stays(byte[] body) {
    if (!sorted) {
      Arrays.sort(settled, 0, settledCount);
      sorted = true;
    }
    long id = Records.id(body);
    if (!Records.isKept(body)) {
      return staying.contains(id);
    }
    boolean isNew = Records.isTaken(body) && messages-- <= newest;
    boolean stays = isNew || Arrays.binarySearch(settled, 0, settledCount, id) < 0;
    if (stays) {
      staying.add(id);
    }
    return stays;
  }
}
