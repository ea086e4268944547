package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.Leaf;
import io.carillon.store.vault.PersonSeal;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.SealingKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The keys of persons as a process knows them: seals what is to be forgotten with a person, and
/// opens it.
///
/// The keys of the last [#KEPT_MAX] persons are kept in memory, until any is destroyed. Any thread
/// may use it.
final class PersonKeys {
  private static final int KEPT_MAX = 2_000;

  private final SequencedMap<Leaf, SealingKey> kept = new LinkedHashMap<>(KEPT_MAX, 0.75f, true);
  private KeyTree tree;

  PersonKeys(KeyTree tree) {
    this.tree = tree;
  }

  /// What a person is to a tree.
  static byte[] octets(Address person) {
    var value = person.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + value.length)
        .put((byte) person.kind().code())
        .put(value)
        .array();
  }

  /// The tree.
  synchronized KeyTree tree() {
    return tree;
  }

  /// From now on these are the keys.
  synchronized void use(KeyTree next) {
    tree = next;
    kept.clear();
  }

  /// How the tree names a person.
  synchronized long hash(Address person) {
    return tree.person(octets(person));
  }

  /// Seals octets under a person's key; empty where all keys that the person can have are
  /// destroyed.
  ///
  /// @param account its number in the store; 0 = of what no account has
  synchronized Optional<PersonSeal> seal(Address person, int account, Place place, byte[] plain) {
    return seal(tree.person(octets(person)), account, place, plain);
  }

  /// The same for somebody of whom only a hash is known.
  synchronized Optional<PersonSeal> seal(long person, int account, Place place, byte[] plain) {
    return tree.current(person, account)
        .flatMap(leaf -> key(leaf).map(key -> PersonSeal.of(leaf, key, place, plain)));
  }

  /// What was sealed for a place; empty where the key is destroyed.
  ///
  /// @throws StoreException where the key never was one of these, or does not open it
  synchronized Optional<byte[]> open(PersonSeal sealed, Place place) {
    if (sealed.tree() != tree.id()) {
      throw new StoreException(
          place
              + " is sealed under the keys of persons "
              + SealingKey.word(sealed.tree())
              + ", and here are "
              + SealingKey.word(tree.id())
              + "; bring the right ones back: nothing else opens it");
    }
    return key(sealed.leaf()).map(key -> sealed.open(key, place));
  }

  private Optional<SealingKey> key(Leaf leaf) {
    var known = Optional.ofNullable(kept.get(leaf));
    if (known.isPresent()) {
      return known;
    }
    var key = tree.key(leaf);
    key.ifPresent(derived -> {
      if (kept.size() == KEPT_MAX) {
        kept.pollFirstEntry();
      }
      kept.put(leaf, derived);
    });
    return key;
  }
}
