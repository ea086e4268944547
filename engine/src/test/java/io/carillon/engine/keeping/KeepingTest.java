package io.carillon.engine.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
import io.carillon.model.Directory;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What words mean for how long something is kept.
class KeepingTest {
  private static Keeping set(String word, String value) {
    var policy = Keeping.policy();
    policy.adopt(Map.of(word, value));
    return policy.of(Directory.EMPTY, Samples.ACCOUNT);
  }

  @Test
  void asShippedEverythingIsKeptForEver() {
    var keeping = Keeping.policy().of(Directory.EMPTY, Samples.ACCOUNT);

    assertThat(keeping).isEqualTo(new Keeping(Span.EVER, Span.EVER, Span.EVER));
    assertThat(keeping.bodies().ends()).isEmpty();
  }

  @Test
  void aChannelMayHaveATimeOfItsOwn() {
    var bodies = set("bodies", "30d, mms:7d rcs:ever,whatsapp:never").bodies();

    assertThat(bodies.on(Channel.SMS)).contains(Duration.ofDays(30));
    assertThat(bodies.on(Channel.MMS)).contains(Duration.ofDays(7));
    assertThat(bodies.on(Channel.RCS)).isEmpty();
    assertThat(bodies.isNever(Channel.WHATSAPP)).isTrue();
    assertThat(bodies.isNever(Channel.RCS)).isFalse();
    assertThat(bodies.ends())
        .containsEntry(Duration.ofDays(7), Set.of(Channel.MMS))
        .containsEntry(Duration.ZERO, Set.of(Channel.WHATSAPP))
        .hasSize(3);
  }

  @Test
  void whereOnlyAChannelIsNamedTheOthersKeepForEver() {
    var media = set("media", "mms:never").media();

    assertThat(media.isNever(Channel.MMS)).isTrue();
    assertThat(media.on(Channel.SMS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0d", "36501d", "30", "30h", "mms:7d 30d", "fax:7d", "mms:", "always"})
  void whatIsNoTimeIsRefused(String words) {
    assertThat(Keeping.policy().problems(Map.of("bodies", words)))
        .containsEntry(
            "bodies",
            "must be ever, never, or 1d to 36500d, and then such as mms:7d for a channel");
  }

  @Test
  void recordsAreKeptForSevenDaysAtLeast() {
    assertThat(Keeping.policy().problems(Map.of("records", "6d"))).containsKey("records");
    assertThat(Keeping.policy().problems(Map.of("records", "never"))).containsKey("records");
    assertThat(Keeping.policy().problems(Map.of("records", "7d"))).isEmpty();
  }
}
