package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class V2ReplaysTest {
  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private String endpoint() {
    var reply = client.ask("POST", "/v2/endpoints", "{\"url\": \"https://example.com/hook\"}");
    return "/v2/endpoints/" + NativeClient.json(reply).path("id").asText();
  }

  private JsonNode ordered(String endpoint, String body) {
    var reply = client.ask("POST", endpoint + "/replays", body);
    assertThat(reply.status()).isEqualTo(202);
    return NativeClient.json(reply);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  @Test
  void allThatWasGivenUpIsOrderedOnceAndCanceled() {
    var endpoint = endpoint();

    var job = ordered(endpoint, "{\"failed\": true}");

    assertThat(job.path("object").asText()).isEqualTo("replay");
    assertThat(endpoint).endsWith(job.path("endpoint").asText());
    assertThat(job.path("state").asText()).isEqualTo("waiting");
    assertThat(job.path("from").isNull()).isTrue();
    assertThat(texts(job.path("events"))).containsExactly("*");
    assertThat(job.path("found").asInt(-1)).isZero();
    assertThat(job.path("started").isNull()).isTrue();
    var path = endpoint + "/replays/" + job.path("id").asText();
    assertThat(client.json(path)).isEqualTo(job);
    assertThat(client.ask("POST", endpoint + "/replays", "{\"failed\": true}").status())
        .isEqualTo(429);

    var canceled = NativeClient.json(client.ask("POST", path + "/cancel", ""));
    assertThat(canceled.path("state").asText()).isEqualTo("canceled");
    assertThat(canceled.path("ended").isNull()).isFalse();
    assertThat(NativeClient.json(client.ask("POST", path + "/cancel", ""))).isEqualTo(canceled);
    ordered(endpoint, "{\"failed\": true}");
    assertThat(client.json("/v2/audit?kind=replay").path("data")).hasSize(3);
    assertThat(client.json(endpoint + "/replays").path("data")).hasSize(2);
  }

  @Test
  void aPageGoesOnBehindAnother() {
    var endpoint = endpoint();
    for (int i = 0; i < 3; i++) {
      var id = ordered(endpoint, "{\"failed\": true}").path("id").asText();
      client.ask("POST", endpoint + "/replays/" + id + "/cancel", "");
    }

    var first = client.json(endpoint + "/replays?limit=2");
    assertThat(first.path("data")).hasSize(2);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var rest =
        client.json(endpoint + "/replays?starting_after=" + first.path("next_cursor").asText());
    assertThat(rest.path("data")).hasSize(1);
    assertThat(rest.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void aRangeIsOfTheTimeForWhichWhatWasToldIsKept() {
    var endpoint = endpoint();
    var now = house.clock().now();
    var hour = now.minus(Duration.ofHours(1));
    var wrong =
        Map.of(
            "{}",
            "from",
            "{\"from\": \"%s\"}".formatted(now.minus(Duration.ofDays(8))),
            "from",
            "{\"from\": \"%s\", \"until\": \"%s\"}".formatted(hour, hour),
            "from",
            "{\"failed\": true, \"events\": [\"message.nothing\"]}",
            "events",
            "{\"failed\": true, \"other\": 1}",
            "other");
    wrong.forEach((body, field) -> {
      var reply = client.ask("POST", endpoint + "/replays", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(NativeClient.json(reply).path("error").path("field").asText())
          .as(body)
          .isEqualTo(field);
    });

    var body =
        "{\"from\": \"%s\", \"events\": [\"message.sent\", \"message.failed\"]}".formatted(hour);
    var job = ordered(endpoint, body);
    assertThat(job.path("from").asText()).isEqualTo(hour.toString());
    assertThat(job.path("until").asText()).isEqualTo(now.toString());
    assertThat(texts(job.path("events")))
        .containsExactlyInAnyOrder("message.sent", "message.failed");
  }

  @Test
  void urlsHaveJobsOfTheirOwn() {
    var endpoint = endpoint();
    ordered(endpoint, "{\"failed\": true}");
    assertThat(client.json("/v2/webhooks/replays").path("data")).isEmpty();

    var job =
        ordered(
            "/v2/webhooks",
            "{\"failed\": true, \"url\": \"https://example.com/*\", \"events\": [\"*\"]}");

    assertThat(job.path("endpoint").isNull()).isTrue();
    assertThat(job.path("url").asText()).isEqualTo("https://example.com/*");
    assertThat(texts(job.path("events"))).containsExactly("message.*");
    assertThat(job.path("skipped").path("resting").asInt(-1)).isZero();
    var path = "/v2/webhooks/replays/" + job.path("id").asText();
    assertThat(client.json(path)).isEqualTo(job);
    for (int i = 1; i < 10; i++) {
      ordered("/v2/webhooks", "{\"failed\": true}");
    }
    assertThat(client.ask("POST", "/v2/webhooks/replays", "{\"failed\": true}").status())
        .isEqualTo(429);
    assertThat(client.ask("POST", path + "/cancel", "").status()).isEqualTo(200);
    assertThat(client.json("/v2/webhooks/replays").path("data")).hasSize(10);
    assertThat(client.json(endpoint + "/replays").path("data")).hasSize(1);
    assertThat(client.get(endpoint + "/replays/" + job.path("id").asText()).status())
        .isEqualTo(404);
    ordered("/v2/webhooks", "{\"failed\": true}");
  }

  @Test
  void aUrlIsWholeOrBeginsWithItsHost() {
    var wrong = List.of("https://example.com*", "https://*", "ftp://example.com/", "x", "https://");
    for (var url : wrong) {
      var body = "{\"failed\": true, \"url\": \"%s\"}".formatted(url);
      var reply = client.ask("POST", "/v2/webhooks/replays", body);
      assertThat(reply.status()).as(url).isEqualTo(400);
      assertThat(NativeClient.json(reply).path("error").path("field").asText()).isEqualTo("url");
    }
    var others = "{\"failed\": true, \"events\": [\"balance.low\"]}";
    var reply = client.ask("POST", "/v2/webhooks/replays", others);
    assertThat(NativeClient.json(reply).path("error").path("field").asText()).isEqualTo("events");
    var url = "{\"failed\": true, \"url\": \"https://example.com/\"}";
    assertThat(client.ask("POST", endpoint() + "/replays", url).status()).isEqualTo(400);
  }

  @Test
  void nobodyElsesJobIsShown() {
    var job = ordered(endpoint(), "{\"failed\": true}").path("id").asText();
    var other = endpoint();

    assertThat(client.ask("GET", other + "/replays/" + job, "").status()).isEqualTo(404);
    assertThat(client.ask("POST", other + "/replays/" + job + "/cancel", "").status())
        .isEqualTo(404);
    assertThat(client.ask("GET", other + "/replays/x", "").status()).isEqualTo(404);
  }
}
