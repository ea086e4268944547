package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void aTextSubmittedAgainIsARepeat() {
    tally.submit(3, 0);
    tally.submit(3, 0);

    var counts = tally.counts();
    assertThat(counts.submits()).isEqualTo(2);
    assertThat(counts.submitted()).isEqualTo(1);
    assertThat(counts.repeatedSubmits()).isEqualTo(1);
  }

  @Test
  void segmentsOfATextAreNoRepeats() {
    tally.submit(3, 1);
    tally.submit(3, 2);
    tally.submit(3, 2);

    var counts = tally.counts();
    assertThat(counts.submitted()).isEqualTo(1);
    assertThat(counts.repeatedSubmits()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstDeliveredWebhookCompletes() {
    tally.post(3, false);
    tally.post(3, true);
    tally.post(3, true);

    var counts = tally.counts();
    assertThat(counts.posts()).isEqualTo(3);
    assertThat(counts.delivered()).isEqualTo(1);
    assertThat(counts.repeatedPosts()).isEqualTo(1);
    assertThat(counts.otherPosts()).isEqualTo(1);
  }

  @Test
  void whatIsNotOursIsAStray() {
    tally.submit(-1, 0);
    tally.post(-1, true);

    var counts = tally.counts();
    assertThat(counts.strays()).isEqualTo(2);
    assertThat(counts.submitted()).isZero();
    assertThat(counts.delivered()).isZero();
  }
}
