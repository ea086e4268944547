package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private int most = 64;
  private final Concurrency concurrency = new Concurrency(() -> most);
  private long now = -7;

  private void told(int times, long took) {
    for (int i = 0; i < times; i++) {
      now += took;
      concurrency.told(now - took, now, true);
    }
  }

  private void failed() {
    concurrency.failed(now, now);
    now++;
  }

  @Test
  void beginsSmallAndGrowsToItsBoundWhileAnswersComeQuickly() {
    assertThat(concurrency.limit()).isEqualTo(Concurrency.FIRST);

    told(60, MILLI);
    assertThat(concurrency.limit()).isEqualTo(64);

    told(1_000, MILLI);
    assertThat(concurrency.limit()).isEqualTo(64);
  }

  @Test
  void neverGoesBeyondWhatItsOwnerSetsNow() {
    most = 2;
    assertThat(concurrency.limit()).isEqualTo(2);
    told(60, MILLI);
    assertThat(concurrency.limit()).isEqualTo(2);
    failed();
    assertThat(concurrency.limit()).isEqualTo(1);

    most = 64;
    told(60, MILLI);
    assertThat(concurrency.limit()).isGreaterThan(2);
    most = 1;
    assertThat(concurrency.limit()).isEqualTo(1);
  }

  @Test
  void anEndpointThatIsSlowButSteadyIsToldMoreAtATimeToo() {
    told(60, 900 * MILLI);

    assertThat(concurrency.limit()).isEqualTo(64);
    assertThat(concurrency.isSlow()).isFalse();
    told(60, 1_500 * MILLI);
    assertThat(concurrency.isSlow()).isTrue();
  }

  @Test
  void staysWhereItIsWhileNotAllPlacesAreInUse() {
    for (int i = 0; i < 100; i++) {
      concurrency.told(now, now + MILLI, false);
    }

    assertThat(concurrency.limit()).isEqualTo(Concurrency.FIRST);
  }

  @Test
  void growsNoFurtherOnceAnswersTakeMuchLonger() {
    told(20, 30 * MILLI);
    int before = concurrency.limit();
    told(20, 300 * MILLI);
    int after = concurrency.limit();
    told(20, 300 * MILLI);

    assertThat(before).isEqualTo(24);
    assertThat(concurrency.limit()).isEqualTo(after);
  }

  @Test
  void aFailureHalvesItOnceForAllThatWereUnderWay() {
    told(60, MILLI);
    long before = now;
    failed();
    concurrency.failed(before - 1, now);
    concurrency.failed(before - 2, now);

    assertThat(concurrency.limit()).isEqualTo(32);
    failed();
    assertThat(concurrency.limit()).isEqualTo(16);
  }

  @Test
  void neverEndsUpBelowOne() {
    for (int i = 0; i < 20; i++) {
      failed();
    }

    assertThat(concurrency.limit()).isOne();
  }

  @Test
  void comesBackOneARoundOnceItKnowsWhereItFails() {
    told(60, MILLI);
    failed();
    told(32, MILLI);

    assertThat(concurrency.limit()).isBetween(32, 33);
    told(1_000, MILLI);
    assertThat(concurrency.limit()).isBetween(50, 64);
  }
}
