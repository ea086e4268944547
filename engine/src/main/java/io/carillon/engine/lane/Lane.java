package io.carillon.engine.lane;

import io.carillon.model.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// What waits before one far end, in memory: priority first, then turns between flows, then age.
///
/// Memory only suggests: the store holds everything that waits, a lane holds at most a stated
/// number of entries and remembers whether the store may hold more. An entry stays *held* from the
/// moment it is offered until it is released, so that it is never in here twice.
///
/// @param <K> what names an entry
/// @param <E> an entry
public final class Lane<K, E> {
  /// A flow with fewer entries than this is not kept out by the others'.
  private static final int FEW = 50;

  private final Limits limits;
  private final Map<Priority, SequencedMap<String, ArrayDeque<Held<K, E>>>> flows =
      new EnumMap<>(Priority.class);
  private final Set<K> held = new HashSet<>();
  private final Set<Turn> overflowed = new HashSet<>();
  private final Set<Turn> asked = new HashSet<>();
  private final Set<K> released = new HashSet<>();
  private int waiting;
  private boolean more;
  private boolean refilling;

  /// An empty lane.
  public Lane(Limits limits) {
    this.limits = limits;
    for (var priority : Priority.values()) {
      turns(priority);
    }
  }

  private record Turn(Priority priority, String flow) {}

  /// How much a lane holds.
  ///
  /// @param entries waiting entries in all; a flow of few entries still gets in up to four times it
  /// @param perFlow waiting entries of one flow and priority
  /// @param refill how many are asked from the store at a time
  public record Limits(int entries, int perFlow, int refill) {
    /// 20,000 in all, 5,000 a flow, 2,000 at a time.
    public static final Limits USUAL = new Limits(20_000, 5_000, 2_000);
  }

  /// An entry with what orders it.
  public record Held<K, E>(K key, E entry, Priority priority, String flow) {}

  /// Takes an entry in; one that is held already is left alone. Where there is no room, or older
  /// ones of its flow are in the store only, the lane just remembers that there is more.
  public synchronized void offer(Held<K, E> entry) {
    var turn = new Turn(entry.priority(), entry.flow());
    if (overflowed.contains(turn) || asked.contains(turn) || !fits(entry)) {
      overflowed.add(turn);
      more = true;
    } else {
      add(entry);
    }
  }

  /// There may be more in the store than is held here.
  public synchronized void noteMore() {
    more = true;
  }

  /// Takes up to `max` entries out, in turn; they stay held.
  public List<Held<K, E>> take(int max) {
    return take(max, _ -> true);
  }

  /// Takes up to `max` entries out, in turn, of flows that may go; they stay held. `mayGo` is asked
  /// before each entry: a flow that may not go is passed over.
  public synchronized List<Held<K, E>> take(int max, Predicate<String> mayGo) {
    var taken = new ArrayList<Held<K, E>>(Math.min(max, waiting));
    for (var turns : flows.values()) {
      int passedOver = 0;
      while (taken.size() < max && passedOver < turns.size()) {
        var turn = turns.pollFirstEntry();
        boolean goes = mayGo.test(turn.getKey());
        passedOver = goes ? 0 : passedOver + 1;
        if (goes) {
          taken.add(turn.getValue().pollFirst());
        }
        if (!turn.getValue().isEmpty()) {
          turns.putLast(turn.getKey(), turn.getValue());
        }
      }
    }
    waiting -= taken.size();
    return taken;
  }

  /// Puts back what was taken and could not go: it comes first in its flow again.
  public synchronized void restore(Held<K, E> entry) {
    var turns = turns(entry.priority());
    var flow = turns.get(entry.flow());
    if (flow == null) {
      flow = new ArrayDeque<>();
      turns.putFirst(entry.flow(), flow);
    }
    flow.addFirst(entry);
    waiting++;
  }

  /// Keeps something out of the lane until it is released, as though it were taken; false where it
  /// is held already.
  public synchronized boolean keepOut(K key) {
    return held.add(key);
  }

