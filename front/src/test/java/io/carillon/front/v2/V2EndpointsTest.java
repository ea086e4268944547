package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.model.Endpoint;
import org.junit.jupiter.api.Test;

class V2EndpointsTest {
  private static final String URL = "\"url\": \"https://example.com/hook\"";

  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private String made(String more) {
    var reply = client.ask("POST", "/v2/endpoints", "{" + URL + more + "}");
    assertThat(reply.status()).isEqualTo(201);
    return "/v2/endpoints/" + NativeClient.json(reply).path("id").asText();
  }

  @Test
  void anOwnerBoundsHowMuchIsToldAtATime() {
    assertThat(client.json(made("")).path("concurrency").asInt())
        .isEqualTo(Endpoint.CONCURRENCY_MAX);
    var path = made(", \"concurrency\": 2");
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(2);

    assertThat(client.ask("POST", path, "{\"concurrency\": 1}").status()).isEqualTo(200);
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(1);
    for (var wrong : new String[] {"0", "65", "\"2\""}) {
      var refused = client.ask("POST", path, "{\"concurrency\": " + wrong + "}");
      assertThat(refused.status()).as(wrong).isEqualTo(400);
    }
    assertThat(client.json(path).path("concurrency").asInt()).isEqualTo(1);
  }

  @Test
  void whatWaitsForNothingIsWell() {
    var health = client.json(made("") + "/health");

    assertThat(health.path("circuit").asText()).isEqualTo("closed");
    assertThat(health.path("owed").asInt()).isZero();
    assertThat(health.path("telling").asInt()).isZero();
    for (var none : new String[] {"oldest_owed", "rests_until", "next_try", "concurrency"}) {
      assertThat(health.path(none).isNull()).as(none).isTrue();
    }
  }
}
