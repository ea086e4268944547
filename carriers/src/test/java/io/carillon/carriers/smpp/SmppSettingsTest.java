package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.smpp.SmppSettings.Endpoint;
import io.carillon.carriers.smpp.SmppSettings.Login;
import io.carillon.carriers.smpp.SmppSettings.Pace;
import io.carillon.model.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Endpoint ENDPOINT = new Endpoint("smsc.example", 2775);
  private static final Login LOGIN = new Login("acme", new Secret("hush"), "");
  private static final Pace PACE = new Pace(10, SECOND, SECOND);

  @ParameterizedTest
  @CsvSource({"'', 1, 0", "acme, 0, 0", "acme, 33, 0", "acme, 1, -1", "acme, 1, 65536"})
  void aCarrierWithoutNameOrBindsIsRefused(String name, int binds, int tag) {
    assertThatThrownBy(() -> new SmppSettings(name, ENDPOINT, LOGIN, binds, PACE, tag))
        .isInstanceOf(IllegalArgumentException.class);
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
    var settings = new SmppSettings("acme", ENDPOINT, LOGIN, 32, PACE, 0x1403);

    assertThat(settings.toString()).contains("acme").doesNotContain("hush");
  }
}
