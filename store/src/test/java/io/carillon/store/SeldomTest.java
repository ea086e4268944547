package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SeldomTest {
  private final AtomicLong ticks = new AtomicLong(-5);
  private final Seldom seldom = new Seldom(Duration.ofNanos(10), ticks::get);

  @Test
  void saysTheFirstAtOnceAndCountsWhatItHoldsBack() {
    assertThat(seldom.says()).isTrue();
    assertThat(seldom.heldBack()).isZero();
    ticks.addAndGet(9);
    assertThat(seldom.says()).isFalse();
    assertThat(seldom.says()).isFalse();

    ticks.addAndGet(1);

    assertThat(seldom.says()).isTrue();
    assertThat(seldom.heldBack()).isEqualTo(2);
    assertThat(seldom.says()).isFalse();
  }
}
