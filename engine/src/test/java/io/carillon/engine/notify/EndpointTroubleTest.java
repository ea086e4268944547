package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an endpoint that is dead, overrun or back again means for what is owed to it.
class EndpointTroubleTest {
  private static final Telling DEAD = new Telling.NotNow(0, "no answer", Optional.empty());
  private static final Telling TOLD = new Telling.Told(200);
  private static final int OWED = 60;

  private final Rig rig = new Rig(Rig.Setup.USUAL.window(100));
  private final List<Message> messages = new ArrayList<>();

  private void owe(int count) {
    for (int i = 0; i < count; i++) {
      var message = rig.told(Status.SENT);
      rig.add(message);
      rig.taken("far of " + message.id());
      messages.add(message);
    }
    rig.tasks.settle();
  }

  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.notify.sweep();
      rig.tasks.settle();
    }
  }

  private List<Notice> notices() {
    return messages.stream().map(rig::notices).map(List::getFirst).toList();
  }

  private LaneStanding standing() {
    return rig.notify.standing(notices().getFirst().lane()).orElseThrow();
  }

  private long told() {
    return notices().stream()
        .filter(notice -> notice.telling().progress() == Progress.TOLD)
        .count();
  }

  @Test
  void aDeadEndpointIsLeftAloneAndWhatIsOwedKeepsItsTries() {
    rig.herald.endpoint(_ -> DEAD);
    owe(OWED);
    pass(Duration.ofMinutes(2));

    assertThat(rig.herald.tried()).hasSizeBetween(Circuit.FAILURES_MAX, 20);
    assertThat(notices().stream().filter(notice -> notice.telling().attempts() == 0).count())
        .isGreaterThan(OWED - 20);
    assertThat(standing().restsUntil()).isPresent();
    assertThat(standing().failures()).isGreaterThan(Circuit.FAILURES_MAX);
    assertThat(standing().lastTold()).isEmpty();
    assertThat(standing().lastFailed()).isPresent();
    assertThat(rig.notify.waiting()).as("held in memory").isLessThan(15);
    assertThat(rig.meters.counted("notices.rests")).isGreaterThan(3);
  }

  @Test
  void whenItIsBackEverythingIsTold() {
    rig.herald.endpoint(_ -> DEAD);
    owe(OWED);
    pass(Duration.ofMinutes(1));
    rig.herald.endpoint(_ -> TOLD);
    owe(3);
    pass(Duration.ofMinutes(6));

    assertThat(told()).isEqualTo(OWED + 3L);
    assertThat(rig.notify.waiting()).isZero();
  }

  @Test
  void anEndpointThatAsksForAPauseIsToldNothingMeanwhile() {
    rig.herald.endpoint(
        _ -> new Telling.NotNow(429, "HTTP 429", Optional.of(Duration.ofSeconds(40))));
    owe(OWED);
    int tried = rig.herald.tried().size();
    assertThat(tried).isLessThanOrEqualTo(Concurrency.FIRST);
    rig.herald.endpoint(_ -> TOLD);

    pass(Duration.ofSeconds(38));
    assertThat(rig.herald.tried()).hasSize(tried);
    pass(Duration.ofSeconds(10));

    assertThat(told()).isEqualTo(OWED);
  }

  @Test
  void anAnswerThatRefusesOneNoticeIsNoTroubleOfTheEndpoint() {
    rig.herald.endpoint(_ -> new Telling.NotNow(404, "HTTP 404", Optional.empty()));
    owe(OWED);

    assertThat(rig.herald.tried()).hasSize(OWED);
    assertThat(standing().restsUntil()).isEmpty();
    assertThat(standing().failures()).isZero();
  }

  @Test
  void whatIsTooOldBeforeADeadEndpointIsGivenUpUntried() {
    rig.herald.endpoint(_ -> DEAD);
    owe(OWED);
    pass(Duration.ofHours(1));
    int tried = rig.herald.tried().size();
    assertThat(standing().failures()).isGreaterThanOrEqualTo(Retelling.TRIES_LEAST);

    rig.clock.advance(Retelling.GIVEN_UP_AFTER);
    pass(Duration.ofMinutes(1));

    assertThat(notices()).allMatch(notice -> notice.telling().progress() == Progress.DEAD);
    assertThat(rig.herald.tried()).hasSizeLessThan(tried + 5);
    assertThat(rig.rows(messages.getLast())).contains(TraceRow.Kind.NOTICE_DEAD);
    assertThat(rig.meters.counted("notices.tried", "outcome", "dead")).isEqualTo(OWED);
  }

  @Test
  void whereTheClockWasSetAheadNothingIsGivenUpUntriedBeforeItFailedOften() {
    rig.herald.endpoint(_ -> DEAD);
    owe(OWED);
    pass(Duration.ofSeconds(10));

    rig.clock.advance(Retelling.GIVEN_UP_AFTER.multipliedBy(2));
    pass(Duration.ofSeconds(10));

    assertThat(notices()).noneMatch(notice -> notice.telling().progress() == Progress.DEAD);
  }
}
