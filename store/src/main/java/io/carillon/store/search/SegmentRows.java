package io.carillon.store.search;

import io.carillon.model.Id;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What of a segment may pass, in order: its rows are looked at a window at a time.
final class SegmentRows implements Rows {
  /// Up to so many ids of a window are read one by one.
  private static final int FEW = 8;

  private static final int[] NONE = {};

  private final Segment segment;
  private final Columns columns;
  private final Wanted wanted;
  private final boolean ascending;
  private final @Nullable Summary summary;

  /// The first row of the part.
  private final int first;

  private final int end;

  /// A bit for each row of the part that keys lead to; null where no key is asked for.
  private final long @Nullable [] led;

  /// What was not looked at yet.
  private int from;

  private int to;

  private int[] rows = NONE;
  private long[] highs = {};
  private long[] lows = {};
  private int at;

  SegmentRows(Segment segment, Wanted wanted, boolean ascending) {
    this.segment = segment;
    this.wanted = wanted;
    this.ascending = ascending;
    columns = segment.columns();
    var own = segment.parts().get(wanted.account);
    long[] bits = null;
    if (own != null && !wanted.keyed.isEmpty()) {
      bits = segment.led(own, wanted);
      own = bits == null ? null : own;
    }
    led = bits;
    first = own == null ? 0 : own.first();
    end = own == null ? 0 : own.end();
    summary = own == null ? null : segment.summary(own);
    if (own != null) {
      from = rowAtLeast(own, wanted.least);
      to = rowBehind(own, wanted.most);
    }
  }

  private int rowAtLeast(Part own, Id least) {
    return least.compareTo(segment.head().lowest()) <= 0
        ? own.first()
        : segment.firstAtLeast(own, least);
  }

  private int rowBehind(Part own, Id most) {
    if (most.compareTo(segment.head().highest()) >= 0) {
      return own.end();
    }
    int row = segment.firstAtLeast(own, most);
    return row < own.end() && segment.id(row).equals(most) ? row + 1 : row;
  }

  @Override
  public boolean advance() {
    at += ascending ? 1 : -1;
    while (at < 0 || at >= rows.length) {
      if (from >= to) {
        return false;
      }
      look();
    }
    return true;
  }

  @Override
  public Id id() {
    return new Id(highs[at], lows[at]);
  }

  private int windowFrom() {
    return ascending ? from : Math.max(from, edge(to - 1));
  }

  private int windowTo() {
    return ascending ? Math.min(to, edge(from) + Summary.WINDOW) : to;
  }

  /// Where the window with a row begins.
  private int edge(int row) {
    return row - (row - first) % Summary.WINDOW;
  }

  private void passWindow() {
    if (ascending) {
      from = windowTo();
    } else {
      to = windowFrom();
    }
  }

  private void look() {
    rows = passing(windowFrom(), windowTo());
    passWindow();
    at = ascending ? 0 : rows.length - 1;
    if (rows.length > FEW) {
      int first = rows[0];
      int length = rows[rows.length - 1] - first + 1;
      highs = gathered(columns.highs(first, length), first);
      lows = gathered(columns.lows(first, length), first);
    } else {
      highs = new long[rows.length];
      lows = new long[rows.length];
      for (int i = 0; i < rows.length; i++) {
        highs[i] = columns.highs(rows[i], 1)[0];
        lows[i] = columns.lows(rows[i], 1)[0];
      }
    }
  }

