package io.carillon.bench;

import java.util.Map;

/// What the load generator counted over its whole run, warm-up included.
///
/// @param interval the measured time
/// @param accepted messages answered with 2xx
/// @param refused messages answered with 429 or 503
/// @param errors messages of all other answers, and of requests without an answer, by kind
/// @param example the first unexpected answer, for the eyes of whoever asks why
record LoadResult(
    Interval interval, long accepted, long refused, Map<String, Long> errors, String example) {
  long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
