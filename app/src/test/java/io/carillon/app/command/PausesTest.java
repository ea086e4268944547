package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {
  @Test
  void growsUpToTheLongestAndEndsWithTheLimit() throws Exception {
    var pauses = Pauses.growing(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(20));

    int passed = 0;
    while (pauses.pass()) {
      passed++;
    }

    // 1 + 1.5 + 2.25 + 3.375 + 4 + 4 + 4 ms are the limit; a pause is never shorter than asked for.
    assertThat(passed).isBetween(1, 7);
    assertThat(pauses.pass(Duration.ZERO)).isFalse();
  }

  @Test
  void withoutALimitTheyGoOnAndNoWishIsLongerThanTheLongest() throws Exception {
    var pauses = Pauses.every(Duration.ofMillis(1));

    assertThat(pauses.pass()).isTrue();
    assertThat(pauses.pass(Duration.ofDays(1))).isTrue();
  }
}
