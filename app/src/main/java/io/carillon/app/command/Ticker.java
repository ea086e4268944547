package io.carillon.app.command;

import java.time.Duration;
import java.util.Locale;

/// Says how far a long job has come, every two seconds.
final class Ticker {
  private static final long PAUSE = Duration.ofSeconds(2).toNanos();

  private final Terminal terminal;
  private long said = System.nanoTime();

  Ticker(Terminal terminal) {
    this.terminal = terminal;
  }

  /// So much of a thing is done; `all` is 0 where it is not known.
  void at(String what, long done, long all) {
    if (System.nanoTime() - said < PAUSE) {
      return;
    }
    said = System.nanoTime();
    terminal.say(
        all == 0
            ? String.format(Locale.ROOT, "%s: %,d rows", what, done)
            : String.format(Locale.ROOT, "%s: %,d of %,d", what, done, all));
  }

  void at(String table, long rows) {
    at(table, rows, 0);
  }
}
