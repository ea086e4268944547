package io.carillon.engine.comply.limit;

import static io.carillon.engine.comply.TwoLevels.TOP;
import static io.carillon.engine.comply.TwoLevels.UNDER;
import static io.carillon.engine.comply.TwoLevels.directory;
import static io.carillon.engine.comply.TwoLevels.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.limit.AccountLimits.Rows;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An account may set its own limits, but nothing beyond those of the accounts above it.
class LimitsTest {
  private static final Rows WIDEST = new Rows(10_000, 10_000, 10_000, 10_000, 10_000, 50);

  private final Limits limits = new Limits(AccountLimits.policy());

  @Test
  void nobodyIsLimitedAsShipped() {
    assertThat(limits.of(directory(), UNDER)).isEqualTo(new AccountLimits(0, 0, 0, 0, 0, WIDEST));
    assertThat(limits.together(directory(), UNDER)).isEmpty();
  }

  @Test
  void whatStandsAboveHoldsBelow() {
    var directory =
        directory(
            set(TOP, Map.of("requests_per_second", "5", "messages_per_day", "8", "keys", "3")));

    assertThat(limits.of(directory, UNDER))
        .isEqualTo(
            new AccountLimits(5, 0, 8, 0, 0, new Rows(3, 10_000, 10_000, 10_000, 10_000, 50)));
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

    assertThat(held)
        .isEqualTo(new AccountLimits(5, 4, 8, 0, 0, new Rows(2, 10_000, 7, 10_000, 10_000, 50)));
  }

  @Test
  void whatIsCountedTogetherBoundsEachAccountThatHasLessThanThoseAboveIt() {
    var word = "messages_per_day_together";
    var above = set(TOP, Map.of(word, "8"));

    assertThat(limits.together(directory(above), UNDER))
        .as("what it inherits is reached above first")
        .isEqualTo(Map.of(TOP, 8));
    assertThat(limits.together(directory(above, set(UNDER, Map.of(word, "9"))), UNDER))
        .isEqualTo(Map.of(TOP, 8));
    assertThat(limits.together(directory(above, set(UNDER, Map.of(word, "3"))), UNDER))
        .isEqualTo(Map.of(TOP, 8, UNDER, 3));
    assertThat(limits.together(directory(set(UNDER, Map.of(word, "3"))), TOP)).isEmpty();
  }
}
