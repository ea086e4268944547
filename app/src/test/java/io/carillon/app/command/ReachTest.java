package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReachTest {
  @TempDir private Path folder;

  private static Reach reach(String... args) {
    var reach = new Reach();
    new CommandLine(reach).parseArgs(args);
    return reach;
  }

  private void keepCredentials() throws IOException {
    Files.writeString(
        folder.resolve("credentials"), "account         ACx\nAPI key         sk_live_kept\n");
  }

  @Test
  void theServerIsTheOneNamedElseThatOfTheEnvironmentElseTheUsual() throws Trouble {
    var environment = Map.of("CARILLON_URL", "https://sms.example.com/");

    assertThat(reach("--url", "http://10.0.0.1:81//").server(environment))
        .hasToString("http://10.0.0.1:81");
    assertThat(reach().server(environment)).hasToString("https://sms.example.com");
    assertThat(reach().server(Map.of())).hasToString("http://127.0.0.1:8080");
    assertThat(reach().server(Map.of("CARILLON_SERVER_PORT", "9")))
        .hasToString("http://127.0.0.1:9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "localhost:8080", "http://", "http://a b", "http://x/?q=1"})
  void whatIsNoWebAddressIsRefused(String url) {
    assertThatThrownBy(() -> reach("--url", url).server(Map.of()))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("http or https");
  }

  @Test
  void theKeyIsTheOneNamedElseThatOfTheEnvironmentElseTheFirstAccounts() throws Exception {
    keepCredentials();
    var here = Map.of("CARILLON_SERVER_DATA", folder.toString());
    var both = Map.of("CARILLON_API_KEY", "sk_env", "CARILLON_SERVER_DATA", folder.toString());

    assertThat(reach("--key", "sk_mine").key(both).orElseThrow().text()).isEqualTo("sk_mine");
    assertThat(reach().key(both).orElseThrow().text()).isEqualTo("sk_env");
    assertThat(reach().key(here).orElseThrow().text()).isEqualTo("sk_live_kept");
    assertThat(reach("--data", folder.toString()).key(Map.of()).orElseThrow().source())
        .endsWith("credentials");
  }

  @Test
  void theFirstAccountsKeyIsNeverShownToAServerElsewhere() throws Exception {
    keepCredentials();
    var environment =
        Map.of("CARILLON_SERVER_DATA", folder.toString(), "CARILLON_URL", "https://evil.example");

    assertThat(reach().key(environment)).isEmpty();
    assertThatThrownBy(() -> reach().api(environment))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("no API key");
  }

  @Test
  void aKeyDoesNotPrintItself() throws Trouble {
    assertThat(reach("--key", "sk_mine").key(Map.of()).orElseThrow().toString())
        .doesNotContain("sk_mine");
  }
}
