package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `Idempotency-Key` means for what is around the messages.
class RestcommRepeatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/restcomm/2012-04-24/Accounts";
  private static final String OWN = "/" + House.SID;
  private static final String OPENING = "EmailAddress=ann%40x.example&Password=";
  private static final Field KEY = new Field("Idempotency-Key", "4711");

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  private Reply post(String path, String body, Field... more) {
    var pair = (House.SID + ":" + House.TOKEN).getBytes(StandardCharsets.UTF_8);
    var login = new Field("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    var fields = more.length == 0 ? List.of(login) : List.of(login, more[0]);
    var octets = body.getBytes(StandardCharsets.UTF_8);
    return router.answer(Request.of("POST", BASE + path, fields, octets));
  }

  private static JsonNode json(Reply reply) throws IOException {
    assertThat(reply.status()).as(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  private static String sid(Reply reply) throws IOException {
    return json(reply).get("sid").textValue();
  }

  @Test
  void anAccountOpenedWithAnotherPasswordIsAnotherRequest() throws IOException {
    var first = json(post(".json", OPENING + "restcomm", KEY));

    assertThat(json(post(".json", OPENING + "restcomm", KEY))).isEqualTo(first);
    assertThat(post(".json", OPENING + "restcomM", KEY).status()).isEqualTo(409);
  }

  @Test
  void anotherPasswordForAnAccountIsAnotherRequest() throws IOException {
    var path = "/" + sid(post(".json", OPENING + "restcomm")) + ".json";

    var first = json(post(path, "Password=another-one", KEY));

    assertThat(json(post(path, "Password=another-one", KEY))).isEqualTo(first);
    assertThat(post(path, "Password=another-two", KEY).status()).isEqualTo(409);
  }

  @Test
  void aUserWithAnotherPasswordIsAnotherRequest() throws IOException {
    var path = OWN + "/Users.json";
    var user = "EmailAddress=bob%40x.example&ApiAccess=true&Password=";

    var first = json(post(path, user + "correct-horse", KEY));

    assertThat(json(post(path, user + "correct-horse", KEY))).isEqualTo(first);
    assertThat(post(path, user + "correct-house", KEY).status()).isEqualTo(409);
  }

  @Test
  void aKeyOfItsOwnDoesNotMakeASecondUserWithTheSameLogin() throws IOException {
    var path = OWN + "/Users.json";
    var user = "EmailAddress=bob%40x.example&ApiAccess=true&Password=correct-horse";
    json(post(path, user));

    var again = post(path, user, KEY);

    assertThat(again.status()).isEqualTo(400);
    assertThat(new String(again.body(), StandardCharsets.UTF_8)).contains("that of another user");
  }

  @Test
  void nobodyGetsALoginThatIsAnothersByAnOlderUser() throws IOException {
    var below = sid(post(".json", OPENING + "restcomm"));
    var user = "EmailAddress=bob%40x.example&ApiAccess=true";
    var older = sid(post("/" + below + "/Users.json", user));
    json(post(OWN + "/Users.json", user + "&Password=correct-horse"));

    var grabbed = post("/" + below + "/Users/" + older, "Password=correct-horse");

    assertThat(grabbed.status()).isEqualTo(400);
  }

  @Test
  void aNumberThatWasHandedOverIsShownWithItsNewAccountAgain() throws IOException {
    var heir = sid(post(".json", OPENING + "restcomm"));
    var number = sid(post(OWN + "/IncomingPhoneNumbers.json", "PhoneNumber=14155550100"));
    var path = OWN + "/IncomingPhoneNumbers/" + number + ".json";
    var handing = "AccountSid=" + heir;

    var first = json(post(path, handing, KEY));

    assertThat(first.get("account_sid").textValue()).isEqualTo(heir);
    assertThat(json(post(path, handing, KEY))).isEqualTo(first);
    assertThat(post(path, handing + "&FriendlyName=x", KEY).status()).isEqualTo(409);
    assertThat(post(path, handing).status()).isEqualTo(404);
    assertThat(post(path, "FriendlyName=x", KEY).status()).isEqualTo(404);
  }

  @Test
  void closingAnAccountIsAnsweredAlikeWhenItIsRepeated() throws IOException {
    var path = "/" + sid(post(".json", OPENING + "restcomm")) + ".json";

    var first = json(post(path, "Status=closed", KEY));

    assertThat(json(post(path, "Status=closed", KEY))).isEqualTo(first);
    assertThat(post(path, "Status=closed").status()).isEqualTo(400);
  }

  @Test
  void whatWasRefusedMayBeAskedForAgainUnderItsKey() throws IOException {
    var path = OWN + "/IncomingPhoneNumbers.json";
    var number = sid(post(path, "PhoneNumber=14155550100"));
    assertThat(post(path, "PhoneNumber=14155550100", KEY).status()).isEqualTo(400);

    var dropped =
        router.answer(
            Request.of(
                "DELETE",
                BASE + OWN + "/IncomingPhoneNumbers/" + number,
                List.of(new Field("Authorization", "Bearer " + House.KEY)),
                new byte[0]));

    assertThat(dropped.status()).isEqualTo(204);
    assertThat(post(path, "PhoneNumber=14155550100", KEY).status()).isEqualTo(200);
  }
}
