package io.carillon.store;

import io.carillon.store.vault.BodyPlace;
import io.carillon.store.vault.BodySeal;
import io.carillon.store.vault.Nonces;
import io.carillon.store.vault.SealingKey;
import io.carillon.store.vault.Wrapped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bodies on one connection: seals what is written with the key of its account, and opens what is
/// read. Belongs to one thread at a time, as its connection does.
///
/// An account gets its key in the transaction that writes its first body. Keys that the open
/// transaction made are forgotten where it is rolled back; keys that it destroyed are forgotten by
/// the whole process once it is committed.
final class Bodies {
  private static final int CURRENT_MAX = 100_000;

  private final Session session;
  private final BodyKeys keys;
  private final Map<Integer, Current> current = new HashMap<>();
  private final List<Integer> made = new ArrayList<>();
  private final List<Integer> destroyed = new ArrayList<>();
  private int destroyedBefore;
  private @Nullable BodySeal seal;

  Bodies(Session session, BodyKeys keys) {
    this.session = session;
    this.keys = keys;
  }

  /// The key that seals for an account.
  private record Current(SealingKey key, Nonces nonces) {}

  /// A body as it is kept.
  ///
  /// @param account its number in the store
  byte[] seal(int account, BodyPlace place, byte[] plain) throws SQLException {
    if (!keys.seals()) {
      return plain;
    }
    var with = current(account);
    return seal().seal(with.key(), with.nonces(), place, plain);
  }

  /// A body as it was; null where the key of it was destroyed.
  byte @Nullable [] open(BodyPlace place, byte[] kept) throws SQLException {
    if (!BodySeal.isSealed(kept)) {
      return kept;
    }
    var key = keys.find(session, BodySeal.keyOf(kept));
    return key.isEmpty() ? null : seal().open(key.get(), place, kept);
  }

  /// Whether bodies are sealed.
  boolean seals() {
    return keys.seals();
  }

  /// The number of the key that seals for an account from now on; 0 where bodies are not sealed.
  int currentKey(int account) throws SQLException {
    return keys.seals() ? current(account).key().id() : 0;
  }

  /// The octets of a key; empty where it was destroyed.
  Optional<byte[]> key(int id) throws SQLException {
    return keys.find(session, id).map(key -> key.key().getEncoded());
  }

  private BodySeal seal() {
    var known = seal;
    if (known == null) {
      known = new BodySeal();
      seal = known;
    }
    return known;
  }

  private Current current(int account) throws SQLException {
    var known = current.get(account);
    if (known == null) {
      var kept =
          session.prepared("body_key_newest").number(account).one(BodyKeys::wrapped).orElse(null);
      known = took(account, kept == null ? fresh(account) : kept.open(keys.masters()));
    }
    return known;
  }

  private Current took(int account, SealingKey key) {
    if (current.size() >= CURRENT_MAX) {
      current.clear();
    }
    var taken = new Current(key, new Nonces());
    current.put(account, taken);
    return taken;
  }

  private SealingKey fresh(int account) throws SQLException {
    int last = session.prepared("body_key_last").one(Row::number).orElse(0);
    var key = SealingKey.fresh(last + 1);
    session
        .prepared("body_key_add")
        .number(key.id())
        .number(account)
        .octets(Wrapped.of(key, keys.masters().current()).sealed().octets())
        .change();
    made.add(account);
    return key;
  }

  /// Gives an account another key, under which its bodies are sealed from now on; older ones still
  /// open. Nothing happens where bodies are not sealed.
  void renew(int account) throws SQLException {
    if (keys.seals()) {
      took(account, fresh(account));
    }
  }

  /// Destroys the keys of an account: no body that they sealed opens any more.
  void shred(int account, Instant at) throws SQLException {
    session.dialect().overwrites(session.connection(), true);
    var numbers = session.prepared("body_key_numbers").number(account).list(Row::number);
    session.prepared("body_key_drop").number(account).change();
    for (int number : numbers) {
      session.prepared("shredded_key_add").number(number).number(account).time(at).change();
    }
    session.dialect().overwrites(session.connection(), false);
    current.remove(account);
    destroyed.addAll(numbers);
  }

  /// What was done so far stays where the transaction is rolled back to a savepoint after this.
  void held() {
    destroyedBefore = destroyed.size();
  }

  /// What the transaction did stands.
  void committed() {
    made.clear();
    if (!destroyed.isEmpty()) {
      keys.forget(destroyed);
      destroyed.clear();
      destroyedBefore = 0;
    }
  }

  /// What was done since [#held] does not stand.
  void rolledBackToHeld() {
    made.forEach(current::remove);
    made.clear();
    destroyed.subList(destroyedBefore, destroyed.size()).clear();
  }

  /// Nothing of what the transaction did stands.
  void rolledBack() {
    destroyedBefore = 0;
    rolledBackToHeld();
  }
}
