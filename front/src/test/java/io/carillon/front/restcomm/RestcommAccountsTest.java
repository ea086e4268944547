package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.door.Logins;
import io.carillon.model.Resource;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestcommAccountsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/restcomm/2012-04-24/Accounts";
  private static final String OPENING =
      "EmailAddress=Ann%40x.example&Password=restcomm&FriendlyName=Sub";

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  private Reply call(String login, String method, String path, String body, Field... more) {
    var fields = new ArrayList<>(List.of(more));
    var pair = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    fields.add(new Field("Authorization", "Basic " + pair));
    var octets = body.getBytes(StandardCharsets.UTF_8);
    return router.answer(Request.of(method, BASE + path, fields, octets));
  }

  private Reply own(String method, String path, String body, Field... more) {
    return call(House.SID + ":" + House.TOKEN, method, path, body, more);
  }

  private static JsonNode json(Reply reply) throws IOException {
    assertThat(reply.status()).as(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  private JsonNode opened() throws IOException {
    return json(own("POST", ".json", OPENING));
  }

  @Test
  void aSubAccountComesInByItsSidOrItsAddressAndTheTokenThatItsPasswordMade() throws IOException {
    var account = opened();
    var sid = account.get("sid").textValue();
    var token = account.get("auth_token").textValue();

    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(call(sid + ":" + token, "GET", "/" + sid, "").status()).isEqualTo(200);
    assertThat(call("ann@x.example:" + token, "GET", "/" + sid, "").status()).isEqualTo(200);
    assertThat(call("ann@x.example:restcomm", "GET", "/" + sid, "").status()).isEqualTo(401);
    assertThat(call("bob@x.example:" + token, "GET", "/" + sid, "").status()).isEqualTo(401);
    assertThat(call(sid + ":" + token, "GET", "/" + House.SID, "").status()).isEqualTo(403);
  }

  @Test
  void anotherPasswordMakesAnotherToken() throws IOException {
    var account = opened();
    var sid = account.get("sid").textValue();
    var before = account.get("auth_token").textValue();

    var changed = json(call(sid + ":" + before, "PUT", ".json/" + sid, "Password=another-one"));

    var after = changed.get("auth_token").textValue();
    assertThat(after).isNotEqualTo(before);
    assertThat(call(sid + ":" + before, "GET", "/" + sid, "").status()).isEqualTo(401);
    assertThat(call(sid + ":" + after, "GET", "/" + sid, "").status()).isEqualTo(200);
  }

  @Test
  void aSuspendedAccountMayNothingUntilItIsActiveAgain() throws IOException {
    var account = opened();
    var sid = account.get("sid").textValue();
    var login = sid + ":" + account.get("auth_token").textValue();

    own("PUT", "/" + sid, "Status=suspended");
    var suspended = call(login, "GET", "/" + sid + "/SMS/Messages", "");
    own("PUT", "/" + sid, "Status=active");

    assertThat(suspended.status()).isEqualTo(403);
    assertThat(new String(suspended.body(), StandardCharsets.UTF_8))
        .isEqualTo("Provided Account is not active");
    assertThat(call(login, "GET", "/" + sid + "/SMS/Messages", "").status()).isEqualTo(200);
  }

  @Test
  void aClosedAccountGivesBackWhatItHad() throws IOException {
    var sid = opened().get("sid").textValue();
    var taken = own("POST", "/" + sid + "/IncomingPhoneNumbers", "PhoneNumber=%2B14155550100");
    own("POST", "/" + sid + "/Applications", "FriendlyName=x");
    var directory = house.ports().accounts();
    var id = Logins.account(sid).orElseThrow();
    assertThat(taken.status()).isEqualTo(200);
    assertThat(directory.directory().senders(id)).isNotEmpty();

    own("PUT", "/" + sid, "Status=closed");

    assertThat(directory.directory().senders(id)).isEmpty();
    assertThat(directory.directory().resources(id, Resource.Kind.APPLICATION)).isEmpty();
    assertThat(
            own("POST", "/" + House.SID + "/IncomingPhoneNumbers", "PhoneNumber=14155550100")
                .status())
        .isEqualTo(200);
  }

  @Test
  void openingIsRepeatedByItsKeyAndNeverWithAnotherBody() throws IOException {
    var key = new Field("Idempotency-Key", "4711");

    var first = json(own("POST", ".json", OPENING, key));
    var again = json(own("POST", ".json", OPENING, key));
    var other = own("POST", ".json", OPENING + "&Role=x", key);
    var without = own("POST", ".json", OPENING);

    assertThat(again).isEqualTo(first);
    assertThat(other.status()).isEqualTo(409);
    assertThat(without.status()).isEqualTo(409);
    assertThat(json(own("GET", ".json", ""))).hasSize(1);
  }

  @Test
  void changesAreRepeatedByTheirKeyWithoutUndoingWhatCameAfter() throws IOException {
    var sid = opened().get("sid").textValue();
    var key = new Field("Idempotency-Key", "4712");

    json(own("POST", ".json/" + sid, "FriendlyName=One", key));
    json(own("POST", ".json/" + sid, "FriendlyName=Two"));
    var again = json(own("POST", ".json/" + sid, "FriendlyName=One", key));

    assertThat(again.get("friendly_name").textValue()).isEqualTo("Two");
  }

  @Test
  void aNumberThatWasChosenByAreaIsTheSameWhenTheRequestIsRepeated() throws IOException {
    var key = new Field("Idempotency-Key", "4713");
    var path = "/" + House.SID + "/IncomingPhoneNumbers.json";

    var first = json(own("POST", path, "AreaCode=415", key));
    var again = json(own("POST", path, "AreaCode=415", key));
    var next = json(own("POST", path, "AreaCode=415"));

    assertThat(again).isEqualTo(first);
    assertThat(next.get("phone_number")).isNotEqualTo(first.get("phone_number"));
  }

  @Test
  void whatIsSetOnANumberIsSetForOtherDialectsToo() throws IOException {
    var path = "/" + House.SID + "/IncomingPhoneNumbers.json";
    var app = json(own("POST", "/" + House.SID + "/Applications.json", APPLICATION));
    var number =
        json(
            own(
                "POST",
                path,
                "AreaCode=415&FriendlyName=Desk&SmsUrl=https%3A%2F%2Fx.example%2Fsms"
                    + "&SmsApplicationSid="
                    + app.get("sid").textValue()));
    var sid = number.get("sid").textValue();

    var there = json(elsewhere("/IncomingPhoneNumbers/" + sid + ".json"));
    var application = json(elsewhere("/Applications/" + app.get("sid").textValue() + ".json"));

    assertThat(there.get("friendly_name").textValue()).isEqualTo("Desk");
    assertThat(there.get("sms_url").textValue()).isEqualTo("https://x.example/sms");
    assertThat(there.get("sms_application_sid")).isEqualTo(app.get("sid"));
    assertThat(application.get("sms_url").textValue()).isEqualTo("https://x.example/rcml");
  }

  private static final String APPLICATION =
      "FriendlyName=x&Kind=sms&RcmlUrl=https%3A%2F%2Fx.example%2Frcml";

  private Reply elsewhere(String path) {
    var pair = House.SID + ":" + House.TOKEN;
    var login = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return router.answer(
        Request.of(
            "GET",
            "/2010-04-01/Accounts/" + House.SID + path,
            List.of(new Field("Authorization", "Basic " + login)),
            new byte[0]));
  }

  @Test
  void listsOfAFamilyMergeWhatEachAccountHas() throws Exception {
    var sid = opened().get("sid").textValue();
    own("POST", "/" + sid + "/IncomingPhoneNumbers", "PhoneNumber=%2B14155550100");
    for (int i = 0; i < 7; i++) {
      boolean below = i % 2 == 0;
      var sent =
          own(
              "POST",
              "/" + (below ? sid : House.SID) + "/SMS/Messages",
              "From=" + (below ? "%2B14155550100" : "12345") + "&To=%2B4915112345678&Body=n" + i);
      assertThat(sent.status()).isEqualTo(200);
      house.clock().advance(Duration.ofSeconds(1));
    }
    var path = "/" + House.SID + "/SMS/Messages.json?SubAccounts=true&PageSize=3";

    assertThat(bodies(path)).containsExactly("n6", "n5", "n4");
    assertThat(bodies(path + "&Page=1")).containsExactly("n3", "n2", "n1");
    assertThat(bodies(path + "&Page=2")).containsExactly("n0");
    assertThat(bodies(path + "&SortBy=DateCreated")).containsExactly("n0", "n1", "n2");
    assertThat(json(own("GET", path, "")).get("total").intValue()).isEqualTo(7);
    assertThat(bodies("/" + House.SID + "/SMS/Messages.json")).containsExactly("n5", "n3", "n1");
  }

  private List<String> bodies(String path) throws IOException {
    var bodies = new ArrayList<String>();
    json(own("GET", path, ""))
        .get("messages")
        .forEach(message -> bodies.add(message.get("body").textValue()));
    return bodies;
  }
}
