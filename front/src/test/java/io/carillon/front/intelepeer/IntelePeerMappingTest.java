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
    return IntelePeerMapping.state(new Change(status, Instant.EPOCH, fault)).receipt();
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
  void aReceiptAndAStatusRequestSayTheSameOfAFailure() {
    assertThat(receipt(Status.FAILED, Optional.of(Fault.OUTCOME_UNKNOWN))).isEqualTo("UNKNOWN");
    assertThat(receipt(Status.FAILED, Optional.of(Fault.REJECTED))).isEqualTo("REJECTD");
    assertThat(receipt(Status.FAILED, Optional.of(Fault.RECIPIENT_UNKNOWN))).isEqualTo("UNDELIV");
    assertThat(receipt(Status.FAILED, Optional.of(Fault.NO_CARRIER))).isEqualTo("REJECTD");
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
  }

  @ParameterizedTest
  @CsvSource({
    "SCHEDULED, NO_CARRIER, CREATED",
    "SENDING, NO_CARRIER, ENQUEUED",
    "SENT, NO_CARRIER, ACCEPTED",
    "READ, OUTCOME_UNKNOWN, DELIVERED",
    "UNDELIVERED, OUTCOME_UNKNOWN, FAILED",
    "FAILED, NO_CARRIER, FAILED",
    "FAILED, OUTCOME_UNKNOWN, UNKNOWN",
  })
  void theFirstGenerationHasWordsOfItsOwn(Status status, Fault fault, FirstState state) {
    assertThat(IntelePeerMapping.firstState(status, Optional.of(fault))).isEqualTo(state);
  }

  @Test
  void whatAnotherDialectKeptMeansNothingHere() {
    var other = new Keepsake("{\"X-Param\": 1}".getBytes(StandardCharsets.UTF_8));

    assertThat(Kept.of(other)).isEqualTo(new Kept(false, "", List.of()));
    assertThat(Kept.of(Keepsake.NONE)).isEqualTo(new Kept(false, "", List.of()));
  }
}
