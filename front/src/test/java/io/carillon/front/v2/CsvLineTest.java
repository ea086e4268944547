package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {
  private final StringBuilder out = new StringBuilder();
  private final CsvLine line = new CsvLine(out);

  @Test
  void fieldsStandBetweenCommasAndTheLineEndsAsTheRfcSays() {
    line.text("a", "plain");
    line.number("b", -3);
    line.flag("c", true);
    line.moment("d", Optional.of(Instant.EPOCH));
    line.moment("e", Optional.empty());
    line.labels("f", Map.of());
    line.end();

    assertThat(out).hasToString("plain,-3,true,1970-01-01T00:00:00Z,,\r\n");
  }

  @Test
  void whatHoldsACommaAQuoteOrALineEndIsQuoted() {
    line.text("a", "a,b");
    line.text("b", "say \"x\"");
    line.text("c", "two\r\nlines");
    line.labels("d", Map.of("k", "v"));

    assertThat(out)
        .hasToString("\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\"{\"\"k\"\":\"\"v\"\"}\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=1+1          | '=1+1",
        "@SUM(A1)      | '@SUM(A1)",
        "-2+3          | '-2+3",
        "+1*cmd        | '+1*cmd",
        "+14155552671  | +14155552671",
        "+             | '+",
        "＝1           | '＝1",
        "a=1           | a=1",
      },
      quoteCharacter = '~')
  void aFormulaIsMadeTextAndANumberIsLeftAlone(String value, String field) {
    line.text("a", value);

    assertThat(out).hasToString(field);
  }

  @Test
  void aTabOrALineEndAtTheBeginIsMadeTextToo() {
    line.text("a", "\t=1");
    line.text("b", "\r=1");
    line.text("c", "\n=1");

    assertThat(out).hasToString("'\t=1,\"'\r=1\",\"'\n=1\"");
  }
}
