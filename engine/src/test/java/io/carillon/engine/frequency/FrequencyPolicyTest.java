package io.carillon.engine.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Directory;
import io.carillon.model.Purpose;
import io.carillon.model.Touch.Limit;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FrequencyPolicyTest {
  private static FrequencyPolicy of(Map<String, String> words) {
    var policy = FrequencyPolicy.policy();
    assertThat(policy.problems(words)).isEmpty();
    policy.adopt(words);
    return policy.of(Directory.EMPTY, Samples.ACCOUNT);
  }

  @Test
  void limitsNothingAsShipped() {
    assertThat(of(Map.of()).limits()).isEmpty();
    assertThat(of(Map.of()).purposes()).containsExactly(Purpose.PROMOTIONAL);
  }

  @Test
  void readsLimitsBesideEachOther() {
    var read = of(Map.of("most", "1/1d; 12 / 36H", "per", "sender", "purposes", "otp promotional"));

    assertThat(read.limits())
        .containsExactly(
            new Limit(1, Duration.ofDays(1), true), new Limit(12, Duration.ofHours(36), true));
    assertThat(read.longest()).isEqualTo(Duration.ofHours(36));
    assertThat(read.purposes()).isEqualTo(Set.of(Purpose.OTP, Purpose.PROMOTIONAL));
  }

  @Test
  void saysWhatItCannotRead() {
    for (var most :
        List.of(
            "1",
            "0/1d",
            "101/1d",
            "1/0h",
            "1/8d",
            "1/1m",
            "1/1d;",
            "x",
            "1/1d;".repeat(5) + "1/2d")) {
      assertThat(FrequencyPolicy.policy().problems(Map.of("most", most)))
          .as(most)
          .containsKey("most");
    }
    assertThat(
            FrequencyPolicy.policy()
                .problems(Map.of("purposes", "spam", "per", "x", "reached", "y")))
        .containsOnlyKeys("purposes", "per", "reached");
    assertThat(FrequencyPolicy.policy().problems(Map.of("purposes", ""))).containsKey("purposes");
  }
}
