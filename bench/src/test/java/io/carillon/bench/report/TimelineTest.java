package io.carillon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carillon.bench.far.FarEnd;
import io.carillon.bench.load.Load;
import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Request;
import io.carillon.bench.load.Strand;
import io.carillon.bench.load.Template;
import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.mark.Marks;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {
  private static final Interval SECOND = new Interval(1_000_000, 2_000_000);

  @Test
  void ratesCountWhatPassedInTheInterval() {
    var timeline =
        timeline(
            times(900_000, 1_000_000, 1_500_000, 1_999_999),
            times(999_999, 1_100_000, 1_600_000, 2_000_000),
            times(1_200_000, 1_300_000, 1_700_000, 2_100_000),
            times(1_300_000, 1_400_000, 2_000_001, 2_200_000));

    assertThat(timeline.rates(SECOND, false, 2)).isEqualTo(new Rates(2, 3, 6, 2));
  }

  @Test
  void aNumberOfMessagesIsTimedToTheLastOfThem() {
    var timeline =
        timeline(
            times(900_000, 1_000_000, 1_000_000),
            times(9_000_000, 1_250_000, 1_500_000),
            times(9_000_000, 1_500_000, 2_000_000),
            times(9_000_000, 2_000_000, 5_000_000));

    assertThat(timeline.rates(SECOND, true, 1)).isEqualTo(new Rates(4, 2, 2, 0.5));
  }

  @Test
  void nothingHappenedIsNoRate() {
    var timeline = timeline(times(), times(), times(), times());

    assertThat(timeline.rates(SECOND, true, 1)).isEqualTo(new Rates(0, 0, 0, 0));
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
    var timeline = timeline(sent, accepted, accepted, delivered);

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
    var timeline = timeline(times(1_000_010), times(1_000_005), times(1_000_000), times(1_000_000));

    assertThat(timeline.complete(SECOND).count()).isEqualTo(1);
    assertThat(timeline.complete(SECOND).max()).isZero();
  }

  @Test
  void onlyAcceptedMessagesCanBeLost() {
    var timeline =
        timeline(
            times(1, 1, 1, 1, 1), times(2, 2, 2, 0, 0), times(3, 3, 0, 3, 0), times(4, 0, 0, 4, 0));

    assertThat(timeline.lost()).isEqualTo(2);
    assertThat(timeline.neverSubmitted()).isEqualTo(1);
    assertThat(timeline.lastCompletion()).isEqualTo(4);
  }

  @Test
  void aPartIsATimelineOfItsOwn() {
    var timeline =
        timeline(times(1, 1, 1, 1), times(2, 2, 2, 2), times(3, 0, 3, 0), times(4, 0, 4, 0));

    assertThat(timeline.part(0, 1).lost()).isZero();
    assertThat(timeline.part(1, 4).lost()).isEqualTo(2);
    assertThat(timeline.part(2, 3).accepted()).isEqualTo(1);
    assertThat(timeline.part(3, 9).neverSubmitted()).isEqualTo(1);
    assertThat(timeline.part(7, 9).accepted()).isZero();
  }

  @Test
  void filesOfDifferentLengthBelongTogether(@TempDir Path folder) throws IOException {
    var load = Files.createDirectory(folder.resolve("load"));
    var fill = Files.createDirectory(folder.resolve("fill"));
    write(folder.resolve(FarEnd.DELIVERED), 0, 1);
    write(folder.resolve(FarEnd.SUBMITTED), 0, 1, 2);
    write(folder.resolve(FarEnd.RECEIPTED), 0, 1, 2);
    write(load.resolve(Load.SENT), 1, 2, 3);
    write(load.resolve(Load.ACCEPTED), 1, 2, 3);
    write(fill.resolve(Load.SENT), 0);
    write(fill.resolve(Load.ACCEPTED), 0);
    var acts = List.of(act(0, 2, Proof.WEBHOOK), act(2, 8, Proof.RECEIPT));

    var timeline = Timeline.read(folder, List.of(load, fill), acts);

    assertThat(timeline.accepted()).isEqualTo(4);
    assertThat(timeline.completed()).isEqualTo(3);
    assertThat(timeline.lost()).isEqualTo(1);
    assertThat(timeline.neverSubmitted()).isEqualTo(1);
    assertThat(timeline.untold()).isEqualTo(2);
    assertThat(timeline.part(2, 10).untold()).isEqualTo(2);
  }

  private static Act act(int first, int most, Proof proof) {
    var request = new Request("", Template.NUMBER, 1);
    return new Act(new Strand("some", first, most, List.of(request), Pace.closed(1)), proof, true);
  }

  private static void write(Path file, int... messages) throws IOException {
    var marks = new Marks();
    for (var message : messages) {
      marks.mark(message, 10 + message);
    }
    marks.write(file);
  }

  private static Timeline timeline(
      long[] sent, long[] accepted, long[] submitted, long[] completed) {
    return new Timeline(sent, accepted, submitted, completed, completed);
  }

  private static long[] times(long... times) {
    return times;
  }
}
