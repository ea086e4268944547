package io.carillon.engine.comply.content;

import io.carillon.engine.comply.Tally;
import io.carillon.model.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often an account sent nearly the same text of late. In memory only: a restart forgets it.
///
/// Of each account the last 64 different texts are known by their fingerprints, and 1,000 accounts;
/// what was seen longest ago makes room. One lock.
final class Bursts {
  private static final int ACCOUNTS_MAX = 1_000;
  private static final int TEXTS_MAX = 64;

  /// Fingerprints of texts that differ in a name or a word are so many bits apart at most; those of
  /// different texts about 32.
  private static final int DISTANCE_MAX = 12;

  private final Map<AccountId, Recent> accounts =
      new LinkedHashMap<>(16, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Recent> eldest) {
          return size() > ACCOUNTS_MAX;
        }
      };

  /// Counts one more text, and tells how many like it there were in the window that ends now.
  ///
  /// @param window in ticks
  synchronized int add(AccountId account, long fingerprint, long ticks, long window) {
    return accounts.computeIfAbsent(account, _ -> new Recent()).add(fingerprint, ticks, window);
  }

  private static final class Recent {
    private final long[] fingerprints = new long[TEXTS_MAX];
    private final Tally[] tallies = new Tally[TEXTS_MAX];
    private final long[] seen = new long[TEXTS_MAX];
    private int size;

    int add(long fingerprint, long ticks, long window) {
      int place = place(fingerprint);
      if (place < 0) {
        place = size < TEXTS_MAX ? size++ : oldest();
        fingerprints[place] = fingerprint;
        tallies[place] = new Tally(ticks);
      }
      seen[place] = ticks;
      tallies[place].add(ticks, window);
      return tallies[place].count(ticks, window);
    }

    private int place(long fingerprint) {
      for (int i = 0; i < size; i++) {
        if (Long.bitCount(fingerprints[i] ^ fingerprint) <= DISTANCE_MAX) {
          return i;
        }
      }
      return -1;
    }

    private int oldest() {
      int oldest = 0;
      for (int i = 1; i < size; i++) {
        oldest = seen[i] - seen[oldest] < 0 ? i : oldest;
      }
      return oldest;
    }
  }
}
