package io.carillon.bench;

import java.util.ArrayList;
import java.util.List;

/// The rates at which a scenario is measured one after the other.
///
/// @param half whether half of the maximum is one of them
/// @param perSecond messages a second
record RateList(boolean half, List<Integer> perSecond) {
  private static final int MOST = 1_000_000;

  RateList {
    perSecond = List.copyOf(perSecond);
  }

  boolean isEmpty() {
    return !half && perSecond.isEmpty();
  }

  /// Reads `half,5000,10000`; an empty text is none.
  static RateList of(String text) {
    var half = false;
    var rates = new ArrayList<Integer>();
    for (var word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      if (word.equals("half")) {
        half = true;
      } else {
        rates.add(rate(word));
      }
    }
    return new RateList(half, rates);
  }

  private static int rate(String word) {
    try {
      var rate = Integer.parseInt(word);
      if (rate >= 1 && rate <= MOST) {
        return rate;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "--rates takes whole numbers from 1 to " + MOST + " and half, by commas");
  }
}
