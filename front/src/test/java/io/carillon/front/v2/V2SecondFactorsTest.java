package io.carillon.front.v2;

import static io.carillon.front.v2.NativeClient.header;
import static io.carillon.front.v2.NativeClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.person.TotpCode;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A user takes a second factor, signs in by it, and loses it again.
class V2SecondFactorsTest {
  private static final String PASSWORD = "four cats in the rain";
  private static final String MAIL = "ada@example.com";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final House house = new House();
  private final Router router = new Router(house.mounts());
  private final NativeClient client = new NativeClient(house);
  private final List<String> recovery = new ArrayList<>();
  private String user = "";
  private String cookie = "";
  private String secret = "";

  @BeforeEach
  void aUserWithASecondFactor() {
    var body =
        "{\"email\": \"%s\", \"role\": \"agent\", \"password\": \"%s\"}".formatted(MAIL, PASSWORD);
    user = json(client.ask("POST", "/v2/users", body)).path("id").asText();
    cookie = header(signIn(""), "Set-Cookie").replaceFirst(";.*", "");
    var offer = mine("", "{\"password\": \"" + PASSWORD + "\"}", 201);
    secret = offer.path("secret").asText();
    assertThat(offer.path("uri").asText()).contains("Carillon:ada%40example.com?secret=" + secret);
    assertThat(hasFactor()).isFalse();
    mine("/confirm", "{\"code\": \"" + (code().equals("000000") ? "1" : "000000") + "\"}", 400);
    var confirmed = mine("/confirm", "{\"code\": \"" + code() + "\"}", 200);
    confirmed.path("recovery_codes").forEach(one -> recovery.add(one.asText()));
    assertThat(hasFactor()).isTrue();
  }

  private String code() {
    return TotpCode.now(secret, house.clock());
  }

  private boolean hasFactor() {
    return client.json("/v2/users/" + user).path("second_factor").asBoolean();
  }

  private Reply signIn(String more) {
    var body = "{\"email\": \"%s\", \"password\": \"%s\"%s}".formatted(MAIL, PASSWORD, more);
    return ask("/v2/sessions", body, List.of());
  }

  private Reply signInBy(String code) {
    return signIn(", \"code\": \"" + code + "\"");
  }

