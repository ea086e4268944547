package io.carillon.store.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Nonces of one key, of which none comes twice: 8 octets of chance, drawn anew whenever one of
/// these is made, and a counter of 4 (NIST SP 800-38D §8.2: what makes it unique in the field is
/// chance, as no two processes can agree on a name). When the counter has gone round, chance is
/// drawn again.
///
/// Only one thread of one process seals under a key, so inside a draw nothing repeats. Two draws of
/// a key are the same by a chance below 2⁻³² while there are fewer than 65,536 of them (§8): a key
/// may be begun with so often, which takes a start of the server every hour for seven years, and
/// another generation of it begins the count anew. Belongs to one thread.
public final class Nonces {
  static final int OCTETS = 12;
  private static final SecureRandom CHANCE = new SecureRandom();

  private long drawn = CHANCE.nextLong();
  private int count;

  /// With a draw of its own.
  public Nonces() {
    this(0);
  }

  Nonces(int first) {
    count = first;
  }

  /// Puts the next one.
  void next(ByteBuffer to) {
    to.putLong(drawn).putInt(count);
    count++;
    if (count == 0) {
      drawn = CHANCE.nextLong();
    }
  }
}
