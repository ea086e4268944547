package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestcommMappingTest {
  private static final Set<Integer> DOCUMENTED =
      Set.of(1000, 1002, 30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010);

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasAStatusThatFitsItsBlameAndAReason(Fault fault) {
    var row = RestcommFault.of(fault);

    assertThat(row.http()).isBetween(400, 503);
    assertThat(row.error()).matches("[A-Z_]+");
    assertThat(row.reason() == row.http() || DOCUMENTED.contains(row.reason())).isTrue();
    if (fault.blame() == Fault.Blame.CALLER) {
      assertThat(row.http()).isLessThan(500);
    }
  }

  @Test
  void theReasonCodesAreThoseOfTheDictionary() {
    assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::number))
        .containsExactlyInAnyOrderElementsOf(DOCUMENTED);
    assertThat(
            Arrays.stream(ReasonCode.values()).map(ReasonCode::words).collect(Collectors.toSet()))
        .hasSize(DOCUMENTED.size());
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyStatusIsFoundUnderItsWord(Status status) {
    assertThat(RestcommMapping.statuses(RestcommMapping.word(status))).contains(status);
  }

  @Test
  void wordsAreTakenBack() {
    for (var channel : Channel.values()) {
      assertThat(RestcommMapping.channel(RestcommMapping.scheme(channel))).contains(channel);
    }
    for (var direction : Direction.values()) {
      assertThat(RestcommMapping.way(RestcommMapping.word(direction)).orElseThrow().direction())
          .isEqualTo(direction);
    }
    assertThat(RestcommMapping.statuses("lost")).isEmpty();
    assertThat(RestcommMapping.channel("fax")).isEmpty();
    assertThat(RestcommMapping.way("Outbound-Reply"))
        .contains(new RestcommMapping.Way(Direction.OUTBOUND, Optional.of(true)));
    assertThat(RestcommMapping.way("")).isEmpty();
    assertThat(RestcommMapping.key("Colour")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "001, 30005",
    "003, 30005",
    "038, 30005",
    "232, 30005",
    "004, 30004",
    "007, 30004",
    "230, 30004",
    "008, 30003",
    "228, 30003",
    "010, 30006",
    "231, 30007",
    "500, 30008"
  })
  void theErrorsOfReceiptsAreThoseOfRestcommConnect(String digits, int number) {
    assertThat(RestcommMapping.receiptError(digits).map(ReasonCode::number)).contains(number);
  }

  @ParameterizedTest
  @CsvSource({"000", "''", "12", "1234", "abc"})
  void whatIsNoErrorOfAReceiptMeansNothing(String digits) {
    assertThat(RestcommMapping.receiptError(digits)).isEmpty();
  }
}
