package io.carillon.engine.change;

import io.carillon.model.Address;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages between their claim and their end, as they will be once everything handed over is
/// written, and the far ids under which receipts name them. Not safe for threads: the desk's lock
/// guards it.
///
/// A state in memory may be wrong: somebody remembered it from before something else was written,
/// or what was handed over before it is refused. The `rev` guard finds that out, if no two lines of
/// states are ever on their way for one message: they could have the same revs. So where a change
/// of a flight was refused, the flight is *torn* and nothing more is decided on it until all its
/// commits are back; a flight that somebody remembered is *proven* by its first change before a
/// second is decided; and while a message is being read, nobody decides on it, so that what was
/// read is what is.
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
  private final Map<MessageId, List<Deferred>> reading = new HashMap<>();

  Flights(int capacity) {
    this.capacity = capacity;
  }

  /// One message in flight: its latest state and how many commits of it are not synced yet.
  private static final class Flight {
    private Message latest;
    private int unsynced;
    private boolean proven;
    private boolean torn;
    private List<Deferred> deferred = List.of();

    Flight(Message latest, boolean proven) {
      this.latest = latest;
      this.proven = proven;
    }

    boolean isForgettable() {
      return unsynced == 0 && latest.state().work().waitsFor() != Wait.ANSWER;
    }

    boolean mustWait() {
      return torn || (!proven && unsynced > 0);
    }
  }

  /// A matter that waits until more is known of its message.
  record Deferred(Matter matter, Urgency urgency, int tries) {}

  /// What became of a commit of a flight.
  enum Ending {
    CHANGED,
    /// It changed nothing of the message itself, whether or not it was written.
    NOTED,
    REFUSED
  }

  Optional<Message> latest(MessageId id) {
    return Optional.ofNullable(flights.get(id)).map(flight -> flight.latest);
  }

  /// Takes a message in as somebody remembers it, unless it is known already.
  void admit(Message message) {
    put(message, false);
  }

  /// A matter waits until its message is read; tells whether that is to be begun now.
  boolean awaitRead(MessageId id, Deferred matter) {
    var waiting = reading.get(id);
    if (waiting != null) {
      waiting.add(matter);
      return false;
    }
    reading.put(id, new ArrayList<>(List.of(matter)));
    return true;
  }

  /// A message was read, or could not be. Answers the matters that waited for it.
  List<Deferred> read(MessageId id, Optional<Message> message) {
    var waited = reading.remove(id);
    message.ifPresent(this::admitProven);
    return waited == null ? List.of() : waited;
  }

  /// Takes a message in as it was just written.
  void admitProven(Message message) {
    put(message, true);
  }

  private void put(Message message, boolean proven) {
    if (!flights.containsKey(message.id()) && !reading.containsKey(message.id())) {
      shrink();
      flights.put(message.id(), new Flight(message, proven));
      name(message);
    }
  }

  /// Whether nothing may be decided on this flight now.
  boolean mustWait(MessageId id) {
    var flight = flights.get(id);
    return flight != null && flight.mustWait();
  }

  /// Keeps a matter until commits of its flight are back.
  void defer(MessageId id, Deferred matter) {
    var flight = flights.get(id);
    if (flight == null || flight.unsynced == 0) {
      throw new IllegalStateException("nothing of this message is on its way");
    }
    if (flight.deferred.isEmpty()) {
      flight.deferred = new ArrayList<>(2);
    }
    flight.deferred.add(matter);
  }

  /// The message has another state, or rows of its own, handed over but not synced.
  void advance(Message message) {
    var flight = flights.get(message.id());
    if (flight == null) {
      throw new IllegalStateException("decided on a message that is not in flight");
    }
    rename(flight.latest, message);
    flight.latest = message;
    flight.unsynced++;
  }

  /// One commit of it is back. Answers the matters that need wait no longer.
  List<Deferred> back(MessageId id, Ending ending) {
    var flight = flights.get(id);
    if (flight == null) {
      throw new IllegalStateException("a flight was forgotten while it had commits on their way");
    }
    flight.unsynced--;
    switch (ending) {
      case CHANGED -> flight.proven = true;
      case REFUSED -> flight.torn = true;
      case NOTED -> {}
    }
    if (flight.unsynced > 0 && flight.mustWait()) {
      return List.of();
    }
    var released = flight.deferred;
    flight.deferred = List.of();
    if (flight.torn) {
      forget(id);
    } else {
      dropIdle(id);
    }
    return released;
  }

  /// There was nothing to decide on this message: it is forgotten where nothing is awaited for it,
  /// or where it may not be what we believe. Tells whether that is sure.
  boolean rest(MessageId id) {
    var flight = flights.get(id);
    if (flight == null || flight.unsynced > 0) {
      return false;
    }
    if (flight.proven) {
      dropIdle(id);
      return true;
    }
    forget(id);
    return false;
  }

  private void dropIdle(MessageId id) {
    var flight = flights.get(id);
    if (flight != null && flight.unsynced == 0 && idle(flight.latest)) {
      forget(id);
    }
  }

  private static boolean idle(Message message) {
    return switch (message.state().work().waitsFor()) {
      case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED -> true;
      case NOTHING, REPLY -> message.status() != Status.SENT;
      case DOUBT, RECEIPT -> message.status().isFinal();
      case ANSWER -> false;
    };
  }

  private void forget(MessageId id) {
    var flight = flights.remove(id);
    if (flight != null) {
      unname(flight.latest);
    }
  }

  Optional<MessageId> named(String carrier, String farId) {
    var named = farIds.get(carrier);
    return named == null ? Optional.empty() : Optional.ofNullable(named.get(farId));
  }

  /// Whether any message but one is out between these two on a carrier. Looks at all: to be asked
  /// rarely.
  boolean anyOut(String carrier, Address from, Address to, MessageId but) {
    for (var flight : flights.values()) {
      var message = flight.latest;
      if (message.parties().from().equals(from)
          && message.parties().to().equals(to)
          && message.state().facts().carrier().equals(carrier)
          && !message.id().equals(but)
          && isOut(message)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOut(Message message) {
    return message.state().legs().stream().anyMatch(leg -> leg.standing() == Standing.INTENDED);
  }

  int size() {
    return flights.size();
  }

  private void shrink() {
    Iterator<Map.Entry<MessageId, Flight>> oldest = flights.entrySet().iterator();
    for (int i = 0; i < LOOKED_AT_MAX && flights.size() >= capacity && oldest.hasNext(); i++) {
      var flight = oldest.next().getValue();
      if (flight.isForgettable()) {
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

  /// Where a far end used a name again, it goes to who was named last: a later change of the other
  /// does not take it back.
  private void rename(Message before, Message after) {
    if (!before.state().facts().carrier().equals(after.state().facts().carrier())) {
      unname(before);
      name(after);
      return;
    }
    var was = before.state().legs();
    var is = after.state().legs();
    for (int i = 0; i < is.size(); i++) {
      var farId = is.get(i).farId();
      if (i >= was.size() || !was.get(i).farId().equals(farId)) {
        unname(before);
        name(after);
        return;
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
