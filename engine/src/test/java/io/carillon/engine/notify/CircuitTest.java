package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.notify.Circuit.Standing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Circuit circuit = new Circuit(0);
  private long now = -3;

  private boolean fails() {
    return circuit.failed(now, now, Optional.empty());
  }

  private void opens() {
    for (int i = 1; i < Circuit.FAILURES_MAX; i++) {
      assertThat(fails()).isFalse();
    }
    assertThat(fails()).isTrue();
  }

  @Test
  void restsAfterFiveFailuresInARow() {
    opens();

    assertThat(circuit.standing(now)).isEqualTo(Standing.RESTING);
    assertThat(circuit.restsFor(now)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_200));
    assertThat(circuit.standing(now + 2 * SECOND)).isEqualTo(Standing.PROBING);
  }

  @Test
  void anAnswerBetweenThemCountsFromTheBeginning() {
    for (int i = 1; i < Circuit.FAILURES_MAX; i++) {
      fails();
    }
    circuit.close();

    assertThat(fails()).isFalse();
    assertThat(circuit.standing(now)).isEqualTo(Standing.CLOSED);
  }

  @Test
  void eachProbeThatFailsDoublesTheRestUpToFiveMinutes() {
    opens();
    long seconds = 1;
    for (int probe = 0; probe < 12; probe++) {
      var rest = circuit.restsFor(now);
      assertThat(rest).isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(1_200 * seconds));
      now += rest.toNanos();
      seconds = Math.min(300, 2 * seconds);
      assertThat(fails()).as("a rest begins").isTrue();
    }
    assertThat(circuit.failures()).isEqualTo(17);
  }

  @Test
  void aProbeThatIsAnsweredEndsIt() {
    opens();
    now += 2 * SECOND;
    circuit.close();

    assertThat(circuit.standing(now)).isEqualTo(Standing.CLOSED);
    opens();
    assertThat(circuit.restsFor(now)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whatWasUnderWayWhenItBeganToRestProlongsNothing() {
    long before = now;
    now += SECOND;
    opens();
    var rest = circuit.restsFor(now);

    assertThat(circuit.failed(before, now, Optional.empty())).isFalse();
    assertThat(circuit.failed(before, now + 5 * SECOND, Optional.empty())).isFalse();

    assertThat(circuit.restsFor(now)).isEqualTo(rest);
  }

  @Test
  void anEndpointThatAsksForAPauseGetsItAtOnce() {
    assertThat(circuit.failed(now, now, Optional.of(Duration.ofMinutes(20)))).isTrue();

    assertThat(circuit.restsFor(now)).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void isAskedAtOnceWhereSomebodyWantsThat() {
    circuit.failed(now, now, Optional.of(Duration.ofHours(1)));

    circuit.probe(now);

    assertThat(circuit.standing(now)).isEqualTo(Standing.PROBING);
  }

  @Test
  void thoseThatFailedTogetherDoNotComeBackTogether() {
    var other = new Circuit(500);
    for (int i = 0; i < Circuit.FAILURES_MAX; i++) {
      fails();
      other.failed(now, now, Optional.empty());
    }

    assertThat(other.restsFor(now)).isNotEqualTo(circuit.restsFor(now));
  }
}
