package io.carillon.front.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockoutTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Lockout lockout = new Lockout(clock);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      lockout.failed("Ada@example.com");
    }
  }

  @Test
  void shutsAfterFiveFailuresAndForLongerWithEachMore() {
    fail(4);
    assertThat(lockout.refuses("ada@example.com")).isEmpty();

    fail(1);
    assertThat(lockout.refuses("ada@EXAMPLE.com")).contains(Duration.ofSeconds(30));
    assertThat(lockout.refuses("bob@example.com")).isEmpty();

    clock.advance(Duration.ofSeconds(30));
    assertThat(lockout.refuses("ada@example.com")).isEmpty();

    fail(1);
    assertThat(lockout.refuses("ada@example.com")).contains(Duration.ofMinutes(1));
    fail(20);
    assertThat(lockout.refuses("ada@example.com")).contains(Duration.ofMinutes(15));
  }

  @Test
  void forgetsWhoGotInAndWhoLeftIt() {
    fail(5);
    lockout.succeeded("ada@example.com");
    assertThat(lockout.refuses("ada@example.com")).isEmpty();

    fail(4);
    clock.advance(Duration.ofHours(1));
    fail(1);
    assertThat(lockout.refuses("ada@example.com")).isEmpty();
  }
}
