package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {
  private static final Interval SECOND = new Interval(1_000_000, 2_000_000);

  @Test
  void ratesCountWhatPassedInTheInterval() {
    var timeline =
        new Timeline(
            times(900_000, 1_000_000, 1_500_000, 1_999_999),
            times(999_999, 1_100_000, 1_600_000, 2_000_000),
            times(1_200_000, 1_300_000, 1_700_000, 2_100_000),
            times(1_300_000, 1_400_000, 2_000_001, 2_200_000));

    assertThat(timeline.rates(SECOND, false)).isEqualTo(new Rates(2, 3, 2));
  }

  @Test
  void aNumberOfMessagesIsTimedToTheLastOfThem() {
    var timeline =
        new Timeline(
            times(900_000, 1_000_000, 1_000_000),
            times(9_000_000, 1_250_000, 1_500_000),
            times(9_000_000, 1_500_000, 2_000_000),
            times(9_000_000, 2_000_000, 5_000_000));

    assertThat(timeline.rates(SECOND, true)).isEqualTo(new Rates(4, 2, 0.5));
  }

  @Test
  void nothingHappenedIsNoRate() {
    var timeline = new Timeline(times(), times(), times(), times());

    assertThat(timeline.rates(SECOND, true)).isEqualTo(new Rates(0, 0, 0));
    assertThat(timeline.accept(SECOND)).isEqualTo(Latency.NONE);
    assertThat(timeline.lastCompletion()).isZero();
  }

  @Test
  void latenciesAreOfMessagesSentInTheInterval() {
    var sent = new long[1_001];
    var accepted = new long[1_001];
    var delivered = new long[1_001];
    for (var i = 0; i < 1_000; i++) {
      sent[i] = 1_000_000L + i;
      accepted[i] = sent[i] + 1_000L * (i + 1);
      delivered[i] = sent[i] + 2_000L * (i + 1);
    }
    sent[1_000] = 1;
    accepted[1_000] = 900_000_000;
    delivered[1_000] = 900_000_000;
    var timeline = new Timeline(sent, accepted, accepted, delivered);

    var accept = timeline.accept(SECOND);
    var complete = timeline.complete(SECOND);

    assertThat(accept.count()).isEqualTo(1_000);
    assertThat(accept.p50()).isCloseTo(500, within(1.0));
    assertThat(accept.p99()).isCloseTo(990, within(1.0));
    assertThat(accept.p999()).isCloseTo(999, within(1.0));
    assertThat(accept.max()).isCloseTo(1_000, within(1.0));
    assertThat(complete.p50()).isCloseTo(1_000, within(2.0));
  }

  @Test
  void aClockThatLiesALittleGivesNoNegativeLatency() {
    var timeline =
        new Timeline(times(1_000_010), times(1_000_005), times(1_000_000), times(1_000_000));

    assertThat(timeline.complete(SECOND).count()).isEqualTo(1);
    assertThat(timeline.complete(SECOND).max()).isZero();
  }

  @Test
  void onlyAcceptedMessagesCanBeLost() {
    var timeline =
        new Timeline(
            times(1, 1, 1, 1, 1), times(2, 2, 2, 0, 0), times(3, 3, 0, 3, 0), times(4, 0, 0, 4, 0));

    assertThat(timeline.lost()).isEqualTo(2);
    assertThat(timeline.neverSubmitted()).isEqualTo(1);
    assertThat(timeline.lastCompletion()).isEqualTo(4);
  }

  @Test
  void filesOfDifferentLengthBelongTogether(@TempDir Path folder) throws IOException {
    var marks = new Marks();
    marks.write(folder.resolve(FarEnd.DELIVERED));
    marks.mark(0, 10);
    marks.write(folder.resolve(FarEnd.SUBMITTED));
    marks.mark(1, 11);
    marks.write(folder.resolve(Load.ACCEPTED));
    marks.mark(2, 12);
    marks.write(folder.resolve(Load.SENT));

    var timeline = Timeline.read(folder);

    assertThat(timeline.lost()).isEqualTo(2);
    assertThat(timeline.neverSubmitted()).isEqualTo(1);
  }

  private static long[] times(long... times) {
    return times;
  }
}
