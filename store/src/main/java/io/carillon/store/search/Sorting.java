package io.carillon.store.search;

import java.util.Arrays;

/// Sorts keys together with a number that belongs to each: stable, and quick where they are nearly
/// in order already.
final class Sorting {
  private static final int SHORT = 16;

  private final long[] keys;
  private final int[] values;
  private final int count;
  private long[] frontKeys = {};
  private int[] frontValues = {};

  private Sorting(long[] keys, int[] values, int count) {
    this.keys = keys;
    this.values = values;
    this.count = count;
  }

  /// Sorts the first `count` of both by the keys.
  static void sort(long[] keys, int[] values, int count) {
    new Sorting(keys, values, count).sort();
  }

  private void sort() {
    for (int from = 0; from < count; from += SHORT) {
      insert(from, Math.min(from + SHORT, count));
    }
    for (int run = SHORT; run < count; run *= 2) {
      for (int from = 0; from + run < count; from += 2 * run) {
        int middle = from + run;
        if (keys[middle - 1] > keys[middle]) {
          merge(from, middle, Math.min(middle + run, count));
        }
      }
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int value = values[i];
      int at = i;
      while (at > from && keys[at - 1] > key) {
        keys[at] = keys[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      keys[at] = key;
      values[at] = value;
    }
  }

  private void merge(int from, int middle, int to) {
    int front = middle - from;
    if (frontKeys.length < front) {
      frontKeys = new long[count];
      frontValues = new int[count];
    }
    System.arraycopy(keys, from, frontKeys, 0, front);
    System.arraycopy(values, from, frontValues, 0, front);
    int left = 0;
    int right = middle;
    int at = from;
    while (left < front && right < to) {
      if (frontKeys[left] <= keys[right]) {
        keys[at] = frontKeys[left];
        values[at++] = frontValues[left++];
      } else {
        keys[at] = keys[right];
        values[at++] = values[right++];
      }
    }
    System.arraycopy(frontKeys, left, keys, at, front - left);
    System.arraycopy(frontValues, left, values, at, front - left);
  }

  /// The first place among sorted keys, from `from` to before `to`, whose key is at least `key`.
  static int firstAtLeast(long[] keys, int from, int to, long key) {
    int place = Arrays.binarySearch(keys, from, to, key);
    if (place < 0) {
      return -place - 1;
    }
    while (place > from && keys[place - 1] == key) {
      place--;
    }
    return place;
  }
}
