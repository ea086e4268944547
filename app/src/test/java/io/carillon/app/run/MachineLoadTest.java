package io.carillon.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carillon.store.Effort;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MachineLoadTest {
  private final AtomicLong ticks = new AtomicLong();
  private double all;
  private double ours;
  private Effort.Sum effort = new Effort.Sum(Duration.ofHours(1), 1_000_000);
  private final MachineLoad load =
      new MachineLoad(
          new MachineLoad.Processors(() -> all, () -> ours, () -> 4),
          new MachineLoad.Writing(() -> effort, () -> 7),
          ticks::get);

  private void second(Duration worked, long groups) {
    ticks.addAndGet(Duration.ofSeconds(1).toNanos());
    effort = new Effort.Sum(effort.busy().plus(worked), effort.groups() + groups);
    load.look();
  }

  @Test
  void whatWasBeforeTheFirstLookDoesNotCount() {
    second(Duration.ZERO, 0);

    assertThat(load.get().disk().busy()).isZero();
    assertThat(load.get().disk().waiting()).isEqualTo(7);
    assertThat(load.get().cpu().cores()).isEqualTo(4);
  }

  @Test
  void aSecondOfFullLoadIsABlipAndManyAreNot() {
    all = 1;
    ours = 0.5;
    second(Duration.ofMillis(990), 99);
    assertThat(load.get().cpu().all()).isEqualTo(0.2, within(1e-9));
    assertThat(load.get().disk().perGroup()).isEqualTo(Duration.ofMillis(10));

    for (int i = 0; i < 14; i++) {
      second(Duration.ofMillis(990), 99);
    }

    assertThat(load.get().cpu().all()).isGreaterThan(0.95);
    assertThat(load.get().cpu().ours()).isBetween(0.45, 0.5);
    assertThat(load.get().disk().busy()).isGreaterThan(0.94);

    all = 0;
    second(Duration.ZERO, 0);
    assertThat(load.get().cpu().all()).isLessThan(0.8);
    assertThat(load.get().disk().perGroup()).as("the last known").isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void aGroupThatHangsTakesAtLeastAsLongAsItHangs() {
    second(Duration.ofSeconds(1), 0);

    assertThat(load.get().disk().perGroup()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatNobodyCanTellChangesNothing() {
    all = 0.5;
    second(Duration.ZERO, 0);
    all = -1;
    second(Duration.ZERO, 0);
    all = Double.NaN;
    second(Duration.ZERO, 0);

    assertThat(load.get().cpu().all()).isEqualTo(0.1, within(1e-9));
  }

  @Test
  void thisMachineHasProcessorsAndTellsTheirLoad() {
    var processors = MachineLoad.Processors.ofThisMachine();

    assertThat(processors.cores().getAsInt()).isPositive();
    assertThat(processors.all().getAsDouble()).isLessThanOrEqualTo(1);
    assertThat(processors.ours().getAsDouble()).isLessThanOrEqualTo(1);
  }
}
