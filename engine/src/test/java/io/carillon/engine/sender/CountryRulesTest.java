package io.carillon.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carillon.engine.sender.CountryRule.Names;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountryRulesTest {
  private final CountryRules rules = CountryRules.shipped();

  @Test
  void whatHasNoRowHasTheUsualRule() {
    assertThat(rules.of("SE")).isEqualTo(new CountryRule(Names.ALLOWED, true, false));
    assertThat(rules.of("")).isEqualTo(rules.of("SE"));
    assertThat(rules.own("SE")).isEmpty();
  }

  @Test
  void knowsWhereNamesAreForbiddenOrHaveToBeRegistered() {
    assertThat(rules.of("US").alphanumeric()).isEqualTo(Names.FORBIDDEN);
    assertThat(rules.of("CA").alphanumeric()).isEqualTo(Names.FORBIDDEN);
    assertThat(rules.of("SG").alphanumeric()).isEqualTo(Names.REGISTERED);
    assertThat(rules.of("IN").alphanumeric()).isEqualTo(Names.REGISTERED);
    assertThat(rules.of("AE").twoWay()).isFalse();
  }

  @Test
  void everyRowIsACountry() {
    Set<String> countries = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    assertThat(countries).containsAll(rules.countries());
  }

  @Test
  void aRowThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountryRules.read("*,allowed,yes,no\nDE,perhaps,yes,no"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountryRules.read("*,allowed,yes,no\n*,allowed,yes,no"));
  }
}
