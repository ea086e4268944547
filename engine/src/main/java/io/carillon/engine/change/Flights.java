package io.carillon.engine.change;

import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Messages between their claim and their end, as they will be once everything handed over is
/// written, and the far ids under which receipts name them. Not safe for threads: the desk's lock
/// guards it.
///
/// Bounded: beyond the capacity the oldest that wait for receipts only are forgotten; the store
/// still knows them.
final class Flights {
  /// How many of the oldest are looked at to make room for one: what cannot be forgotten now is in
  /// the hands of a carrier, and those are bounded by the windows.
  private static final int LOOKED_AT_MAX = 16;

  private final int capacity;
  private final LinkedHashMap<MessageId, Flight> flights = new LinkedHashMap<>();
  private final Map<String, Map<String, MessageId>> farIds = new HashMap<>();

  Flights(int capacity) {
    this.capacity = capacity;
  }

  /// One message in flight: its latest state and how many commits of it are not synced yet.
  private static final class Flight {
    private Message latest;
    private int unsynced;

    Flight(Message latest) {
      this.latest = latest;
    }

    boolean forgettable() {
      return unsynced == 0 && latest.status() != Status.SENDING;
    }
  }

  Optional<Message> latest(MessageId id) {
    return Optional.ofNullable(flights.get(id)).map(flight -> flight.latest);
  }

  /// Takes a message in as it stands in the store, unless it is known already.
  void admit(Message message) {
    if (!flights.containsKey(message.id())) {
      flights.put(message.id(), new Flight(message));
      name(message);
      shrink();
    }
  }

  /// The message has another state, handed over but not synced.
  void advance(Message message) {
    var flight = flights.computeIfAbsent(message.id(), _ -> new Flight(message));
    flight.latest = message;
    flight.unsynced++;
    name(message);
  }

  /// One commit of it was synced.
  void synced(MessageId id) {
    var flight = flights.get(id);
    if (flight == null) {
      return;
    }
    flight.unsynced = Math.max(0, flight.unsynced - 1);
    dropIdle(id);
  }

  /// Forgets a message that nothing is awaited for.
  void dropIdle(MessageId id) {
    var flight = flights.get(id);
    if (flight != null
        && flight.unsynced == 0
        && (flight.latest.status().isFinal() || idle(flight.latest))) {
      forget(id);
    }
  }

  private static boolean idle(Message message) {
    return switch (message.state().work().waitsFor()) {
      case TURN, SCHEDULE, RETRY, THROTTLE -> true;
      case NOTHING -> message.status() != Status.SENT;
      case ANSWER, DOUBT, RECEIPT -> false;
    };
  }

  /// What we believed of it was wrong: only the store knows.
  void forget(MessageId id) {
    var flight = flights.remove(id);
    if (flight != null) {
      unname(flight.latest);
    }
  }

  Optional<MessageId> named(String carrier, String farId) {
    var named = farIds.get(carrier);
    return named == null ? Optional.empty() : Optional.ofNullable(named.get(farId));
  }

  int size() {
    return flights.size();
  }

  private void shrink() {
    Iterator<Map.Entry<MessageId, Flight>> oldest = flights.entrySet().iterator();
    for (int i = 0; i < LOOKED_AT_MAX && flights.size() > capacity && oldest.hasNext(); i++) {
      var flight = oldest.next().getValue();
      if (flight.forgettable()) {
        oldest.remove();
        unname(flight.latest);
      }
    }
  }

  private void name(Message message) {
    var carrier = message.state().facts().carrier();
    for (var leg : message.state().legs()) {
      if (isNamed(leg)) {
        farIds.computeIfAbsent(carrier, _ -> new HashMap<>()).put(leg.farId(), message.id());
      }
    }
  }

  private void unname(Message message) {
    var named = farIds.get(message.state().facts().carrier());
    if (named == null) {
      return;
    }
    for (var leg : message.state().legs()) {
      if (isNamed(leg)) {
        named.remove(leg.farId(), message.id());
      }
    }
  }

  private static boolean isNamed(Leg leg) {
    return !leg.farId().isEmpty();
  }
}
