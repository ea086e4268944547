package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.smpp.SmppSettings.Binding;
import io.carillon.carriers.smpp.SmppSettings.Endpoint;
import io.carillon.carriers.smpp.SmppSettings.IdMode;
import io.carillon.carriers.smpp.SmppSettings.Login;
import io.carillon.carriers.smpp.SmppSettings.Mode;
import io.carillon.carriers.smpp.SmppSettings.Pace;
import io.carillon.carriers.smpp.SmppSettings.ReceiptForms;
import io.carillon.model.Fault;
import io.carillon.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Endpoint ENDPOINT = new Endpoint("smsc.example", 2775);
  private static final Login LOGIN = new Login("acme", new Secret("hush"), "");
  private static final Pace PACE = new Pace(10, SECOND, SECOND);

  private static SmppSettings settings(String name) {
    return new SmppSettings(
        name, ENDPOINT, LOGIN, Binding.transceivers(32), PACE, SmppSettings.Forms.USUAL);
  }

  @Test
  void aCarrierWithoutANameIsRefused() {
    assertThatThrownBy(() -> settings(" ")).hasMessage("name: not empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33})
  void tooFewOrTooManyBindsAreRefused(int count) {
    assertThatThrownBy(() -> new Binding(Mode.TRANSMITTER_AND_RECEIVER, count))
        .hasMessage("binds: 1 to 32");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aNetworkTagThatIsNoneIsRefused(int tag) {
    assertThatThrownBy(() -> new ReceiptForms(IdMode.AUTO, tag))
        .hasMessage("network tag: 0 to 65535");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "256, 0", "0, -1", "0, 256"})
  void aNumberingOutsideAnOctetIsRefused(int ton, int npi) {
    assertThatThrownBy(() -> new SmppSettings.Numbering(ton, npi))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, TEXT, x",
    "65536, TEXT, x",
    "5120, TEXT, Łódź",
    "5120, HEX, abc",
    "5120, HEX, xy",
  })
  void aTlvThatCannotBeWrittenIsRefused(int tag, ExtraTlv.Form form, String text) {
    assertThatThrownBy(() -> new ExtraTlv(tag, form, new ExtraTlv.Value.Fixed(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Łódź");
  }

  @Test
  void aTlvIsBoundedAndStandsOnce() {
    var long256 = new ExtraTlv.Value.Fixed("x".repeat(256));
    assertThatThrownBy(() -> new ExtraTlv(0x1400, ExtraTlv.Form.TEXT, long256))
        .hasMessage("TLV: at most 255 octets");
    var one = new ExtraTlv(0x1400, ExtraTlv.Form.TEXT, new ExtraTlv.Value.Fixed("x"));
    assertThatThrownBy(() -> SmppSettings.Forms.USUAL.with(List.of(one, one)))
        .hasMessage("TLVs: no tag twice");
  }

  @Test
  void anErrorOfItsOwnMeansWhatTheSettingsSay() {
    var usual = SmppSettings.Forms.USUAL;
    var own =
        new SmppSettings.Forms(
            usual.addressing(),
            List.of(),
            usual.receipts(),
            Map.of(0x45, Fault.REJECTED, 0x0B, Fault.FAR_END_BUSY),
            usual.orders(),
            usual.submitBy());

    assertThat(usual.fault(0x45)).isEqualTo(Fault.FAR_END_BUSY);
    assertThat(own.fault(0x45)).isEqualTo(Fault.REJECTED);
    assertThat(own.fault(0x0B)).isEqualTo(Fault.FAR_END_BUSY);
    assertThat(own.fault(0x58)).isEqualTo(Fault.THROTTLED);
  }

  @ParameterizedTest
  @CsvSource({"'', 2775", "host, 0", "host, 65536"})
  void anEndpointThatIsNoneIsRefused(String host, int port) {
    assertThatThrownBy(() -> new Endpoint(host, port)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10_001})
  void aWindowOutsideIsRefused(int window) {
    assertThatThrownBy(() -> new Pace(window, SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timersAreOverZero() {
    assertThatThrownBy(() -> new Pace(1, Duration.ZERO, SECOND))
        .hasMessage("enquire_link: over zero");
    assertThatThrownBy(() -> new Pace(1, SECOND, Duration.ofMillis(-1)))
        .hasMessage("response timeout: over zero");
  }

  @Test
  void aLoginThatNoBindCanCarryIsRefusedWithoutBeingQuoted() {
    assertThatThrownBy(() -> new Login("a", new Secret("ninechars"), ""))
        .hasMessage("password: at most 8 characters of Latin-1");
    assertThatThrownBy(() -> new Login("sixteen-letters!", new Secret(""), ""))
        .hasMessage("system_id: at most 15 characters of Latin-1");
    assertThatThrownBy(() -> new Login("a", new Secret(""), "thirteen char"))
        .hasMessage("system_type: at most 12 characters of Latin-1");
    assertThatThrownBy(() -> new Login("a", new Secret("Łódź"), ""))
        .hasMessageNotContaining("Łódź");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(settings("acme").toString()).contains("acme").doesNotContain("hush");
  }
}
