package io.carillon.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Sender;
import io.carillon.testkit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatureTest {
  private static Nature of(Address address, String callingCode) {
    return Nature.of(new Sender(Samples.ACCOUNT, address, callingCode));
  }

  @ParameterizedTest
  @CsvSource({
    "+14155552671, LOCAL, US, true",
    "+18005550100, TOLL_FREE, US, false",
    "+18885550100, TOLL_FREE, US, false",
    "+14165550100, LOCAL, CA, false",
    "+18765550100, MOBILE, JM, false",
    "+17875550100, LOCAL, PR, false",
    "+447700900123, LOCAL, GB, false",
    "+447911123456, MOBILE, GG, false",
    "+4915112345678, MOBILE, DE, false",
  })
  void tellsKindAndCountryOfNumbersByTheirPlans(
      String number, SenderKind kind, String country, boolean tenDigit) {
    var nature = of(Address.phone(number), "");

    assertThat(nature.kind()).isEqualTo(kind);
    assertThat(nature.country()).isEqualTo(country);
    assertThat(nature.isTenDigit()).isEqualTo(tenDigit);
  }

  @Test
  void shortCodesAndNamesBelongWhereTheyAreBound() {
    assertThat(of(new Address(Address.Kind.SHORT_CODE, "12345"), "44"))
        .isEqualTo(new Nature(SenderKind.SHORT_CODE, "GB", "44"));
    assertThat(of(new Address(Address.Kind.ALPHANUMERIC, "Shop"), ""))
        .isEqualTo(new Nature(SenderKind.ALPHANUMERIC, "", ""));
  }

  @Test
  void namesCannotBeAnsweredAndMmsIsForWhereItIsCarried() {
    var rules = CountryRules.shipped();

    assertThat(Capabilities.of(of(Address.phone("+14155552671"), ""), rules))
        .isEqualTo(new Capabilities(true, true, true));
    assertThat(Capabilities.of(of(Address.phone("+4915112345678"), ""), rules))
        .isEqualTo(new Capabilities(true, false, true));
    assertThat(Capabilities.of(of(new Address(Address.Kind.ALPHANUMERIC, "Shop"), "1"), rules))
        .isEqualTo(new Capabilities(true, false, false));
  }
}
