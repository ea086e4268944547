package io.carillon.engine.comply.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Cases;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.model.Wait;
import io.carillon.testkit.MemoryMeters;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuietHoursCheckTest {
  /// Sunday, 03:30 in New York, 02:30 in Texas, 08:30 in London.
  private static final Instant NIGHT = Instant.parse("2026-01-18T08:30:00Z");

  private final Policy<QuietHours> policy = QuietHours.policy();
  private final MemoryMeters meters = new MemoryMeters();
  private final QuietHoursCheck check = new QuietHoursCheck(policy, meters);

  private Verdict of(String to, String country, Purpose purpose, Directory directory) {
    var asked = Cases.to(to, country, purpose, directory);
    return check.of(
        new Case(asked.parties(), asked.country(), asked.content(), asked.use(), directory, NIGHT));
  }

  private Directory set(String... words) {
    var all = new java.util.HashMap<String, String>();
    for (int i = 0; i < words.length; i += 2) {
      all.put(words[i], words[i + 1]);
    }
    return Cases.having(policy, all);
  }

  @Test
  void isOffUntilSomebodyTurnsItOn() {
    assertThat(of("+12125551234", "US", Purpose.PROMOTIONAL, Directory.EMPTY))
        .isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"OTP", "TRANSACTIONAL"})
  void whatIsNotPromotionalAlwaysGoes(Purpose purpose) {
    assertThat(of("+12125551234", "US", purpose, set("promotional", "refuse")))
        .isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @CsvSource({
    "+12125551234, US, 2026-01-18T13:00:00Z", // New York, from 8
    "+15125551234, US, 2026-01-18T18:00:00Z", // Texas, from 12 on Sundays
    "+14015551234, US, 2026-01-18T15:00:00Z", // Rhode Island, from 10 at weekends
    "+14155551234, US, 2026-01-18T16:00:00Z", // California, from 8
    "+18085551234, US, 2026-01-18T18:00:00Z", // Hawaii, from 8
  })
  void waitsForTheHoursOfThePlaceOfTheNumber(String to, String country, String opens) {
    assertThat(of(to, country, Purpose.PROMOTIONAL, set("promotional", "defer")))
        .isEqualTo(
            new Verdict.Later(
                Instant.parse(opens), Wait.QUIET, "the recipient's hours open at " + opens));
    assertThat(meters.counted("quiet.found", "became", "deferred")).isEqualTo(1);
  }

  @Test
  void aNumberOfSeveralZonesWaitsForTheLast() {
    // Idaho lies in two
    assertThat(of("+12085551234", "US", Purpose.PROMOTIONAL, set("promotional", "defer")))
        .extracting(verdict -> ((Verdict.Later) verdict).until())
        .isEqualTo(Instant.parse("2026-01-18T16:00:00Z"));
  }

  @Test
  void whereNoHoursAreKnownItGoes() {
    var set = set("promotional", "defer");

    assertThat(of("+447911123456", "GB", Purpose.PROMOTIONAL, set)).isEqualTo(Verdict.PASSED);
    assertThat(
            of(
                "+447911123456",
                "GB",
                Purpose.PROMOTIONAL,
                set("promotional", "defer", "windows", "GB 09:00-20:00")))
        .isInstanceOf(Verdict.Later.class);
  }

  @Test
  void aNumberThatTellsNoZoneGoesUnlessTheAccountHasSetOne() {
    assertThat(
            of(
                "+88213123456",
                "",
                Purpose.PROMOTIONAL,
                set("promotional", "defer", "windows", "* 09:00-20:00")))
        .isEqualTo(Verdict.PASSED);
    assertThat(
            of(
                "+88213123456",
                "",
                Purpose.PROMOTIONAL,
                set(
                    "promotional", "defer",
                    "windows", "* 09:00-20:00",
                    "zone", "Europe/London")))
        .extracting(verdict -> ((Verdict.Later) verdict).until())
        .isEqualTo(Instant.parse("2026-01-18T09:00:00Z"));
  }

  @Test
  void isRefusedOnlyWhereThePolicySaysSo() {
    var verdict = of("+12125551234", "US", Purpose.PROMOTIONAL, set("promotional", "refuse"));

    var refusal = ((Verdict.Refused) verdict).refusal();
    assertThat(refusal.fault()).isEqualTo(Fault.NOT_NOW);
    assertThat(refusal.detail()).contains("2026-01-18T13:00:00Z").doesNotContain("+1212");
  }

  @Test
  void whatCanNeverGoIsRefused() {
    // no hour of New York is one of all of Russia
    var verdict =
        of(
            "+79161234567",
            "RU",
            Purpose.PROMOTIONAL,
            set("promotional", "defer", "windows", "RU 09:00-12:00"));

    assertThat(((Verdict.Refused) verdict).refusal().detail()).contains("no hour");
  }

  @Test
  void wordsThatMeanNothingAreTold() {
    assertThat(policy.problems(Map.of("promotional", "on", "windows", "US 8-9", "zone", "Mars")))
        .containsOnlyKeys("promotional", "windows", "zone");
  }
}