  private long[] gathered(long[] column, int first) {
    if (column.length == rows.length) {
      return column;
    }
    var values = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = column[rows[i] - first];
    }
    return values;
  }

  /// Whether any row of the window that a row lies in may pass.
  private boolean mayPass(int row) {
    if (summary == null) {
      return true;
    }
    var window = summary.at(row - first);
    return window.mayPass(wanted) && (wanted.anyTraits || window.passing(wanted) > 0);
  }

  /// The rows of a window that may pass.
  private int[] passing(int windowFrom, int windowTo) {
    if (!mayPass(windowFrom)) {
      return NONE;
    }
    var found = new int[windowTo - windowFrom];
    int count = 0;
    if (led == null) {
      for (int row = windowFrom; row < windowTo; row++) {
        found[count++] = row;
      }
    } else {
      count = led(windowFrom, windowTo, found);
    }
    if (count == 0) {
      return NONE;
    }
    if (!wanted.anyTraits || segment.erased() > 0) {
      count = ofTraits(found, count);
    }
    if (count > 0 && !(wanted.accepted.any() && wanted.came.any())) {
      count = ofMoments(found, count);
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  private int led(int windowFrom, int windowTo, int[] found) {
    long[] bits = led == null ? new long[0] : led;
    int count = 0;
    for (int row = windowFrom; row < windowTo; ) {
      int bit = row - first;
      long word = bits[bit >>> 6] >>> bit;
      if (word == 0) {
        row += 64 - (bit & 63);
      } else {
        row += Long.numberOfTrailingZeros(word);
        if (row < windowTo) {
          found[count++] = row;
        }
        row++;
      }
    }
    return count;
  }

  private int ofTraits(int[] rowsLooked, int count) {
    int begin = rowsLooked[0];
    var traits = columns.traits(begin, rowsLooked[count - 1] - begin + 1);
    int left = 0;
    for (int i = 0; i < count; i++) {
      int row = rowsLooked[i];
      if (wanted.passes(traits[row - begin])) {
        rowsLooked[left++] = row;
      }
    }
    return left;
  }

  private int ofMoments(int[] rowsLooked, int count) {
    int begin = rowsLooked[0];
    int length = rowsLooked[count - 1] - begin + 1;
    var ids = columns.highs(begin, length);
    var accepted = wanted.accepted.any() ? null : columns.accepted(begin, length);
    var came = wanted.came.any() ? null : columns.came(begin, length);
    int left = 0;
    for (int i = 0; i < count; i++) {
      int row = rowsLooked[i];
      long millis = ids[row - begin] >>> 16;
      boolean passes =
          (accepted == null || wanted.accepted.holds(millis, accepted[row - begin]))
              && (came == null || wanted.came.holds(millis, came[row - begin]));
      if (passes) {
        rowsLooked[left++] = row;
      }
    }
    return left;
  }

  /// Passes over the rest of this window, and whole windows.
  @Override
  public long skip(long count, Id edge) {
    int left = ascending ? rows.length - at : at + 1;
    int last = ascending ? rows.length - 1 : 0;
    if (left > count || isBehind(new Id(highs[last], lows[last]), edge)) {
      return 0;
    }
    at = ascending ? rows.length : -1;
    long passed = left;
    while (from < to) {
      int windowFrom = windowFrom();
      int windowTo = windowTo();
      if (isBehind(segment.id(ascending ? windowTo - 1 : windowFrom), edge)) {
        return passed;
      }
      int passing = countPassing(windowFrom, windowTo);
      if (passed + passing > count) {
        return passed;
      }
      passed += passing;
      passWindow();
    }
    return passed;
  }

  private boolean isBehind(Id id, Id edge) {
    int order = id.compareTo(edge);
    return ascending ? order > 0 : order < 0;
  }

  private int countPassing(int windowFrom, int windowTo) {
    if (led == null && wanted.accepted.any() && wanted.came.any()) {
      if (wanted.anyTraits && segment.erased() == 0) {
        return windowTo - windowFrom;
      }
      boolean whole = windowFrom == edge(windowFrom) && isEnd(windowTo);
      if (summary != null && whole) {
        return summary.at(windowFrom - first).passing(wanted);
      }
    }
    return passing(windowFrom, windowTo).length;
  }

  private boolean isEnd(int row) {
    return row == end || row == edge(row);
  }

  /// How many pass; of every `each` windows one is looked at and counts for all.
  long count(int each) {
    long counted = 0;
    for (int window = 0; from < to; window++) {
      if (window % each == 0) {
        counted += (long) each * countPassing(windowFrom(), windowTo());
      }
      passWindow();
    }
    return counted;
  }
}
