package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PantheonMappingTest {
  private static final Set<String> PRINTED_CODES =
      Set.of(
          "SMS_001", "SMS_002", "SMS_003", "SMS_004", "SMS_005", "SMS_006", "MMS_001", "MMS_002");

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasWordsAndAStatusThatFitsItsBlame(Fault fault) {
    var row = PantheonFault.of(fault);

    assertThat(row.http()).isBetween(400, 503);
    assertThat(row.code()).matches("[a-z_]+|[SM]MS_00[1-6]");
    assertThat(row.message()).endsWith(".").hasSizeLessThan(100);
    assertThat(row.resolution()).endsWith(".").hasSizeLessThan(100);
    if (fault.blame() == Fault.Blame.CALLER) {
      assertThat(row.http()).isLessThan(500);
    }
  }

  @Test
  void everyPrintedCodeIsSaidAndNoOtherCodeTwice() {
    var faults = new HashMap<String, Fault>();
    for (var fault : Fault.values()) {
      var code = PantheonFault.of(fault).code();
      var other = faults.put(code, fault);
      assertThat(other == null || PRINTED_CODES.contains(code)).as(code).isTrue();
    }

    assertThat(faults.keySet()).containsAll(PRINTED_CODES);
  }

  @Test
  void thePrintedCodesKeepTheirStatus() {
    var expected =
        Map.of(
            Fault.RECIPIENT_INVALID, 400,
            Fault.CONTENT_TOO_LONG, 400,
            Fault.FUNDS_SHORT, 402,
            Fault.OPTED_OUT, 403,
            Fault.SPAM, 422,
            Fault.SENDER_NOT_REGISTERED, 403,
            Fault.MEDIA_TOO_LARGE, 413,
            Fault.MEDIA_UNSUPPORTED, 415);

    expected.forEach((fault, http) ->
        assertThat(PantheonFault.of(fault).http()).as("%s", fault).isEqualTo(http));
  }

  @Test
  void everyStatusHasItsSentence() {
    var sentences = new HashSet<String>();
    for (var status : Status.values()) {
      sentences.add(PantheonMapping.details(status));
    }

    assertThat(sentences).hasSize(Status.values().length - 1).noneMatch(String::isBlank);
  }

  @Test
  void everyStatusIsFoundUnderItsWord() {
    for (var status : Status.values()) {
      var word = PantheonMapping.word(status);

      assertThat(PantheonMapping.statuses(word)).contains(status);
      assertThat(PantheonMapping.statuses("message." + word)).contains(status);
    }
    assertThat(PantheonMapping.statuses("failed")).containsOnly(Status.FAILED, Status.EXPIRED);
    assertThat(PantheonMapping.statuses("message.")).isEmpty();
    assertThat(PantheonMapping.statuses("lost")).isEmpty();
  }
}
