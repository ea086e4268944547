package io.carillon.engine.comply;

import static io.carillon.engine.comply.TwoLevels.TOP;
import static io.carillon.engine.comply.TwoLevels.UNDER;
import static io.carillon.engine.comply.TwoLevels.directory;
import static io.carillon.engine.comply.TwoLevels.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.comply.Policy.Held;
import io.carillon.engine.comply.Policy.Source;
import io.carillon.engine.comply.Policy.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private record Limits(boolean on, int most, Duration within) {}

  private final Policy<Limits> policy =
      new Policy<>(
          "limits",
          List.of(
              new Term("active", "off", "Whether it counts."),
              new Term("most", "10", "How many."),
              new Term("within", "1h", "In which time.")),
          words ->
              new Limits(
                  words.flag("active"),
                  words.number("most", 1, 100),
                  words.time("within", Duration.ofDays(7))));

  @Test
  void holdsWhatTheNearestHasSetForEachWordByItself() {
    policy.adopt(Map.of("most", "20", "within", "2h"), false);
    var set = directory(set(TOP, Map.of("within", "3h")), set(UNDER, Map.of("active", "on")));

    assertThat(policy.of(set, UNDER)).isEqualTo(new Limits(true, 20, Duration.ofHours(3)));
    assertThat(policy.of(set, TOP)).isEqualTo(new Limits(false, 20, Duration.ofHours(3)));
    assertThat(policy.held(set, UNDER))
        .isEqualTo(
            Map.of(
                "active", new Held("on", Source.ACCOUNT),
                "most", new Held("20", Source.SETTINGS),
                "within", new Held("3h", Source.ABOVE)));
  }

  @Test
  void hearsOfOtherSettingsAndAnotherDirectory() {
    var before = directory();
    assertThat(policy.of(before, TOP).most()).isEqualTo(10);

    policy.adopt(Map.of("most", "30"), false);
    assertThat(policy.of(before, TOP).most()).isEqualTo(30);
    assertThat(policy.of(directory(set(TOP, Map.of("most", "40"))), TOP).most()).isEqualTo(40);
  }

  @Test
  void holdsTheServersWordsAloneWhereItIsFixed() {
    var policies = new Policies(List.of(policy));
    policies.adopt(Map.of("limits", Map.of("most", "20")), Set.of("limits"));

    assertThat(policies.isFixed(policy)).isTrue();
    assertThat(policy.of(directory(set(TOP, Map.of("most", "40"))), TOP).most()).isEqualTo(20);

    policies.adopt(Map.of(), Set.of());
    assertThat(policy.of(directory(set(TOP, Map.of("most", "40"))), TOP).most()).isEqualTo(40);
    assertThat(policies.find("limits")).contains(policy);
    assertThat(policies.find("weather")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithEachWord() {
    assertThat(policy.problems(Map.of("active", "maybe", "most", "0", "within", "8d", "x", "1")))
        .isEqualTo(
            Map.of(
                "active", "must be on or off",
                "most", "must be a whole number from 1 to 100",
                "within", "must be a time such as 30s, 5m, 2h or 7d, at most 7d",
                "x", "is no word of limits"));
    assertThat(policy.problems(Map.of("active", "ON", "most", " 7 ", "within", "7d"))).isEmpty();
  }

  @Test
  void isNotMadeWithWrongBuiltInWords() {
    var wrong = List.of(new Term("most", "none", ""));

    assertThatThrownBy(() -> new Policy<>("limits", wrong, words -> words.number("most", 1, 2)))
        .hasMessageContaining("limits");
  }

  @Test
  void readsListsSharesAndWhateverElseCanBeRead() {
    var words =
        new PolicyWords(Map.of("a", "US, GB  US\nDE", "b", "0.75", "c", "1.5", "d", "PT5M"));

    assertThat(words.list("a")).containsExactly("US", "GB", "DE");
    assertThat(words.list("none")).isEmpty();
    assertThat(words.share("b")).isEqualTo(0.75);
    assertThat(words.share("c")).isEqualTo(1.0);
    assertThat(words.read("d", "a time", Duration::parse, Duration.ZERO))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(words.read("a", "a time", Duration::parse, Duration.ZERO)).isZero();
    assertThat(words.problems()).containsOnlyKeys("a", "c");
  }
}
