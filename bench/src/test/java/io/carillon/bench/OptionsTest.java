package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void withoutFlagsTheHelpTellsWhatCounts() {
    var options = Options.parse();

    assertThat(options.plan())
        .isEqualTo(new LoadPlan(64, Duration.ofSeconds(8), Duration.ofSeconds(30), 0));
    assertThat(options.carrier())
        .isEqualTo(new Options.Carrier(Duration.ZERO, Duration.ofSeconds(30), 4, 100));
    assertThat(options.repeat()).isEqualTo(1);
    assertThat(options.generator()).isEqualTo(Generator.Kind.OWN);
    assertThat(options.scenario()).isEqualTo(Scenario.SINGLE);
    assertThat(options.startOnly()).isFalse();
    assertThat(options.place().json()).isEmpty();
    assertThat(options.place().keep()).isFalse();
    assertThat(options.server().mainClass()).isEqualTo("io.carillon.app.Main");
  }

  @Test
  void flagsAreObeyed() {
    var options =
        Options.parse("--connections", "8", "--messages", "1000", "--warmup", "0", "--window", "10")
            .plan();
    var others =
        Options.parse(
            "--repeat",
            "3",
            "--load",
            "wrk",
            "--start-only",
            "--json",
            "a.json",
            "--keep",
            "--java-options",
            " -Xmx1g  -Xss1m ");

    assertThat(options.connections()).isEqualTo(8);
    assertThat(options.messages()).isEqualTo(1_000);
    assertThat(options.warmup()).isZero();
    assertThat(others.repeat()).isEqualTo(3);
    assertThat(others.generator()).isEqualTo(Generator.Kind.WRK);
    assertThat(others.startOnly()).isTrue();
    assertThat(others.place().json()).contains(Path.of("a.json"));
    assertThat(others.place().keep()).isTrue();
    assertThat(others.server().jvmFlags()).containsExactly("-Xmx1g", "-Xss1m");
  }

  @Test
  void whatCannotBeIsSaidInASentence() {
    assertRefused("'hello' is not a flag", "hello");
    assertRefused("unknown flag --colour", "--colour", "red");
    assertRefused("--seconds needs a value", "--seconds");
    assertRefused("--seconds takes a whole number from 1 to 600", "--seconds", "0");
    assertRefused("--seconds takes a whole number from 1 to 600", "--seconds", "x");
    assertRefused("--load takes own or wrk", "--load", "ab");
    assertRefused("--scenario takes one of single", "--scenario", "double");
    assertRefused("--dir takes a folder that exists", "--dir", "/no/such/folder");
    assertRefused("wrk cannot stop after a number of messages", "--load", "wrk", "--messages", "5");
  }

  @Test
  void theHelpNamesFlagsThatExist() {
    var flags = Pattern.compile("^  (--[a-z-]+)( [A-Z]|.own|..\")?", Pattern.MULTILINE);
    var found = flags.matcher(Options.HELP);
    var count = 0;
    while (found.find()) {
      count++;
      assertThat(accepts(found.group(1))).as(found.group(1)).isTrue();
    }
    assertThat(count).isEqualTo(16);
  }

  private static boolean accepts(String flag) {
    try {
      Options.parse(flag, "1");
      return true;
    } catch (IllegalArgumentException refused) {
      return !refused.toString().contains("unknown flag");
    }
  }

  private static void assertRefused(String sentence, String... args) {
    assertThatThrownBy(() -> Options.parse(args))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
