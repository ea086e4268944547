package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.dispatch.Circuit.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private final Circuit circuit = new Circuit();
  private long now = -1_000;

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private boolean troubles(int times) {
    boolean opened = false;
    for (int i = 0; i < times; i++) {
      opened |= circuit.trouble(now);
    }
    return opened;
  }

  @Test
  void opensWhenHalfOfTheLatestAnswersAreTroubles() {
    for (int i = 0; i < 10; i++) {
      circuit.works(now);
    }
    assertThat(troubles(9)).isFalse();
    assertThat(circuit.standing(now)).isEqualTo(Standing.CLOSED);

    assertThat(troubles(1)).isTrue();
    assertThat(circuit.standing(now)).isEqualTo(Standing.OPEN);
    assertThat(circuit.openFor(now)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void staysClosedWhereFewAnswersAreKnown() {
    assertThat(troubles(19)).isFalse();
  }

  @Test
  void forgetsAnswersOfAMinuteAgo() {
    troubles(19);
    pass(Duration.ofSeconds(61));

    assertThat(troubles(1)).isFalse();
  }

  @Test
  void triesAgainAfterAPauseAndClosesWhenFiveWereAnswered() {
    troubles(20);
    pass(Duration.ofSeconds(10));
    assertThat(circuit.standing(now)).isEqualTo(Standing.TRYING);

    for (int i = 0; i < 4; i++) {
      assertThat(circuit.works(now)).isFalse();
    }
    assertThat(circuit.works(now)).isTrue();

    assertThat(circuit.standing(now)).isEqualTo(Standing.CLOSED);
    assertThat(troubles(19)).as("it begins anew").isFalse();
  }

  @Test
  void opensTwiceAsLongEachTimeATryFails() {
    troubles(20);
    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      assertThat(circuit.openFor(now)).isEqualTo(Duration.ofSeconds(seconds));
      pass(Duration.ofSeconds(seconds));
      assertThat(circuit.trouble(now)).isTrue();
    }
  }

  @Test
  void isNotHeldOpenByAnswersToWhatHadLeftBefore() {
    troubles(20);

    assertThat(troubles(5)).isFalse();
    assertThat(circuit.works(now)).isFalse();

    assertThat(circuit.openFor(now)).isEqualTo(Duration.ofSeconds(10));
  }
}
