package io.carillon.engine.billing;

import io.carillon.model.port.Clock;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Has months of the ledger folded that are over for long enough.
///
/// What was folded is never another amount, so nothing is kept of how far it came: a new start
/// looks at the closing lines once and goes on behind them.
public final class LedgerRound {
  /// How many steps a round takes; the next goes on behind them.
  static final int STEPS_MAX = 100;

  private final Ledger ledger;
  private final Clock clock;
  private final Meters.Count folded;
  private long behind;

  public LedgerRound(Ledger ledger, Clock clock, Meters meters) {
    this.ledger = ledger;
    this.clock = clock;
    folded = meters.count("ledger.folded");
  }

  /// Folds some; blocks until it is kept. To be called each minute, by one thread.
  ///
  /// @param kept how long a line stands at least; zero = for ever
  public void run(Duration kept) throws InterruptedException {
    if (!kept.isPositive()) {
      return;
    }
    var before = before(clock.now(), kept);
    for (int step = 0; step < STEPS_MAX; step++) {
      var done = ledger.fold(behind, before);
      behind = done.behind();
      folded.add(done.lines());
      if (!done.more()) {
        return;
      }
    }
  }

  /// The beginning of the first month that is not folded yet: a month is folded once all of it is
  /// old enough.
  static Instant before(Instant now, Duration kept) {
    var month = YearMonth.from(now.minus(kept).atOffset(ZoneOffset.UTC));
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
