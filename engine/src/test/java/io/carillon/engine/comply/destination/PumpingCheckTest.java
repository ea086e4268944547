package io.carillon.engine.comply.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Cases;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PumpingCheckTest {
  private final Policy<Pumping> policy = Pumping.policy();
  private final ManualClock clock = new ManualClock();
  private final MemoryMeters meters = new MemoryMeters();
  private final PumpingCheck check = new PumpingCheck(policy, clock, meters);

  private Verdict code(String to, String country, Directory set) {
    return check.of(Cases.to(to, country, Purpose.OTP, set));
  }

  private static String number(int last) {
    return "+4477009%05d".formatted(last);
  }

  @Test
  void isOffUntilItIsSet() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(code(number(i), "GB", Directory.EMPTY)).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void refusesABurstToNumbersThatStandSideBySide() {
    var set = Cases.having(policy, Map.of("ranges", "refuse", "range_count", "20"));

    for (int i = 0; i < 20; i++) {
      assertThat(code(number(i), "GB", set)).isEqualTo(Verdict.PASSED);
    }
    var refused = code(number(20), "GB", set);
    assertThat(((Verdict.Refused) refused).refusal().fault())
        .isEqualTo(Fault.DESTINATION_NOT_ALLOWED);
    assertThat(((Verdict.Refused) refused).refusal().detail())
        .isEqualTo(
            "Refused by the policy 'pumping': 21 one-time passwords to one range of numbers within"
                + " 600 s.")
        .doesNotContain("+44");
    assertThat(meters.counted("pumping.found", "rule", "range", "reaction", "refuse")).isEqualTo(1);

    assertThat(code(number(1_000), "GB", set)).isEqualTo(Verdict.PASSED);
    assertThat(check.of(Cases.to(number(21), "GB", Purpose.TRANSACTIONAL, set)))
        .isEqualTo(Verdict.PASSED);
    clock.advance(Duration.ofMinutes(20));
    assertThat(code(number(22), "GB", set)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void marksABurstToACountryThatIsNotNamedAsUsual() {
    var set =
        Cases.having(policy, Map.of("countries", "mark", "usual", "US, CA", "country_count", "2"));

    assertThat(code("+6281100001", "ID", set)).isEqualTo(Verdict.PASSED);
    assertThat(code("+6281200002", "ID", set)).isEqualTo(Verdict.PASSED);
    assertThat(code("+6281300003", "ID", set))
        .isEqualTo(
            new Verdict.Marked(
                "3 one-time passwords to ID, which is unusual for the account within 3600 s"));
    for (int i = 0; i < 10; i++) {
      assertThat(code("+1415555000" + i, "US", set)).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void learnsWhichCountriesAreUsual() {
    var set = Cases.having(policy, Map.of("countries", "refuse", "country_count", "3"));

    for (int i = 0; i < 400; i++) {
      assertThat(code("+1415555%04d".formatted(i), "US", set)).isEqualTo(Verdict.PASSED);
      clock.advance(Duration.ofMinutes(1));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(code("+628110000" + i, "ID", set)).isEqualTo(Verdict.PASSED);
    }
    for (int i = 3; i < 50; i++) {
      assertThat(code("+628110000" + i, "ID", set)).isInstanceOf(Verdict.Refused.class);
    }
    assertThat(code("+14155559999", "US", set)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatRefusesGoesBeforeWhatMarks() {
    var set =
        Cases.having(
            policy,
            Map.of(
                "ranges",
                "mark",
                "range_count",
                "1",
                "countries",
                "refuse",
                "usual",
                "US",
                "country_count",
                "1"));
    code(number(1), "GB", set);

    assertThat(code(number(2), "GB", set)).isInstanceOf(Verdict.Refused.class);
  }
}