  /// What was taken is done with, one way or another.
  public synchronized void release(K key) {
    held.remove(key);
    if (refilling) {
      released.add(key);
    }
  }

  /// Whether the store should be asked for more now; the caller who is told yes asks for as many as
  /// the limits say, and then calls [#refill].
  ///
  /// The store answers with the oldest, also those that are held here. So it is asked only while
  /// fewer are held than it tells of: else it would tell the same ones again and again.
  public boolean wantsRefill() {
    return wantsRefill(limits.refill());
  }

  /// The same for a caller who asks for fewer than the limits say.
  public synchronized boolean wantsRefill(int rows) {
    if (!more || refilling || 2 * held.size() > rows) {
      return false;
    }
    refilling = true;
    more = false;
    asked.addAll(overflowed);
    overflowed.clear();
    return true;
  }

  /// Takes in what the store had. `all` tells whether that was everything. What was released since
  /// it was asked is left out: the store may have told of it as it was before. Answers those that
  /// are new in here.
  public synchronized List<Held<K, E>> refill(List<Held<K, E>> entries, boolean all) {
    refilling = false;
    if (!all) {
      more = true;
      overflowed.addAll(asked);
    }
    asked.clear();
    var fresh = new ArrayList<Held<K, E>>(entries.size());
    for (var entry : entries) {
      if (released.contains(entry.key())) {
        more = true;
      } else if (fits(entry)) {
        if (add(entry)) {
          fresh.add(entry);
        }
      } else {
        more = true;
        overflowed.add(new Turn(entry.priority(), entry.flow()));
      }
    }
    released.clear();
    return fresh;
  }

  /// Leaves all that waits to the store; what was taken stays held.
  public synchronized void leaveToStore() {
    for (var turns : flows.values()) {
      turns.values().forEach(flow -> flow.forEach(entry -> held.remove(entry.key())));
      turns.clear();
    }
    waiting = 0;
    more = true;
  }

  /// Whether an entry waits here or is being worked on.
  public synchronized boolean holds(K key) {
    return held.contains(key);
  }

  /// Whether nothing waits here or, as far as is known, in the store.
  public synchronized boolean isEmpty() {
    return waiting == 0 && !more && !refilling;
  }

  /// Whether nothing waits, nothing is being worked on and nothing is in the store: such a lane may
  /// be thrown away.
  public synchronized boolean isIdle() {
    return isEmpty() && held.isEmpty();
  }

  /// Whether the store may hold entries that are not in here.
  public synchronized boolean hasMore() {
    return more || refilling;
  }

  /// How many entries wait here.
  public synchronized int waiting() {
    return waiting;
  }

  /// How many entries of this priority or a higher one wait here.
  public synchronized int waiting(Priority least) {
    int sum = 0;
    for (var turns : flows.entrySet()) {
      if (turns.getKey().compareTo(least) <= 0) {
        sum += turns.getValue().values().stream().mapToInt(ArrayDeque::size).sum();
      }
    }
    return sum;
  }

  /// How many entries wait here or are being worked on.
  public synchronized int held() {
    return held.size();
  }

  private SequencedMap<String, ArrayDeque<Held<K, E>>> turns(Priority priority) {
    return flows.computeIfAbsent(priority, _ -> new LinkedHashMap<>());
  }

  private boolean fits(Held<K, E> entry) {
    var flow = turns(entry.priority()).get(entry.flow());
    int before = flow == null ? 0 : flow.size();
    return before < FEW
        ? waiting < limits.entries() * 4
        : waiting < limits.entries() && before < limits.perFlow();
  }

  private boolean add(Held<K, E> entry) {
    boolean fresh = held.add(entry.key());
    if (fresh) {
      turns(entry.priority()).computeIfAbsent(entry.flow(), _ -> new ArrayDeque<>()).addLast(entry);
      waiting++;
    }
    return fresh;
  }
}
