package io.carillon.testkit;

import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.Signing;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the door of a [MemoryStore] keeps.
final class MemorySignings {
  private final Map<Id, Session> sessions = new HashMap<>();
  private final Map<String, Sighting> uses = new HashMap<>();

  void put(Signing what) {
    switch (what) {
      case Signing.In(var session) -> sessions.put(session.id(), session);
      case Signing.Out(var session) -> sessions.remove(session);
      case Signing.Seen(var session, var sighting) ->
          sessions.computeIfPresent(session, (_, old) -> seen(old, sighting));
      case Signing.Used(var key, var sighting) -> uses.merge(key, sighting, MemorySignings::later);
    }
  }

  private static Session seen(Session old, Sighting sighting) {
    return new Session(
        old.id(),
        old.user(),
        old.account(),
        old.sha256(),
        old.life(),
        later(old.last(), sighting),
        old.browser());
  }

  private static Sighting later(Sighting one, Sighting other) {
    return other.at().isAfter(one.at()) ? other : one;
  }

  void sweep(Instant now) {
    sessions.values().removeIf(session -> session.life().expires().isBefore(now));
  }

  Optional<Session> find(String sha256) {
    return sessions.values().stream().filter(it -> it.sha256().equals(sha256)).findFirst();
  }

  List<Session> of(Id user) {
    return sessions.values().stream()
        .filter(session -> session.user().equals(user))
        .sorted(
            Comparator.comparing((Session session) -> session.life().created())
                .thenComparing(Session::id)
                .reversed())
        .limit(Session.OF_USER_MAX)
        .toList();
  }

  Map<String, Sighting> uses(Collection<String> keys) {
    var found = new HashMap<>(uses);
    found.keySet().retainAll(keys);
    return found;
  }
}
