package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.app.settings.CarrierSettings.Binding;
import io.carillon.app.settings.CarrierSettings.Forms;
import io.carillon.app.settings.CarrierSettings.Numbering;
import io.carillon.app.settings.CarrierSettings.ReceiptIds;
import io.carillon.app.settings.CarrierSettings.Tlv;
import io.carillon.app.settings.CarrierSettings.TlvForm;
import io.carillon.app.settings.CarrierSettings.TlvValue;
import io.carillon.carriers.smpp.SmppSettings.SubmitBy;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.engine.dispatch.Throttling;
import io.carillon.engine.route.Costs;
import io.carillon.model.Address.Kind;
import io.carillon.model.Fault;
import io.carillon.model.Secret;
import io.carillon.model.Wording;
import io.carillon.model.Wording.Alphabet;
import io.carillon.model.Wording.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierReaderTest {
  @TempDir private Path folder;

  private Settings read(String yaml) throws SettingsRefused, IOException {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  private CarrierSettings carrier(String more) throws SettingsRefused, IOException {
    return read("carriers: [{name: acme, host: h, system-id: me" + more + "}]")
        .carriers()
        .getFirst();
  }

  private List<String> troubles(String more) {
    return catchThrowableOfType(SettingsRefused.class, () -> carrier(more)).troubles();
  }

  @Test
  void whatAnEntryDoesNotSayIsAsTheManualSays() throws Exception {
    var carrier = carrier("");

    assertThat(carrier.link().endpoint()).isEqualTo(new CarrierSettings.Endpoint("h", 2775));
    assertThat(carrier.link().tls()).isEmpty();
    assertThat(carrier.link().outbind()).isEmpty();
    assertThat(carrier.link().binding()).isEqualTo(Binding.TRANSCEIVER);
    assertThat(carrier.link().pace())
        .isEqualTo(new CarrierSettings.Pace(2, 50, Duration.ofSeconds(30), Duration.ofSeconds(30)));
    assertThat(carrier.forms()).isEqualTo(Forms.usual(0));
    assertThat(carrier.rules()).isEqualTo(CarrierRules.USUAL);
    assertThat(carrier.costs()).isEmpty();
  }

  @Test
  void everythingCanBeSaidOfACarrier() throws Exception {
    var carrier =
        carrier(
            """
            , port: 3550, password: secret, system-type: VMA,
            bind: transmitter+receiver, binds: 4, window: 10, rate: 300,
            enquire-link: 10s, response-timeout: 5s,
            addresses: {source: {short-code: {ton: 6, npi: 9}},
                        destination: {phone: {ton: 0, npi: 0}}},
            alphabet: packed-gsm7, long-messages: udh16, national-tables: on,
            submit-by: data_sm, receipt-id-mode: hex-dec, network-tlv: 0x1403,
            tlvs: [{tag: 0x1400, value: '1101', as: c-string}, {tag: 5121, from-tag: dlt-entity},
                   {tag: 0x1402, value: 0aff, as: hex}],
            errors: {0x0B: sender_refused, 88: far_end_busy, 0xFFFFFFFF: rejected},
            unknown-outcome: hold, unknown-outcome-pause: 1m,
            throttling: {pause: 200ms, pause-max: 2s, slow-down: 50},
            costs: [{to: '+49', network: 26201, cost: 0.0425}, {cost: 1}]
            """);

    assertThat(carrier.link().binding()).isEqualTo(Binding.TRANSMITTER_AND_RECEIVER);
    assertThat(carrier.link().login().password().reveal()).isEqualTo("secret");
    var forms = carrier.forms();
    assertThat(forms.sources())
        .containsEntry(Kind.SHORT_CODE, new Numbering(6, 9))
        .containsEntry(Kind.ALPHANUMERIC, new Numbering(5, 0));
    assertThat(forms.destinations()).containsEntry(Kind.PHONE, new Numbering(0, 0));
    assertThat(forms.texts()).isEqualTo(new Wording(Alphabet.PACKED_GSM7, LongForm.UDH16, true));
    assertThat(forms.submitBy()).isEqualTo(SubmitBy.DATA_SM);
    assertThat(forms.receiptIds()).isEqualTo(ReceiptIds.HEX_DEC);
    assertThat(forms.networkTag()).isEqualTo(0x1403);
    assertThat(forms.tlvs())
        .containsExactly(
            new Tlv(0x1400, TlvForm.C_STRING, new TlvValue.Fixed("1101")),
            new Tlv(0x1401, TlvForm.TEXT, new TlvValue.FromTag("dlt-entity")),
            new Tlv(0x1402, TlvForm.HEX, new TlvValue.Fixed("0aff")));
    assertThat(forms.errors())
        .isEqualTo(Map.of(11, Fault.SENDER_REFUSED, 88, Fault.FAR_END_BUSY, -1, Fault.REJECTED));
    assertThat(carrier.rules().rate()).isEqualTo(300);
    assertThat(carrier.rules().doubt())
        .isEqualTo(new DoubtPolicy(DoubtPolicy.Kind.HOLD, Duration.ofMinutes(1)));
    assertThat(carrier.rules().throttling())
        .isEqualTo(new Throttling(Duration.ofMillis(200), Duration.ofSeconds(2), 50));
    assertThat(carrier.costs())
        .containsExactly(
            new Costs.Row("acme", "+49", "26201", 42_500),
            new Costs.Row("acme", "", "", 1_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password: toolongone       | carriers[0].password is to be at most 8 characters",
        "bind: receiver | carriers[0].bind is to be transceiver or transmitter+receiver",
        "window: 0                  | carriers[0].window is to be a whole number from 1 to 2000",
        "enquire-link: 0s           | carriers[0].enquire-link is to be over zero",
        "alphabet: ebcdic | carriers[0].alphabet is to be one of gsm7, latin1, packed-gsm7",
        "submit-by: submit_multi   | carriers[0].submit-by is to be submit_sm or data_sm",
        "national-tables: maybe     | carriers[0].national-tables is to be on or off",
        "'national-tables: on, long-messages: sar' | need long-messages udh8 or udh16",
        "'national-tables: on, alphabet: latin1'   | do not go with the alphabet latin1",
        "network-tlv: 0x10000       | carriers[0].network-tlv is to be a tag",
        "'tlvs: [{tag: 0, value: x}]'      | carriers[0].tlvs[0].tag is to be a tag",
        "'tlvs: [{tag: 5}]'         | carriers[0].tlvs[0].value is to stand alone",
        "'tlvs: [{tag: 5, value: abc, as: hex}]'   | is to be hexadecimal digits",
        "'tlvs: [{tag: 5, vale: x}]'       | did you mean 'value'",
        "'errors: {11: gone}'       | carriers[0].errors.11 is to be a fault of",
        "'errors: {ok: rejected}'   | carriers[0].errors.ok is to be a command_status",
        "'throttling: {pause: 10s, pause-max: 1s}' | no shorter than pause",
        "'costs: [{to: +49, cost: 1}]'     | the beginning of a number, such as '+49', not '49'",
        "'costs: [{cost: -1}]'      | carriers[0].costs[0].cost is to be an amount",
        "'addresses: {source: {phone: {ton: 300}}}' | source.phone.ton is to be a whole number",
        "'addresses: {sorce: {}}'   | did you mean 'source'",
        "'tls: {certificate: c.pem}'       | carriers[0].tls.certificate cannot be read: c.pem",
        "'tls: {key: c.pem}'               | carriers[0].tls.certificate is missing",
        "'tls: {trust: none.pem}'   | carriers[0].tls.trust cannot be read",
      })
  void whatCannotBeIsToldWithItsPlace(String more, String words) {
    assertThat(troubles(", " + more)).anyMatch(line -> line.contains(words));
  }

  @Test
  void theCentreMayCallUsWhereTheEntrySaysHowItNamesItself() throws Exception {
    var outbind = carrier(", outbind: {system-id: centre, password: letmein}").link().outbind();

    assertThat(outbind)
        .contains(new CarrierSettings.Outbind("127.0.0.1", 2777, "centre", new Secret("letmein")));
    assertThat(troubles(", outbind: {}"))
        .containsExactly("carriers[0].outbind.system-id is missing");
    assertThat(troubles(", outbind: {system-id: centre, password: far-too-long}"))
        .containsExactly("carriers[0].outbind.password is to be at most 8 characters of Latin-1");
  }

  @Test
  void tlsMayTrustWhomTheJdkTrusts() throws Exception {
    var tls = carrier(", tls: {server-name: smpp.example.com}").link().tls().orElseThrow();

    assertThat(tls.files().trust()).isEmpty();
    assertThat(tls.files().identity()).isEmpty();
    assertThat(tls.serverName()).isEqualTo("smpp.example.com");
    assertThat(TlsFiles.context(tls.files())).isNotNull();
  }

  @Test
  void aFileThatHoldsNoCertificateIsRefused() throws Exception {
    var file = Files.writeString(folder.resolve("trust.pem"), "nothing of the kind");

    assertThat(troubles(", tls: {trust: '" + file + "'}"))
        .containsExactly("carriers[0].tls.trust holds no certificate in PEM: " + file);
  }
}
