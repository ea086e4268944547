package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users who have to have a second factor take it and sign in by it; a code that was used is used,
/// though the server is killed before anybody is told.
@Tag("slow")
@Tag("journey")
class SecondFactorKillTest {
  private static final String PASSWORD = "four cats in the rain";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private int port;

  /// Somebody with a second factor.
  ///
  /// @param path theirs among the users
  /// @param code one of their device that they did not show yet
  private record Holder(String mail, String path, List<String> recovery, String code) {}

  private HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String login(String mail, String more) {
    return "{\"email\": \"%s\", \"password\": \"%s\"%s}".formatted(mail, PASSWORD, more);
  }

  private static String loginBy(String mail, String code) {
    return login(mail, ", \"code\": \"" + code + "\"");
  }

  private int signIn(Holder who, String code) throws IOException, InterruptedException {
    return ask("POST", "/v2/sessions", loginBy(who.mail(), code)).statusCode();
  }

  private HttpResponse<String> asks(String cookie, String method, String path, String body)
      throws IOException, InterruptedException {
    return ask(method, path, body, "Cookie", cookie, "X-Requested-With", "a page of this server");
  }

  private JsonNode mine(String cookie, String path, String body, int status) throws Exception {
    var reply = asks(cookie, "POST", path, body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    return JSON.readTree(reply.body());
  }

  /// As RFC 6238 has it, for the step that is so many ahead.
  private static String code(String secret, Instant now, int ahead) throws Exception {
    var key = ByteBuffer.allocate(secret.length() * 5 / 8);
    long held = 0;
    int bits = 0;
    for (int i = 0; i < secret.length(); i++) {
      held = (held << 5 | ALPHABET.indexOf(secret.charAt(i))) & 0xFFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        key.put((byte) (held >> bits));
      }
    }
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
    long step = now.getEpochSecond() / 30 + ahead;
    var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
    return "%06d".formatted(number % 1_000_000);
  }

  private String made(Client client, String mail) throws Exception {
    var made = client.post("/v2/users", login(mail, ", \"role\": \"agent\""));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return "/v2/users/" + made.json().path("id").asText();
  }

  private Holder takesAFactor(Client client, String mail) throws Exception {
    var path = made(client, mail);
    var in = ask("POST", "/v2/sessions", login(mail, ""));
    assertThat(in.statusCode()).as(in.body()).isEqualTo(201);
    var cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    assertThat(asks(cookie, "GET", "/v2/messages", "").statusCode()).isEqualTo(403);

    var offer = mine(cookie, "/v2/me/second-factor", "{\"password\": \"" + PASSWORD + "\"}", 201);
    var secret = offer.path("secret").asText();
    var now = Instant.now();
    var body = "{\"code\": \"" + code(secret, now, 0) + "\"}";
    var recovery = new ArrayList<String>();
    mine(cookie, "/v2/me/second-factor/confirm", body, 200)
        .path("recovery_codes")
        .forEach(one -> recovery.add(one.asText()));

    assertThat(asks(cookie, "GET", "/v2/messages", "").statusCode()).isEqualTo(200);
    assertThat(asks(cookie, "DELETE", "/v2/sessions/current", "").statusCode()).isEqualTo(200);
    assertThat(asks(cookie, "GET", "/v2/me", "").statusCode()).isEqualTo(401);
    assertThat(ask("POST", "/v2/sessions", login(mail, "")).statusCode()).isEqualTo(401);
    return new Holder(mail, path, recovery, code(secret, now, 1));
  }

  /// Signs in, and never hears what came of it: as soon as the user shows that the code was used,
  /// the server is killed.
  private void usesAndKills(Child server, Client client, Holder who, String code) throws Exception {
    var before = client.get(who.path()).json().path("updated").asText();
    var body = loginBy(who.mail(), code).getBytes(StandardCharsets.UTF_8);
    var head =
        """
        POST /v2/sessions HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(port, body.length);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      client.await(who.path(), now -> !now.json().path("updated").asText().equals(before));
      server.kill();
    }
  }

  private void opensOnce(Holder who) throws Exception {
    assertThat(signIn(who, who.code())).isEqualTo(201);
    assertThat(signIn(who, who.code())).as("shown before").isEqualTo(401);
    assertThat(signIn(who, who.recovery().getFirst())).isEqualTo(201);
    assertThat(signIn(who, who.recovery().getFirst())).as("shown before").isEqualTo(401);
  }

  @Test
  void aCodeThatWasUsedOpensNothingThoughNobodyWasTold() throws Exception {
    var settings = Files.writeString(folder.resolve("s.yaml"), "policies-fixed: []\n");
    Holder bob;
    Holder ada;
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      port = server.port();
      var asked = client.post("/v2/policies/sign-in", "{\"words\": {\"second_factor\": \"all\"}}");
      assertThat(asked.status()).as(asked.body()).isEqualTo(200);
      bob = takesAFactor(client, "bob@example.com");
      opensOnce(bob);
      ada = takesAFactor(client, "ada@example.com");
      usesAndKills(server, client, ada, ada.code());
    }

    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      port = server.port();
      assertThat(signIn(ada, ada.code())).isEqualTo(401);
      usesAndKills(server, client, ada, ada.recovery().getFirst());
    }

    try (var server = Child.on(folder, settings)) {
      port = server.port();
      for (var who : List.of(ada, bob)) {
        assertThat(signIn(who, who.recovery().getFirst())).as(who.mail()).isEqualTo(401);
        assertThat(signIn(who, who.code())).as(who.mail()).isEqualTo(401);
        assertThat(signIn(who, who.recovery().getLast())).as(who.mail()).isEqualTo(201);
      }
      server.stop();
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
