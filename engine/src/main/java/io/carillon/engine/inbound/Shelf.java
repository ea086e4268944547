package io.carillon.engine.inbound;

import io.carillon.engine.change.Matter.Ending;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// All texts of which parts have come, oldest first. Guarded by the lock of [Gathering].
///
/// It is bounded so that nobody fills memory or disk with first parts: [#PERSON_MAX] texts from one
/// person to one account, [#ACCOUNT_MAX] to one account, [#ALL_MAX] in all, [#OCTETS_MAX] octets in
/// all. Beyond a bound the oldest one under it is waited for no longer.
final class Shelf {
  static final int PERSON_MAX = 16;
  static final int ACCOUNT_MAX = 2_000;
  static final int ALL_MAX = 20_000;
  static final int OCTETS_MAX = 32 * 1024 * 1024;

  private static final SequencedSet<Series> NONE = new LinkedHashSet<>(0);

  private final SequencedMap<Id, Series> all = new LinkedHashMap<>();
  private final Map<Series.Key, Series> byKey = new HashMap<>();
  private final Map<Writer, SequencedSet<Series>> byWriter = new HashMap<>();
  private final Map<Optional<AccountId>, SequencedSet<Series>> byAccount = new HashMap<>();
  private long octets;
  private int parts;

  private record Writer(Optional<AccountId> account, Address person) {
    static Writer of(Series series) {
      return new Writer(series.key.line().account(), series.key.line().person());
    }
  }

  Optional<Series> find(Series.Key key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// One more; it is the one that its key names from now on.
  void add(Series series) {
    all.put(series.id, series);
    weigh(series, 1);
    byKey.put(series.key, series);
    byWriter.computeIfAbsent(Writer.of(series), _ -> new LinkedHashSet<>(2)).add(series);
    byAccount.computeIfAbsent(series.key.line().account(), _ -> new LinkedHashSet<>(2)).add(series);
  }

  void remove(Series series) {
    weigh(series, -1);
    if (all.remove(series.id) == null) {
      return;
    }
    byKey.remove(series.key, series);
    drop(byWriter, Writer.of(series), series);
    drop(byAccount, series.key.line().account(), series);
  }

  private static <K> void drop(Map<K, SequencedSet<Series>> from, K key, Series series) {
    var left = from.get(key);
    if (left != null) {
      left.remove(series);
      if (left.isEmpty()) {
        from.remove(key);
      }
    }
  }

  /// A part of one more, or of one that is here.
  void put(Series series, Fragment fragment, Brought brought) {
    weigh(series, -1);
    series.put(fragment, brought);
    weigh(series, 1);
  }

  /// A part could not be kept; answers who waited for it.
  List<Ending> drop(Series series, int number) {
    weigh(series, -1);
    var waited = series.dropped(number);
    weigh(series, 1);
    if (series.isEmpty()) {
      remove(series);
    }
    return waited;
  }

  private void weigh(Series series, int sign) {
    if (all.containsKey(series.id)) {
      parts += sign * series.size();
      octets += (long) sign * series.octets();
    }
  }

  int parts() {
    return parts;
  }

  /// Those that are beyond a bound since `added` came; none that are being closed already, and
  /// never `added` itself.
  List<Series> beyond(Series added) {
    var over = new LinkedHashSet<Series>();
    oldest(byWriter.getOrDefault(Writer.of(added), NONE), PERSON_MAX, added, over);
    oldest(byAccount.getOrDefault(added.key.line().account(), NONE), ACCOUNT_MAX, added, over);
    oldest(all.values(), ALL_MAX, added, over);
    if (octets > OCTETS_MAX) {
      oldest(all.values(), all.size() - 1, added, over);
    }
    return List.copyOf(over);
  }

  private static void oldest(
      Collection<Series> of, int most, Series added, Collection<Series> over) {
    if (of.size() <= most) {
      return;
    }
    for (var series : of) {
      if (series != added && !series.isClosing()) {
        over.add(series);
        return;
      }
    }
  }

  /// Those that are due at `ticks`, at most `limit`.
  List<Series> due(long ticks, int limit) {
    var due = new ArrayList<Series>();
    for (var series : all.values()) {
      if (due.size() == limit || series.due - ticks > 0) {
        return due;
      }
      if (!series.isClosing()) {
        due.add(series);
      }
    }
    return due;
  }

  /// All of a person.
  List<Series> of(Address person) {
    return all.values().stream()
        .filter(series -> series.key.line().person().equals(person))
        .toList();
  }

  int size() {
    return all.size();
  }
}
