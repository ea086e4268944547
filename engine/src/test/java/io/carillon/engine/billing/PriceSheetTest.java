package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.carillon.model.Channel;
import io.carillon.model.Money;
import io.carillon.model.Tariff;
import io.carillon.model.Tariff.Row;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceSheetTest {
  private static final String HEAD = "channel,country,carrier,route,price,since,until\n";

  private static PriceSheet read(String text) {
    return PriceSheet.read(text, "EUR");
  }

  @Test
  void aLineIsAPrice() {
    var sheet = read(HEAD + "sms,DE,acme,bulk,0.0765,2027-01-01,2027-06-30T22:00:00+02:00\r\n");

    assertThat(sheet.troubles()).isEmpty();
    assertThat(sheet.rows())
        .containsExactly(
            new Row(
                Channel.SMS,
                "DE",
                "acme",
                "bulk",
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2027-06-30T20:00:00Z")),
                new Money(76_500, "EUR")));
  }

  @Test
  void aPriceMayBeInAnotherCurrency() {
    var sheet = read("channel,country,price,currency\nsms,DE,1,GBP\nsms,FR,2,\n");

    assertThat(sheet.troubles()).isEmpty();
    assertThat(sheet.rows())
        .extracting(Row::price)
        .containsExactly(new Money(1_000_000, "GBP"), new Money(2_000_000, "EUR"));
    assertThat(read("channel,country,price,currency\nsms,DE,1,pound\n").troubles())
        .containsExactly(
            "line 2: currency must be a currency in ISO 4217, such as EUR, not 'pound'");
  }

  @Test
  void columnsStandInAnyOrderAndThoseThatAreMissingMeanAll() {
    var sheet = read("\uFEFFPrice, \"Country\", channel\n\n1,*,mms\n");

    assertThat(sheet.troubles()).isEmpty();
    var none = Optional.<Instant>empty();
    assertThat(sheet.rows())
        .containsExactly(
            new Row(
                Channel.MMS,
                Tariff.ANY,
                Tariff.ANY,
                Tariff.ANY,
                none,
                none,
                new Money(1_000_000, "EUR")));
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    var sheet = read(HEAD + "sms,DE,*,*,0.05,,\nsms,*,acme,*,0,2027-01-01,2028-01-01\n");

    assertThat(read(PriceSheet.write(sheet.rows()))).isEqualTo(sheet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          telex,DE,*,*,1,, | channel must be a channel such as sms, not 'telex'
          sms,Germany,*,*,1,, | country must be a country in ISO 3166-1, or *, not 'Germany'
          sms,UK,*,*,1,, | country must be a country in ISO 3166-1, or *, not 'UK'
          sms,de,*,*,1,, | country must be a country in ISO 3166-1, or *, not 'de'
          sms,DE,A B,*,1,, | carrier must be the name of a carrier, or *, not 'A B'
          sms,DE,*,Ü,1,, | route must be the name of a route, or *, not 'Ü'
          sms,DE,*,*,-1,, | price must be an amount with at most six decimals, not '-1'
          sms,DE,*,*,1.0000001,, | price must be an amount with at most six decimals
          sms,DE,*,*,1,soon, | since must be a day or a moment, such as 2027-01-31, not 'soon'
          sms,DE,*,*,1,2027-02-30, | since must be a day or a moment, such as 2027-01-31
          sms,DE,*,*,1,2027-01-02,2027-01-02 | until must be later than since
          sms,DE | has 2 values, not 7
          """)
  void aLineThatCannotBeMeantIsTold(String line, String trouble) {
    assertThat(read(HEAD + "sms,US,*,*,1,,\n" + line).troubles())
        .singleElement()
        .asString()
        .startsWith("line 3: " + trouble);
  }

  @Test
  void everyBadLineIsToldAndEverythingThatIsWrongWithIt() {
    assertThat(read(HEAD + "fax,y,*,*,1,,\nsms,DE,*,*,1,,\nsms,DE,*,*,2,,\n").troubles())
        .containsExactly(
            "line 2: channel must be a channel such as sms, not 'fax'",
            "line 2: country must be a country in ISO 3166-1, or *, not 'y'",
            "line 4: is for the same as line 3, since the same moment");
  }

  @Test
  void namesOfColumnsAreNeeded() {
    assertThat(read("").troubles()).singleElement().asString().startsWith("line 1: has no names");
    assertThat(read("channel,price\n").troubles())
        .containsExactly("line 1: names no column country");
    assertThat(read("channel,country,price,discount\n").troubles())
        .containsExactly("line 1: names a column that is not known: 'discount'");
    assertThat(read("channel,country,price,price\n").troubles())
        .containsExactly("line 1: names a column twice");
  }

  @Test
  void thereIsABoundOnWhatIsTold() {
    var sheet = read(HEAD + "x\n".repeat(PriceSheet.TROUBLES_MAX + 5));

    assertThat(sheet.troubles()).hasSize(PriceSheet.TROUBLES_MAX + 1);
    assertThat(sheet.troubles().getLast()).isEqualTo("and 5 more");
  }

  @Test
  void everyRegionOfTheNumberingPlansHasAPrice() {
    var lines = new StringBuilder("channel,country,price\n");
    var regions = PhoneNumberUtil.getInstance().getSupportedRegions();
    regions.forEach(region -> lines.append("sms,").append(region).append(",1\n"));

    assertThat(read(lines.toString()).troubles()).isEmpty();
    assertThat(read(lines.toString()).rows()).hasSize(regions.size());
  }
}
