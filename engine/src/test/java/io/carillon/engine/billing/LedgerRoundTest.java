package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import io.carillon.model.Posting;
import io.carillon.model.port.Ledger;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerRoundTest {
  private static final Instant NOW = Instant.parse("2027-03-15T12:00:00Z");

  private final Steps steps = new Steps();
  private final MemoryMeters meters = new MemoryMeters();
  private final LedgerRound round = new LedgerRound(steps, new ManualClock(NOW), meters);

  /// A ledger of so many steps.
  private static final class Steps implements Ledger {
    private final List<Long> begun = new ArrayList<>();
    private Instant before = Instant.MIN;
    private int left;

    @Override
    public Folded fold(long behind, Instant until) {
      begun.add(behind);
      before = until;
      left--;
      return new Folded(behind + 500, 499, left > 0);
    }

    @Override
    public List<Posting> postings(Id id) {
      throw new IllegalStateException("nothing is read of " + id);
    }

    @Override
    public Page page(Filter filter, boolean oldest, OptionalLong behind, int limit) {
      throw new IllegalStateException("nothing is read");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-15T12:00:00Z, 31, 2027-02-01T00:00:00Z",
    "2027-03-04T00:00:00Z, 31, 2027-02-01T00:00:00Z",
    "2027-03-03T23:59:59Z, 31, 2027-01-01T00:00:00Z",
    "2027-03-15T12:00:00Z, 400, 2026-02-01T00:00:00Z"
  })
  void aMonthIsFoldedOnceAllOfItIsOldEnough(Instant now, int days, Instant before) {
    assertThat(LedgerRound.before(now, Duration.ofDays(days))).isEqualTo(before);
  }

  @Test
  void foldsNothingUntilItIsTold() throws Exception {
    round.run(Duration.ZERO);

    assertThat(steps.begun).isEmpty();
  }

  @Test
  void goesOnWhereItWasAndCounts() throws Exception {
    steps.left = 2;
    round.run(Duration.ofDays(31));
    steps.left = 1;
    round.run(Duration.ofDays(31));

    assertThat(steps.begun).containsExactly(0L, 500L, 1_000L);
    assertThat(steps.before).isEqualTo("2027-02-01T00:00:00Z");
    assertThat(meters.counted("ledger.folded")).isEqualTo(3 * 499);
  }

  @Test
  void takesSoManyStepsARound() throws Exception {
    steps.left = Integer.MAX_VALUE;

    round.run(Duration.ofDays(31));

    assertThat(steps.begun).hasSize(LedgerRound.STEPS_MAX);
  }
}
