package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Conversions.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionSheetTest {
  private static final String HEAD = "from,to,rate,since\n";

  @Test
  void aLineIsARate() {
    var sheet =
        ConversionSheet.read(HEAD + "USD,EUR,0.923456789012,2027-01-01\r\nEUR,JPY,160.50,\r\n");

    assertThat(sheet.troubles()).isEmpty();
    assertThat(sheet.rates())
        .containsExactly(
            new Rate(
                "USD",
                "EUR",
                new BigDecimal("0.923456789012"),
                Optional.of(Instant.parse("2027-01-01T00:00:00Z"))),
            new Rate("EUR", "JPY", new BigDecimal("160.5"), Optional.empty()));
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    var sheet = ConversionSheet.read("rate,to,from\n0.5,EUR,USD\n2,USD,EUR\n");

    assertThat(sheet.rates()).hasSize(2);
    assertThat(ConversionSheet.read(ConversionSheet.write(sheet.rates()))).isEqualTo(sheet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          usd,EUR,1, | from must be a currency in ISO 4217, such as EUR, not 'usd'
          USD,euro,1, | to must be a currency in ISO 4217, such as EUR, not 'euro'
          USD,EUU,1, | to must be a currency in ISO 4217, such as EUR, not 'EUU'
          USD,USD,1, | to must be another currency than from
          USD,EUR,0.0, | rate must be more than zero
          USD,EUR,1.1234567890123, | rate must be a number with at most twelve decimals
          USD,EUR,12345678, | rate must be a number with at most twelve decimals
          USD,EUR,-1, | rate must be a number with at most twelve decimals, not '-1'
          USD,EUR,1,soon | since must be a day or a moment, such as 2027-01-31, not 'soon'
          GBP,EUR,2, | is for the same as line 2, since the same moment
          USD,EUR | has 2 values, not 4
          """)
  void aLineThatCannotBeMeantIsTold(String line, String trouble) {
    assertThat(ConversionSheet.read(HEAD + "GBP,EUR,1.15,\n" + line).troubles())
        .singleElement()
        .asString()
        .startsWith("line 3: " + trouble);
  }
}
