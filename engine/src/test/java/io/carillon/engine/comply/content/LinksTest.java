package io.carillon.engine.comply.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts in texts, and what is wrong with them.
class LinksTest {
  @Test
  void findsHostsWithAndWithoutAScheme() {
    assertThat(
            Links.hosts(
                "See https://www.Example.com/a?b=c, bit.ly/3x. Or http://xn--mnchen-3ya.de:8080/;"
                    + " not me@mail.example or 3.5 and e.g. this"))
        .containsExactly("example.com", "bit.ly", "münchen.de");
    assertThat(Links.hosts("no link at all")).isEmpty();
  }

  @Test
  void looksAtSoManyOnly() {
    var text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("https://host").append((char) ('a' + i % 26)).append(i).append(".com ");
    }

    assertThat(Links.hosts(text.toString())).hasSize(20);
  }

  @Test
  void endsSoonOnAnyText() {
    var random = new Random(3);
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder();
      for (int j = 0; j < 20_000; j++) {
        text.append("a.-x@1é ".charAt(random.nextInt(i % 8 + 1)));
      }
      assertThat(Links.hosts(text.toString())).hasSizeLessThanOrEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bit.ly", "x.bit.ly", "tinyurl.com", "t.co.bit.ly"})
  void knowsShorteners(String host) {
    assertThat(Shorteners.among(List.of("example.com", host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rabbit.ly", "bit.ly.example.com", "ly", "acme.com", "co"})
  void takesNothingElseForOne(String host) {
    assertThat(Shorteners.among(List.of(host))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acmebank.top", // another end
        "acmebank.com.example.net", // within another
        "acmebank-login.com",
        "secure.acmebank-id.net",
        "acme-bank.com",
        "acrnebank.com", // rn for m
        "4cmeb4nk.com", // digits
        "аcmebank.com", // a Cyrillic a
        "acmebnak.com", // swapped
        "acmebanks.com", // one more
        "amebank.com", // one less
      })
  void knowsWhoWantsToBeTakenForABrand(String host) {
    assertThat(Lookalikes.among(List.of(host), List.of(Lookalikes.Brand.of("acmebank.com"))))
        .hasValue("acmebank.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acmebank.com", "www.acmebank.com", "acme.com", "bank.com", "example.org"})
  void leavesTheBrandItselfAndOthersAlone(String host) {
    assertThat(Lookalikes.among(List.of(host), List.of(Lookalikes.Brand.of("acmebank.com"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "аррӏе.com, true", // all Cyrillic, reads as Latin, Latin end
    "pаypal.com, true", // mixed
    "ελλάδα.gr, false", // Greek that does not read as Latin
    "почта.рф, false", // all Cyrillic, Cyrillic end
    "münchen.de, false",
    "example.com, false",
  })
  void knowsWhoDeceivesInGeneral(String host, boolean deceives) {
    assertThat(Lookalikes.among(List.of(host), List.of()))
        .isEqualTo(deceives ? Optional.of("") : Optional.empty());
  }
}
