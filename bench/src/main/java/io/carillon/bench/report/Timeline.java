package io.carillon.bench.report;

import io.carillon.bench.far.FarEnd;
import io.carillon.bench.load.Load;
import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.mark.Marks;
import io.carillon.bench.scene.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// When each message of a run was sent (or due), accepted, submitted to the far end and completed.
///
/// Made from the files of marks that load and far end leave; index is the message's sequence
/// number.
public final class Timeline {
  private final long[] sent;
  private final long[] accepted;
  private final long[] submitted;
  private final long[] completed;
  private final long[] told;

  /// Arrays of one length; 0 where a message did not come so far.
  Timeline(long[] sent, long[] accepted, long[] submitted, long[] completed, long[] told) {
    this.sent = sent;
    this.accepted = accepted;
    this.submitted = submitted;
    this.completed = completed;
    this.told = told;
  }

  /// Reads the files of all processes.
  ///
  /// @param farEnd the folder with the far end's files
  /// @param loads the folders with the files of each load
  /// @param acts whose messages these were; they say when one is completed
  public static Timeline read(Path farEnd, List<Path> loads, List<Act> acts) throws IOException {
    var sent = merged(loads, Load.SENT);
    var accepted = merged(loads, Load.ACCEPTED);
    var submitted = Marks.read(farEnd.resolve(FarEnd.SUBMITTED));
    var delivered = Marks.read(farEnd.resolve(FarEnd.DELIVERED));
    var receipted = Marks.read(farEnd.resolve(FarEnd.RECEIPTED));
    var length = 0;
    for (var times : List.of(sent, accepted, submitted, delivered, receipted)) {
      length = Math.max(length, times.length);
    }
    delivered = Arrays.copyOf(delivered, length);
    receipted = Arrays.copyOf(receipted, length);
    var completed = new long[length];
    for (var act : acts) {
      var times =
          switch (act.proof()) {
            case WEBHOOK -> delivered;
            case RECEIPT -> receipted;
          };
      var first = Math.min(length, act.strand().first());
      var end = Math.min(length, act.strand().end());
      System.arraycopy(times, first, completed, first, end - first);
    }
    return new Timeline(
        Arrays.copyOf(sent, length),
        Arrays.copyOf(accepted, length),
        Arrays.copyOf(submitted, length),
        completed,
        delivered);
  }

  private static long[] merged(List<Path> folders, String file) throws IOException {
    var all = new long[0];
    for (var folder : folders) {
      var times = Marks.read(folder.resolve(file));
      if (times.length > all.length) {
        all = Arrays.copyOf(all, times.length);
      }
      for (var i = 0; i < times.length; i++) {
        all[i] += times[i];
      }
    }
    return all;
  }

  /// Only the messages from one number up to another.
  Timeline part(int from, int to) {
    var first = Math.min(sent.length, from);
    var end = Math.min(sent.length, to);
    return new Timeline(
        Arrays.copyOfRange(sent, first, end),
        Arrays.copyOfRange(accepted, first, end),
        Arrays.copyOfRange(submitted, first, end),
        Arrays.copyOfRange(completed, first, end),
        Arrays.copyOfRange(told, first, end));
  }

  /// Messages a second that passed each point within the measured time. Where the run was to take a
  /// number of messages, it is these that count, each rate to the last of them.
  ///
  /// @param segments of a message, on average
  Rates rates(Interval interval, boolean countsMessages, double segments) {
    var submits = rate(submitted, interval, countsMessages);
    return new Rates(
        rate(accepted, interval, countsMessages),
        submits,
        submits * segments,
        rate(completed, interval, countsMessages));
  }

  /// From sending the request to its answer.
  Latency accept(Interval interval) {
    return latency(accepted, interval);
  }

  /// From sending the request to the last submit_sm at the far end.
  Latency submit(Interval interval) {
    return latency(submitted, interval);
  }

  /// From sending the request to completion.
  Latency complete(Interval interval) {
    return latency(completed, interval);
  }

  /// When the last message was completed; 0 when none was.
  long lastCompletion() {
    return Arrays.stream(completed).max().orElse(0);
  }

  /// How many messages were accepted.
  public long accepted() {
    return count(accepted);
  }

  /// How many messages were completed.
  long completed() {
    return count(completed);
  }

  /// Messages that were accepted and never completed.
  public long lost() {
    return missing(accepted, completed);
  }

  /// Accepted messages that never came to the far end: those of the lost whose way ended before it.
  long neverSubmitted() {
    return missing(accepted, submitted);
  }

  /// Messages that came to the far end and were never completed: known also where the generator
  /// does not tell messages apart.
  public long submittedAndLost() {
    return missing(submitted, completed);
  }

  /// Accepted messages of which no webhook said that they were delivered.
  long untold() {
    return missing(accepted, told);
  }

  private static long count(long[] reached) {
    return Arrays.stream(reached).filter(time -> time != 0).count();
  }

  private static long missing(long[] here, long[] there) {
    var missing = 0L;
    for (var i = 0; i < here.length; i++) {
      if (here[i] != 0 && there[i] == 0) {
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
