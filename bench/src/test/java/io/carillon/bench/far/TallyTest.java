package io.carillon.bench.far;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void aTextSubmittedAgainIsARepeat() {
    tally.submit(3, 0, 1);
    tally.submit(3, 0, 1);

    var counts = tally.counts();
    assertThat(counts.submits()).isEqualTo(2);
    assertThat(counts.submitted()).isEqualTo(1);
    assertThat(counts.repeatedSubmits()).isEqualTo(1);
  }

  @Test
  void segmentsOfATextAreNoRepeats() {
    tally.submit(3, 1, 2);
    tally.submit(3, 2, 2);
    tally.submit(3, 2, 2);

    var counts = tally.counts();
    assertThat(counts.submitted()).isEqualTo(1);
    assertThat(counts.repeatedSubmits()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstDeliveredWebhookCompletes() {
    tally.post(3, false, true);
    tally.post(3, true, true);
    tally.post(3, true, true);

    var counts = tally.counts();
    assertThat(counts.posts()).isEqualTo(3);
    assertThat(counts.delivered()).isEqualTo(1);
    assertThat(counts.repeatedPosts()).isEqualTo(1);
    assertThat(counts.otherPosts()).isEqualTo(1);
  }

  @Test
  void aMessageIsReceiptedWhenAllItsReceiptsWereTaken() {
    tally.acknowledge(3, 1, 2);
    tally.acknowledge(3, 1, 2);
    assertThat(tally.counts().receipted()).isZero();
    tally.acknowledge(3, 2, 2);
    tally.acknowledge(-1, 0, 1);

    assertThat(tally.counts().receipted()).isEqualTo(1);
    assertThat(tally.counts().acknowledged()).isEqualTo(4);
  }

  @Test
  void whatNobodyAnsweredIsRightlyToldAgain() {
    tally.post(3, true, false);
    tally.post(3, true, false);

    assertThat(tally.counts().delivered()).isEqualTo(1);
    assertThat(tally.counts().repeatedPosts()).isZero();
  }

  @Test
  void whatIsNotOursIsAStray() {
    tally.submit(-1, 0, 1);
    tally.post(-1, true, true);

    var counts = tally.counts();
    assertThat(counts.strays()).isEqualTo(2);
    assertThat(counts.submitted()).isZero();
    assertThat(counts.delivered()).isZero();
  }
}
