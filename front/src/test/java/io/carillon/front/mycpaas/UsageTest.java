package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What lists of usage are made of; how they are written stands in the dialect's cases.
class UsageTest {
  private static final String RECORDS = Client.ACCOUNT + "/Usage/Records";

  private final House house = new House();
  private final Client client = new Client(house);

  private List<JsonNode> walked(String path) {
    var records = new ArrayList<JsonNode>();
    var page = client.get(path).json();
    page.path("usage_records").forEach(records::add);
    while (!page.path("next_page_uri").isNull()) {
      page = client.get(page.path("next_page_uri").asText()).json();
      page.path("usage_records").forEach(records::add);
    }
    return records;
  }

  private static List<String> of(List<JsonNode> records, String name) {
    return records.stream().map(record -> record.path(name).asText()).toList();
  }

  @Test
  void aWalkFindsEachCategoryOfEachDayOnce() {
    client.send("Body", "x");
    house.clock().jumpTo(Instant.parse("2023-07-17T00:00:00Z"));
    client.send("Body", "x");

    var whole = client.get(RECORDS + "/Daily.json").json();
    var walked = walked(RECORDS + "/Daily.json?PageSize=7");

    assertThat(walked).hasSize(30).containsExactlyElementsOf(whole.path("usage_records"));
    assertThat(of(walked, "uri")).doesNotHaveDuplicates();
    assertThat(of(walked, "start_date").stream().distinct())
        .containsExactly("2023-07-17", "2023-07-16", "2023-07-15");
    assertThat(of(walked(RECORDS + "/Daily.json?Category=sms"), "count"))
        .containsExactly("1", "0", "1");
  }

  @Test
  void eachAddressThatARecordPrintsLeadsToARecord() {
    client.send("Body", "x");
    var record = client.get(RECORDS + ".json?Category=sms").json().path("usage_records").get(0);

    assertThat(walked(record.path("uri").asText())).containsExactly(record);
    assertThat(record.path("subresource_uris"))
        .hasSize(8)
        .allSatisfy(uri ->
            assertThat(of(walked(uri.asText()), "category")).contains("sms").containsOnly("sms"));
  }

  @Test
  void accountsBelowCountUnlessTheyAreLeftOut() {
    var below = client.post("/2010-04-01/Accounts.json", "FriendlyName", "Shop");
    var path = "/2010-04-01/Accounts/" + below.text("sid");
    house.clock().jumpTo(House.OPENED.plusSeconds(60));
    client.send("Body", "x");
    var number = client.post(path + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
    assertThat(number.status()).as(number.text()).isEqualTo(201);
    var sent =
        client.post(
            path + "/Messages.json", "To", "+491701234567", "From", "+14155550100", "Body", "x");
    assertThat(sent.status()).as(sent.text()).isEqualTo(201);

    assertThat(of(walked(RECORDS + ".json?Category=totalprice"), "price")).containsExactly("0.015");
    assertThat(of(walked(RECORDS + ".json?Category=totalprice&IncludeSubaccounts=false"), "price"))
        .containsExactly("0.0075");
    assertThat(of(walked(path + "/Usage/Records.json?Category=sms"), "count")).containsExactly("1");
    var sub = new Client(house).as(below.text("sid"), below.text("auth_token"));
    assertThat(sub.get(RECORDS + ".json").status()).isEqualTo(404);
  }
}
