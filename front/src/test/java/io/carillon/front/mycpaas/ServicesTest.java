package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.model.Address;
import io.carillon.model.Encoding;
import io.carillon.model.Message;
import io.carillon.model.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messaging services, and what they do to a send.
class ServicesTest {
  private static final String SERVICES = "/v1/Services";
  private static final String ROOT = "https://carillon.example" + SERVICES;

  private final House house = new House();
  private final Client client = new Client(house);

  private String service(String... more) {
    var pairs = new ArrayList<>(List.of("FriendlyName", "shop"));
    pairs.addAll(List.of(more));
    var made = client.post(SERVICES, pairs.toArray(String[]::new));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("sid");
  }

  private String numberSid(String number) {
    var path = Client.ACCOUNT + "/IncomingPhoneNumbers.json?PhoneNumber=%2B" + number.substring(1);
    var list = client.get(path).json();
    return list.path("incoming_phone_numbers").path(0).path("sid").asText();
  }

  private void join(String service, String number) {
    var path = SERVICES + "/" + service + "/PhoneNumbers";
    assertThat(client.post(path, "PhoneNumberSid", numberSid(number)).status()).isEqualTo(201);
  }

  private Client.Answer answer(String service, String to, String... more) {
    var pairs = new ArrayList<>(List.of("To", to, "Body", "x", "MessagingServiceSid", service));
    pairs.addAll(List.of(more));
    return client.post(Client.MESSAGES, pairs.toArray(String[]::new));
  }

  private Message send(String service, String to, String... more) {
    return client.stored(answer(service, to, more));
  }

  private String from(String service, String to) {
    return send(service, to).parties().from().value();
  }

  private static List<String> all(JsonNode page, String list, String key) {
    var values = new ArrayList<String>();
    page.path(list).forEach(item -> values.add(item.path(key).asText()));
    return values;
  }

  @Test
  void aServiceIsMadeChangedListedAndDropped() {
    var made =
        client.post(
            SERVICES, "FriendlyName", "shop", "InboundRequestUrl", "https://example.com/in");
    var sid = made.text("sid");

    assertThat(made.status()).isEqualTo(201);
    assertThat(sid).matches("MG[0-9a-f]{32}");
    assertThat(made.text("date_created")).isEqualTo("2023-07-15T14:30:00Z");
    assertThat(made.text("inbound_request_url")).isEqualTo("https://example.com/in");
    assertThat(made.json().path("sticky_sender").asBoolean()).isTrue();
    assertThat(made.json().path("validity_period").asInt()).isEqualTo(36_000);
    assertThat(made.text("url")).isEqualTo(ROOT + "/" + sid);
    assertThat(made.json().path("links").path("phone_numbers").asText())
        .isEqualTo(ROOT + "/" + sid + "/PhoneNumbers");
    var changed =
        client.post(SERVICES + "/" + sid, "StickySender", "false", "InboundRequestUrl", "");
    assertThat(changed.json().path("sticky_sender").asBoolean()).isFalse();
    assertThat(changed.json().path("inbound_request_url").isNull()).isTrue();
    assertThat(client.get(SERVICES + "/" + sid).text()).isEqualTo(changed.text());
    service();
    var page = client.get(SERVICES + "?PageSize=1").json();
    assertThat(all(page, "services", "sid")).containsExactly(sid);
    assertThat(page.path("meta").path("key").asText()).isEqualTo("services");
    assertThat(page.path("meta").path("next_page_url").asText())
        .isEqualTo(ROOT + "?PageSize=1&Page=1");
    assertThat(page.path("meta").path("previous_page_url").isNull()).isTrue();
    assertThat(client.delete(SERVICES + "/" + sid).status()).isEqualTo(204);
    assertThat(client.get(SERVICES + "/" + sid).text("code")).isEqualTo("20404");
  }

  @ParameterizedTest
  @CsvSource({
    "Other, x, 20001",
    "ValidityPeriod, 0, 21624",
    "ValidityPeriod, 36001, 21624",
    "ScanMessageContent, never, 20001",
    "StatusCallback, x, 21402",
    "FriendlyName, '', 20001"
  })
  void whatCannotBeMadeIsRefused(String field, String value, String code) {
    boolean named = !field.equals("Other") && !field.equals("FriendlyName");
    var answer =
        named
            ? client.post(SERVICES, "FriendlyName", "x", field, value)
            : client.post(SERVICES, field, value);

    assertThat(answer.text("code")).isEqualTo(code);
  }

