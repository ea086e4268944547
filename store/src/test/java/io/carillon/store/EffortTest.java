package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EffortTest {
  private final AtomicLong ticks = new AtomicLong(-5);
  private final Effort effort = new Effort(ticks::get);

  @Test
  void addsUpTheTimeOfGroups() {
    effort.begin();
    ticks.addAndGet(30);
    effort.end();
    ticks.addAndGet(1_000);
    effort.begin();
    ticks.addAndGet(12);
    effort.end();

    assertThat(effort.sum()).isEqualTo(new Effort.Sum(Duration.ofNanos(42), 2));
  }

  @Test
  void aGroupThatHangsIsSeenWhileItHangs() {
    effort.begin();
    ticks.addAndGet(700);

    assertThat(effort.sum()).isEqualTo(new Effort.Sum(Duration.ofNanos(700), 0));
  }
}
