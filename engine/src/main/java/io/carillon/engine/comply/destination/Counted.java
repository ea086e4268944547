package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Tally;
import io.carillon.model.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many one-time passwords each account asked for of late, by range of numbers and by country.
/// In memory only: a restart forgets it.
///
/// 50,000 ranges and 50,000 pairs of account and country are known; what was asked for longest ago
/// makes room. One lock.
final class Counted {
  private static final int TALLIES_MAX = 50_000;

  private final Map<Place, Tally> tallies = bounded();
  private final Map<Place, Tally> habits = bounded();

  /// A range or a country, as one account sees it; `where` is empty for all countries.
  private record Place(AccountId account, String where) {}

  private static Map<Place, Tally> bounded() {
    return new LinkedHashMap<>(16, 0.75F, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Place, Tally> eldest) {
        return size() > TALLIES_MAX;
      }
    };
  }

  /// Counts one more, and tells how many there were in the window that ends now.
  synchronized int add(AccountId account, String where, long ticks, long window) {
    return add(tallies, new Place(account, where), ticks, window);
  }

  /// How many went to a country of late, and to all.
  synchronized Habit habit(AccountId account, String country, long ticks, long window) {
    return new Habit(
        count(habits, new Place(account, country), ticks, window),
        count(habits, new Place(account, ""), ticks, window));
  }

  /// One more went to a country.
  synchronized void learn(AccountId account, String country, long ticks, long window) {
    add(habits, new Place(account, country), ticks, window);
    add(habits, new Place(account, ""), ticks, window);
  }

  /// How many of an account's went to a country.
  record Habit(int there, int all) {}

  private static int add(Map<Place, Tally> among, Place place, long ticks, long window) {
    var tally = among.computeIfAbsent(place, _ -> new Tally(ticks));
    tally.add(ticks, window);
    return tally.count(ticks, window);
  }

  private static int count(Map<Place, Tally> among, Place place, long ticks, long window) {
    var tally = among.get(place);
    return tally == null ? 0 : tally.count(ticks, window);
  }
}
