package io.carillon.wire.http;

import java.util.Arrays;

/// Collects a body up to a number of bytes and only counts the rest. It grows by what has come, not
/// by what was announced.
final class Sink {
  private static final int FIRST = 1024;

  private final int max;
  private byte[] bytes = {};
  private int kept;
  private long dropped;

  Sink(int max) {
    this.max = max;
  }

  void add(byte[] from, int at, int count) {
    int take = Math.min(count, max - kept);
    if (kept + take > bytes.length) {
      long grown = Math.max(kept + (long) take, Math.max(FIRST, bytes.length * 2L));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, max));
    }
    System.arraycopy(from, at, bytes, kept, take);
    kept += take;
    dropped += count - take;
  }

  long dropped() {
    return dropped;
  }

  byte[] bytes() {
    return kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
  }
}
