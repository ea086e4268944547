package io.carillon.front.v2;

import static io.carillon.front.v2.NativeClient.header;
import static io.carillon.front.v2.NativeClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.model.Session;
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

class V2SessionsTest {
  private static final String PASSWORD = "four cats in the rain";

  private final House house = new House();
  private final Router router = new Router(house.mounts());
  private final NativeClient client = new NativeClient(house);
  private String owner = "";

  @BeforeEach
  void anOwner() {
    owner = user("ada@example.com", "owner");
  }

  private String user(String mail, String role) {
    var body =
        "{\"email\": \"%s\", \"role\": \"%s\", \"password\": \"%s\"}"
            .formatted(mail, role, PASSWORD);
    var reply = client.ask("POST", "/v2/users", body);
    assertThat(reply.status()).as(text(reply)).isEqualTo(201);
    return json(reply).path("id").asText();
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private Reply signIn(String mail, String password, Field... more) {
    var fields = new ArrayList<>(List.of(more));
    fields.add(new Field("User-Agent", "a browser"));
    var body = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(mail, password);
    return ask("POST", "/v2/sessions", body, fields);
  }

  private Reply ask(String method, String target, String body, List<Field> fields) {
    return router.answer(Request.of(method, target, fields, body.getBytes(StandardCharsets.UTF_8)));
  }

  private Reply by(String cookie, String method, String target, String body) {
    return ask(
        method,
        target,
        body,
        List.of(new Field("Cookie", cookie), new Field("X-Requested-With", "test")));
  }

  private String cookie(String mail) {
    var reply = signIn(mail, PASSWORD);
    assertThat(reply.status()).as(text(reply)).isEqualTo(201);
    return header(reply, "Set-Cookie").replaceFirst(";.*", "");
  }

  private JsonNode audit() {
    return client.json("/v2/audit?limit=1").path("data").path(0);
  }

  @Test
  void aUserSignsInLooksAndSignsOut() {
    var reply = signIn("ADA@example.com", PASSWORD);
    var set = header(reply, "Set-Cookie");
    assertThat(set)
        .matches("carillon-session=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    var cookie = set.replaceFirst(";.*", "");

    var me = json(by(cookie, "GET", "/v2/me", ""));
    assertThat(me.path("email").asText()).isEqualTo("ada@example.com");
    assertThat(me.path("role").asText()).isEqualTo("owner");
    assertThat(me.path("may").path("audit").asText()).isEqualTo("read");
    var sessions = json(by(cookie, "GET", "/v2/sessions", "")).path("data");
    assertThat(sessions).hasSize(1);
    assertThat(sessions.path(0).path("current").asBoolean()).isTrue();

    var out = by(cookie, "DELETE", "/v2/sessions/current", "");
    assertThat(out.status()).isEqualTo(200);
    assertThat(header(out, "Set-Cookie")).contains("Max-Age=0");
    var gone = by(cookie, "GET", "/v2/me", "");
    assertThat(gone.status()).isEqualTo(401);
    assertThat(text(gone)).contains("Sign in by POST /v2/sessions");
  }

  @Test
  void theAuditLogTellsWhoSignedInAndOut() {
    var cookie = cookie("ada@example.com");
    var in = audit();
    by(cookie, "DELETE", "/v2/sessions/current", "");
    var out = audit();

    assertThat(in.path("kind").asText()).isEqualTo("session");
    assertThat(in.path("action").asText()).isEqualTo("added");
    assertThat(in.path("by").path("credential").asText()).isEqualTo("user " + owner);
    assertThat(in.toString()).contains("a browser").doesNotContain(cookie.replaceFirst(".*=", ""));
    assertThat(out.path("action").asText()).isEqualTo("removed");
    assertThat(out.path("subject")).isEqualTo(in.path("subject"));
  }

  @Test
  void byTlsTheCookieIsOfThisHostAlone() {
    var tls = new Field("X-Forwarded-Proto", "https");
    var set = header(signIn("ada@example.com", PASSWORD, tls), "Set-Cookie");

    assertThat(set).startsWith("__Host-carillon-session=").endsWith("; Secure");
    var cookie = new Field("Cookie", "a=b; " + set.replaceFirst(";.*", ""));
    assertThat(ask("GET", "/v2/me", "", List.of(cookie, tls)).status()).isEqualTo(200);
    assertThat(ask("GET", "/v2/me", "", List.of(cookie)).status()).isEqualTo(401);
  }

  @Test
  void wrongPasswordsAndUnknownNamesAreAnsweredAlikeAndLocked() {
    for (var mail : List.of("ada@example.com", "eve@example.com")) {
      for (int i = 0; i < 5; i++) {
        var wrong = signIn(mail, "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(text(wrong)).contains("Check the address and the password");
      }
      var locked = signIn(mail, PASSWORD);
      assertThat(locked.status()).isEqualTo(429);
      assertThat(header(locked, "Retry-After")).isEqualTo("30");
    }

    house.clock().advance(Duration.ofSeconds(31));
    assertThat(signIn("ada@example.com", PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void aPageOfAnotherOriginChangesNothing() {
    var cookie = new Field("Cookie", cookie("ada@example.com"));
    var host = new Field("Host", "console.example.com:8443");
    var ours = new Field("Origin", "https://console.example.com:8443");
    var theirs = new Field("Origin", "https://evil.example.com");
    var body = "{\"name\": \"a key\"}";

    var unmarked = ask("POST", "/v2/keys", body, List.of(cookie, host));
    assertThat(unmarked.status()).isEqualTo(403);
    assertThat(text(unmarked)).contains("Send the header X-Requested-With");
    assertThat(ask("POST", "/v2/keys", body, List.of(cookie, host, theirs)).status())
        .isEqualTo(403);
    assertThat(ask("POST", "/v2/keys", body, List.of(cookie, host, ours)).status()).isEqualTo(201);
    assertThat(audit().path("by").path("credential").asText()).isEqualTo("user " + owner);
    assertThat(signIn("ada@example.com", PASSWORD, host, theirs).status()).isEqualTo(403);
  }

  @Test
  void aRoleMayWhatItMayAndNoMore() {
    user("dev@example.com", "developer");
    var cookie = cookie("dev@example.com");

    assertThat(by(cookie, "GET", "/v2/users", "").status()).isEqualTo(403);
    assertThat(by(cookie, "GET", "/v2/balance", "").status()).isEqualTo(403);
    assertThat(by(cookie, "GET", "/v2/carriers", "").status()).isEqualTo(403);
    var key = by(cookie, "POST", "/v2/keys", "{\"name\": \"a key\"}");
    assertThat(json(key).path("scopes"))
        .extracting(JsonNode::asText)
        .containsExactly("messaging:read", "messaging:send");
    var more = "{\"name\": \"a key\", \"scopes\": [\"account:write\"]}";
    assertThat(by(cookie, "POST", "/v2/keys", more).status()).isEqualTo(403);
    var text = "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hi\"}";
    assertThat(by(cookie, "POST", "/v2/messages", text).status()).isEqualTo(201);
  }

  @Test
  void anotherPasswordOrRoleOrAStopEndsAllSessions() {
    var agent = user("bob@example.com", "agent");
    var cookie = cookie("bob@example.com");
    house.clock().advance(Duration.ofSeconds(1));
    var change = "{\"password\": \"%s\", \"new_password\": \"five dogs in the sun\"}";
    assertThat(by(cookie, "POST", "/v2/me/password", change.formatted("wrong")).status())
        .isEqualTo(400);
    assertThat(by(cookie, "POST", "/v2/me/password", change.formatted(PASSWORD)).status())
        .isEqualTo(200);
    assertThat(by(cookie, "GET", "/v2/me", "").status()).isEqualTo(401);

    var other = signIn("bob@example.com", "five dogs in the sun");
    var next = header(other, "Set-Cookie").replaceFirst(";.*", "");
    assertThat(by(next, "GET", "/v2/me", "").status()).isEqualTo(200);
    house.clock().advance(Duration.ofSeconds(1));
    assertThat(client.ask("POST", "/v2/users/" + agent, "{\"active\": false}").status())
        .isEqualTo(200);
    client.ask("POST", "/v2/users/" + agent, "{\"active\": true}");
    assertThat(by(next, "GET", "/v2/me", "").status()).isEqualTo(401);
    assertThat(client.json("/v2/sessions?user=" + agent).path("data")).isEmpty();
  }

  @Test
  void aSessionEndsWhenItIsIdleAndWhenItIsOld() throws Exception {
    var cookie = cookie("ada@example.com");
    house.clock().advance(Session.IDLE.minusSeconds(1));
    assertThat(by(cookie, "GET", "/v2/me", "").status()).isEqualTo(200);
    house.lastUses().sweep();
    house.clock().advance(Session.IDLE.minusSeconds(1));
    assertThat(by(cookie, "GET", "/v2/me", "").status()).isEqualTo(200);
    house.clock().advance(Session.IDLE);
    assertThat(by(cookie, "GET", "/v2/me", "").status()).isEqualTo(401);
  }

  @Test
  void whoIsInvitedChoosesAPasswordOnce() {
    var reply =
        client.ask("POST", "/v2/users", "{\"email\": \"eve@example.com\", \"role\": \"auditor\"}");
    var id = json(reply).path("id").asText();
    var invited = json(client.ask("POST", "/v2/users/" + id + "/invite", "{}"));
    var text = invited.path("invitation").asText();
    var body = "{\"invitation\": \"" + text + "\", \"password\": \"%s\"}";

    var weak = ask("POST", "/v2/invitations", body.formatted("Password1234"), List.of());
    assertThat(weak.status()).as(text(weak)).isEqualTo(400);
    var taken = ask("POST", "/v2/invitations", body.formatted(PASSWORD), List.of());
    assertThat(taken.status()).as(text(taken)).isEqualTo(200);
    assertThat(text(taken)).doesNotContain(text);
    assertThat(audit().path("by").path("credential").asText()).isEqualTo("invitation of " + id);
    assertThat(audit().toString()).doesNotContain("argon2id");
    assertThat(ask("POST", "/v2/invitations", body.formatted(PASSWORD), List.of()).status())
        .isEqualTo(404);

    var cookie = cookie("eve@example.com");
    assertThat(by(cookie, "GET", "/v2/users", "").status()).isEqualTo(200);
    assertThat(by(cookie, "POST", "/v2/me/password", "{}").status()).isEqualTo(400);
    assertThat(by(cookie, "POST", "/v2/users", "{\"email\": \"x@y.zz\"}").status()).isEqualTo(403);
  }

  @Test
  void theOwnerEndsTheSessionsOfOthersAndTheyDoNot() {
    user("bob@example.com", "agent");
    var agents = cookie("bob@example.com");
    var owners = cookie("ada@example.com");
    var id = json(by(owners, "GET", "/v2/sessions", "")).at("/data/0/id").asText();
    assertThat(by(agents, "DELETE", "/v2/sessions/" + id, "").status()).isEqualTo(404);
    assertThat(by(agents, "GET", "/v2/sessions?user=" + owner, "").status()).isEqualTo(404);

    var bob = json(by(agents, "GET", "/v2/sessions", "")).at("/data/0/id").asText();
    assertThat(by(owners, "DELETE", "/v2/sessions/" + bob, "").status()).isEqualTo(200);
    assertThat(by(agents, "GET", "/v2/me", "").status()).isEqualTo(401);
  }

  @Test
  void twoUsersNeverHaveOneAddress() {
    var again = "{\"email\": \"Ada@Example.com\", \"role\": \"agent\"}";

    var reply = client.ask("POST", "/v2/users", again);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply)).contains("another user");
  }

  @Test
  void whoGetsTokensThatMayDoEverythingIsNoLessThanAnOwner() {
    var body = "{\"email\": \"p@example.com\", \"role\": \"agent\", \"api_access\": true}";

    assertThat(client.ask("POST", "/v2/users", body).status()).isEqualTo(400);
  }

  @Test
  void aSuspendedAccountLetsNobodyIn() {
    var cookie = cookie("ada@example.com");
    house.standing(io.carillon.model.Account.Standing.SUSPENDED);

    assertThat(by(cookie, "GET", "/v2/me", "").status()).isEqualTo(403);
    assertThat(signIn("ada@example.com", PASSWORD).status()).isEqualTo(403);
  }
}
