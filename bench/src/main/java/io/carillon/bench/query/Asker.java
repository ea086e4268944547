package io.carillon.bench.query;

import io.carillon.bench.mark.Latency;
import io.carillon.bench.mark.Micros;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// Asks one kind of question by a schedule, until it is stopped; a latency counts from when a
/// question was due.
final class Asker implements Runnable {
  private static final long NAP = 50_000;

  private final Question question;
  private final Known known;
  private final Line line;
  private final long pause;
  private final Consumer<Line.Answer> learn;
  private final Histogram took = Latency.histogram();
  private long due;
  private long failed;
  private String example = "";
  private volatile long measuredFrom = Long.MAX_VALUE;
  private volatile long measuredTo = Long.MAX_VALUE;

  /// @param first when the first question is due
  /// @param pause between questions, both in microseconds
  /// @param learn gets each good answer
  Asker(
      Question question,
      Known known,
      Line line,
      long first,
      long pause,
      Consumer<Line.Answer> learn) {
    this.question = question;
    this.known = known;
    this.line = line;
    this.due = first;
    this.pause = pause;
    this.learn = learn;
  }

  /// What is due from now on counts.
  void measure(long now) {
    measuredFrom = now;
  }

  /// What is due from now on is not asked any more.
  void stop(long now) {
    measuredTo = now;
  }

  @Override
  public void run() {
    try (line) {
      while (due < measuredTo) {
        skipTheWarmup();
        var wait = due - Micros.now();
        if (wait > 0) {
          LockSupport.parkNanos(Math.min(NAP, wait) * 1_000);
        } else if (measuredTo == Long.MAX_VALUE) {
          ask();
          due += pause;
        } else {
          // Stopped, with questions due that could not be asked in time.
          return;
        }
      }
    }
  }

  /// Once it has ended.
  QueryFigures.Kind figures() {
    var from = Math.max(measuredFrom, due);
    var unasked = measuredTo > from ? (measuredTo - from) / pause : 0;
    return new QueryFigures.Kind(question.words(), Latency.of(took), failed, unasked, example);
  }

  /// What could not be asked before the measured time is not owed in it.
  private void skipTheWarmup() {
    var from = measuredFrom;
    if (from != Long.MAX_VALUE && due < from) {
      due = from;
    }
  }

  private void ask() {
    var counts = due >= measuredFrom;
    try {
      var answer = line.get(question.target(known));
      if (counts) {
        Latency.add(took, Micros.now() - due);
      }
      if (answer.status() == 200) {
        learn.accept(answer);
      } else if (counts) {
        fail(answer.status() + " " + answer.body());
      }
    } catch (IOException broken) {
      if (counts) {
        fail(String.valueOf(broken.getMessage()));
      }
    }
  }

  private void fail(String why) {
    failed++;
    if (example.isEmpty()) {
      example = why.length() > 200 ? why.substring(0, 200) : why;
    }
  }
}
