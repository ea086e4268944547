package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {
  /// The samples of the vendor's page.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "7777|8888 7777",
        "7777|8888 8888",
        "^*77...33#$ *77abc33#",
        "^[12]2233#$ 12233#",
        "^[12]2233#$ 22233#",
        "^7688[456]#$ 76886#",
        "[45]234[23] 52343",
        "^*222*...*...*500#$ *222*888*999*500#",
        "999... 999123",
        "16.* 16508251255",
        "16.* +16508251255",
        "+16.* +16508251255"
      })
  void theSamplesOfThePageFit(String pattern, String number) {
    assertThat(NumberPattern.read(pattern).orElseThrow().fits(number)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "7777|8888 77778888",
        "^[12]2233#$ 32233#",
        "999... 99912",
        "16.* 26508251255",
        "*77 77",
        "^7688[456]#$ 76884"
      })
  void whatIsNotMeantDoesNotFit(String pattern, String number) {
    assertThat(NumberPattern.read(pattern).orElseThrow().fits(number)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(a+)+$",
        "[12",
        "12]",
        "[1-9]",
        "a",
        "\\d",
        ".*.*.*.*",
        "1{2}",
        "1?",
        "11111111111111111111111111111111111111111111111111111111111111111"
      })
  void whatIsNoPatternIsNone(String text) {
    assertThat(NumberPattern.read(text)).isEmpty();
  }

  @Test
  void theWorstPatternIsQuick() {
    var worst = NumberPattern.read(".*.*.*" + "1|2".repeat(10) + "3").orElseThrow();
    long start = System.nanoTime();

    for (int i = 0; i < 1_000; i++) {
      worst.fits("1".repeat(32));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void theNumberItselfComesBeforeEveryPatternAndTheLongestPatternFirst() {
    var lines = new ArrayList<>(List.of(line("16.*"), line("16508.*"), line("+16508251255")));

    assertThat(NumberPattern.match(lines, "+16508251255").orElseThrow().number())
        .isEqualTo("+16508251255");
    assertThat(NumberPattern.match(lines, "+16508251256").orElseThrow().number())
        .isEqualTo("16508.*");
    assertThat(NumberPattern.match(lines, "+16999999999").orElseThrow().number()).isEqualTo("16.*");
    assertThat(NumberPattern.match(lines, "+49301234567")).isEmpty();
  }

  private static PhoneLine line(String number) {
    var address =
        Address.isE164(number) ? Optional.of(Address.phone(number)) : Optional.<Address>empty();
    return new PhoneLine(
        new Id(1, number.hashCode()),
        new AccountId(new Id(1, 1)),
        number,
        address,
        Optional.empty());
  }
}
