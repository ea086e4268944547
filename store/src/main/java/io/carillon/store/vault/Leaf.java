package io.carillon.store.vault;

import io.carillon.model.Id;
import java.nio.ByteBuffer;

/// Which key of a [KeyTree] is meant.
///
/// @param person a keyed hash of the person's address
/// @param generation which key of this person, 0 to [#GENERATIONS] - 1: where one was destroyed the
///   next one takes its place
/// @param account the number of the account in its store; 0 = of what no account has
public record Leaf(long person, int generation, int account) {
  /// Octets by which a sealed value names it.
  public static final int OCTETS = 13;

  /// How many keys a person has in an account, one after the other.
  public static final int GENERATIONS = 256;

  private static final int GENERATION_SHIFT = 56;
  private static final int ACCOUNT_SHIFT = 24;
  private static final long ACCOUNT_MASK = 0xFFFF_FFFFL;

  public Leaf {
    if (generation < 0 || generation >= GENERATIONS) {
      throw new IllegalArgumentException("generation: " + generation);
    }
  }

  /// What [#put] wrote.
  static Leaf take(ByteBuffer from) {
    return new Leaf(from.getLong(), Byte.toUnsignedInt(from.get()), from.getInt());
  }

  void put(ByteBuffer to) {
    to.putLong(person).put((byte) generation).putInt(account);
  }

  /// The way to it: its first [KeyTree#DEPTH] bits.
  Id way() {
    return new Id(
        person, (long) generation << GENERATION_SHIFT | (account & ACCOUNT_MASK) << ACCOUNT_SHIFT);
  }

  /// The same person's next one.
  public Leaf next() {
    return new Leaf(person, generation + 1, account);
  }
}
