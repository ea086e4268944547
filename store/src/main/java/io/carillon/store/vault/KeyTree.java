package io.carillon.store.vault;

import io.carillon.model.Id;
import io.carillon.store.vault.KeyNodes.Node;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key for each person, none of which is kept: all come from one secret, and each can be
/// destroyed by itself.
///
/// The secret is the root of a binary tree; the secret of a child is an HMAC-SHA-256 of 0 or 1
/// under its parent's; what hangs at the end of a way of [#DEPTH] bits gives the key (Goldreich,
/// Goldwasser and Micali, "How to construct random functions", 1986). To destroy a key, the secret
/// above it is replaced by those of the siblings along the way: every other key comes from one of
/// them, this one from none (puncturable: Boneh and Waters, "Constrained pseudorandom functions and
/// their applications", 2013). So nothing is written before a key is destroyed, and that adds at
/// most [#DEPTH] secrets of 32 octets.
///
/// Immutable. Persons whose hashes share their first 64 bits share their keys: among 10 million the
/// chance that somebody shares one that is destroyed is 1 in 1.8 trillion. A key takes about 30 µs.
public final class KeyTree {
  /// How many bits a way has: 64 of the person, 8 of the generation, 32 of the account.
  public static final int DEPTH = 104;

  /// How many secrets one may hold: while it is changed and sealed up to twelve times their octets
  /// are needed, which is what the heap bears, and the file holds 5 million.
  static final int NODES_MAX =
      (int) Math.min(5_000_000, Runtime.getRuntime().maxMemory() / (12L * KeyNodes.OCTETS));

  /// Octets of the secret under which addresses are hashed, and of each node's.
  static final int SECRET_OCTETS = 32;

  private static final int HEAD_OCTETS = SECRET_OCTETS + Integer.BYTES;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = {2};
  private static final SecureRandom CHANCE = new SecureRandom();

  private final int id;
  private final long changes;
  private final byte[] hashing;
  private final KeyNodes nodes;

  private KeyTree(int id, long changes, byte[] hashing, KeyNodes nodes) {
    this.id = id;
    this.changes = changes;
    this.hashing = hashing;
    this.nodes = nodes;
  }

  /// A new one, by chance, in which no key is destroyed.
  public static KeyTree fresh() {
    return of(CHANCE.nextInt(), chance(), chance());
  }

  /// One in which no key is destroyed.
  static KeyTree of(int id, byte[] hashing, byte[] root) {
    return new KeyTree(id, 0, hashing.clone(), KeyNodes.root(root));
  }

  private static byte[] chance() {
    var octets = new byte[SECRET_OCTETS];
    CHANCE.nextBytes(octets);
    return octets;
  }

  /// Its number, by which sealed values name it.
  public int id() {
    return id;
  }

  /// How often keys were destroyed in it.
  public long changes() {
    return changes;
  }

  /// How many secrets it holds.
  public int size() {
    return nodes.size();
  }

  /// How it names a person: the first 64 bits of an HMAC-SHA-256, which nobody can compute who does
  /// not have the tree.
  ///
  /// @param address octets that are the same whenever the person is
  public long person(byte[] address) {
    var mac = mac();
    return ByteBuffer.wrap(hmac(mac, hashing, address)).getLong();
  }

  /// The one that seals: the first of this person and account that was not destroyed. Empty where
  /// all were.
  public Optional<Leaf> current(long person, int account) {
    for (int generation = 0; generation < Leaf.GENERATIONS; generation++) {
      var leaf = new Leaf(person, generation, account);
      if (nodes.above(leaf.way()).isPresent()) {
        return Optional.of(leaf);
      }
    }
    return Optional.empty();
  }

  /// A key; empty where it was destroyed.
  public Optional<SealingKey> key(Leaf leaf) {
    return nodes
        .above(leaf.way())
        .map(found -> {
          var mac = mac();
          var secret = found.secret();
          for (int depth = found.depth(); depth < DEPTH; depth++) {
            secret = child(mac, secret, bit(leaf.way(), depth));
          }
          return SealingKey.of(id, hmac(mac, secret, PURPOSE));
        });
  }

