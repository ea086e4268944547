package io.carillon.engine.comply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void countsWhatHappenedInTheWindowThatEndsNow() {
    var tally = new Tally(1_000);

    for (int i = 0; i < 10; i++) {
      tally.add(1_000 + i, 100);
    }

    assertThat(tally.count(1_050, 100)).isEqualTo(10);
    assertThat(tally.count(1_100, 100)).isEqualTo(10);
    assertThat(tally.count(1_150, 100)).isEqualTo(5);
    assertThat(tally.count(1_190, 100)).isEqualTo(1);
  }

  @Test
  void forgetsWhatIsTwoWindowsOld() {
    var tally = new Tally(0);
    tally.add(0, 100);

    assertThat(tally.count(200, 100)).isZero();
    tally.add(1_000_000, 100);
    assertThat(tally.count(1_000_001, 100)).isEqualTo(1);
  }
}
