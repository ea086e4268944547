package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChangesTest {
  private static final String ACME = "{name: acme, host: h, system-id: a}";
  private static final String BACKUP = "{name: backup, host: h, system-id: b}";

  @TempDir private Path folder;

  private Settings read(String yaml) throws SettingsRefused, IOException {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  private SettingsChanges between(String now, String then) throws Exception {
    return SettingsChanges.between(read(now), read(then));
  }

  @Test
  void theSameSettingsReadTwiceDoNotDiffer() throws Exception {
    var yaml =
        "carriers: [" + ACME + "]\nroutes: [{carriers: [acme]}]\noutbound: {allow: [10.0.0.0/8]}\n";

    var changes = between(yaml, yaml);

    assertThat(changes.changed()).isEmpty();
    assertThat(changes.needsRestart()).isEmpty();
    assertThat(changes.next().revision()).isEqualTo(1);
  }

  @Test
  void eachCarrierIsToldByWhatHappensToIt() throws Exception {
    var changes =
        between(
            "carriers: [" + ACME + ", " + BACKUP + ", {name: c, host: h, system-id: c}]",
            "carriers: [{name: d, host: h, system-id: d}, {name: acme, host: i, system-id: a},"
                + " {name: backup, host: h, system-id: b, costs: [{cost: 0.01}]}]");

    assertThat(changes.changed())
        .containsExactly(
            "carriers.d: added",
            "carriers.acme: bound anew",
            "carriers.backup: treated otherwise, its binds stay",
            "carriers.c: removed");
    assertThat(changes.next().revision()).isEqualTo(2);
  }

  @Test
  void anotherOrderOfCarriersIsAChange() throws Exception {
    var changes =
        between(
            "carriers: [" + ACME + ", " + BACKUP + "]", "carriers: [" + BACKUP + ", " + ACME + "]");

    assertThat(changes.changed()).containsExactly("carriers: in another order");
  }

  @Test
  void whatNeedsARestartIsToldEachTimeAndNotTaken() throws Exception {
    var first = read("");
    var second = read("server: {port: 1234}\nlog: {format: json, level: debug}\n");

    var changes = SettingsChanges.between(first, second);
    var again = SettingsChanges.between(changes.next(), second);

    assertThat(changes.changed()).containsExactly("log.level");
    assertThat(changes.needsRestart()).containsExactly("server.port", "log.format");
    assertThat(changes.next().server().port()).isEqualTo(8080);
    assertThat(again.changed()).isEmpty();
    assertThat(again.needsRestart()).containsExactly("server.port", "log.format");
    assertThat(again.next().revision()).isEqualTo(2);
  }

  @Test
  void theSmppServerListensAsItDidUntilARestart() throws Exception {
    var changes = between("smpp-server: {port: 2775}", "smpp-server: {port: 2775, window: 50}");

    assertThat(changes.changed()).isEmpty();
    assertThat(changes.needsRestart()).containsExactly("smpp-server");
    assertThat(changes.next().smppServer().window()).isEqualTo(100);
    assertThat(between("smpp-server: {port: 2775}", "").needsRestart())
        .containsExactly("smpp-server");
  }

  @Test
  void aRenewedCertificateOfTheSmppServerIsTakenAndItsWindowIsNot() throws Exception {
    var first = shown(read("smpp-server: {port: 2775}"), "one");
    var second = shown(read("smpp-server: {port: 2775, window: 50}"), "two");

    var changes = SettingsChanges.between(first, second);

    assertThat(changes.changed()).containsExactly("smpp-server.tls");
    assertThat(changes.needsRestart()).containsExactly("smpp-server");
    assertThat(changes.next().smppServer().tls()).isEqualTo(second.smppServer().tls());
    assertThat(changes.next().smppServer().window()).isEqualTo(100);
  }

  @Test
  void encryptionBeginsAtARestart() throws Exception {
    var plain = read("smpp-server: {port: 2775}");

    var changes = SettingsChanges.between(plain, shown(plain, "one"));

    assertThat(changes.changed()).isEmpty();
    assertThat(changes.needsRestart()).containsExactly("smpp-server");
  }

  private static Settings shown(Settings settings, String fingerprint) {
    var identity = new TlsFiles.Identity.Pem(Path.of("chain.pem"), Path.of("key.pem"));
    var tls =
        new TlsFiles.Read(Optional.empty(), Optional.of(identity), fingerprint, Optional.empty());
    return new Settings(
        settings.revision(),
        settings.server(),
        settings.store(),
        settings.retention(),
        settings.firstAccount(),
        settings.sandbox(),
        settings.smppServer().with(Optional.of(tls)),
        settings.carriers(),
        settings.routes(),
        settings.rates(),
        settings.policies(),
        settings.outbound(),
        settings.intelePeer(),
        settings.inbound(),
        settings.lookup(),
        settings.registry(),
        settings.mail(),
        settings.caps(),
        settings.limits(),
        settings.access(),
        settings.inventory(),
        settings.log());
  }

  @Test
  void pricesInAnotherCurrencyWaitForARestart() throws Exception {
    var changes = between("", "rates: {currency: EUR, otherwise: 1}");

    assertThat(changes.changed()).isEmpty();
    assertThat(changes.needsRestart()).containsExactly("rates.currency");
    assertThat(changes.next().rates().currency()).isEqualTo("USD");
  }

  @Test
  void thePartsThatCanChangeAreNamed() throws Exception {
    var changes =
        between(
            "",
            """
            rates: {otherwise: 1}
            outbound: {allow: [10.0.0.0/8]}
            limits: {commits-waiting: 5}
            access: {failed-logins: 1}
            inventory: []
            routes: [{carriers: [sandbox]}]
            """);

    assertThat(changes.changed())
        .containsExactly("routes", "rates", "outbound", "limits", "access", "inventory");
  }
}
