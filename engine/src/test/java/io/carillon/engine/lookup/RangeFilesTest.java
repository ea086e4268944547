package io.carillon.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import io.carillon.testkit.Samples;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeFilesTest {
  private final RangeFiles files = new RangeFiles();

  private Ranges read(String... lines) {
    files.read("ranges.csv", Samples.START, List.of(lines).iterator());
    assertThat(files.troubles()).isEmpty();
    return files.ranges();
  }

  @Test
  void theLongestPrefixCounts() {
    var ranges =
        read(
            "prefix,mcc,mnc,name,type,country",
            "# made up",
            "",
            "+49151,262,01,Eins,mobile,DE",
            "491511,262,02,\"Zwei, \"\"die\"\" andere\",MOBILE,DE",
            "4930,,,,fixed,DE",
            "1800,,,,toll-free");

    assertThat(ranges.size()).isEqualTo(4);
    assertThat(ranges.code(Address.phone("+4915112345678"))).isEqualTo("26202");
    assertThat(ranges.code(Address.phone("+4915212345678"))).isEmpty();
    var facts = ranges.of(Address.phone("+4915122345678")).orElseThrow();
    assertThat(facts.network()).contains(new Network("262", "01", "Eins"));
    assertThat(facts.type()).contains(NumberFacts.Type.MOBILE);
    assertThat(facts.country()).isEqualTo("DE");
    assertThat(facts.source()).contains(Source.RANGE);
    assertThat(facts.at()).contains(Samples.START);
    var named = ranges.of(Address.phone("+4915112345678")).orElseThrow();
    assertThat(named.network().orElseThrow().name()).isEqualTo("Zwei, \"die\" andere");
    assertThat(ranges.of(Address.phone("+49301234")).orElseThrow().network()).isEmpty();
    assertThat(ranges.of(Address.phone("+18005550100")).orElseThrow().type())
        .contains(NumberFacts.Type.TOLL_FREE);
    assertThat(ranges.of(Address.phone("+999999999999999"))).isEmpty();
  }

  @Test
  void nothingIsKnownOfNoRange() {
    assertThat(Ranges.NONE.of(Address.phone("+4915112345678"))).isEmpty();
    assertThat(Ranges.NONE.code(Address.phone("+4915112345678"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0151,262,01             | prefix
          49a                     | prefix
          1234567890123456        | prefix
          49151,26,01             | MCC
          49151,262,              | MCC
          49151,,01               | MCC
          49151,262,01,x,car      | type
          49151,262,01,x,,Germany | country
          49151,1,2,3,4,5,6       | columns
          """)
  void whatIsWrongIsNamedWithFileAndLine(String line, String about) {
    files.read("ranges.csv", Samples.START, List.of("prefix,mcc", line).iterator());

    assertThat(files.troubles())
        .singleElement()
        .asString()
        .startsWith("ranges.csv, line 2: ")
        .contains(about);
  }

  @Test
  void aPrefixThatStandsTwiceIsRefused() {
    files.read("a.csv", Samples.START, List.of("49151,262,01").iterator());
    files.read("b.csv", Samples.START, List.of("49152,262,02", "+49151,262,02").iterator());

    assertThat(files.troubles()).containsExactly("b.csv, line 2: the prefix stands twice");
  }

  @Test
  void afterTwentyTroublesNothingMoreIsRead() {
    files.read("a.csv", Samples.START, Collections.nCopies(100, "x").iterator());

    assertThat(files.troubles()).hasSize(20);
  }
}
