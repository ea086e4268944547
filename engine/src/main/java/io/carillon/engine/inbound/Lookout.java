package io.carillon.engine.inbound;

import io.carillon.engine.inbound.Answering.Standing;
import io.carillon.model.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// All deliveries that may be known again. Guarded by the lock of [Repeats].
final class Lookout {
  private static final int LOOKED_AT_MOST = 20_000;

  private final Map<Id, List<Brought>> byMark = new HashMap<>();

  /// Those whose answers are on their way, in the order in which they came.
  private final SequencedSet<Brought> underway = new LinkedHashSet<>();

  /// Those whose answers may be lost, in the order in which that was clear.
  private final SequencedSet<Brought> lost = new LinkedHashSet<>();

  void add(Brought one) {
    one.known = true;
    byMark.computeIfAbsent(one.mark, _ -> new ArrayList<>(1)).add(one);
    underway.add(one);
  }

  void remove(Brought one) {
    one.known = false;
    underway.remove(one);
    lost.remove(one);
    var same = byMark.get(one.mark);
    if (same != null) {
      same.remove(one);
      if (same.isEmpty()) {
        byMark.remove(one.mark);
      }
    }
  }

  /// It came again.
  void renew(Brought one) {
    lost.remove(one);
    underway.remove(one);
    underway.add(one);
  }

  /// Its answer may be lost.
  void lose(Brought one) {
    if (underway.remove(one)) {
      lost.add(one);
    }
  }

  /// The oldest that a delivery with this mark is the same as; null where it is another one.
  @Nullable Brought find(Id mark, long now, Duration window) {
    for (var one : byMark.getOrDefault(mark, List.of())) {
      if (one.answering.at(now, window) == Standing.LOST) {
        return one;
      }
    }
    return null;
  }

  /// Those that came over a connection and are not answered for sure.
  List<Brought> of(long connection) {
    return underway.stream().filter(one -> one.connection == connection).toList();
  }

  /// Those that may be over.
  List<Brought> old(long now, Duration window) {
    var old = new ArrayList<Brought>();
    for (var one : underway) {
      if (now - one.answering.came() < Answering.SURE.toNanos() || old.size() == LOOKED_AT_MOST) {
        break;
      }
      old.add(one);
    }
    for (var one : lost) {
      if (one.answering.at(now, window) != Standing.OVER || old.size() == LOOKED_AT_MOST) {
        break;
      }
      old.add(one);
    }
    return old;
  }

  /// The oldest, where there are more than so many; null where there are not.
  @Nullable Brought beyond(int most) {
    if (size() <= most) {
      return null;
    }
    return lost.isEmpty() ? underway.getFirst() : lost.getFirst();
  }

  int size() {
    return underway.size() + lost.size();
  }
}
