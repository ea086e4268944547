package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.model.Address;
import io.carillon.model.Consent.Reach;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.wire.http.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lists of consents, in and out.
class ConsentListsTest {
  private static final Address PERSON = Address.phone("+14155550130");

  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private Reply imported(String type, String body) {
    return client.ask("POST", "/v2/consents/import", type, body);
  }

  private List<Kept> records() {
    var filter = Filter.of(house.account().id());
    return house.ports().consents().page(filter, Long.MAX_VALUE, 1_000).records();
  }

  private List<Reach> stopped() {
    return house.ports().consents().stopped(house.account().id(), PERSON);
  }

  @Test
  void theSameListIsRecordedOnce() {
    var list = "{\"to\": \"+14155550130\", \"action\": \"revoke\"}\n\nnonsense\n";

    var first = NativeClient.json(imported("application/jsonl", list));
    house.clock().advance(Duration.ofHours(1));
    var second = NativeClient.json(imported("application/jsonl", list));

    assertThat(first.path("imported").asInt()).isEqualTo(1);
    assertThat(first.path("problems").path(0).path("line").asInt()).isEqualTo(3);
    assertThat(second).isEqualTo(first);
    assertThat(records()).hasSize(1);
  }

  @Test
  void whatAListSaysIsInItsOrder() {
    imported("application/jsonl", line("revoke") + line("grant"));
    assertThat(stopped()).isEmpty();

    imported("application/jsonl", line("grant") + line("revoke"));
    assertThat(stopped()).containsExactly(Reach.ACCOUNT);
    assertThat(records()).hasSize(4);
  }

  private static String line(String action) {
    return "{\"to\": \"+14155550130\", \"action\": \"" + action + "\"}\n";
  }

  @Test
  void aListLongerThanOneStepIsRecordedWhole() {
    var list = new StringBuilder("action,to\n");
    for (int i = 0; i < 1_203; i++) {
      list.append("revoke,+1415555%04d\n".formatted(i));
    }

    var told = NativeClient.json(imported("text/csv; charset=utf-8", list.toString()));

    assertThat(told.path("imported").asInt()).isEqualTo(1_203);
    assertThat(client.json("/v2/consents?limit=1").path("data").path(0).path("to").asText())
        .isEqualTo("+14155551202");
  }

  @Test
  void aListThatIsTooLongIsRefusedWhole() {
    var reply = imported("application/jsonl", line("revoke").repeat(10_001));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(records()).isEmpty();
  }

  @Test
  void anExportIsAListAndSaysTheSame() throws InterruptedException {
    imported(
        "text/csv",
        """
        to,from,action,at,words
        +14155550130,+14155552671,revoke,2023-01-02T00:00:00Z,"=1+1, ""so""
        be it"
        +14155550131,,revoke,2023-01-03T00:00:00Z,
        +14155550131,,grant,2023-01-04T00:00:00Z,
        """);
    var csv = NativeClient.whole(client.get("/v2/consents.csv"));
    var jsonl = NativeClient.whole(client.get("/v2/consents.jsonl"));

    assertThat(csv).startsWith("id,to,action,reach,from,pool,in_force,method,at,");
    assertThat(jsonl.lines()).hasSize(3);
    for (var list : List.of(csv, jsonl)) {
      var other = new House();
      var there = new NativeClient(other);
      var type = list.equals(csv) ? "text/csv" : "application/jsonl";
      var told = NativeClient.json(there.ask("POST", "/v2/consents/import", type, list));

      assertThat(told.path("imported").asInt()).as(told.toString()).isEqualTo(3);
      var filter = Filter.of(other.account().id());
      assertThat(other.ports().consents().page(filter, Long.MAX_VALUE, 10).records())
          .extracting(Kept::consent)
          .isEqualTo(records().stream().map(Kept::consent).toList());
    }
  }

  @Test
  void anExportGoesOnBehindARecord() throws InterruptedException {
    imported("application/jsonl", line("revoke") + line("grant") + line("revoke"));

    var rest = NativeClient.whole(client.get("/v2/consents.jsonl?starting_after=consent_2"));

    assertThat(rest.lines()).singleElement().asString().contains("consent_3");
  }

  @Test
  void onlySoManyExportsAreUnderWayAtOnce() throws InterruptedException {
    var first = client.get("/v2/consents.jsonl");
    client.get("/v2/consents.csv");

    assertThat(client.get("/v2/consents.csv").status()).isEqualTo(429);
    NativeClient.whole(first);
    assertThat(client.get("/v2/consents.csv").status()).isEqualTo(200);
  }
}
