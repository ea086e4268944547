package io.carillon.front.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.SmppAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 14155551234, +14155551234",
    "1, 1, +14155551234, +14155551234",
    "0, 0, 14155551234, +14155551234",
    "0, 1, 0014155551234, +14155551234",
    "6, 1, 14155551234, +14155551234"
  })
  void readsARecipient(int ton, int npi, String value, String text) {
    assertThat(Addressing.recipient(new SmppAddress(ton, npi, value)))
        .isEqualTo(new Addressing.Read.As(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 4155551234, " + CommandStatus.RINVDSTTON,
    "4, 1, 5551234, " + CommandStatus.RINVDSTTON,
    "1, 3, 14155551234, " + CommandStatus.RINVDSTNPI,
    "1, 14, 14155551234, " + CommandStatus.RINVDSTNPI,
    "5, 0, Somebody, " + CommandStatus.RINVDSTADR,
    "1, 1, '', " + CommandStatus.RINVDSTADR,
    "1, 1, 1415-555, " + CommandStatus.RINVDSTADR,
    "1, 1, ++1415555, " + CommandStatus.RINVDSTADR
  })
  void refusesARecipientThatMayBeAnybodys(int ton, int npi, String value, int status) {
    assertThat(Addressing.recipient(new SmppAddress(ton, npi, value)))
        .isEqualTo(new Addressing.Read.No(status));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 14155552671, +14155552671",
    "0, 0, +14155552671, +14155552671",
    "5, 0, MyCompany, MyCompany",
    "0, 0, MyCompany, MyCompany",
    "5, 0, 24seven, 24seven",
    "5, 0, 12345, 12345",
    "3, 0, 12345678, 12345678",
    "0, 0, 12345, 12345",
    "6, 0, 123, 123",
    "0, 1, 12345678, +12345678"
  })
  void readsASender(int ton, int npi, String value, String text) {
    assertThat(Addressing.sender(new SmppAddress(ton, npi, value)))
        .isEqualTo(new Addressing.Read.As(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 4155552671, " + CommandStatus.RINVSRCTON,
    "1, 4, 14155552671, " + CommandStatus.RINVSRCNPI,
    "5, 0, TwelveLetter, " + CommandStatus.RINVSRCADR,
    "5, 0, ' ', " + CommandStatus.RINVSRCADR
  })
  void refusesASender(int ton, int npi, String value, int status) {
    assertThat(Addressing.sender(new SmppAddress(ton, npi, value)))
        .isEqualTo(new Addressing.Read.No(status));
  }
}
