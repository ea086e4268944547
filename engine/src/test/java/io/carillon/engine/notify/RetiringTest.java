package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Attempt;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetiringTest {
  private static final Id ENDPOINT = new Id(1, 2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock(Samples.START);
  private final MemoryStore store = MemoryStore.atOnce();
  private final MemoryMeters meters = new MemoryMeters();
  private final List<String> disabled = new ArrayList<>();
  private Instant changed = Samples.START;
  private final Retiring retiring =
      new Retiring(
          this::directory, store.attempts(), (_, reason) -> disabled.add(reason), clock, meters);

  private Directory directory() {
    var facts = Map.of(Endpoint.URL, "https://hook.example/", Endpoint.EVENTS, "*");
    var endpoint =
        new Resource(
            ENDPOINT, Samples.ACCOUNT, Resource.Kind.ENDPOINT, "", facts, Samples.START, changed);
    return new Directory(1, List.of(), List.of(), List.of(), List.of(endpoint));
  }

  private void tried(boolean told) throws InterruptedException {
    var attempt =
        new Attempt(
            Samples.ACCOUNT,
            Optional.of(ENDPOINT),
            new Samples(3).id(),
            1,
            clock.now(),
            Duration.ZERO,
            told,
            0,
            "",
            Optional.empty(),
            Optional.empty());
    store.commits().write(new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Tried(attempt))));
    if (!told) {
      retiring.failed(Samples.ACCOUNT, ENDPOINT, Optional.empty());
    }
  }

  @Test
  void whatWasSaidBeforeItWasEnabledAgainSaysNothingOfNow() throws Exception {
    retiring.failed(Samples.ACCOUNT, ENDPOINT, Optional.of("HTTP 410"));
    clock.advance(Duration.ofMillis(1));
    changed = clock.now();
    retiring.round();
    assertThat(disabled).isEmpty();

    retiring.failed(Samples.ACCOUNT, ENDPOINT, Optional.of("HTTP 410"));
    retiring.round();
    assertThat(disabled).containsExactly("HTTP 410");
  }

  private void failFor(int days) throws InterruptedException {
    for (int day = 0; day < days; day++) {
      for (int i = 0; i < 3; i++) {
        tried(false);
        clock.advance(Duration.ofHours(8));
      }
    }
  }

  @Test
  void whatWasToldNothingForFiveDaysIsDisabled() throws Exception {
    failFor(4);
    retiring.round();
    assertThat(disabled).isEmpty();

    failFor(1);
    tried(false);
    clock.advance(MINUTE);
    retiring.round();

    assertThat(disabled).containsExactly("nothing was told for 5 days");
    assertThat(meters.counted("endpoints.disabled", "why", "silent")).isEqualTo(1);
  }

  @Test
  void aSuccessInBetweenCountsFromAnew() throws Exception {
    failFor(4);
    tried(true);
    failFor(2);
    clock.advance(MINUTE);
    retiring.round();

    assertThat(disabled).isEmpty();
  }

  @Test
  void whatWasEnabledAgainIsGivenAsLongAgain() throws Exception {
    failFor(6);
    changed = clock.now();
    tried(false);
    clock.advance(MINUTE);
    retiring.round();

    assertThat(disabled).isEmpty();
  }

  @Test
  void aFewFailuresAreNotEnough() throws Exception {
    tried(false);
    clock.advance(Duration.ofDays(6));
    tried(false);
    clock.advance(MINUTE);
    retiring.round();

    assertThat(disabled).isEmpty();
  }

  @Test
  void whoSaysThatItIsGoneIsDisabledAtOnce() throws Exception {
    retiring.failed(Samples.ACCOUNT, ENDPOINT, Optional.of("HTTP 410: it is gone"));
    retiring.round();
    retiring.round();

    assertThat(disabled).containsExactly("HTTP 410: it is gone");
    assertThat(meters.counted("endpoints.disabled", "why", "gone")).isEqualTo(1);
  }
}
