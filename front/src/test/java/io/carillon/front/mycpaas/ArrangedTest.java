package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Applications, phone numbers and short codes.
class ArrangedTest {
  private static final String APPLICATIONS = Client.ACCOUNT + "/Applications";
  private static final String NUMBERS = Client.ACCOUNT + "/IncomingPhoneNumbers";
  private static final String SHORT_CODES = Client.ACCOUNT + "/SMS/ShortCodes";

  private final House house = new House();
  private final Client client = new Client(house);

  private static List<String> all(JsonNode page, String list, String key) {
    var values = new ArrayList<String>();
    page.path(list).forEach(item -> values.add(item.path(key).asText()));
    return values;
  }

  private String number(String number) {
    var page = client.get(NUMBERS + ".json?PhoneNumber=" + number.replace("+", "%2B")).json();
    return page.path("incoming_phone_numbers").path(0).path("sid").asText();
  }

  @Test
  void anApplicationIsMadeChangedListedAndDropped() {
    var made =
        client.post(
            APPLICATIONS + ".json",
            "FriendlyName",
            "shop",
            "SmsUrl",
            "https://example.com/sms",
            "SmsMethod",
            "get",
            "MessageStatusCallback",
            "https://example.com/status");
    var path = APPLICATIONS + "/" + made.text("sid") + ".json";

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("sid")).matches("AP[0-9a-f]{32}");
    assertThat(made.text("sms_method")).isEqualTo("GET");
    assertThat(made.json().path("sms_fallback_url").isNull()).isTrue();
    assertThat(made.text("sms_fallback_method")).isEqualTo("POST");
    assertThat(made.text("uri")).isEqualTo(path);
    var changed =
        client.post(path, "SmsUrl", "", "FriendlyName", "store", "VoiceCallerIdLookup", "true");
    assertThat(changed.json().path("sms_url").isNull()).isTrue();
    assertThat(changed.json().path("voice_caller_id_lookup").asBoolean()).isTrue();
    assertThat(changed.text("message_status_callback")).isEqualTo("https://example.com/status");
    assertThat(client.get(path).text()).isEqualTo(changed.text());
    client.post(APPLICATIONS + ".json", "FriendlyName", "other");
    var list = client.get(APPLICATIONS + ".json").json();
    assertThat(all(list, "applications", "friendly_name")).containsExactly("store", "other");
    var one = client.get(APPLICATIONS + ".json?FriendlyName=other").json();
    assertThat(all(one, "applications", "friendly_name")).containsExactly("other");
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.post(path, "FriendlyName", "x").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "SmsUrl, example.com, 21402",
    "SmsUrl, https://refused.example/, 21402",
    "SmsMethod, PUT, 21403",
    "StatusCallback, ftp://example.com, 21402",
    "VoiceCallerIdLookup, perhaps, 20001",
    "FriendlyName, 12345678901234567890123456789012345678901234567890123456789012345, 20001"
  })
  void whatCannotBeSetIsRefused(String field, String value, String code) {
    assertThat(client.post(APPLICATIONS + ".json", field, value).text("code")).isEqualTo(code);
    assertThat(client.get(APPLICATIONS + ".json").json().path("applications")).isEmpty();
  }

  @Test
  void aRepeatedRequestMakesOneApplication() {
    client.once("once");

    var first = client.post(APPLICATIONS + ".json", "FriendlyName", "shop");
    var again = client.post(APPLICATIONS, "FriendlyName", "shop");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).contains("<Sid>" + first.text("sid") + "</Sid>");
    var other = client.post(APPLICATIONS + ".json", "FriendlyName", "other");
    assertThat(other.text("code")).isEqualTo("20409");
  }

  @Test
  void theApplicationOfASendHearsOfIt() {
    var application =
        client
            .post(
                APPLICATIONS + ".json", "MessageStatusCallback", "https://example.com/status#rc=1")
            .text("sid");

    var told = client.send("Body", "x", "ApplicationSid", application);
    var own =
        client.send(
            "Body",
            "x",
            "ApplicationSid",
            application,
            "StatusCallback",
            "https://example.com/own");
    var unknown = client.ask("Body", "x", "ApplicationSid", "AP00000000000000000000000000000000");

    assertThat(told.terms().callback().orElseThrow().url())
        .isEqualTo("https://example.com/status#rc=1");
    assertThat(own.terms().callback().orElseThrow().url()).isEqualTo("https://example.com/own");
    assertThat(unknown.text("code")).isEqualTo("20001");
  }

  @Test
  void numbersAreListedAndFiltered() {
    var page = client.get(NUMBERS + ".json").json();

    assertThat(all(page, "incoming_phone_numbers", "phone_number"))
        .containsExactly(
            "+12191112222", "+13031112222", "+14155552671", "+14155556789", "+491098765432");
    var number = page.path("incoming_phone_numbers").path(2);
    assertThat(number.path("sid").asText()).matches("PN[0-9a-f]{32}");
    assertThat(number.path("friendly_name").asText()).isEqualTo("+14155552671");
    assertThat(number.path("capabilities").path("sms").asBoolean()).isTrue();
    assertThat(number.path("capabilities").path("mms").asBoolean()).isFalse();
    assertThat(number.path("sms_url").asText()).isEmpty();
    assertThat(number.path("type").asText()).isEqualTo("local");
    for (var query : List.of("PhoneNumber=%2B1415", "PhoneNumber=+1415", "PhoneNumber=1*15555")) {
      assertThat(
              all(
                  client.get(NUMBERS + ".json?" + query).json(),
                  "incoming_phone_numbers",
                  "phone_number"))
          .as(query)
          .containsExactly("+14155552671", "+14155556789");
    }
    assertThat(client.get(NUMBERS + ".json?PhoneNumber=(415)").status()).isEqualTo(400);
    assertThat(client.get(NUMBERS + "/Local.json").json().path("incoming_phone_numbers"))
        .hasSize(5);
    assertThat(client.get(NUMBERS + "/TollFree.json").json().path("incoming_phone_numbers"))
        .isEmpty();
  }

  @Test
  void aNumberIsSetUp() {
    var application = client.post(APPLICATIONS + ".json", "FriendlyName", "shop").text("sid");
    var path = NUMBERS + "/" + number("+14155552671") + ".json";

    var set =
        client.post(
            path,
            "FriendlyName",
            "hotline",
            "SmsUrl",
            "https://example.com/in",
            "SmsMethod",
            "GET",
            "SmsApplicationSid",
            application,
            "AccountSid",
            House.SID);

    assertThat(set.text("friendly_name")).isEqualTo("hotline");
    assertThat(set.text("sms_url")).isEqualTo("https://example.com/in");
    assertThat(set.text("sms_method")).isEqualTo("GET");
    assertThat(set.text("sms_application_sid")).isEqualTo(application);
    assertThat(client.get(path).text()).isEqualTo(set.text());
    var cleared = client.post(path, "SmsApplicationSid", "", "SmsUrl", "");
    assertThat(cleared.text("sms_application_sid")).isEmpty();
    assertThat(cleared.text("sms_url")).isEmpty();
    assertThat(cleared.text("friendly_name")).isEqualTo("hotline");
    var byName = client.get(NUMBERS + ".json?FriendlyName=hotline").json();
    assertThat(byName.path("incoming_phone_numbers")).hasSize(1);
    assertThat(client.post(path, "SmsApplicationSid", "AP0").text("code")).isEqualTo("20001");
    assertThat(client.post(path, "SmsUrl", "x").text("code")).isEqualTo("21402");
    assertThat(client.post(path, "AccountSid", "AC0").text("code")).isEqualTo("20001");
  }

  @Test
  void numbersAreTakenFromTheInventoryAndGivenBack() {
    var offers = client.get(Client.ACCOUNT + "/AvailablePhoneNumbers/US/Local.json").json();
    assertThat(all(offers, "available_phone_numbers", "phone_number"))
        .containsExactly("+14155550100", "+14155550101");
    assertThat(offers.path("available_phone_numbers").path(0).path("iso_country").asText())
        .isEqualTo("US");

    var taken =
        client.post(
            NUMBERS + ".json", "PhoneNumber", "+14155550100", "SmsUrl", "https://example.com/in");

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.text("sms_url")).isEqualTo("https://example.com/in");
    assertThat(client.send("Body", "x", "From", "+14155550100").parties().from().value())
        .isEqualTo("+14155550100");
    assertThat(client.post(NUMBERS + ".json", "PhoneNumber", "+14155550100").text("code"))
        .isEqualTo("21422");
    var path = NUMBERS + "/" + taken.text("sid") + ".json";
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.post(NUMBERS + ".json", "PhoneNumber", "+14155550100").text("sms_url"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', PhoneNumber, +14155550199, 21422",
    "'', PhoneNumber, 4155550100, 21421",
    "'', Nothing, x, 21421",
    "'', AreaCode, 41, 21451",
    "'', AreaCode, 212, 21422",
    "/TollFree, PhoneNumber, +14155550100, 21422",
    "/Mobile, AreaCode, 415, 21422"
  })
  void whatIsNotOnOfferIsRefused(String kind, String field, String value, String code) {
    assertThat(client.post(NUMBERS + kind + ".json", field, value).text("code")).isEqualTo(code);
  }

  @Test
  void numbersAreTakenByAreaAndKind() {
    var area = client.post(NUMBERS + ".json", "AreaCode", "415");
    var free = client.post(NUMBERS + "/TollFree.json", "PhoneNumber", "+18005550101");
    var mobile = client.post(NUMBERS + "/Mobile.json", "PhoneNumber", "+447700900000");

    assertThat(area.text("phone_number")).isEqualTo("+14155550100");
    assertThat(free.text("type")).isEqualTo("toll-free");
    assertThat(mobile.text("type")).isEqualTo("mobile");
    assertThat(client.get(NUMBERS + "/Mobile.json").json().path("incoming_phone_numbers"))
        .hasSize(1);
    var offers = client.get(Client.ACCOUNT + "/AvailablePhoneNumbers/GB/Mobile.json?Contains=**1");
    assertThat(all(offers.json(), "available_phone_numbers", "phone_number"))
        .containsExactly("+447700900001");
    var voice = Client.ACCOUNT + "/AvailablePhoneNumbers/GB/Mobile.json?VoiceEnabled=true";
    assertThat(client.get(voice).json().path("available_phone_numbers")).isEmpty();
    var other = Client.ACCOUNT + "/AvailablePhoneNumbers/US/Local.json?AreaCode=212";
    assertThat(client.get(other).json().path("available_phone_numbers")).isEmpty();
  }

  @Test
  void shortCodesAreListedAndSetUp() {
    var page = client.get(SHORT_CODES + ".json").json();
    assertThat(all(page, "short_codes", "short_code")).containsExactly("12345", "98765");
    var path = page.path("short_codes").path(0).path("uri").asText();

    var set = client.post(path, "FriendlyName", "vote", "SmsUrl", "https://example.com/in");

    assertThat(set.text("friendly_name")).isEqualTo("vote");
    assertThat(set.text("sid")).matches("SC[0-9a-f]{32}");
    assertThat(client.get(path).text()).isEqualTo(set.text());
    assertThat(
            all(
                client.get(SHORT_CODES + ".json?ShortCode=987").json(),
                "short_codes",
                "short_code"))
        .containsExactly("98765");
    assertThat(
            all(
                client.get(SHORT_CODES + ".json?FriendlyName=vote").json(),
                "short_codes",
                "short_code"))
        .containsExactly("12345");
    assertThat(client.post(path, "SmsUrl", "x").text("code")).isEqualTo("21402");
    assertThat(client.get(SHORT_CODES + "/" + number("+14155552671") + ".json").status())
        .isEqualTo(404);
  }

  @Test
  void everythingAnswersInXmlToo() {
    for (var path : List.of(APPLICATIONS, NUMBERS, SHORT_CODES, "/2010-04-01/Accounts")) {
      assertThat(client.get(path).text()).startsWith("<?xml").contains("<TwilioResponse>");
    }
    assertThat(client.get(NUMBERS).text())
        .contains("<Capabilities><Fax>false</Fax><Mms>false</Mms><Sms>true</Sms>");
  }

  @Test
  void aRepeatedRequestTakesOneNumber() {
    client.once("once");

    var first = client.post(NUMBERS + ".json", "AreaCode", "415");
    var again = client.post(NUMBERS + ".json", "AreaCode", "415");

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(first.text("date_created")).isEqualTo(first.text("date_updated"));
    var page = client.get(NUMBERS + ".json?PhoneNumber=%2B1415555010").json();
    assertThat(page.path("incoming_phone_numbers")).hasSize(1);
  }

  @Test
  void aRepeatedRequestIsAnsweredWhenNothingIsLeftToo() {
    var first = client.once("once").post(NUMBERS + ".json", "AreaCode", "415");
    client.once("").post(NUMBERS + ".json", "AreaCode", "415");

    assertThat(client.post(NUMBERS + ".json", "AreaCode", "415").text("code")).isEqualTo("21422");
    client.once("once");
    assertThat(client.post(NUMBERS + ".json", "AreaCode", "415").text()).isEqualTo(first.text());
    assertThat(client.post(NUMBERS + ".json", "AreaCode", "416").text("code")).isEqualTo("20409");
    client.once("another");
    assertThat(client.post(NUMBERS + ".json", "AreaCode", "415").text("code")).isEqualTo("21422");
  }
}
