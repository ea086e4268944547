package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IntelePeerMappingTest {
  private static String receipt(Status status, Optional<Fault> fault) {
    return IntelePeerMapping.receipt(new Change(status, Instant.EPOCH, fault));
  }

  @ParameterizedTest
  @CsvSource({
    "SENT, ACCEPTD",
    "DELIVERED, DELIVRD",
    "UNDELIVERED, UNDELIV",
    "EXPIRED, EXPIRED",
    "CANCELED, DELETED",
    "FAILED, REJECTD",
  })
  void aReceiptSaysItInTheWordsOfSmpp(Status status, String word) {
    assertThat(receipt(status, Optional.empty())).isEqualTo(word);
  }

  @Test
  void whatNobodyKnowsIsUnknown() {
    assertThat(receipt(Status.FAILED, Optional.of(Fault.OUTCOME_UNKNOWN))).isEqualTo("UNKNOWN");
    assertThat(receipt(Status.FAILED, Optional.of(Fault.REJECTED))).isEqualTo("REJECTD");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasAStatusOfFailure(Fault fault) {
    var row = IntelePeerFault.of(fault);

    assertThat(row.http()).isBetween(400, 503);
    assertThat(row.state().number()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT_INVALID, 400",
    "FIELD_MISSING, 400",
    "SENDER_NOT_REGISTERED, 404",
    "DESTINATION_NOT_ALLOWED, 403",
    "FUNDS_SHORT, 403",
    "OPTED_OUT, 403",
    "MEDIA_TOO_LARGE, 413",
    "MEDIA_UNSUPPORTED, 415",
    "TOO_MANY_REQUESTS, 429",
    "OVERLOADED, 429",
    "UNAUTHENTICATED, 401",
    "KEY_REUSED, 409",
  })
  void refusalsFollowTheTable(Fault fault, int http) {
    assertThat(IntelePeerFault.of(fault).http()).isEqualTo(http);
  }

  @Test
  void noTwoStatesShareANumber() {
    assertThat(Arrays.stream(State.values()).map(State::number)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(FirstState.values()).map(FirstState::number)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Status.values()).map(IntelePeerMapping::firstState))
        .doesNotContain(FirstState.UNKNOWN);
  }

  @Test
  void whatAnotherDialectKeptMeansNothingHere() {
    var other = new Keepsake("{\"X-Param\": 1}".getBytes(StandardCharsets.UTF_8));

    assertThat(Kept.of(other)).isEqualTo(new Kept(false, "", List.of()));
    assertThat(Kept.of(Keepsake.NONE)).isEqualTo(new Kept(false, "", List.of()));
  }
}
