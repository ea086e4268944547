package io.carillon.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With `cat` and `sh`, which every system has that runs the launcher.
final class ProcessesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void linesGoThereAndBack() throws Exception {
    try (var processes = new Processes(folder)) {
      var cat = processes.start(start(true, "cat"));

      cat.say("noise");
      cat.say("word the rest");
      cat.say("word");

      assertThat(cat.await("word", LIMIT)).isEqualTo("the rest");
      assertThat(cat.await("word", LIMIT)).isEmpty();
      assertThat(cat.poll("never"::equals, Duration.ofMillis(1))).isEmpty();
    }
  }

  @Test
  void closingEndsAllAndNothingStartsAfterIt() throws Exception {
    var processes = new Processes(folder);
    var obedient = processes.start(start(true, "cat"));
    var asked = processes.start(start(false, "sh", "-c", "exec sleep 1000"));

    processes.close();
    processes.close();

    assertThat(obedient.isAlive()).isFalse();
    assertThat(asked.isAlive()).isFalse();
    assertThatThrownBy(() -> processes.start(start(true, "cat"))).isInstanceOf(IOException.class);
  }

  @Test
  void whoDoesNotListenIsStopped() throws Exception {
    try (var processes = new Processes(folder)) {
      var deaf =
          processes.start(start(false, "sh", "-c", "trap '' TERM; echo up; exec sleep 1000"));
      deaf.await("up", LIMIT);

      deaf.close();

      assertThat(deaf.isAlive()).isFalse();
    }
  }

  @Test
  void anEarlyEndIsToldWithTheLastWords() throws Exception {
    try (var processes = new Processes(folder)) {
      var child = processes.start(start(false, "sh", "-c", "echo hello; echo no luck >&2"));

      for (var again = 0; again < 2; again++) {
        assertThatThrownBy(() -> child.await("ready", LIMIT))
            .hasMessageContainingAll("the part ended too early", "hello", "no luck");
      }
    }
  }

  @Test
  void silenceIsNotWaitedForLongerThanTold() throws Exception {
    try (var processes = new Processes(folder)) {
      var silent = processes.start(start(true, "cat"));

      assertThatThrownBy(() -> silent.await("ready", Duration.ofMillis(10)))
          .hasMessageContaining("the part said nothing");
    }
  }

  private static Child.Start start(boolean endsWithInput, String... command) {
    return new Child.Start(
        "part", List.of(command), Map.of(), endsWithInput, Duration.ofMillis(200));
  }
}