  /// This tree without some of its keys; nobody who has only it can find these again.
  ///
  /// @throws IllegalStateException where it holds too many secrets
  public KeyTree without(Collection<Leaf> leaves) {
    return without(leaves, changes + 1);
  }

  /// The same, where keys were destroyed so often by then.
  public KeyTree without(Collection<Leaf> leaves, long changesThen) {
    return without(leaves, changesThen, NODES_MAX);
  }

  /// The same, with at most so many secrets.
  KeyTree without(Collection<Leaf> leaves, long changesThen, int most) {
    var change = new KeyNodes.Change(nodes);
    for (var leaf : leaves) {
      destroy(leaf.way(), change);
    }
    var rest = change.made();
    if (rest.size() > most) {
      throw new IllegalStateException(
          "the keys of persons would hold more than "
              + most
              + " secrets, which is all that this heap bears: give the server more"
              + " (CARILLON_HEAP)");
    }
    return new KeyTree(id, changesThen, hashing, rest);
  }

  private static void destroy(Id way, KeyNodes.Change change) {
    var found = change.above(way);
    if (found.isEmpty()) {
      return;
    }
    var mac = mac();
    change.take(found.get());
    var secret = found.get().secret();
    for (int depth = found.get().depth(); depth < DEPTH; depth++) {
      int bit = bit(way, depth);
      change.add(new Node(sibling(way, depth), depth + 1, child(mac, secret, 1 - bit)));
      secret = child(mac, secret, bit);
    }
  }

  private static byte[] child(Mac mac, byte[] parent, int bit) {
    return hmac(mac, parent, new byte[] {(byte) bit});
  }

  private static int bit(Id way, int depth) {
    long word = depth < Long.SIZE ? way.high() : way.low();
    return (int) (word >>> (Long.SIZE - 1 - depth % Long.SIZE)) & 1;
  }

  /// The first bits of a way, zeros behind.
  static Id start(Id way, int depth) {
    return depth <= Long.SIZE
        ? new Id(way.high() & ones(depth), 0)
        : new Id(way.high(), way.low() & ones(depth - Long.SIZE));
  }

  private static long ones(int bits) {
    return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
  }

  /// The same way as far as a bit, and then the other way.
  private static Id sibling(Id way, int depth) {
    var start = start(way, depth + 1);
    long turned = 1L << (Long.SIZE - 1 - depth % Long.SIZE);
    return depth < Long.SIZE
        ? new Id(start.high() ^ turned, 0)
        : new Id(start.high(), start.low() ^ turned);
  }

  private static Mac mac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static byte[] hmac(Mac mac, byte[] key, byte[] text) {
    try {
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every key suits " + ALGORITHM, impossible);
    }
  }

  /// Whether both have the same keys.
  public boolean isSameAs(KeyTree other) {
    return id == other.id && Arrays.equals(octets(), other.octets());
  }

  /// All of it but its number and how often it was changed. To be sealed.
  byte[] octets() {
    var octets = ByteBuffer.allocate(HEAD_OCTETS + nodes.size() * KeyNodes.OCTETS);
    octets.put(hashing).putInt(nodes.size());
    nodes.put(octets);
    return octets.array();
  }

  /// What [#octets] wrote.
  static KeyTree read(int id, long changes, byte[] octets) {
    var from = ByteBuffer.wrap(octets);
    var hashing = new byte[SECRET_OCTETS];
    from.get(hashing);
    var nodes = KeyNodes.take(from, from.getInt());
    return new KeyTree(id, changes, hashing, nodes);
  }

  /// Octets with which nothing is done any more.
  static void wipe(byte[] octets) {
    Arrays.fill(octets, (byte) 0);
  }

  @Override
  public String toString() {
    return "the keys of persons " + HexFormat.of().toHexDigits(id);
  }
}
