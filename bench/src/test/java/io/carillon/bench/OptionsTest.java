package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.bench.database.Database;
import io.carillon.bench.far.FarPlan;
import io.carillon.bench.load.Generator;
import io.carillon.bench.scene.Scenario;
import io.carillon.bench.scene.Wishes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void withoutFlagsTheHelpTellsWhatCounts() {
    var options = Options.parse();

    assertThat(options.plan())
        .isEqualTo(new Plan(Duration.ofSeconds(30), Duration.ofSeconds(30), 0));
    assertThat(options.carrier()).isEqualTo(new Options.Carrier(Duration.ofSeconds(30), 4, 100));
    assertThat(options.wishes()).isEqualTo(new Wishes(0, 0, 0, 0, 0, FarPlan.USUAL));
    assertThat(options.repeat()).isEqualTo(1);
    assertThat(options.generator()).isEqualTo(Generator.Kind.OWN);
    assertThat(options.scenarios()).containsExactly(Scenario.SINGLE);
    assertThat(options.trials()).hasSize(1);
    assertThat(options.startOnly()).isFalse();
    assertThat(options.place().json()).isEmpty();
    assertThat(options.place().keep()).isFalse();
    assertThat(options.server().mainClass()).isEqualTo("io.carillon.app.Main");
    assertThat(options.server().rest()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void allScenariosAreALineEach() {
    var trials = Options.parse("--scenario", "all").trials();

    assertThat(trials)
        .extracting(Trial::name)
        .containsExactly(Stream.of(Scenario.values()).map(Scenario::word).toArray(String[]::new));
    assertThat(ours(trials, 0).wishes().flood()).isEqualTo(100_000);
    assertThat(Options.parse("--scenario", "flood").wishes().flood()).as("its own").isZero();
  }

  @Test
  void halfOfTheMaximumIsMeasuredBehindTheMaximum() {
    var trials = Options.parse("--rates", "half,500").trials();

    assertThat(trials).extracting(Trial::name).containsExactly("maximum", "half of it", "500 / s");
    assertThat(ours(trials, 0).wishes(0).perSecond()).as("a closed loop").isZero();
    assertThat(ours(trials, 1).wishes(12_000).perSecond()).isEqualTo(6_000);
    assertThat(ours(trials, 2).wishes(12_000).perSecond()).isEqualTo(500);
  }

  @Test
  void kannelIsRunBesideUsWithWrkForBoth() {
    var options = Options.parse("--compare", "kannel", "--kannel-connections", "4,8");

    assertThat(options.generator()).isEqualTo(Generator.Kind.WRK);
    assertThat(options.peer().quickens()).isTrue();
    assertThat(Options.parse("--leave-route").peer().quickens()).isFalse();
    assertThat(options.trials())
        .extracting(Trial::name)
        .containsExactly("Carillon", "Kannel, c4", "Kannel, c8");
    assertRefused("--compare takes kannel", "--compare", "jasmin");
    assertRefused(
        "--compare takes wrk as the load of both", "--compare", "kannel", "--load", "own");
    assertRefused(
        "Kannel is compared by single sends only", "--compare", "kannel", "--scenario", "twilio");
  }

  @Test
  void historiesAreAColumnEach() {
    var trials = Options.parse("--history", "0,10m").trials();

    assertThat(trials).extracting(Trial::name).containsExactly("empty", "after 10m");
    assertThat(ours(trials, 0).history()).isEmpty();
    assertThat(ours(trials, 1).history()).isEqualTo("10m");
    assertThat(Options.parse("--history", "500k").started().history()).isEqualTo("500k");
    assertRefused("--history takes numbers such as 0, 500k or 10m, by commas", "--history", "many");
    assertRefused(
        "several histories go with one scenario at one rate",
        "--history",
        "0,1k",
        "--scenario",
        "all");
  }

  @Test
  void theStoreMayBePostgres() {
    assertThat(Options.parse().server().database()).isEqualTo(Database.Kind.SQLITE);
    assertThat(Options.parse("--store", "postgres").server().database())
        .isEqualTo(Database.Kind.POSTGRES);
    assertRefused("--store takes sqlite or postgres", "--store", "oracle");
    assertRefused(
        "--history-dir keeps data folders of SQLite only",
        "--store",
        "postgres",
        "--history-dir",
        "x");
  }

  @Test
  void oneRateIsOneTrial() {
    var options = Options.parse("--rate", "250");

    assertThat(options.trials()).hasSize(1);
    assertThat(ours(options.trials(), 0).wishes(0).perSecond()).isEqualTo(250);
    assertThat(options.asksForRates()).isTrue();
  }

  @Test
  void flagsAreObeyed() {
    var options =
        Options.parse(
            "--connections", "8", "--messages", "1000", "--warmup", "0", "--window", "10");
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
            "--slow-sync",
            "2",
            "--java-options",
            " -Xmx1g  -Xss1m ");

    assertThat(options.wishes().connections()).isEqualTo(8);
    assertThat(options.plan().messages()).isEqualTo(1_000);
    assertThat(options.plan().warmup()).isZero();
    assertThat(others.repeat()).isEqualTo(3);
    assertThat(others.generator()).isEqualTo(Generator.Kind.WRK);
    assertThat(others.startOnly()).isTrue();
    assertThat(others.place().json()).contains(Path.of("a.json"));
    assertThat(others.place().keep()).isTrue();
    assertThat(others.server().slowSync()).contains(Duration.ofMillis(2));
    assertThat(others.server().jvmFlags()).containsExactly("-Xmx1g", "-Xss1m");
  }

  @Test
  void whatCannotBeIsSaidInASentence() {
    assertRefused("'hello' is not a flag", "hello");
    assertRefused("there is no flag --colour; --help names them", "--colour", "red");
    assertRefused("--seconds needs a value, or is no flag; --help names them", "--seconds");
    assertRefused("--json takes a file in a folder that exists", "--json", "/no/such/a.json");
    assertRefused("--seconds takes a whole number from 1 to 600", "--seconds", "0");
    assertRefused("--seconds takes a whole number from 1 to 600", "--seconds", "x");
    assertRefused("--load takes own or wrk", "--load", "ab");
    assertRefused(
        "--scenario takes all or one of single, twilio, bulk, long, silent, tenants,"
            + " slow-endpoint, throttling, burst, flood, dead-endpoint, callbacks",
        "--scenario",
        "double");
    assertRefused("--rate and --rates exclude each other", "--rate", "5", "--rates", "half");
    assertRefused(
        "--rates takes whole numbers from 1 to 1000000 and half, by commas", "--rates", "half,0");
    assertRefused(
        "a rate goes with one of single, twilio, bulk, long, silent",
        "--rate",
        "5",
        "--scenario",
        "flood");
    assertRefused(
        "wrk sends one kind of request only: single, twilio, silent",
        "--load",
        "wrk",
        "--scenario",
        "bulk");
    assertRefused("wrk knows no schedule: rates need --load own", "--load", "wrk", "--rate", "5");
    assertRefused("--dir takes a folder that exists", "--dir", "/no/such/folder");
    assertRefused("wrk cannot stop after a number of messages", "--load", "wrk", "--messages", "5");
  }

  @Test
  void theHelpNamesFlagsThatExist() {
    var flags = Pattern.compile("^  (--[a-z-]+)", Pattern.MULTILINE);
    var found = flags.matcher(OptionsReader.HELP);
    var count = 0;
    while (found.find()) {
      count++;
      assertThat(accepts(found.group(1))).as(found.group(1)).isTrue();
    }
    assertThat(count).isEqualTo(30);
  }

  private static Trial.Ours ours(List<Trial> trials, int index) {
    return (Trial.Ours) trials.get(index);
  }

  private static boolean accepts(String flag) {
    try {
      Options.parse(flag, "1");
      return true;
    } catch (IllegalArgumentException refused) {
      return !refused.toString().contains("there is no flag");
    }
  }

  private static void assertRefused(String sentence, String... args) {
    assertThatThrownBy(() -> Options.parse(args))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