  @Test
  void sendersJoinAndLeave() {
    var sid = service("InboundRequestUrl", "https://example.com/in");
    var other = service("InboundRequestUrl", "https://example.com/in");
    var third = service();
    var path = SERVICES + "/" + sid + "/PhoneNumbers";
    var number = numberSid("+14155552671");

    var joined = client.post(path, "PhoneNumberSid", number);

    assertThat(joined.status()).isEqualTo(201);
    assertThat(joined.text("sid")).isEqualTo(number);
    assertThat(joined.text("service_sid")).isEqualTo(sid);
    assertThat(joined.text("phone_number")).isEqualTo("+14155552671");
    assertThat(joined.text("country_code")).isEqualTo("US");
    assertThat(joined.json().path("capabilities").path(0).asText()).isEqualTo("SMS");
    assertThat(client.get(path + "/" + number).text()).isEqualTo(joined.text());
    assertThat(all(client.get(path).json(), "phone_numbers", "phone_number"))
        .containsExactly("+14155552671");
    assertThat(client.post(path, "PhoneNumberSid", number).text("code")).isEqualTo("21710");
    assertThat(
            client
                .post(SERVICES + "/" + other + "/PhoneNumbers", "PhoneNumberSid", number)
                .text("code"))
        .isEqualTo("21712");
    join(third, "+14155552671");
    var none = client.post(path, "PhoneNumberSid", "PN0");
    assertThat(none.text("code")).isEqualTo("21421");
    assertThat(none.text("message")).isEqualTo("'PhoneNumberSid' is none of the account.");
    assertThat(client.delete(path + "/" + number).status()).isEqualTo(204);
    assertThat(client.get(path + "/" + number).status()).isEqualTo(404);
    assertThat(client.delete(path + "/" + number).status()).isEqualTo(404);
  }

  @Test
  void whatTheAccountGivesBackLeavesThePool() {
    var sid = service();
    var numbers = Client.ACCOUNT + "/IncomingPhoneNumbers";
    var number = client.post(numbers + ".json", "PhoneNumber", "+14155550100").text("sid");
    var path = SERVICES + "/" + sid + "/PhoneNumbers";
    client.post(path, "PhoneNumberSid", number);

    client.delete(numbers + "/" + number + ".json");

    assertThat(client.get(path).json().path("phone_numbers")).isEmpty();
    assertThat(client.get(path + "/" + number).status()).isEqualTo(404);
  }

  @Test
  void shortCodesAndNamesJoinToo() {
    var sid = service();
    var codes = client.get(Client.ACCOUNT + "/SMS/ShortCodes.json").json().path("short_codes");
    var code = codes.path(0).path("sid").asText();

    var byCode = client.post(SERVICES + "/" + sid + "/ShortCodes", "ShortCodeSid", code);
    var byName = client.post(SERVICES + "/" + sid + "/AlphaSenders", "AlphaSender", "MyCompany");
    var strange = client.post(SERVICES + "/" + sid + "/AlphaSenders", "AlphaSender", "Stranger");

    assertThat(byCode.text("short_code")).isEqualTo("12345");
    assertThat(byName.text("alpha_sender")).isEqualTo("MyCompany");
    assertThat(byName.text("sid")).matches("AI[0-9a-f]{32}");
    assertThat(strange.text("code")).isEqualTo("21606");
    assertThat(
            all(
                client.get(SERVICES + "/" + sid + "/AlphaSenders").json(),
                "alpha_senders",
                "alpha_sender"))
        .containsExactly("MyCompany");
  }

  @Test
  void theServiceChoosesTheSenderAndIsShown() {
    var sid = service();
    join(sid, "+14155552671");

    var answer = answer(sid, "+14155550123");

    assertThat(answer.text("status")).isEqualTo("accepted");
    assertThat(answer.text("from")).isEqualTo("+14155552671");
    assertThat(answer.text("messaging_service_sid")).isEqualTo(sid);
    var message = client.stored(answer);
    assertThat(message.origin().tags()).containsEntry("messaging_service", sid);
    var shown = client.get(Client.ACCOUNT + "/Messages/" + answer.text("sid") + ".json");
    assertThat(shown.text("messaging_service_sid")).isEqualTo(sid);
    assertThat(shown.text("status")).isEqualTo("queued");
    var inFrom = client.post(Client.MESSAGES, "To", "+14155550123", "From", sid, "Body", "x");
    assertThat(inFrom.text("messaging_service_sid")).isEqualTo(sid);
  }

  @Test
  void aStickyServiceGivesARecipientTheSameSender() {
    var sid = service("AreaCodeGeomatch", "false");
    join(sid, "+14155552671");
    join(sid, "+14155556789");
    join(sid, "+12191112222");
    var chosen = new HashSet<String>();

    for (int i = 0; i < 30; i++) {
      var to = "+1415555" + (1000 + i);
      var first = from(sid, to);
      chosen.add(first);
      assertThat(from(sid, to)).isEqualTo(first);
    }

    assertThat(chosen).hasSize(3);
  }

  @Test
  void aSenderThatJoinsTakesOverOnlyItsShare() {
    var sid = service("AreaCodeGeomatch", "false");
    join(sid, "+14155552671");
    join(sid, "+14155556789");
    var before = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      before.add(from(sid, "+1415555" + (1000 + i)));
    }

    join(sid, "+12191112222");

