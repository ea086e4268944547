package io.carillon.app.command;

import java.time.Duration;

/// The pauses between one question to a server and the next. Commands wait nowhere else.
///
/// They must ask again and again: the native API has no answer that waits for a change, and a
/// webhook does not reach a terminal. So each user states how long a pause is and how long all of
/// it may take.
final class Pauses {
  private final Duration longest;
  private final Duration limit;
  private final long begin = System.nanoTime();
  private Duration next;

  private Pauses(Duration first, Duration longest, Duration limit) {
    this.next = first;
    this.longest = longest;
    this.limit = limit;
  }

  /// Pauses that grow by half up to the longest, until the limit is over.
  static Pauses growing(Duration first, Duration longest, Duration limit) {
    return new Pauses(first, longest, limit);
  }

  /// Pauses of one length, until the command is stopped.
  static Pauses every(Duration interval) {
    return new Pauses(interval, interval, Duration.ofNanos(Long.MAX_VALUE));
  }

  /// Waits for the next pause; answers false, at once, where the limit is over.
  boolean pass() throws InterruptedException {
    var pause = next;
    var grown = next.multipliedBy(3).dividedBy(2);
    next = grown.compareTo(longest) > 0 ? longest : grown;
    return pass(pause);
  }

  /// Waits as long as the server wished, but no longer than the longest pause.
  boolean pass(Duration wished) throws InterruptedException {
    if (System.nanoTime() - begin >= limit.toNanos()) {
      return false;
    }
    Thread.sleep(wished.compareTo(longest) > 0 ? longest : wished);
    return true;
  }
}
