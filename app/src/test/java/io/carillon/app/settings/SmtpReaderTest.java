package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.mail.SmtpSettings.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpReaderTest {
  @TempDir Path folder;

  private Settings read(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  private Settings smtp(String more) throws Exception {
    return read("smtp: {host: mail.example.com, from: server@example.com, " + more + "}");
  }

  @Test
  void thereIsNoRelayUnlessItIsNamed() throws Exception {
    assertThat(read("").mail()).isEmpty();

    var relay = smtp("domains: [Example.com]").mail().orElseThrow().relay();
    assertThat(relay.port()).isEqualTo(587);
    assertThat(relay.security()).isEqualTo(Security.STARTTLS);
    assertThat(relay.login()).isEmpty();
    assertThat(relay.domains()).containsExactly("example.com");
  }

  @Test
  void aLoginIsNeverShown() throws Exception {
    var relay = smtp("user: ann, password: hunter2").mail().orElseThrow().relay();

    assertThat(relay.login().orElseThrow().password().reveal()).isEqualTo("hunter2");
    assertThat(relay.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "from: nobody, smtp.from",
    "security: ssl, smtp.security",
    "port: 0, smtp.port",
    "user: ann, smtp.user",
    "'user: ann, password: x, security: none', smtp.security",
    "domains: ['not one'], smtp.domains",
    "timeout: 2m, smtp.timeout",
    "connections: 101, smtp.connections",
    "'tls: {trust: /nowhere.pem}', smtp.tls.trust",
    "hots: x, smtp.hots"
  })
  void whatCannotBeIsSaidByItsName(String more, String name) {
    var yaml =
        "smtp: {host: mail.example.com, "
            + more
            + (more.startsWith("from") ? "}" : ", from: a@b.c}");

    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(name);
  }
}
