package io.carillon.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// When each message of a run was sent, accepted, submitted to the far end and told delivered.
///
/// Made from the files of marks that load and far end leave; index is the message's sequence
/// number.
final class Timeline {
  private final long[] sent;
  private final long[] accepted;
  private final long[] submitted;
  private final long[] delivered;

  /// Arrays of one length; 0 where a message did not come so far.
  Timeline(long[] sent, long[] accepted, long[] submitted, long[] delivered) {
    this.sent = sent;
    this.accepted = accepted;
    this.submitted = submitted;
    this.delivered = delivered;
  }

  static Timeline read(Path folder) throws IOException {
    var files = List.of(Load.SENT, Load.ACCEPTED, FarEnd.SUBMITTED, FarEnd.DELIVERED);
    var all = new ArrayList<long[]>();
    var length = 0;
    for (var file : files) {
      var times = Marks.read(folder.resolve(file));
      all.add(times);
      length = Math.max(length, times.length);
    }
    for (var i = 0; i < all.size(); i++) {
      all.set(i, Arrays.copyOf(all.get(i), length));
    }
    return new Timeline(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  /// Messages a second that passed each point within the measured time. Where the run was to take a
  /// number of messages, it is these that count, each rate to the last of them.
  Rates rates(Interval interval, boolean countsMessages) {
    return new Rates(
        rate(accepted, interval, countsMessages),
        rate(submitted, interval, countsMessages),
        rate(delivered, interval, countsMessages));
  }

  /// From sending the request to its answer.
  Latency accept(Interval interval) {
    return latency(accepted, interval);
  }

  /// From sending the request to the submit_sm at the far end.
  Latency submit(Interval interval) {
    return latency(submitted, interval);
  }

  /// From sending the request to the webhook that says delivered.
  Latency complete(Interval interval) {
    return latency(delivered, interval);
  }

  /// When the last message was told delivered; 0 when none was.
  long lastCompletion() {
    return Arrays.stream(delivered).max().orElse(0);
  }

  /// Messages that were accepted and never told delivered.
  long lost() {
    var lost = 0L;
    for (var i = 0; i < accepted.length; i++) {
      if (accepted[i] != 0 && delivered[i] == 0) {
        lost++;
      }
    }
    return lost;
  }

  /// Accepted messages that never came to the far end: those of the lost whose way ended before it.
  long neverSubmitted() {
    var missing = 0L;
    for (var i = 0; i < accepted.length; i++) {
      if (accepted[i] != 0 && submitted[i] == 0) {
        missing++;
      }
    }
    return missing;
  }

  private double rate(long[] reached, Interval interval, boolean countsMessages) {
    return countsMessages ? rateOfMessages(reached, interval) : rateWithin(reached, interval);
  }

  private static double rateWithin(long[] reached, Interval interval) {
    var count = Arrays.stream(reached).filter(interval::has).count();
    return interval.seconds() == 0 ? 0 : count / interval.seconds();
  }

  private double rateOfMessages(long[] reached, Interval interval) {
    var count = 0L;
    var last = interval.from();
    for (var i = 0; i < sent.length; i++) {
      if (sent[i] >= interval.from() && reached[i] != 0) {
        count++;
        last = Math.max(last, reached[i]);
      }
    }
    return last == interval.from() ? 0 : count / ((last - interval.from()) / 1e6);
  }

  private Latency latency(long[] reached, Interval interval) {
    var histogram = Latency.histogram();
    for (var i = 0; i < sent.length; i++) {
      if (interval.has(sent[i]) && accepted[i] != 0 && reached[i] != 0) {
        Latency.add(histogram, reached[i] - sent[i]);
      }
    }
    return Latency.of(histogram);
  }
}
