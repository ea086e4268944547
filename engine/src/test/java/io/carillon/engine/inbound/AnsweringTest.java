package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.inbound.Answering.Cause;
import io.carillon.engine.inbound.Answering.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnsweringTest {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final long CAME = at(100);

  private final Answering came = Answering.to(CAME);

  /// In ticks.
  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static Standing standing(Answering answering, long seconds) {
    return answering.at(at(seconds), WINDOW);
  }

  @Test
  void whatWasAnsweredOverAConnectionThatLivesIsAnotherOneAndSoonForgotten() {
    var answered = came.given(at(101));

    assertThat(standing(answered, 101)).isEqualTo(Standing.UNDERWAY);
    assertThat(standing(answered, 220)).isEqualTo(Standing.UNDERWAY);
    assertThat(standing(answered, 221)).isEqualTo(Standing.OVER);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void whatHadNoAnswerWhenItsConnectionEndedIsTheSame(Cause cause) {
    var ended = came.ended(at(102), cause);

    assertThat(standing(ended, 102)).isEqualTo(Standing.LOST);
    assertThat(standing(ended.given(at(103)), 104)).isEqualTo(Standing.LOST);
  }

  @ParameterizedTest
  @EnumSource(value = Cause.class, names = "IN_ORDER", mode = EnumSource.Mode.EXCLUDE)
  void whatWasAnsweredShortlyBeforeAConnectionBrokeIsTheSame(Cause cause) {
    var broken = came.given(at(101)).ended(at(150), cause);

    assertThat(standing(broken, 150)).isEqualTo(Standing.LOST);
  }

  @Test
  void whatWasAnsweredBeforeBothAgreedToEndIsAnotherOne() {
    var parted = came.given(at(101)).ended(at(102), Cause.IN_ORDER);

    assertThat(standing(parted, 102)).isEqualTo(Standing.OVER);
  }

  @Test
  void whatWasAnsweredTooLateIsTheSameThoughTheConnectionLives() {
    var late = came.given(at(111));

    assertThat(standing(late, 112)).isEqualTo(Standing.LOST);
    assertThat(standing(late.ended(at(113), Cause.IN_ORDER), 113)).isEqualTo(Standing.LOST);
    assertThat(standing(came.given(at(110)), 112)).isEqualTo(Standing.UNDERWAY);
  }

  @Test
  void whatIsNotAnsweredForLongIsTheSameThoughTheConnectionLives() {
    assertThat(standing(came, 110)).isEqualTo(Standing.UNDERWAY);
    assertThat(standing(came, 111)).isEqualTo(Standing.LOST);
  }

  @Test
  void afterTheWindowItIsAnotherOne() {
    var broken = came.ended(at(102), Cause.BREAK);
    long day = WINDOW.toSeconds();

    assertThat(standing(broken, 102 + day)).isEqualTo(Standing.LOST);
    assertThat(standing(broken, 103 + day)).isEqualTo(Standing.OVER);
    assertThat(broken.at(at(103), Duration.ZERO)).isEqualTo(Standing.OVER);
  }

  @Test
  void itsFirstEndCounts() {
    var ended = came.given(at(101)).ended(at(102), Cause.BREAK).ended(at(103), Cause.IN_ORDER);

    assertThat(standing(ended, 104)).isEqualTo(Standing.LOST);
  }
}
