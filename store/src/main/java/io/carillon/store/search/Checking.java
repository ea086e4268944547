package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Looks at segments after a start, the newest first: sums them up, which makes later looks quick;
/// compares them with the store after an end that was no close, since what was changed in them last
/// may not have reached the disk; and compares them with what was written.
final class Checking {
  private static final int WINDOW = 4_096;
  private static final long REST_NS = 2_000_000;

  private final Contents contents;
  private final Truth truth;
  private final Deque<Stretch> unverified = new ArrayDeque<>();
  private final Deque<Segment> unsummed = new ArrayDeque<>();
  private final Deque<Segment> unread = new ArrayDeque<>();
  private volatile boolean verified = true;
  private boolean begun;
  private boolean damage;

  Checking(Contents contents, Truth truth) {
    this.contents = contents;
    this.truth = truth;
  }

  /// Rows of one account in a segment.
  private record Stretch(Segment segment, AccountId account, int from, int to) {}

  /// Begins anew.
  ///
  /// @param isVerified whether all statuses are known to be those of the store
  void begin(boolean isVerified) {
    verified = isVerified;
    begun = false;
    damage = false;
    unverified.clear();
    unsummed.clear();
    unread.clear();
  }

  /// Looks at a little; false where all was looked at.
  boolean step() {
    if (!begun) {
      list();
      begun = true;
    }
    if (!unsummed.isEmpty()) {
      var segment = unsummed.remove();
      if (stands(segment)) {
        contents.summarize(segment);
      }
      return true;
    }
    if (!unverified.isEmpty()) {
      verify(unverified.remove());
      verified = unverified.isEmpty();
      return true;
    }
    if (!unread.isEmpty()) {
      var segment = unread.remove();
      damage = stands(segment) && !segment.isWhole(() -> LockSupport.parkNanos(REST_NS));
      return true;
    }
    return false;
  }

  private boolean stands(Segment segment) {
    return contents.shelf().segments().contains(segment);
  }

  private void list() {
    var segments = new ArrayList<>(contents.shelf().segments());
    segments.sort(Comparator.comparing((Segment it) -> it.head().highest()).reversed());
    unsummed.addAll(segments);
    unread.addAll(segments);
    for (var segment : verified ? List.<Segment>of() : segments) {
      segment
          .parts()
          .forEach((account, part) -> {
            for (int from = part.first(); from < part.end(); from += WINDOW) {
              unverified.add(
                  new Stretch(segment, account, from, Math.min(part.end(), from + WINDOW)));
            }
          });
    }
    verified = unverified.isEmpty();
  }

  private void verify(Stretch stretch) {
    int length = stretch.to() - stretch.from();
    var traits = stretch.segment().columns().traits(stretch.from(), length);
    Map<Id, Integer> open = new HashMap<>();
    for (int i = 0; i < length; i++) {
      if (Traits.mayChange(traits[i])) {
        open.put(stretch.segment().id(stretch.from() + i), (int) traits[i]);
      }
    }
    for (var standing : truth.standings(List.copyOf(open.keySet()))) {
      int known = open.getOrDefault(standing.id(), 0);
      boolean outbound = Traits.direction(known) == Direction.OUTBOUND.code();
      contents.make(
          new Change(
              stretch.account(),
              standing.id(),
              Traits.with(known, standing.status()),
              outbound ? Entry.since(standing.id(), standing.sent()) : Entry.NEVER));
    }
  }

  /// Whether a segment is not what was written.
  boolean foundDamage() {
    return damage;
  }

  /// Whether all statuses are known to be those of the store.
  boolean isVerified() {
    return verified;
  }

  /// Whether nothing is left to look at.
  boolean isDone() {
    return begun && unsummed.isEmpty() && unverified.isEmpty() && unread.isEmpty();
  }
}
