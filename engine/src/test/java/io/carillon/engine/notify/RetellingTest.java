package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Write;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetellingTest {
  private static final Instant NOW = Samples.START.plusSeconds(60);
  private static final Telling FAILED = new Telling.NotNow(503, "HTTP 503", Optional.empty());

  private final Samples samples = new Samples(1);

  private Notice owed() {
    return Samples.notice(samples.message(), 1, Samples.START);
  }

  private static Notice failed(Notice notice, int times) {
    return notice.with(
        new Notice.Telling(Progress.OPEN, times, Optional.of(NOW), Optional.empty(), 503));
  }

  private static Write.Retold retold(Notice notice, Telling telling, Instant now) {
    return (Write.Retold) Retelling.after(notice, telling, now).getFirst();
  }

  @Test
  void isToldOnceTheyHaveItAndFreesTheNext() {
    var rows = Retelling.after(owed(), new Telling.Told(204), NOW);

    assertThat(rows).hasSize(1);
    var retold = (Write.Retold) rows.getFirst();
    assertThat(retold.frees()).isTrue();
    assertThat(retold.notice().telling())
        .isEqualTo(new Notice.Telling(Progress.TOLD, 0, Optional.empty(), Optional.of(NOW), 204));
  }

  @Test
  void whatWasUnusualAboutItStandsInTheTrace() {
    var rows = Retelling.after(owed(), new Telling.Told(200, List.of("HTTP 500; other")), NOW);

    var row = ((Write.Noted) rows.getLast()).row();
    assertThat(row.kind()).isEqualTo(TraceRow.Kind.NOTE);
    assertThat(row.detail()).startsWith("notice 1 (").endsWith("): HTTP 500; other");
  }

  @Test
  void isDeadAtOnceWhereItMayNotBeToldAndFreesTheNext() {
    var rows = Retelling.after(owed(), new Telling.Gone("refused by the address guard"), NOW);

    var retold = (Write.Retold) rows.getFirst();
    assertThat(retold.frees()).isTrue();
    assertThat(retold.notice().telling())
        .isEqualTo(new Notice.Telling(Progress.DEAD, 0, Optional.empty(), Optional.of(NOW), 0));
    var row = ((Write.Noted) rows.getLast()).row();
    assertThat(row.kind()).isEqualTo(TraceRow.Kind.NOTICE_DEAD);
    assertThat(row.detail()).isEqualTo("notice 1 (queued): refused by the address guard");
  }

  @Test
  void isDeadAfterTheLastTryThatItsDialectKnows() {
    var rows = Retelling.after(failed(owed(), 4), new Telling.GivenUp(500, "HTTP 500"), NOW);

    var retold = (Write.Retold) rows.getFirst();
    assertThat(retold.frees()).isTrue();
    assertThat(retold.notice().telling())
        .isEqualTo(new Notice.Telling(Progress.DEAD, 5, Optional.empty(), Optional.of(NOW), 500));
    assertThat(((Write.Noted) rows.getLast()).row().detail())
        .isEqualTo("notice 1 (queued): HTTP 500");
  }

  @Test
  void isTriedAgainAfterAPauseAndTheTraceShowsIt() {
    var rows = Retelling.after(owed(), FAILED, NOW);

    var telling = ((Write.Retold) rows.getFirst()).notice().telling();
    assertThat(telling.progress()).isEqualTo(Progress.OPEN);
    assertThat(telling.attempts()).isEqualTo(1);
    assertThat(telling.answer()).isEqualTo(503);
    assertThat(telling.due().orElseThrow()).isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6));
    assertThat(((Write.Noted) rows.getLast()).row().kind()).isEqualTo(TraceRow.Kind.NOTICE_FAILED);
  }

  @Test
  void letsTheNextPassAtItsThirdFailureOnly() {
    var frees = new ArrayList<Boolean>();
    var notice = owed();
    for (int i = 0; i < 5; i++) {
      var retold = retold(notice, FAILED, NOW);
      frees.add(retold.frees());
      notice = retold.notice();
    }

    assertThat(frees).containsExactly(false, false, true, false, false);
  }

  @Test
  void pausesThreeTimesAsLongEachTimeUpToFourHours() {
    long[] seconds = {5, 15, 45, 135, 405, 1_215, 3_645, 10_935, 14_400, 14_400};
    for (int i = 0; i < seconds.length; i++) {
      var pause = Retelling.pause(owed().message().hashCode(), i + 1);

      assertThat(pause)
          .as("after failure %d", i + 1)
          .isBetween(Duration.ofSeconds(seconds[i]), Duration.ofMillis(seconds[i] * 1_200));
    }
  }

  @Test
  void spreadsWhatFailedTogether() {
    var pauses = new HashSet<Duration>();
    for (int i = 0; i < 200; i++) {
      pauses.add(Retelling.pause(owed().message().hashCode(), 4));
    }

    assertThat(pauses).hasSizeGreaterThan(100);
  }

  @Test
  void comesBackWhenTheyAsked() {
    var asked = new Telling.NotNow(429, "HTTP 429", Optional.of(Duration.ofMinutes(3)));

    assertThat(retold(owed(), asked, NOW).notice().telling().due())
        .contains(NOW.plus(Duration.ofMinutes(3)));
  }

  @Test
  void doesNotLetThemPutItOffForLongerThanItsOwnLongestPause() {
    var asked = new Telling.NotNow(503, "HTTP 503", Optional.of(Duration.ofDays(2)));

    assertThat(retold(owed(), asked, NOW).notice().telling().due().orElseThrow())
        .isBefore(NOW.plusSeconds(7));
  }

  @Test
  void isGivenUp75HoursAfterTheChangeAndFreesTheNext() {
    var late = Samples.START.plus(Duration.ofHours(75)).minusSeconds(1);

    var rows = Retelling.after(failed(owed(), 20), FAILED, late);

    var retold = (Write.Retold) rows.getFirst();
    assertThat(retold.frees()).isTrue();
    assertThat(retold.notice().telling().progress()).isEqualTo(Progress.DEAD);
    assertThat(retold.notice().telling().attempts()).isEqualTo(21);
    assertThat(((Write.Noted) rows.getLast()).row().kind()).isEqualTo(TraceRow.Kind.NOTICE_DEAD);
  }

  @Test
  void isNotGivenUpAfterAFewTriesWhereTheClockWasSetAhead() {
    var late = Samples.START.plus(Duration.ofDays(40));

    var telling = retold(failed(owed(), 2), FAILED, late).notice().telling();

    assertThat(telling.progress()).isEqualTo(Progress.OPEN);
    assertThat(telling.due().orElseThrow()).isBefore(late.plus(Duration.ofMinutes(2)));
  }

  @Test
  void isTriedForAllOfThe75HoursAndNotLonger() {
    var notice = owed();
    var now = Samples.START;
    int tries = 0;
    while (notice.telling().progress() == Progress.OPEN) {
      notice = retold(notice, FAILED, now).notice();
      now = notice.telling().due().orElse(now);
      tries++;
    }

    assertThat(now)
        .isBetween(
            Samples.START.plus(Duration.ofHours(70)), Samples.START.plus(Duration.ofHours(75)));
    assertThat(tries).isBetween(20, 30);
  }
}
