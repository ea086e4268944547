package io.carillon.carriers.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Secret;
import io.carillon.model.port.Registry.Form;
import io.carillon.model.port.Registry.Kind;
import io.carillon.sandbox.registry.SandboxRegistry;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Result;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the registry tells by itself, over real HTTP.
class RegistryNoticesTest {
  private static final String WORD = "a-word-that-nobody-can-guess";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Optional<String> own = Optional.of(WORD);
  private HttpServer server;
  private GuardedClient http;

  @BeforeEach
  void open() throws Exception {
    var notices = new RegistryNotices(() -> own, told::add);
    server = HttpServer.start(HttpSettings.loopback(), List.of(notices.mount()));
    var guard =
        new AddressGuard(List.of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    http = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private String url(String word) {
    return "http://127.0.0.1:" + server.port() + RegistryNotices.PATH + word;
  }

  private int status(String word, String body) throws Exception {
    var octets = body.getBytes(StandardCharsets.UTF_8);
    var result = http.exchange(Call.post(url(word), List.of(), octets, LIMIT, 1_000));
    return ((Result.Answered) result).status();
  }

  @Test
  void whatANoticeNamesIsToldAndNothingElseIsRead() throws Exception {
    assertThat(status(WORD, "{\"eventType\": \"BRAND_SCORE_UPDATE\", \"brandId\": \"B1\"}"))
        .isEqualTo(200);
    assertThat(status(WORD, "{\"campaignId\": \"C1\", \"brandId\": \"B1\", \"mnoId\": 10017}"))
        .isEqualTo(200);
    assertThat(status(WORD, "{\"eventType\": \"CSP_UPDATE\"}")).isEqualTo(200);

    assertThat(told).containsExactly("B1", "C1", "B1");
  }

  @Test
  void onlyWhoKnowsTheWordIsHeard() throws Exception {
    var notice = "{\"brandId\": \"B1\"}";

    assertThat(status("another", notice)).isEqualTo(404);
    own = Optional.empty();
    assertThat(status(WORD, notice)).isEqualTo(404);

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsNoNoticeIsRefused() throws Exception {
    assertThat(status(WORD, "{\"brandId\": ")).isEqualTo(400);
    assertThat(status(WORD, "[]")).isEqualTo(400);

    assertThat(told).isEmpty();
  }

  @Test
  void theSandboxTellsWhatItWasAskedToTell() throws Exception {
    try (var far = SandboxRegistry.open(folder, 1_000, System::nanoTime)) {
      var secret = new Secret(SandboxRegistry.SECRET);
      var settings =
          new RegistrySettings(
              far.url(), SandboxRegistry.KEY, secret, LIMIT, Optional.of(url(WORD)));
      var client = new RegistryClient(http, settings);
      assertThat(client.subscribe("nowhere")).isFalse();
      assertThat(client.subscribe(settings.notices().orElseThrow())).isTrue();

      var brand =
          Map.of(
              "display_name", "Bell",
              "entity_type", "private_profit",
              "country", "US",
              "email", "bell@example.com");
      var _ = client.file("one", new Form(Kind.BRAND, "", "", brand));

      assertThat(told.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).startsWith("B");
    }
  }

  @Test
  void theWordIsTheEndOfTheUrl() {
    var notices = Optional.of("https://sms.example.com/registry/notices/" + WORD);
    var settings = new RegistrySettings("https://r.example", "k", new Secret("s"), LIMIT, notices);

    assertThat(settings.word()).contains(WORD);
  }
}
