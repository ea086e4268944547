package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.model.Address;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxesTest {
  private static final Address NUMBER = Address.phone("+14155552671");
  private static final String NUMBERS = Client.ACCOUNT + "/IncomingPhoneNumbers";
  private static final String SERVICES = "/v1/Services";

  private final House house = new House();
  private final Client client = new Client(house);

  private Optional<Inbox> find() {
    return new Inboxes(house.ports().accounts().directory(), house.account().id(), NUMBER)
        .find(false);
  }

  private String number() {
    var list = client.get(NUMBERS + ".json?PhoneNumber=%2B14155552671").json();
    return list.path("incoming_phone_numbers").path(0).path("sid").asText();
  }

  private void set(String... pairs) {
    var set = client.post(NUMBERS + "/" + number() + ".json", pairs);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  @Test
  void nobodyHearsUnlessSomethingIsSet() {
    assertThat(find()).isEmpty();
  }

  @Test
  void theNumberNamesUrlMethodAndFallback() {
    set(
        "SmsUrl", "https://example.com/in#rc=2",
        "SmsMethod", "GET",
        "SmsFallbackUrl", "https://example.com/fallback");

    assertThat(find())
        .contains(
            new Inbox(
                "",
                new Hook("https://example.com/in#rc=2", true),
                Optional.of(Hook.posted("https://example.com/fallback")),
                Map.of()));
  }

  @Test
  void anApplicationComesBeforeTheNumbersOwn() {
    var application =
        client.post(
            Client.ACCOUNT + "/Applications.json",
            "FriendlyName",
            "shop",
            "SmsUrl",
            "https://example.com/app");
    set("SmsUrl", "https://example.com/in", "SmsApplicationSid", application.text("sid"));

    assertThat(find()).contains(Inbox.at("https://example.com/app"));
  }

  @Test
  void aMessagingServiceComesBeforeBothUnlessItLeavesItToTheNumber() {
    set("SmsUrl", "https://example.com/in");
    var service =
        client.post(
            SERVICES, "FriendlyName", "shop", "InboundRequestUrl", "https://example.com/service");
    var sid = service.text("sid");
    client.post(SERVICES + "/" + sid + "/PhoneNumbers", "PhoneNumberSid", number());
    var tags = Map.of("messaging_service", sid);

    assertThat(find())
        .contains(
            new Inbox("", Hook.posted("https://example.com/service"), Optional.empty(), tags));

    client.post(SERVICES + "/" + sid, "UseInboundWebhookOnNumber", "true");

    assertThat(find())
        .contains(new Inbox("", Hook.posted("https://example.com/in"), Optional.empty(), tags));
  }
}
