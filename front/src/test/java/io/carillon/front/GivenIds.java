package io.carillon.front;

import io.carillon.model.Id;
import io.carillon.model.port.Ids;
import io.carillon.testkit.SeededIds;
import java.util.ArrayDeque;
import java.util.Queue;

/// Ids that a test names beforehand; seeded ones where it named none.
final class GivenIds implements Ids {
  private final Queue<Id> given = new ArrayDeque<>();
  private final SeededIds seeded;

  GivenIds(long seed) {
    seeded = new SeededIds(seed);
  }

  synchronized void give(Id id) {
    given.add(id);
  }

  @Override
  public synchronized Id next() {
    var next = given.poll();
    return next == null ? seeded.next() : next;
  }
}
