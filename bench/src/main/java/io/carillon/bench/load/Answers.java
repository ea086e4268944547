package io.carillon.bench.load;

import io.carillon.bench.mark.Marks;
import io.carillon.bench.rig.HttpFrame;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// What came of the requests of one strand: times of each message and counts by kind. For one
/// thread.
final class Answers {
  private static final int KINDS_MAX = 20;
  private static final int EXAMPLE_MAX = 200;
  private static final int MANY = 207;

  private final Marks sent;
  private final Marks accepted;
  private long acceptedCount;
  private long refused;
  private long refusedBluntly;
  private final Map<String, Long> errors = new TreeMap<>();
  private String example = "";

  /// @param sent where it is noted when messages were due
  /// @param accepted where it is noted when they were answered with 2xx
  Answers(Marks sent, Marks accepted) {
    this.sent = sent;
    this.accepted = accepted;
  }

  /// @param due when they were to be sent
  void sent(int first, int messages, long due) {
    for (var i = 0; i < messages; i++) {
      sent.mark(first + i, due);
    }
  }

  /// Notes the answer to a request. Whether the server asked for a pause.
  boolean answered(HttpFrame frame, int first, int messages, long now) {
    if (frame.status() == MANY) {
      return many(frame, first, messages, now);
    }
    var pause = false;
    for (var i = 0; i < messages; i++) {
      pause = note(frame.status(), first + i, now);
    }
    if (pause && !frame.saysWhenToRetry()) {
      refusedBluntly += messages;
    }
    if (frame.status() / 100 != 2) {
      example(frame);
    }
    return pause;
  }

  /// An answer with a code for each message. A refusal of single ones cannot say when to come again
  /// in a header.
  private boolean many(HttpFrame frame, int first, int messages, long now) {
    var codes = new BulkCodes(frame.body(), frame.bodyFrom(), frame.bodyTo(), messages);
    if (!codes.isWhole()) {
      failed("an answer without a code for each message", messages);
      example(frame);
      return false;
    }
    var pause = false;
    var before = acceptedCount;
    for (var i = 0; i < messages; i++) {
      pause |= note(codes.code(i), first + i, now);
    }
    if (acceptedCount < before + messages) {
      example(frame);
    }
    return pause;
  }

  private boolean note(int status, int message, long now) {
    if (status / 100 == 2) {
      acceptedCount++;
      accepted.mark(message, now);
      return false;
    }
    if (status == 429 || status == 503) {
      refused++;
      return true;
    }
    failed("status " + status, 1);
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

  LoadResult.OfStrand result(String name, LoadResult.Kept schedule) {
    return new LoadResult.OfStrand(
        name, acceptedCount, refused, refusedBluntly, Map.copyOf(errors), example, schedule);
  }

  private void example(HttpFrame frame) {
    if (example.isEmpty()) {
      var length = Math.min(EXAMPLE_MAX, frame.bodyTo() - frame.bodyFrom());
      example =
          frame.status()
              + " "
              + new String(frame.body(), frame.bodyFrom(), length, StandardCharsets.UTF_8);
    }
  }
}
