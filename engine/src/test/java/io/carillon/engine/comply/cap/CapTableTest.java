package io.carillon.engine.comply.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.sender.Arranged.Brand;
import io.carillon.engine.sender.Arranged.Campaign;
import io.carillon.model.Id;
import io.carillon.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapTableTest {
  private final CapTable table = CapTable.shipped();

  private static Campaign campaign(String entity, String use, int score, String letter) {
    var brand = new Brand(Samples.ACCOUNT, new Id(1, 1), entity, score);
    return new Campaign(new Id(2, 2), brand, use, letter);
  }

  private static int parts(CapTable table, String carrier, Campaign campaign) {
    return table.of(campaign).stream()
        .filter(cap -> cap.carrier().equals(carrier))
        .mapToInt(cap -> cap.parts().orElse(0))
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "private_profit, customer_care, 90, A, 4500, 200000",
    "private_profit, marketing, 80, '', 4500, 200000",
    "private_profit, marketing, 60, D, 2400, 40000",
    "private_profit, marketing, 30, F, 240, 10000",
    "private_profit, low_volume, 90, T, 75, 2000",
    "private_profit, marketing, 0, '', 75, 2000",
    "sole_proprietor, sole_proprietor, 0, '', 75, 1000",
    "government, public_service_announcement, 0, C, 2400, 200000"
  })
  void capsFollowClassScoreAndKind(
      String entity, String use, int score, String letter, int att, int tmobile) {
    var campaign = campaign(entity, use, score, letter);

    assertThat(parts(table, "att", campaign)).isEqualTo(att);
    assertThat(parts(table, "tmobile", campaign)).isEqualTo(tmobile);
    assertThat(parts(table, "verizon", campaign)).isEqualTo(6_000);
    assertThat(table.of(campaign)).hasSize(3);
  }

  @Test
  void theOperatorsRowsGoBefore() {
    var campaign = campaign("private_profit", "marketing", 60, "A");
    var other =
        table.under(
            List.of(
                "tmobile,brand,day,score>=50,100000",
                "att, campaign, minute, class=B, 9",
                "verizon,number,minute,*,-"));

    assertThat(parts(other, "tmobile", campaign)).isEqualTo(100_000);
    assertThat(parts(other, "att", campaign)).isEqualTo(4_500);
    assertThat(parts(other, "verizon", campaign)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tmobile,brand,day,*",
        "tmobile,brand,hour,*,5",
        "tmobile,team,day,*,5",
        "tmobile,number,day,*,5",
        "tmobile,brand,day,size=5,5",
        "tmobile,brand,day,*,0",
        "T-Mobile,brand,day,*,5"
      })
  void whatIsNoCapIsRefused(String line) {
    assertThatThrownBy(() -> table.under(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no cap");
  }

  @Test
  void networksAreToldByTheirCodes() {
    assertThat(table.carrier("310410")).isEqualTo("att");
    assertThat(table.carrier("310260")).isEqualTo("tmobile");
    assertThat(table.carrier("311480")).isEqualTo("verizon");
    assertThat(table.carrier("26201")).isEmpty();
    assertThat(table.carriers()).containsExactlyInAnyOrder("att", "tmobile", "verizon");
  }
}
