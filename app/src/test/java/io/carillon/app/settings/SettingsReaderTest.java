package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;

  private Settings read(String yaml, Map<String, String> environment)
      throws SettingsRefused, IOException {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), environment);
  }

  private List<String> troubles(String yaml, Map<String, String> environment) {
    var refused = catchThrowableOfType(SettingsRefused.class, () -> read(yaml, environment));
    return refused.troubles();
  }

  @Test
  void defaultsAreWhatTheManualSays() throws Exception {
    var settings = SettingsReader.read(Optional.empty(), Map.of());

    assertThat(settings.server().host()).isEqualTo("127.0.0.1");
    assertThat(settings.server().port()).isEqualTo(8080);
    assertThat(settings.server().data()).isEqualTo(Path.of("./data"));
    assertThat(settings.carriers()).isEmpty();
    assertThat(settings.firstAccount().balance().decimal().toPlainString()).isEqualTo("1000000000");
    assertThat(settings.firstAccount().senders())
        .contains(
            new Settings.FirstSender(Address.phone("+14155552671"), ""),
            new Settings.FirstSender(new Address(Address.Kind.SHORT_CODE, "12345"), "1"),
            new Settings.FirstSender(new Address(Address.Kind.ALPHANUMERIC, "MyCompany"), "57"))
        .hasSize(9);
    assertThat(settings.rates().price(Channel.SMS, "US").micros()).isEqualTo(7_500);
    assertThat(settings.rates().price(Channel.MMS, "US").micros()).isEqualTo(25_000);
    assertThat(settings.rates().price(Channel.SMS, "").micros()).isEqualTo(50_000);
    assertThat(settings.sandbox().receiptDelay()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.outbound().allow()).isEmpty();
    assertThat(settings.intelePeer().euHost()).isEqualTo("eu.api.intelepeer.com");
  }

  @Test
  void theFileStandsOverTheDefaultsAndTheEnvironmentOverTheFile() throws Exception {
    var yaml =
        """
        server: {port: 9000, host: 0.0.0.0}
        """;

    var settings = read(yaml, Map.of("CARILLON_SERVER_PORT", "9001", "HOME", "/root"));

    assertThat(settings.server().port()).isEqualTo(9001);
    assertThat(settings.server().host()).isEqualTo("0.0.0.0");
    assertThat(settings.server().limits().requestsMax()).isEqualTo(4096);
  }

  @Test
  void theSmppServerIsOffUnlessItHasAPort() throws Exception {
    var off = SettingsReader.read(Optional.empty(), Map.of()).smppServer();
    var on = read("smpp-server: {port: 2775}", Map.of()).smppServer();

    assertThat(off.port()).isEmpty();
    assertThat(off.tls()).isEmpty();
    assertThat(off.partsWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(on.port()).hasValue(2775);
    assertThat(read("smpp-server: {port: off}", Map.of()).smppServer().port()).isEmpty();
    assertThat(
            troubles("smpp-server: {port: 99999, window: 1, tls: {certificate: c.pem}}", Map.of()))
        .containsExactlyInAnyOrder(
            "smpp-server.port is to be off, or a port from 0 to 65535, not '99999'",
            "smpp-server.window is to be a whole number from 16 to 10000, not '1'",
            "smpp-server.tls.certificate cannot be read: c.pem");
    assertThat(troubles("smpp-server: {tls: {certificate: c.pem, key: k.pem}}", Map.of()))
        .containsExactly("smpp-server.tls.certificate cannot be read: c.pem");
  }

  @Test
  void theHostForEuNumbersIsAHostName() throws Exception {
    var settings = read("intelepeer: {eu-host: eu.sms.example.com}", Map.of());

    assertThat(settings.intelePeer().euHost()).isEqualTo("eu.sms.example.com");
    assertThat(troubles("intelepeer: {eu-host: 'https://eu.example.com/'}", Map.of()))
        .containsExactly(
            "intelepeer.eu-host is to be a host name, without a port, not 'https://eu.example.com/'");
  }

  @Test
  void tellsAllTroublesAtOnceAndTheNearestKnownName() {
    var yaml =
        """
        server: {prot: 9000, requests-max: many}
        sandbox: {receipt-delay: soon}
        colour: blue
        rates: {table: [{channel: telex, country: US, price: 0.1}]}
        carriers: [{name: Acme, host: h, system-id: s}]
        """;

    var troubles = troubles(yaml, Map.of("CARILLON_SERVER_PROT", "1"));

    assertThat(troubles)
        .anyMatch(line -> line.contains("server.prot") && line.contains("did you mean 'port'"))
        .anyMatch(line -> line.contains("server.requests-max") && line.contains("'many'"))
        .anyMatch(line -> line.contains("sandbox.receipt-delay") && line.contains("'soon'"))
        .anyMatch(line -> line.contains("colour is not a setting"))
        .anyMatch(line -> line.contains("rates.table[0].channel"))
        .anyMatch(line -> line.contains("carriers[0].name"))
        .anyMatch(line -> line.contains("CARILLON_SERVER_PORT"))
        .hasSize(7);
  }

  @Test
  void aFileThatIsMissingOrNotYamlIsOneTrouble() {
    var missing =
        catchThrowableOfType(
            SettingsRefused.class,
            () -> SettingsReader.read(Optional.of(folder.resolve("none.yaml")), Map.of()));

    assertThat(missing.troubles()).hasSize(1);
    assertThat(troubles("a: [", Map.of())).hasSize(1).first().asString().contains("not YAML");
    assertThat(troubles("- a list", Map.of())).isNotEmpty();
  }

  @Test
  void everySettingOfTheManualIsDescribed() {
    var lines = SettingsReader.manual().lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.matches("  [a-z-]+:.*")) {
        int before = i - 1;
        while (before > 0 && lines.get(before).matches("  [a-z-]+:.*")) {
          before--;
        }
        assertThat(lines.get(before).strip()).as(line).startsWith("#");
      }
    }
  }
}