  private Reply ask(String path, String body, List<Field> fields) {
    return router.answer(Request.of("POST", path, fields, body.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode mine(String path, String body, int status) {
    var fields = List.of(new Field("Cookie", cookie), new Field("X-Requested-With", "test"));
    var reply = ask("/v2/me/second-factor" + path, body, fields);
    assertThat(reply.status()).as(text(reply)).isEqualTo(status);
    return json(reply);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void thePasswordAloneOpensNothingAndACodeOpensOnce() {
    var missing = signIn("");
    assertThat(missing.status()).isEqualTo(401);
    assertThat(json(missing).at("/error/field").asText()).isEqualTo("code");

    assertThat(signInBy(code()).status()).as("the code that confirmed").isEqualTo(401);
    house.clock().advance(STEP);
    assertThat(signInBy(code()).status()).isEqualTo(201);
    var again = signInBy(code());
    assertThat(again.status()).isEqualTo(401);
    assertThat(text(again)).contains("was used before", "recovery codes");
  }

  @Test
  void aRecoveryCodeOpensOnce() {
    assertThat(recovery).hasSize(10);

    assertThat(signInBy(recovery.getFirst()).status()).isEqualTo(201);
    assertThat(signInBy(recovery.getFirst()).status()).isEqualTo(401);
    assertThat(signInBy(recovery.getLast()).status()).isEqualTo(201);
  }

  @Test
  void wrongCodesLockTheUserAsWrongPasswordsDo() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("").status()).as("no code is no failure").isEqualTo(401);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(signInBy("none").status()).isEqualTo(401);
    }

    var locked = signInBy(recovery.getFirst());

    assertThat(locked.status()).isEqualTo(429);
    assertThat(header(locked, "Retry-After")).isEqualTo("30");
    house.clock().advance(Duration.ofSeconds(31));
    assertThat(signInBy(recovery.getFirst()).status()).isEqualTo(201);
  }

  @Test
  void itIsRemovedByThePasswordAndACode() {
    house.clock().advance(STEP);
    var wish = "{\"password\": \"%s\", \"code\": \"%s\"}";

    mine("", "{\"password\": \"" + PASSWORD + "\"}", 400);
    mine("/remove", wish.formatted("wrong", code()), 400);
    mine("/remove", wish.formatted(PASSWORD, "none"), 400);
    mine("/remove", wish.formatted(PASSWORD, code()), 200);

    assertThat(hasFactor()).isFalse();
    assertThat(signIn("").status()).isEqualTo(201);
  }

  @Test
  void otherSessionsEndWhereASecondFactorBegins() {
    signsInAs("bob@example.com", "agent");
    var mine = cookie;
    house.clock().advance(Duration.ofSeconds(1));
    signsInAs("bob@example.com", "");
    var other = cookie;
    cookie = mine;
    house.clock().advance(Duration.ofSeconds(1));

    takesAFactor();

    assertThat(get("/v2/me", mine).status()).isEqualTo(200);
    assertThat(get("/v2/me", other).status()).as("begun by the password alone").isEqualTo(401);
  }

  @Test
  void whoHasToHaveOneCanDoNothingButTakeIt() {
    signsInAs("bob@example.com", "agent");
    var page = "/v2/messages";
    assertThat(get(page, cookie).status()).isEqualTo(200);

    asked("all");

    assertThat(json(get("/v2/me", cookie)).path("second_factor").asText()).isEqualTo("required");
    assertThat(json(get("/v2/me", cookie)).at("/may/messages").asText()).isEqualTo("none");
    for (var path : List.of(page, "/v2/sessions", "/v2/account", "/v2/senders")) {
      var no = get(path, cookie);
      assertThat(no.status()).as(path).isEqualTo(403);
      assertThat(text(no)).contains("asks for a second factor", "POST /v2/me/second-factor");
    }
    takesAFactor();
    assertThat(get(page, cookie).status()).as("the session goes on").isEqualTo(200);
    assertThat(json(get("/v2/me", cookie)).path("second_factor").asText()).isEqualTo("on");
  }

  @Test
  void whoHasToHaveOneSignsInWithoutItAndOutAgain() {
    signsInAs("bob@example.com", "agent");
    var first = json(get("/v2/sessions", cookie)).at("/data/0/id").asText();
    asked("all");

    signsInAs("bob@example.com", "");

    assertThat(delete("/v2/sessions/" + first).status()).as("another one").isEqualTo(404);
    assertThat(delete("/v2/sessions/current").status()).isEqualTo(200);
    assertThat(get("/v2/me", cookie).status()).isEqualTo(401);
  }

  @Test
  void onlyThoseAreAskedWhoMeetTheWord() {
    signsInAs("bob@example.com", "agent");
    var agent = cookie;
    signsInAs("eve@example.com", "owner");

    asked("owners");

    assertThat(get("/v2/messages", agent).status()).isEqualTo(200);
    assertThat(json(get("/v2/me", agent)).path("second_factor").asText()).isEqualTo("off");
    assertThat(get("/v2/messages", cookie).status()).isEqualTo(403);
    asked("off");
    assertThat(get("/v2/messages", cookie).status()).isEqualTo(200);
  }

  @Test
  void signingInIsToldByItsSessionAndAUsedRecoveryCodeByItself() {
    house.clock().advance(STEP);
    int before = client.json("/v2/audit?kind=user&limit=100").path("data").size();

    assertThat(signInBy(code()).status()).isEqualTo(201);
    assertThat(client.json("/v2/audit?kind=user&limit=100").path("data")).hasSize(before);
    assertThat(client.json("/v2/audit?kind=session").toString()).contains(user);

    assertThat(signInBy(recovery.getFirst()).status()).isEqualTo(201);
    assertThat(client.json("/v2/audit?kind=user&limit=100").path("data")).hasSize(before + 1);
    assertThat(client.json("/v2/audit?limit=5").toString()).contains("totp_recovery");
  }

  private void asked(String whom) {
    var words = "{\"words\": {\"second_factor\": \"" + whom + "\"}}";
    assertThat(client.ask("POST", "/v2/policies/sign-in", words).status()).isEqualTo(200);
  }

  /// @param role of a new user; empty where the user stands
  private void signsInAs(String mail, String role) {
    var who = "{\"email\": \"%s\", \"password\": \"%s\"".formatted(mail, PASSWORD);
    if (!role.isEmpty()) {
      var made = client.ask("POST", "/v2/users", who + ", \"role\": \"" + role + "\"}");
      assertThat(made.status()).as(text(made)).isEqualTo(201);
    }
    var in = ask("/v2/sessions", who + "}", List.of());
    assertThat(in.status()).as(text(in)).isEqualTo(201);
    cookie = header(in, "Set-Cookie").replaceFirst(";.*", "");
  }

  private void takesAFactor() {
    secret = mine("", "{\"password\": \"" + PASSWORD + "\"}", 201).path("secret").asText();
    mine("/confirm", "{\"code\": \"" + code() + "\"}", 200);
  }

  private Reply get(String path, String shown) {
    return router.answer(Request.of("GET", path, List.of(new Field("Cookie", shown)), new byte[0]));
  }

  private Reply delete(String path) {
    var fields = List.of(new Field("Cookie", cookie), new Field("X-Requested-With", "test"));
    return router.answer(Request.of("DELETE", path, fields, new byte[0]));
  }

  @Test
  void anOwnerTakesThatOfAnotherAwayAndTheAuditLogTellsWithoutSecrets() {
    var reply = client.ask("DELETE", "/v2/users/" + user + "/second-factor", "");

    assertThat(reply.status()).as(text(reply)).isEqualTo(200);
    assertThat(hasFactor()).isFalse();
    assertThat(signIn("").status()).isEqualTo(201);
    var audit = client.json("/v2/audit?kind=user").toString();
    assertThat(audit).contains("totp_secret", "***").doesNotContain(secret);
    recovery.forEach(code -> assertThat(audit).doesNotContain(code));
  }
}
