package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.door.Scope;
import io.carillon.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
  private static final String ALL = "/2010-04-01/Accounts.json";
  private static final String OWN = Client.ACCOUNT + ".json";

  private final House house = new House();
  private final Client client = new Client(house);

  private static String path(String sid) {
    return "/2010-04-01/Accounts/" + sid;
  }

  @Test
  void anAccountShowsItself() {
    var own = client.get(OWN).json();

    assertThat(own.path("sid").asText()).isEqualTo(House.SID);
    assertThat(own.path("owner_account_sid").asText()).isEqualTo(House.SID);
    assertThat(own.path("friendly_name").asText()).isEqualTo("The first account");
    assertThat(own.path("status").asText()).isEqualTo("active");
    assertThat(own.path("type").asText()).isEqualTo("Full");
    assertThat(own.path("auth_token").asText()).isEqualTo(House.TOKEN);
    assertThat(own.path("date_created").asText()).isEqualTo("Sat, 15 Jul 2023 14:30:00 +0000");
    assertThat(own.path("uri").asText()).isEqualTo(OWN);
    assertThat(own.path("subresource_uris").path("messages").asText()).isEqualTo(Client.MESSAGES);
    assertThat(own.path("subresource_uris").path("sms_short_codes").asText())
        .isEqualTo(Client.ACCOUNT + "/SMS/ShortCodes.json");
    assertThat(own.path("subresource_uris"))
        .allSatisfy(uri -> assertThat(client.get(uri.asText()).status()).isEqualTo(200));
  }

  @Test
  void anApiKeyDoesNotShowTheToken() {
    var byKey = client.as(House.SID, House.KEY).get(OWN).json();

    assertThat(byKey.path("auth_token").isNull()).isTrue();
  }

  @Test
  void opensAnAccountWhichWorksByItselfAndByItsParent() {
    var made = client.post(ALL, "FriendlyName", "Shop");
    var sid = made.text("sid");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("owner_account_sid")).isEqualTo(House.SID);
    assertThat(made.text("friendly_name")).isEqualTo("Shop");
    var sub = new Client(house).as(sid, made.text("auth_token"));
    assertThat(sub.get(path(sid) + "/Messages.json").status()).isEqualTo(200);
    assertThat(client.get(path(sid) + "/Messages.json").status()).isEqualTo(200);
    assertThat(sub.get(Client.MESSAGES).status()).isEqualTo(404);
    assertThat(sub.get(OWN).status()).isEqualTo(404);
  }

  @Test
  void theParentSendsForItsAccountAndPays() {
    var sid = client.post(ALL).text("sid");
    var number =
        client.post(path(sid) + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
    assertThat(number.status()).as(number.text()).isEqualTo(201);

    var sent =
        client.post(
            path(sid) + "/Messages.json",
            "To",
            "+14155550123",
            "From",
            "+14155550100",
            "Body",
            "x");

    assertThat(sent.text("account_sid")).isEqualTo(sid);
    Message message = client.stored(sent);
    assertThat("AC" + message.account().value().hex()).isEqualTo(sid);
    assertThat(client.get(path(sid) + "/Messages/" + sent.text("sid") + ".json").status())
        .isEqualTo(200);
    assertThat(client.get(Client.ACCOUNT + "/Messages/" + sent.text("sid") + ".json").status())
        .isEqualTo(404);
  }

  @Test
  void suspendsAndReopensWhatItOpened() {
    var sid = client.post(ALL, "FriendlyName", "Shop").text("sid");

    var suspended = client.post(path(sid) + ".json", "Status", "suspended");

    assertThat(suspended.text("status")).isEqualTo("suspended");
    assertThat(suspended.text("friendly_name")).isEqualTo("Shop");
    assertThat(client.get(path(sid) + "/Messages.json").text("code")).isEqualTo("20005");
    assertThat(client.get(path(sid) + ".json").text("status")).isEqualTo("suspended");
    var reopened = client.post(path(sid) + ".json", "Status", "active", "FriendlyName", "New");
    assertThat(reopened.text("status")).isEqualTo("active");
    assertThat(reopened.text("friendly_name")).isEqualTo("New");
    assertThat(client.post(path(sid) + ".json", "Status", "closed").text("status"))
        .isEqualTo("closed");
    assertThat(client.post(path(sid) + ".json", "Status", "active").status()).isEqualTo(403);
  }

  @Test
  void nobodySuspendsTheAccountThatTheyCallBy() {
    assertThat(client.post(OWN, "Status", "suspended").text("code")).isEqualTo("20403");
    assertThat(client.post(OWN, "Status", "active", "FriendlyName", "Me").text("friendly_name"))
        .isEqualTo("Me");
  }

  @Test
  void listsItselfAndWhatItOpened() {
    client.post(ALL, "FriendlyName", "one");
    var two = client.post(ALL, "FriendlyName", "two").text("sid");
    client.post(path(two) + ".json", "Status", "suspended");

    assertThat(names(client.get(ALL).json())).containsExactly("The first account", "one", "two");
    assertThat(names(client.get(ALL + "?FriendlyName=one").json())).containsExactly("one");
    assertThat(names(client.get(ALL + "?Status=suspended").json())).containsExactly("two");
    var page = client.get(ALL + "?PageSize=2").json();
    assertThat(names(page)).containsExactly("The first account", "one");
    assertThat(names(client.get(page.path("next_page_uri").asText()).json()))
        .containsExactly("two");
    assertThat(client.get(ALL + "?Status=lost").status()).isEqualTo(400);
  }

  private static List<String> names(JsonNode page) {
    var names = new ArrayList<String>();
    page.path("accounts").forEach(account -> names.add(account.path("friendly_name").asText()));
    return names;
  }

  @Test
  void aRepeatedRequestOpensOneAccount() {
    client.once("once");

    var first = client.post(ALL, "FriendlyName", "Shop");
    var again = client.post(ALL, "FriendlyName", "Shop");
    var other = client.post(ALL, "FriendlyName", "Other");

    assertThat(again.text("sid")).isEqualTo(first.text("sid"));
    assertThat(again.text("auth_token")).isEqualTo(first.text("auth_token"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(names(client.get(ALL).json())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status=lost",
        "FriendlyName=12345678901234567890123456789012345678901234567890123456789012345"
      })
  void whatCannotBeSetIsRefused(String pair) {
    var field = pair.split("=", 2);

    assertThat(client.post(OWN, field[0], field[1]).text("code")).isEqualTo("20001");
  }

  @Test
  void aKeyNeedsTheScope() {
    house.addKey("sk_live_reader", Set.of(Scope.ACCOUNT_READ.word()));
    client.as(House.SID, "sk_live_reader");

    assertThat(client.get(OWN).status()).isEqualTo(200);
    assertThat(client.post(ALL).status()).isEqualTo(403);
    assertThat(client.get(Client.MESSAGES).status()).isEqualTo(403);
  }
}
