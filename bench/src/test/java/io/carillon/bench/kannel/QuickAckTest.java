package io.carillon.bench.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said to `ip`. The system's routes are left alone here.
final class QuickAckTest {
  private static final String SHOWN =
      """
      local 127.0.0.0/8 proto kernel scope host src 127.0.0.1\s
      local 127.0.0.1 proto kernel scope host src 127.0.0.1\s
      broadcast 127.255.255.255 proto kernel scope link src 127.0.0.1\s
      """;

  @Test
  void theRoutesOfTheLoopbackAreFound() {
    var routes = QuickAck.loopbackRoutes(SHOWN);

    assertThat(routes).hasSize(2);
    assertThat(routes.getFirst()).startsWith("local", "127.0.0.0/8").endsWith("src", "127.0.0.1");
  }

  @Test
  void theyAreChangedAndChangedBack() {
    var route = QuickAck.loopbackRoutes(SHOWN).getLast();

    assertThat(QuickAck.change(route, List.of("quickack", "1")))
        .containsExactly(
            ("route change local 127.0.0.1 proto kernel scope host src 127.0.0.1 dev lo table local"
                    + " quickack 1")
                .split(" ", -1));
    assertThat(String.join(" ", QuickAck.change(route, List.of()))).endsWith("table local");
  }

  @Test
  void aDeviceThatIsNamedIsNotNamedTwice() {
    var route = List.of("local", "127.0.0.1", "dev", "lo");

    assertThat(QuickAck.change(route, List.of())).containsOnlyOnce("dev");
  }
}
