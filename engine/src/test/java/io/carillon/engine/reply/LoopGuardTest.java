package io.carillon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.reply.LoopGuard.Against;
import io.carillon.engine.reply.LoopGuard.Answer;
import io.carillon.model.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a person is not answered any more.
final class LoopGuardTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Id RULE = new Id(1, 1);

  private final List<Answer> given = new ArrayList<>();
  private int words;

  private static Answer answer(Duration after, Id rule, int said, int heard) {
    return new Answer(START.plus(after), rule, Optional.of(said), heard);
  }

  /// An answer to other words, with other words.
  private Optional<Against> after(Duration time) {
    words++;
    return ask(answer(time, RULE, words, -words));
  }

  private Optional<Against> ask(Answer next) {
    var against = LoopGuard.against(given, next);
    if (against.isEmpty()) {
      given.add(next);
    }
    return against;
  }

  @Test
  void theSameIsNotSaidTwiceWithinAMinute() {
    assertThat(ask(answer(Duration.ZERO, RULE, 7, 1))).isEmpty();
    assertThat(ask(answer(Duration.ofSeconds(59), RULE, 7, 2))).contains(Against.SAME);
    assertThat(ask(answer(Duration.ofSeconds(59), RULE, 8, 3))).isEmpty();
    assertThat(ask(answer(Duration.ofSeconds(59), new Id(1, 2), 7, 4))).isEmpty();
    assertThat(ask(answer(Duration.ofSeconds(60), RULE, 7, 5))).isEmpty();
  }

  @Test
  void whatIsNotKnownAnyMoreCountsAsTheSame() {
    given.add(new Answer(START, RULE, Optional.empty(), 1));

    assertThat(ask(answer(Duration.ofSeconds(30), RULE, 7, 2))).contains(Against.SAME);
    assertThat(ask(answer(Duration.ofSeconds(61), RULE, 7, 2))).isEmpty();
  }

  @Test
  void theSameTextIsAnsweredThreeTimesAnHour() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(answer(Duration.ofMinutes(5L * i), RULE, i, 99))).isEmpty();
    }
    assertThat(ask(answer(Duration.ofMinutes(59), RULE, 9, 99))).contains(Against.REPEATED);
    assertThat(ask(answer(Duration.ofMinutes(59), RULE, 9, 98))).isEmpty();
    assertThat(ask(answer(Duration.ofMinutes(60), RULE, 10, 99))).isEmpty();
  }

  @Test
  void fiveGoInTenMinutesAndThenPausesGrow() {
    for (int i = 0; i < 5; i++) {
      assertThat(after(Duration.ofSeconds(i))).isEmpty();
    }
    assertThat(after(Duration.ofSeconds(5))).contains(Against.OFTEN);
    assertThat(after(Duration.ofMinutes(9))).contains(Against.OFTEN);
    for (int i = 0; i < 5; i++) {
      assertThat(after(Duration.ofMinutes(11).plusSeconds(i))).isEmpty();
    }
    assertThat(after(Duration.ofMinutes(22))).contains(Against.PAUSE);
    assertThat(after(Duration.ofMinutes(30))).contains(Against.PAUSE);
    assertThat(after(Duration.ofMinutes(32))).isEmpty();
  }

  @Test
  void aMachineThatNeverRestsGetsFewAnswersADay() {
    int answered = 0;
    for (int second = 0; second < Duration.ofHours(24).toSeconds(); second += 7) {
      answered += after(Duration.ofSeconds(second)).isEmpty() ? 1 : 0;
    }
    assertThat(answered).isBetween(10, 40);
    assertThat(answered).isLessThan(LoopGuard.ANSWERS_MAX);
  }

  @Test
  void whoAsksNowAndThenIsAlwaysAnswered() {
    for (int hour = 0; hour < 72; hour++) {
      assertThat(after(Duration.ofHours(2L * hour))).isEmpty();
    }
  }
}
