package io.carillon.engine.comply.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Cases;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationCheckTest {
  private final io.carillon.engine.comply.Policy<Destinations> policy = Destinations.policy();
  private final DestinationCheck check = new DestinationCheck(policy);

  private Verdict to(String country, Directory directory) {
    return check.of(Cases.to("+4915112345678", country, Purpose.TRANSACTIONAL, directory));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', DE, true",
    "'', '', '', true",
    "'us, de', '', DE, true",
    "'US CA', '', DE, false",
    "US, '', '', false",
    "'', DE, DE, false",
    "'', DE, US, true",
    "DE, DE, DE, false",
  })
  void allowsWhatThePolicySays(String allow, String deny, String country, boolean allows) {
    var set = Cases.having(policy, Map.of("allow", allow, "deny", deny));

    assertThat(to(country, set).equals(Verdict.PASSED)).isEqualTo(allows);
  }

  @Test
  void everyCountryIsAllowedUntilSomebodySaysOtherwise() {
    assertThat(to("KP", Directory.EMPTY)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void saysWhichCountryAndWhichPolicy() {
    assertThat(to("DE", Cases.having(policy, Map.of("deny", "DE"))))
        .isEqualTo(
            new Verdict.Refused(
                Refusal.of(
                    Fault.DESTINATION_NOT_ALLOWED,
                    "to",
                    "The account may not write to DE; its policy 'destinations' says so.")));
  }

  @Test
  void countriesHaveTwoLetters() {
    assertThat(policy.problems(Map.of("allow", "USA")))
        .containsEntry("allow", "must be two-letter countries (ISO 3166-1), for instance US CA GB");
  }
}
