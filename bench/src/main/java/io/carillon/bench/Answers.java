package io.carillon.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// What came of the requests: times of each message and counts by kind. For one thread.
final class Answers {
  private static final int KINDS_MAX = 20;
  private static final int EXAMPLE_MAX = 400;

  final Marks sent = new Marks();
  final Marks accepted = new Marks();

  private long acceptedCount;
  private long refused;
  private final Map<String, Long> errors = new TreeMap<>();
  private String example = "";

  void sent(int first, int messages, long now) {
    for (var i = 0; i < messages; i++) {
      sent.mark(first + i, now);
    }
  }

  /// Notes the answer to a request. Whether the server asked for a pause.
  boolean answered(HttpFrame frame, int first, int messages, long now) {
    if (frame.status / 100 == 2) {
      acceptedCount += messages;
      for (var i = 0; i < messages; i++) {
        accepted.mark(first + i, now);
      }
      return false;
    }
    if (frame.status == 429 || frame.status == 503) {
      refused += messages;
      example(frame);
      return true;
    }
    failed("status " + frame.status, messages);
    example(frame);
    return false;
  }

  /// Notes a request without a good answer.
  void failed(String kind, int messages) {
    if (errors.size() < KINDS_MAX || errors.containsKey(kind)) {
      errors.merge(kind, (long) messages, Long::sum);
    } else {
      errors.merge("other", (long) messages, Long::sum);
    }
  }

  LoadResult result(Interval interval) {
    return new LoadResult(interval, acceptedCount, refused, Map.copyOf(errors), example);
  }

  private void example(HttpFrame frame) {
    if (example.isEmpty()) {
      var length = Math.min(EXAMPLE_MAX, frame.bodyTo - frame.bodyFrom);
      example =
          frame.status
              + " "
              + new String(frame.body, frame.bodyFrom, length, StandardCharsets.UTF_8);
    }
  }
}
