package io.carillon.engine.account;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Sighting;
import io.carillon.model.Signing;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// When keys and sessions were shown last: gathered in memory, each at most once a minute, and
/// written many at a time behind the requests. A crash loses what was not written yet.
///
/// At most 100,000 are remembered; at the bound all are forgotten, and written once more than they
/// had to be.
public final class LastUses {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int REMEMBERED_MAX = 100_000;
  private static final int BATCH = 500;

  private final Commits commits;
  private final Clock clock;
  private final Map<Object, Long> noted = new ConcurrentHashMap<>();
  private final Map<Object, Signing> waiting = new ConcurrentHashMap<>();

  public LastUses(Commits commits, Clock clock) {
    this.commits = commits;
    this.clock = clock;
  }

  /// An API key was shown. Cheap: mostly a look at a map.
  ///
  /// @param key its id
  /// @param address from where; asked only where it is noted
  public void shown(String key, Supplier<String> address) {
    note(key, address, sighting -> new Signing.Used(key, sighting));
  }

  /// A session was shown.
  public void shown(Id session, Supplier<String> address) {
    note(session, address, sighting -> new Signing.Seen(session, sighting));
  }

  private void note(Object what, Supplier<String> address, Function<Sighting, Signing> as) {
    long now = clock.ticks();
    var last = noted.get(what);
    if (last != null && now - last < PAUSE.toNanos()) {
      return;
    }
    if (noted.size() >= REMEMBERED_MAX) {
      noted.clear();
    }
    noted.put(what, now);
    waiting.put(what, as.apply(new Sighting(clock.now(), address.get())));
  }

  /// Writes what waits; blocks until it is synced. To be called each second, by one thread. What
  /// the store does not take stays for the next time.
  public void sweep() throws InterruptedException {
    while (!waiting.isEmpty()) {
      var some = waiting.entrySet().stream().limit(BATCH).map(Map.Entry::copyOf).toList();
      var writes = new ArrayList<Write>(some.size());
      some.forEach(one -> writes.add(new Write.Signed(one.getValue())));
      var result = commits.write(new Commit(Urgency.ACCEPT, List.of(), writes));
      if (!(result instanceof Result.Done)) {
        return;
      }
      some.forEach(one -> waiting.remove(one.getKey(), one.getValue()));
    }
  }
}
