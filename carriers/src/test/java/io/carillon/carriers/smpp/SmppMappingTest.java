package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Priority;
import io.carillon.model.Report.Verdict;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.SmppAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppMappingTest {
  /// What a carrier may say of a part; all else is for other edges.
  private static final Set<Fault> FAULTS =
      Set.of(
          Fault.THROTTLED,
          Fault.FAR_END_DOWN,
          Fault.FAR_END_BUSY,
          Fault.RECIPIENT_UNKNOWN,
          Fault.SENDER_REFUSED,
          Fault.CONTENT_REFUSED,
          Fault.REJECTED);

  @ParameterizedTest
  @CsvSource({
    "0x58, THROTTLED",
    "0x14, THROTTLED",
    "0x04, FAR_END_DOWN",
    "0x05, FAR_END_DOWN",
    "0x0D, FAR_END_DOWN",
    "0x0E, FAR_END_DOWN",
    "0x0F, FAR_END_DOWN",
    "0x08, FAR_END_BUSY",
    "0x45, FAR_END_BUSY",
    "0x64, FAR_END_BUSY",
    "0xFE, FAR_END_BUSY",
    "0xFF, FAR_END_BUSY",
    "0x102, FAR_END_BUSY",
    "0x400, FAR_END_BUSY",
    "0x4FF, FAR_END_BUSY",
    "0x0B, RECIPIENT_UNKNOWN",
    "0x50, RECIPIENT_UNKNOWN",
    "0x51, RECIPIENT_UNKNOWN",
    "0x0A, SENDER_REFUSED",
    "0x48, SENDER_REFUSED",
    "0x49, SENDER_REFUSED",
    "0x01, CONTENT_REFUSED",
    "0x104, CONTENT_REFUSED",
    "0x65, REJECTED",
    "0x66, REJECTED",
    "0x62, REJECTED",
    "0x3FF, REJECTED",
    "0x500, REJECTED",
    "-1, REJECTED"
  })
  void aStatusIsAFault(String status, Fault fault) {
    assertThat(SmppMapping.fault(Integer.decode(status))).isEqualTo(fault);
  }

  @Test
  void everyStatusIsOneOfTheFaultsOfACarrier() {
    for (int status = 1; status <= 0x600; status++) {
      assertThat(SmppMapping.fault(status)).as(CommandStatus.describe(status)).isIn(FAULTS);
    }
  }

  @Test
  void whatIsRefusedForGoodIsNeverTriedAgain() {
    assertThat(SmppMapping.fault(CommandStatus.RINVDSTADR).retry()).isEqualTo(Fault.Retry.NO);
    assertThat(SmppMapping.fault(CommandStatus.RX_P_APPN).retry()).isEqualTo(Fault.Retry.NO);
    assertThat(SmppMapping.fault(CommandStatus.RTHROTTLED).retry()).isEqualTo(Fault.Retry.FREE);
    assertThat(SmppMapping.fault(CommandStatus.RSYSERR).retry()).isEqualTo(Fault.Retry.YES);
  }

  @ParameterizedTest
  @EnumSource(MessageState.class)
  void aStateIsFinalWhereItsVerdictIs(MessageState state) {
    assertThat(SmppMapping.verdict(state) != Verdict.UNDERWAY).isEqualTo(state.isFinal());
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, DELIVERED",
    "EXPIRED, EXPIRED",
    "DELETED, DELETED",
    "UNDELIVERABLE, UNDELIVERABLE",
    "SKIPPED, UNDELIVERABLE",
    "REJECTED, REJECTED",
    "UNKNOWN, UNKNOWN"
  })
  void aFinalStateIsAVerdict(MessageState state, Verdict verdict) {
    assertThat(SmppMapping.verdict(state)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"HIGH, 1", "NORMAL, 0", "LOW, 0"})
  void priorityIsAFlag(Priority priority, int flag) {
    assertThat(SmppMapping.priority(priority)).isEqualTo(flag);
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, +14155552671, 1, 1, 14155552671",
    "SHORT_CODE, 12345, 3, 0, 12345",
    "ALPHANUMERIC, MyCompany, 5, 0, MyCompany"
  })
  void anAddressGoesOutWithItsTypeAndPlan(
      Address.Kind kind, String value, int ton, int npi, String field) {
    var address = new Address(kind, value);

    assertThat(SmppMapping.address(address)).isEqualTo(new SmppAddress(ton, npi, field));
    assertThat(SmppMapping.address(new SmppAddress(ton, npi, field))).contains(address);
  }

  @ParameterizedTest
  @EnumSource(
      value = Address.Kind.class,
      names = {"TOKEN", "HANDLE", "MAIL"})
  void anAddressOfAnotherChannelDoesNotGoOut(Address.Kind kind) {
    assertThatThrownBy(() -> SmppMapping.address(new Address(kind, "somebody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("somebody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Łódź", "a\u0000b", "👋"})
  void aNameThatNoFieldCanCarryDoesNotGoOut(String name) {
    assertThatThrownBy(() -> SmppMapping.address(new Address(Address.Kind.ALPHANUMERIC, name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 14155552671, PHONE, +14155552671",
    "1, 1, +14155552671, PHONE, +14155552671",
    "0, 1, 14155552671, PHONE, +14155552671",
    "0, 0, 0014155552671, PHONE, +14155552671",
    "0, 0, 12345, SHORT_CODE, 12345",
    "1, 1, 12345, SHORT_CODE, 12345",
    "3, 0, 12345678, SHORT_CODE, 12345678",
    "6, 0, 123, SHORT_CODE, 123",
    "2, 1, 4155552671, HANDLE, 4155552671",
    "4, 1, 5552671, HANDLE, 5552671",
    "0, 1, 04155552671, HANDLE, 04155552671",
    "3, 0, 12, HANDLE, 12",
    "1, 1, 1234567890123456, HANDLE, 1234567890123456",
    "5, 0, MyCompany, ALPHANUMERIC, MyCompany",
    "5, 0, 12345678, ALPHANUMERIC, 12345678",
    "0, 0, Info, ALPHANUMERIC, Info",
    "5, 0, A rather long name, HANDLE, A rather long name"
  })
  void anAddressComesInForWhatItIs(
      int ton, int npi, String field, Address.Kind kind, String value) {
    assertThat(SmppMapping.address(new SmppAddress(ton, npi, field)))
        .contains(new Address(kind, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void anEmptyAddressIsNone(String value) {
    assertThat(SmppMapping.address(new SmppAddress(1, 1, value))).isEmpty();
  }

  @Test
  void anyAddressThatCanComeInIsReadOrNone() {
    for (int ton = 0; ton < 256; ton++) {
      for (var value : new String[] {"0", "00", "+", "+0", "000000000000000000000", "é", "1"}) {
        SmppMapping.address(new SmppAddress(ton, 0, value));
      }
    }
  }
}
