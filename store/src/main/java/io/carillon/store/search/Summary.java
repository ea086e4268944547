package io.carillon.store.search;

import java.util.Arrays;

/// What stands in a part of a segment, by windows of rows: how often each value of traits, and
/// between which moments. So a window in which nothing can pass is passed over unread, and one in
/// which traits alone decide is counted unread.
///
/// One thread at a time changes it; who reads meanwhile may be one change behind.
final class Summary {
  /// Rows of a window; the first begins with the part.
  static final int WINDOW = 4_096;

  private final Window[] windows;

  private Summary(int count) {
    windows = new Window[count];
  }

  /// Reads the whole part.
  static Summary of(Columns columns, Part part) {
    var summary = new Summary((part.rows() + WINDOW - 1) / WINDOW);
    for (int i = 0; i < summary.windows.length; i++) {
      int from = part.first() + i * WINDOW;
      summary.windows[i] = new Window(columns, from, Math.min(WINDOW, part.end() - from));
    }
    return summary;
  }

  /// The window with a row, counted from the first of the part.
  Window at(int row) {
    return windows[row / WINDOW];
  }

  /// One window.
  static final class Window {
    private volatile short[] traits;
    private volatile int[] counts;
    private final Range accepted = new Range();
    private final Range came = new Range();

    private Window(Columns columns, int from, int length) {
      var all = columns.traits(from, length);
      var sorted = all.clone();
      Arrays.sort(sorted);
      var values = new short[length];
      var times = new int[length];
      int different = 0;
      for (int i = 0; i < length; i++) {
        if (i > 0 && sorted[i] == sorted[i - 1]) {
          times[different - 1]++;
        } else {
          values[different] = sorted[i];
          times[different++] = 1;
        }
      }
      traits = Arrays.copyOf(values, different);
      counts = Arrays.copyOf(times, different);
      var highs = columns.highs(from, length);
      var acceptedSince = columns.accepted(from, length);
      var cameSince = columns.came(from, length);
      for (int i = 0; i < length; i++) {
        if (!Traits.isErased(all[i])) {
          accepted.add(highs[i] >>> 16, acceptedSince[i]);
          came.add(highs[i] >>> 16, cameSince[i]);
        }
      }
    }

    /// How many rows have traits that pass.
    int passing(Wanted wanted) {
      var values = traits;
      var times = counts;
      int passing = 0;
      for (int i = 0; i < Math.min(values.length, times.length); i++) {
        passing += wanted.passes(values[i]) ? times[i] : 0;
      }
      return passing;
    }

    /// Whether a row may have moments that pass.
    boolean mayPass(Wanted wanted) {
      return accepted.meets(wanted.accepted) && came.meets(wanted.came);
    }

    void change(int from, int to) {
      add(from, -1);
      add(to, 1);
    }

    private void add(int value, int times) {
      for (int i = 0; i < traits.length; i++) {
        if (traits[i] == value) {
          var next = counts.clone();
          next[i] += times;
          counts = next;
          return;
        }
      }
      var nextTraits = Arrays.copyOf(traits, traits.length + 1);
      var nextCounts = Arrays.copyOf(counts, counts.length + 1);
      nextTraits[traits.length] = (short) value;
      nextCounts[counts.length] = times;
      traits = nextTraits;
      counts = nextCounts;
    }

    void came(long idMillis, int since) {
      came.add(idMillis, since);
    }
  }

  /// Moments from the first to the last; some may be so far away that nobody knows.
  private static final class Range {
    private volatile long first = Long.MAX_VALUE;
    private volatile long last = Long.MIN_VALUE;

    private void add(long idMillis, int since) {
      if (since == Entry.FAR) {
        first = Long.MIN_VALUE;
        last = Long.MAX_VALUE;
      } else if (since != Entry.NEVER) {
        first = Math.min(first, idMillis + since);
        last = Math.max(last, idMillis + since);
      }
    }

    private boolean meets(Wanted.Between between) {
      return between.any() || (between.from() <= last && between.until() >= first);
    }
  }
}
