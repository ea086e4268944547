package io.carillon.front.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.smpp.CommandStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EsmeFaultTest {
  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHasAStatusThatTheStandardNames(Fault fault) {
    int status = EsmeFault.status(Refusal.of(fault, "", ""));

    assertThat(status).isNotEqualTo(CommandStatus.ROK);
    assertThat(CommandStatus.describe(status)).startsWith("ESME_R");
  }

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT_INVALID, " + CommandStatus.RINVDSTADR,
    "SENDER_NOT_REGISTERED, " + CommandStatus.RINVSRCADR,
    "CONTENT_TOO_LONG, " + CommandStatus.RINVMSGLEN,
    "OPTED_OUT, " + CommandStatus.RX_R_APPN,
    "NOT_NOW, " + CommandStatus.RX_R_APPN,
    "SPAM, " + CommandStatus.RX_R_APPN,
    "FUNDS_SHORT, " + CommandStatus.RSUBMITFAIL,
    "OVERLOADED, " + CommandStatus.RMSGQFUL,
    "TOO_MANY_REQUESTS, " + CommandStatus.RMSGQFUL,
    "THROTTLED, " + CommandStatus.RTHROTTLED,
    "STORE_DOWN, " + CommandStatus.RSYSERR
  })
  void saysAFaultInTheStatusThatClientsKnow(Fault fault, int status) {
    assertThat(EsmeFault.status(Refusal.of(fault, "", ""))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "send_at, " + CommandStatus.RINVSCHED,
    "validity, " + CommandStatus.RINVEXPIRY,
    "text, " + CommandStatus.RINVMSGLEN,
    "other, " + CommandStatus.RSUBMITFAIL
  })
  void saysWhichFieldWasWrong(String field, int status) {
    assertThat(EsmeFault.status(Refusal.of(Fault.FIELD_INVALID, field, ""))).isEqualTo(status);
  }

  /// Clients such as Kannel try again on these and give up on all else.
  @Test
  void whatMayPassIsSaidSoThatClientsTryAgain() {
    for (var fault : Fault.values()) {
      if (fault.retry() == Fault.Retry.YES && fault.blame() != Fault.Blame.THEIRS) {
        assertThat(EsmeFault.status(fault))
            .as(fault.word())
            .isIn(CommandStatus.RMSGQFUL, CommandStatus.RSYSERR, CommandStatus.RTHROTTLED);
      }
    }
  }
}
