package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.post.Courier;
import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntelePeerInboundTest {
  private static final Address NUMBER = Address.phone("+12191112222");

  private final House house = new House();
  private final Router router = new Router(house.mounts());
  private GuardedClient client;
  private IntelePeerHerald herald;

  @BeforeEach
  void open() throws NoSuchAlgorithmException {
    var guard = new AddressGuard(List.of(), () -> false, (_, _) -> List.of());
    client = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
    herald =
        new IntelePeerHerald(new Courier(client, house.clock(), "0.1.0"), house.ports().accounts());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private int order(String method, String path, String body) {
    var key = new Field("Authorization", "Bearer " + House.KEY);
    var octets = body.getBytes(StandardCharsets.UTF_8);
    return router
        .answer(Request.of(method, "/_rest/v4/my/did/sms/webhook" + path, List.of(key), octets))
        .status();
  }

  @Test
  void anAccountHearsOfANumberWhereTheApiSaysUntilItIsForgotten() {
    assertThat(herald.inbox(house.account().id(), NUMBER)).isEmpty();

    var set = "{\"endpoints\": [\"+12191112222\"], \"webhook\": \"https://example.com/in\"}";
    assertThat(order("POST", "", set)).isEqualTo(201);

    assertThat(herald.inbox(house.account().id(), NUMBER)).contains("https://example.com/in");
    assertThat(herald.inbox(house.account().id(), Address.phone("+13031112222"))).isEmpty();
    assertThat(order("DELETE", "?endpoint=%2B12191112222", "")).isEqualTo(200);
    assertThat(herald.inbox(house.account().id(), NUMBER)).isEmpty();
  }

  @Test
  void theBodyHasTheKeysThatThePagePrintsInTheirOrder() {
    var message = house.arrive("+17705550123", "+12191112222", new Content.Text("Hello"));

    var body = IntelePeerReplies.arrival(message, "+12191112222", House.WEBHOOK_SECRET);

    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"refid":"%s","from":"+17705550123","to":"+12191112222","message":"Hello",\
            "signature":"%s"}\
            """
                .formatted(MessageNames.refid(message.id()), House.WEBHOOK_SECRET.reveal()));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "3, true", "4, false"})
  void itIsTriedFiveTimesInAll(int failed, boolean again) {
    var notNow = new Telling.NotNow(500, "HTTP 500", Optional.empty());

    assertThat(IntelePeerHerald.judged(notNow, failed))
        .isEqualTo(
            again ? notNow : new Telling.GivenUp(500, "HTTP 500; it was the last of 5 attempts"));
    assertThat(IntelePeerHerald.judged(new Telling.Told(200), failed))
        .isEqualTo(new Telling.Told(200));
  }
}
