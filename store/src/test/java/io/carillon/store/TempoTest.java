package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TempoTest {
  private final Tempo tempo = new Tempo();
  private long now = 5_000_000_000L;

  private void groups(int count, int commits) {
    for (int i = 0; i < count; i++) {
      now += 300_000;
      tempo.begins(now, commits);
    }
  }

  @Test
  void whereFewComeNobodyWaits() {
    groups(1_000, Tempo.WORTH - 1);

    assertThat(tempo.gathers()).isFalse();
    assertThat(tempo.rest(now + 1, 1)).isZero();
  }

  @Test
  void whereManyComeTheNextGroupGathersUntilTheBeatIsOver() {
    groups(100, 2 * Tempo.WORTH);

    assertThat(tempo.rest(now + 300_000, 3)).isEqualTo(Tempo.BEAT - 300_000);
    assertThat(tempo.rest(now + Tempo.BEAT, 3)).isZero();
    assertThat(tempo.rest(now + 10 * Tempo.BEAT, 3)).isZero();
  }

  @Test
  void whatIsAGroupAlreadyGoesAtOnce() {
    groups(100, 2 * Tempo.WORTH);

    assertThat(tempo.rest(now + 1, Tempo.ENOUGH)).isZero();
  }

  @Test
  void oneLargeGroupAmongSmallOnesChangesNothing() {
    groups(1_000, 1);
    groups(1, 50);

    assertThat(tempo.gathers()).isFalse();
    groups(30, 1);
    groups(100, 40);
    assertThat(tempo.gathers()).isTrue();
    groups(100, 2);
    assertThat(tempo.gathers()).as("the load is over").isFalse();
  }
}
