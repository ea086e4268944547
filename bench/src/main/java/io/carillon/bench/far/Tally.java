package io.carillon.bench.far;

import io.carillon.bench.mark.Marks;
import io.carillon.bench.mark.Micros;
import io.carillon.bench.mark.Recipients;
import java.util.concurrent.atomic.LongAdder;

/// The far end's counters and times, written by all its connections.
final class Tally {
  final LongAdder binds = new LongAdder();
  final LongAdder throttled = new LongAdder();
  final LongAdder receipts = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder brokenPeers = new LongAdder();

  private final Joined submitted = new Joined();
  private final Joined receipted = new Joined();
  private final Marks delivered = new Marks();
  private final LongAdder submits = new LongAdder();
  private final LongAdder repeatedSubmits = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder posts = new LongAdder();
  private final LongAdder repeatedPosts = new LongAdder();
  private final LongAdder otherPosts = new LongAdder();
  private final LongAdder strays = new LongAdder();

  /// When all of a message's submit_sm had come.
  Marks submitted() {
    return submitted.whole();
  }

  /// When all of a message's receipts were taken.
  Marks receipted() {
    return receipted.whole();
  }

  /// When the first webhook came that calls a message delivered.
  Marks delivered() {
    return delivered;
  }

  /// Counts a submit_sm to message `sequence` (-1: not one of ours), which is piece `segment` of
  /// `segments`; 0 where the text is not cut. What was sent beside the load is not counted.
  void submit(int sequence, int segment, int segments) {
    if (sequence == Recipients.ASIDE) {
      return;
    }
    submits.increment();
    if (sequence < 0) {
      strays.increment();
    } else if (!submitted.add(sequence, segment, segments, Micros.now())) {
      repeatedSubmits.increment();
    }
  }

  /// Counts a receipt about that piece, which was taken.
  void acknowledge(int sequence, int segment, int segments) {
    acknowledged.increment();
    if (sequence >= 0) {
      receipted.add(sequence, segment, segments, Micros.now());
    }
  }

  /// Counts a webhook for message `sequence` (-1: not one of ours). One that is not answered is
  /// told again, and rightly.
  void post(int sequence, boolean saysDelivered, boolean isAnswered) {
    posts.increment();
    if (sequence < 0) {
      strays.increment();
    } else if (!saysDelivered) {
      otherPosts.increment();
    } else if (!delivered.mark(sequence, Micros.now()) && isAnswered) {
      repeatedPosts.increment();
    }
  }

  Counts counts() {
    return new Counts(
        binds.sum(),
        submits.sum(),
        throttled.sum(),
        submitted().count(),
        repeatedSubmits.sum(),
        receipts.sum(),
        acknowledged.sum(),
        receipted().count(),
        refused.sum(),
        posts.sum(),
        delivered.count(),
        repeatedPosts.sum(),
        otherPosts.sum(),
        strays.sum(),
        brokenPeers.sum());
  }
}
