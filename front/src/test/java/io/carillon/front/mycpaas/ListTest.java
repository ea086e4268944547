package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Content;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {
  private final House house = new House();
  private final Client client = new Client(house);

  private static List<String> sids(JsonNode page) {
    var sids = new ArrayList<String>();
    page.path("messages").forEach(message -> sids.add(message.path("sid").asText()));
    return sids;
  }

  private List<String> filled(int count) {
    var sids = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      sids.addFirst("SM" + client.send("Body", "x" + i).id().value().hex());
    }
    return sids;
  }

  @Test
  void tokensLeadThroughAllPagesAndBack() {
    var all = filled(7);
    var pages = new ArrayList<List<String>>();
    var back = new ArrayList<List<String>>();

    var page = client.get(Client.MESSAGES + "?PageSize=3").json();
    pages.add(sids(page));
    while (!page.path("next_page_uri").isNull()) {
      page = client.get(page.path("next_page_uri").asText()).json();
      pages.add(sids(page));
    }
    while (!page.path("previous_page_uri").isNull()) {
      page = client.get(page.path("previous_page_uri").asText()).json();
      back.addFirst(sids(page));
    }

    assertThat(pages).containsExactly(all.subList(0, 3), all.subList(3, 6), all.subList(6, 7));
    assertThat(back).containsExactly(all.subList(0, 3), all.subList(3, 6));
    assertThat(page.path("page").asInt()).isZero();
    assertThat(page.path("next_page_uri").asText()).contains("PageToken=PA" + all.get(2));
  }

  @Test
  void whatComesInBetweenNeitherRepeatsNorHidesAnything() {
    var all = filled(4);
    var first = client.get(Client.MESSAGES + "?PageSize=2").json();

    filled(5);

    var second = client.get(first.path("next_page_uri").asText()).json();
    assertThat(sids(second)).isEqualTo(all.subList(2, 4));
    assertThat(second.path("next_page_uri").isNull()).isTrue();
    assertThat(second.path("start").asInt()).isEqualTo(2);
    assertThat(second.path("end").asInt()).isEqualTo(3);
  }

  @Test
  void pagesAreCountedWithoutTokensToo() {
    var all = filled(5);

    var page = client.get(Client.MESSAGES + "?Page=1&PageSize=2").json();

    assertThat(sids(page)).isEqualTo(all.subList(2, 4));
    assertThat(page.path("uri").asText()).isEqualTo(Client.MESSAGES + "?PageSize=2&Page=1");
    assertThat(page.path("first_page_uri").asText())
        .isEqualTo(Client.MESSAGES + "?PageSize=2&Page=0");
    assertThat(sids(client.get(Client.MESSAGES + "?Page=9").json())).isEmpty();
  }

  @Test
  void aPageHoldsFiftyUnlessAskedAndAThousandAtMost() {
    filled(51);

    var usual = client.get(Client.MESSAGES).json();
    var most = client.get(Client.MESSAGES + "?PageSize=5000").json();

    assertThat(sids(usual)).hasSize(50);
    assertThat(usual.path("page_size").asInt()).isEqualTo(50);
    assertThat(sids(most)).hasSize(51);
    assertThat(most.path("page_size").asInt()).isEqualTo(1_000);
  }

  @Test
  void theUrisKeepTheFilters() {
    filled(2);

    var page = client.get(Client.MESSAGES + "?PageSize=1&To=%2B14155550123&DateSent%3C=").json();

    assertThat(page.path("next_page_uri").asText())
        .startsWith(
            Client.MESSAGES + "?To=%2B14155550123&DateSent%3C=&PageSize=1&Page=1&PageToken=PA");
  }

  @Test
  void toFromAndStatusFilter() {
    var one = client.send("Body", "x");
    var two = client.send("Body", "x", "To", "+491234567890", "From", "MyCompany");
    var rich =
        client.send("To", "whatsapp:+14155550123", "From", "whatsapp:+14155552671", "Body", "x");
    house.change(two.id(), state -> state.raised(Status.EXPIRED, house.clock().now()));

    assertThat(found("To=%2B491234567890")).containsExactly(two.id());
    assertThat(found("From=mycompany")).containsExactly(two.id());
    assertThat(found("To=%2B14155550123")).containsExactly(one.id());
    assertThat(found("To=+14155550123")).containsExactly(one.id());
    assertThat(found("To=whatsapp%3A%2B14155550123")).containsExactly(rich.id());
    assertThat(found("To=whatsapp%3A%2B14155550123&From=%2B14155552671")).isEmpty();
    assertThat(found("Status=queued")).containsExactly(rich.id(), one.id());
    assertThat(found("Status=failed")).containsExactly(two.id());
    assertThat(found("Status=failed&To=%2B14155550123")).isEmpty();
    assertThat(found("Status=partially_delivered")).isEmpty();
    assertThat(found("Status=scheduled")).isEmpty();
  }

  private List<MessageId> found(String query) {
    var answer = client.get(Client.MESSAGES + "?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return sids(answer.json()).stream().map(sid -> MessageNames.read(sid).orElseThrow()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "DateSent=2023-07-16, 1",
    "DateSent=2023-07-16T23:00:00Z, 1",
    "DateSent=2023-07-14, ''",
    "DateSent>=2023-07-16, '1 2'",
    "DateSent>=2023-07-16T14:30:01, 2",
    "DateSent<=2023-07-16, '0 1'",
    "DateSent<=2023-07-16T14:29:59Z, 0",
    "DateSent<=2023-07-16T14:30:00Z, '0 1'",
    "DateSent>=2023-07-16&DateSent<=2023-07-16, 1",
    "DateSent>=2023-07-16&DateSent<=2023-07-15, ''"
  })
  void dateSentFilters(String query, String expected) {
    var ids = new ArrayList<String>();
    for (int day = 0; day < 3; day++) {
      var message = client.send("Body", "x");
      house.change(message.id(), state -> state.raised(Status.SENT, house.clock().now()));
      ids.add("SM" + message.id().value().hex());
      house.clock().advance(Duration.ofDays(1));
    }
    client.send("Body", "not sent yet");

    var raw = query.replace("<=", "%3C=").replace(">=", "%3E=").replace(":", "%3A");
    var found = sids(client.get(Client.MESSAGES + "?" + raw).json());

    assertThat(found.reversed().stream().map(ids::indexOf).map(String::valueOf).toList())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @Test
  void whatAPersonWroteWasSentWhenItCameIn() {
    house.arrive("+14155550123", "+14155552671", new Content.Text("hello"));

    assertThat(sids(client.get(Client.MESSAGES + "?DateSent=2023-07-15").json())).hasSize(1);
    assertThat(sids(client.get(Client.MESSAGES + "?DateSent=2023-07-14").json())).isEmpty();
    assertThat(sids(client.get("/api/laml" + Client.MESSAGES + "?Status=delivered").json()))
        .hasSize(1);
  }

  @Test
  void theLamlSurfaceFiltersByItsFiveWords() {
    var waiting = client.send("Body", "x");
    var read = client.send("Body", "x");
    var canceled = client.send("Body", "x");
    house.change(read.id(), state -> state.raised(Status.READ, house.clock().now()));
    house.change(canceled.id(), state -> state.raised(Status.CANCELED, house.clock().now()));
    var laml = "/api/laml" + Client.MESSAGES + "?Status=";

    assertThat(sids(client.get(laml + "queued").json()))
        .containsExactly("SM" + waiting.id().value().hex());
    assertThat(sids(client.get(laml + "delivered").json()))
        .containsExactly("SM" + read.id().value().hex());
    assertThat(sids(client.get(laml + "failed").json()))
        .containsExactly("SM" + canceled.id().value().hex());
    assertThat(client.get(laml + "read").status()).isEqualTo(400);
  }
}
