package io.carillon.bench;

import java.util.concurrent.atomic.LongAdder;

/// The far end's counters and times, written by all its connections.
final class Tally {
  /// When a message's first submit_sm came.
  final Marks submitted = new Marks();

  /// When the first webhook came that calls a message delivered.
  final Marks delivered = new Marks();

  final LongAdder binds = new LongAdder();
  final LongAdder submits = new LongAdder();
  final LongAdder repeatedSubmits = new LongAdder();
  final LongAdder receipts = new LongAdder();
  final LongAdder acknowledged = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder posts = new LongAdder();
  final LongAdder repeatedPosts = new LongAdder();
  final LongAdder otherPosts = new LongAdder();
  final LongAdder strays = new LongAdder();
  final LongAdder brokenPeers = new LongAdder();

  private final Segments segments = new Segments();

  /// Counts a submit_sm to message `sequence` (-1: not one of ours). `segment` is 0 where the text
  /// is not cut. A text belongs to one recipient, so recipient and segment tell a repeat.
  void submit(int sequence, int segment) {
    submits.increment();
    if (sequence < 0) {
      strays.increment();
      return;
    }
    submitted.mark(sequence, Micros.now());
    if (!segments.add(sequence, segment)) {
      repeatedSubmits.increment();
    }
  }

  /// Counts a webhook for message `sequence` (-1: not one of ours).
  void post(int sequence, boolean saysDelivered) {
    posts.increment();
    if (sequence < 0) {
      strays.increment();
    } else if (!saysDelivered) {
      otherPosts.increment();
    } else if (!delivered.mark(sequence, Micros.now())) {
      repeatedPosts.increment();
    }
  }

  Counts counts() {
    return new Counts(
        binds.sum(),
        submits.sum(),
        submitted.count(),
        repeatedSubmits.sum(),
        receipts.sum(),
        acknowledged.sum(),
        refused.sum(),
        posts.sum(),
        delivered.count(),
        repeatedPosts.sum(),
        otherPosts.sum(),
        strays.sum(),
        brokenPeers.sum());
  }
}
