package io.carillon.engine.comply.limit;

import static io.carillon.engine.comply.TwoLevels.TOP;
import static io.carillon.engine.comply.TwoLevels.UNDER;
import static io.carillon.engine.comply.TwoLevels.directory;
import static io.carillon.engine.comply.TwoLevels.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// An account may set its own limits, but nothing beyond those of the accounts above it.
class LimitsTest {
  private final Limits limits = new Limits(AccountLimits.policy());

  @Test
  void nobodyIsLimitedAsShipped() {
    assertThat(limits.of(directory(), UNDER))
        .isEqualTo(new AccountLimits(0, 0, 0, 10_000, 10_000, 10_000));
  }

  @Test
  void whatStandsAboveHoldsBelow() {
    var directory =
        directory(
            set(TOP, Map.of("requests_per_second", "5", "messages_per_day", "8", "keys", "3")));

    assertThat(limits.of(directory, UNDER))
        .isEqualTo(new AccountLimits(5, 0, 8, 3, 10_000, 10_000));
  }

  @Test
  void anAccountLimitsItselfFurtherAndNeverLess() {
    var above =
        set(
            TOP,
            Map.of(
                "requests_per_second", "5", "messages_per_second", "9", "messages_per_day", "8"));
    var own =
        Map.of("requests_per_second", "0", "messages_per_second", "4", "keys", "2", "users", "7");

    var held = limits.of(directory(above, set(UNDER, own)), UNDER);

    assertThat(held).isEqualTo(new AccountLimits(5, 4, 8, 2, 10_000, 7));
  }
}