    for (int i = 0; i < 30; i++) {
      var now = from(sid, "+1415555" + (1000 + i));
      assertThat(now).isIn(before.get(i), "+12191112222");
    }
  }

  @Test
  void anyOtherServiceTakesItsSendersInTurn() {
    var sid = service("StickySender", "false");
    join(sid, "+14155552671");
    join(sid, "+14155556789");

    var chosen = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      chosen.add(from(sid, "+14155550123"));
    }

    assertThat(chosen.get(0)).isNotEqualTo(chosen.get(1)).isEqualTo(chosen.get(2));
    assertThat(chosen.get(1)).isEqualTo(chosen.get(3));
  }

  @Test
  void theSenderSuitsTheRecipient() {
    var sid = service();
    join(sid, "+14155552671");
    join(sid, "+12191112222");
    join(sid, "+491098765432");

    assertThat(from(sid, "+12195550123")).isEqualTo("+12191112222");
    assertThat(from(sid, "+14155550123")).isEqualTo("+14155552671");
    assertThat(from(sid, "+491234567890")).isEqualTo("+491098765432");
    client.post(SERVICES + "/" + sid + "/AlphaSenders", "AlphaSender", "MyCompany");
    assertThat(from(sid, "+447700900123")).isEqualTo("MyCompany");
    assertThat(from(sid, "+14155550123")).isEqualTo("+14155552671");
  }

  @Test
  void aServiceWithoutASuitableSenderRefuses() {
    var sid = service();
    assertThat(answer(sid, "+14155550123").text("code")).isEqualTo("21703");
    client.post(SERVICES + "/" + sid + "/AlphaSenders", "AlphaSender", "MyCompany");
    assertThat(answer(sid, "+14155550123").text("code")).isEqualTo("21703");
    var named = answer(sid, "+14155550123", "From", "+14155552671");
    assertThat(named.text("code")).isEqualTo("21711");
  }

  @Test
  void aNamedSenderOfThePoolIsTaken() {
    var sid = service();
    join(sid, "+14155552671");
    join(sid, "+491098765432");

    var message = send(sid, "+14155550123", "From", "+491098765432");

    assertThat(message.parties().from().value()).isEqualTo("+491098765432");
  }

  @Test
  void theSettingsOfTheServiceHoldWhereTheSendSaysNothing() {
    var sid = service("ValidityPeriod", "60", "StatusCallback", "https://example.com/status");
    join(sid, "+14155552671");

    var usual = send(sid, "+14155550123", "Body", "x");
    var own =
        send(
            sid,
            "+14155550123",
            "ValidityPeriod",
            "90",
            "StatusCallback",
            "https://example.com/own");

    assertThat(usual.terms().validity()).isEqualTo(Duration.ofSeconds(60));
    assertThat(usual.terms().callback().orElseThrow().url())
        .isEqualTo("https://example.com/status");
    assertThat(own.terms().validity()).isEqualTo(Duration.ofSeconds(90));
    assertThat(own.terms().callback().orElseThrow().url()).isEqualTo("https://example.com/own");
  }

  @Test
  void aServiceEncodesSmartlyUnlessToldOtherwise() {
    var sid = service();
    join(sid, "+14155552671");
    var pairs = new String[] {"To", "+14155550123", "Body", "“x”", "MessagingServiceSid", sid};
    var plain =
        new String[] {
          "To", "+14155550123", "Body", "“x”", "MessagingServiceSid", sid, "SmartEncoded", "false"
        };

    assertThat(client.stored(client.post(Client.MESSAGES, pairs)).bill().encoding())
        .isEqualTo(Encoding.GSM7);
    assertThat(client.stored(client.post(Client.MESSAGES, plain)).bill().encoding())
        .isEqualTo(Encoding.UCS2);
    client.post(SERVICES + "/" + sid, "SmartEncoding", "false");
    assertThat(client.stored(client.post(Client.MESSAGES, pairs)).bill().encoding())
        .isEqualTo(Encoding.UCS2);
  }

  @Test
  void aServiceSchedules() {
    var sid = service();
    join(sid, "+14155552671");

    var answer =
        answer(sid, "+14155550123", "ScheduleType", "fixed", "SendAt", "2023-07-16T00:00:00Z");

    assertThat(answer.text("status")).isEqualTo("scheduled");
    assertThat(client.stored(answer).status()).isEqualTo(Status.SCHEDULED);
  }

  @Test
  void theServiceOutlivesARedaction() {
    var sid = service();
    join(sid, "+14155552671");
    var message = send(sid, "+14155550123");
    house.change(message.id(), state -> state.raised(Status.SENT, house.clock().now()));
    var path = Client.ACCOUNT + "/Messages/" + message.id().value().hex() + ".json";

    var redacted = client.post(path, "Body", "");

    assertThat(redacted.text("body")).isEmpty();
    assertThat(redacted.text("messaging_service_sid")).isEqualTo(sid);
  }

  @Test
  void fourHundredSendersAreEnough() {
    var address = Address.phone("+14155550000");
    var senders = new ArrayList<Address>();
    for (int i = 0; i < Pool.SENDERS_MAX; i++) {
      senders.add(Address.phone("+14155550" + (100 + i)));
    }
    var sid = service();
    var pool = Pool.find(house.ports().accounts().directory(), house.account().id(), sid);

    var full = new Pool(pool.orElseThrow().with(senders, house.clock().now()));

    assertThat(full.joined()).isEqualTo(senders).doesNotContain(address);
  }
}
