package io.carillon.store;

import io.carillon.model.Payload;
import io.carillon.store.vault.MasterKeys;
import io.carillon.store.vault.SealBroken;
import io.carillon.store.vault.SealingKey;
import io.carillon.store.vault.Wrapped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The keys that open bodies, as far as this process has come upon them: read from the store when
/// first asked for, and kept. Any thread may ask.
///
/// A key that is destroyed must not come back by a reader that has just read it: the numbers of
/// destroyed keys are written down before they are dropped, and whoever adds one looks there
/// afterwards.
final class BodyKeys {
  private static final int KEPT_MAX = 50_000;

  private final Map<Integer, SealingKey> open = new ConcurrentHashMap<>();
  private final Set<Integer> shredded = ConcurrentHashMap.newKeySet();
  private final boolean seals;
  private volatile Optional<MasterKeys> masters;
  private volatile boolean left;
  private final AtomicLong destroyed = new AtomicLong();

  private BodyKeys(Optional<MasterKeys> masters, boolean seals) {
    this.masters = masters;
    this.seals = seals;
  }

  /// Those of a store whose data keys these open.
  ///
  /// @param seals whether bodies that are written are sealed
  static BodyKeys under(MasterKeys masters, boolean seals) {
    return new BodyKeys(Optional.of(masters), seals);
  }

  /// For who reads no bodies.
  static BodyKeys none() {
    return new BodyKeys(Optional.empty(), false);
  }

  boolean seals() {
    return seals;
  }

  MasterKeys masters() {
    return masters.orElseThrow(
        () -> new IllegalStateException("bodies are asked for where no keys are"));
  }

  /// Takes other master keys from now on.
  void use(MasterKeys next) {
    masters = Optional.of(next);
  }

  /// The key with this number; empty where it was destroyed.
  ///
  /// @throws SealBroken where there is none and never was
  Optional<SealingKey> find(Session session, int id) throws SQLException {
    var known = open.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    if (shredded.contains(id)) {
      return Optional.empty();
    }
    var wrapped = session.prepared("body_key_find").number(id).one(BodyKeys::wrapped);
    if (wrapped.isPresent()) {
      return kept(wrapped.get().open(masters()));
    }
    if (session.prepared("shredded_key_find").number(id).one(Row::number).isPresent()) {
      shredded.add(id);
      return Optional.empty();
    }
    throw new SealBroken("a body is sealed under the data key " + id + ", which is not here");
  }

  static Wrapped wrapped(Row row) throws SQLException {
    return new Wrapped(row.number(), new Payload(row.octetsOrEmpty()));
  }

  private Optional<SealingKey> kept(SealingKey key) {
    if (open.size() >= KEPT_MAX) {
      open.clear();
    }
    open.put(key.id(), key);
    if (shredded.contains(key.id())) {
      open.remove(key.id());
      return Optional.empty();
    }
    return Optional.of(key);
  }

  /// These were destroyed.
  void forget(Collection<Integer> ids) {
    shredded.addAll(ids);
    List.copyOf(ids).forEach(open::remove);
    destroyed.addAndGet(ids.size());
    left = true;
  }

  /// How many were destroyed since the start.
  long destroyed() {
    return destroyed.get();
  }

  /// Whether something of destroyed keys may be left in the database's own files.
  boolean isLeft() {
    return left;
  }

  /// Takes note of whether something is.
  void left(boolean whether) {
    left = whether;
  }

  /// Nobody knows which still stand: they are read anew.
  void doubt() {
    open.clear();
  }
}
