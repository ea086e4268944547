package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// So many messages a day, given out in order, and again at midnight (UTC).
class DayLimitTest {
  private final Rig rig = new Rig();

  private List<Result> take(int count) throws InterruptedException {
    return rig.accept.take(Collections.nCopies(count, Rig.submission("+14155550100", "hello")));
  }

  private static List<Boolean> passed(List<Result> results) {
    return results.stream().map(Result.Accepted.class::isInstance).toList();
  }

  private Duration untilMidnight() {
    var midnight =
        rig.clock.now().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1).atTime(LocalTime.MIN);
    return Duration.between(rig.clock.now(), midnight.toInstant(ZoneOffset.UTC));
  }

  @Test
  void theRestOfADayIsGivenOutInOrderAndTheNextDayHasAsMany() throws InterruptedException {
    rig.limits.adopt(Map.of("messages_per_day", "3"));
    assertThat(passed(take(2))).containsOnly(true);

    var results = take(3);

    assertThat(passed(results)).containsExactly(true, false, false);
    assertThat(results.getLast())
        .isEqualTo(new Result.Refused(Refusal.later(Fault.DAY_USED_UP, untilMidnight())));
    assertThat(rig.store.accounts().balance(Samples.ACCOUNT))
        .contains(Samples.usd(1_000_000 - 3 * Rig.PRICE));
    rig.clock.advance(untilMidnight());
    assertThat(passed(take(4))).containsExactly(true, true, true, false);
  }

  @Test
  void asShippedADayHasNoEnd() throws InterruptedException {
    assertThat(passed(take(20))).containsOnly(true);
  }
}
