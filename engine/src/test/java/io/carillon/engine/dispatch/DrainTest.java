package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.Rig.Setup;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How dispatch ends: with what is out answered, and nothing new claimed.
class DrainTest {
  private Rig rig = new Rig();

  @Test
  void drainsByWaitingForAnswersAndClaimingNothingMore() throws InterruptedException {
    var first = rig.added();
    rig.tasks.later(
        "answer",
        Duration.ofMillis(300),
        () -> rig.carrier.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1")));

    rig.dispatch.drain(Duration.ofSeconds(5));
    rig.tasks.settle();
    var second = rig.added();

    assertThat(Duration.ofNanos(rig.clock.ticks())).isLessThan(Duration.ofSeconds(1));
    assertThat(rig.kept(first).status()).isEqualTo(Status.SENT);
    assertThat(rig.waitsFor(second)).isEqualTo(Wait.TURN);
    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void givesBackWhatWasClaimedAndHasNotLeftWhenItDrains() throws InterruptedException {
    rig = new Rig(Setup.USUAL.window(1));
    var message = rig.added(rig.inParts(3));
    rig.tasks.later(
        "answer",
        Duration.ofMillis(100),
        () -> rig.carrier.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1")));

    rig.dispatch.drain(Duration.ofSeconds(5));
    rig.tasks.settle();

    assertThat(rig.kept(message).state().legs())
        .extracting(leg -> leg.standing())
        .containsExactly(Standing.TAKEN, Standing.NOT_TAKEN, Standing.NOT_TAKEN);
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.TURN);
  }

  @Test
  void waitsNoLongerThanItIsGivenWhenItDrains() throws InterruptedException {
    rig.added();

    rig.dispatch.drain(Duration.ofSeconds(2));

    assertThat(Duration.ofNanos(rig.clock.ticks())).isEqualTo(Duration.ofSeconds(2));
  }
}
