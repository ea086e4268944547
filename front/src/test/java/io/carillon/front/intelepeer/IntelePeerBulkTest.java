package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.door.Scope;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IntelePeerBulkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEND = "/_rest/v4/app/sms/send";

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  private Reply post(String body, Field... more) {
    var fields = new ArrayList<>(List.of(more));
    fields.add(new Field("Authorization", "Bearer " + House.KEY));
    return router.answer(Request.of("POST", SEND, fields, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String item(int index) {
    var to = index % 100 == 7 ? "wrong" : "+1303%07d".formatted(2_000_000 + index);
    return "{\"from\": \"1-12345\", \"to\": \"%s\", \"text\": \"number %d\", \"guid\": \"g%d\"}"
        .formatted(to, index, index);
  }

  private static String bulk(int items) {
    return IntStream.range(0, items)
        .mapToObj(IntelePeerBulkTest::item)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void tenThousandMessagesFitInOneRequest() throws Exception {
    var reply = post(bulk(10_000));

    assertThat(reply.status()).isEqualTo(207);
    assertThat(house.stored()).isEqualTo(9_900);
    var responses = JSON.readTree(reply.body()).path("responses");
    assertThat(responses).hasSize(10_000);
    var refids = new HashMap<String, Integer>();
    for (int i = 0; i < 10_000; i++) {
      var response = responses.path(i);
      if (i % 100 == 7) {
        assertThat(response.path("code").asInt()).as("%d", i).isEqualTo(400);
        assertThat(response.path("state").asText()).isEqualTo("Failed");
      } else {
        assertThat(response.path("code").asInt()).as("%d", i).isEqualTo(202);
        refids.put(response.path("refid").asText(), i);
      }
    }
    assertThat(refids).hasSize(9_900);
    refids.forEach((refid, index) -> assertThat(guid(refid)).isEqualTo("g" + index));
  }

  private String guid(String refid) {
    return MessageNames.read(refid)
        .flatMap(house.ports().messages()::find)
        .map(Message::origin)
        .map(Message.Origin::reference)
        .orElseThrow();
  }

  @Test
  void oneMoreDoesNot() {
    var reply = post(bulk(10_001));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"code\":413,\"error\":\"At most 10000 messages fit in one request.\"}");
    assertThat(house.stored()).isZero();
  }

  @Test
  void aRepeatedBulkMakesNoSecondMessage() {
    var key = new Field("Idempotency-Key", "bulk");
    var first = post(bulk(1_200), key);
    int stored = house.stored();

    var again = post(bulk(1_200), key);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(house.stored()).isEqualTo(stored);
  }

  @Test
  void whatPolicyRefusedIsFoundByRequestAndIndex() {
    house.give(Optional.empty(), Id.fromUuid("00000000-0000-7000-8000-0000000000ab"));
    var items = new ArrayList<>(Collections.nCopies(700, item(1)));
    items.set(3, "{}");
    items.set(620, item(1).replace("1-12345", "+13039999999"));

    var reply = post("[" + String.join(",", items) + "]");

    assertThat(reply.fields())
        .contains(new Field("Request-Id", "req_00000000-0000-7000-8000-0000000000ab"));
    var refused =
        house
            .ports()
            .refusals()
            .of(house.account().id(), "req_00000000-0000-7000-8000-0000000000ab");
    assertThat(refused).hasSize(1);
    assertThat(refused.getFirst().index()).isEqualTo(620);
    assertThat(refused.getFirst().dialect()).isEqualTo("intelepeer");
    assertThat(refused.getFirst().refusal().fault()).isEqualTo(Fault.SENDER_NOT_REGISTERED);
  }

  @Test
  void aTestKeyReachesNobodyReal() throws Exception {
    house.addKey("sk_test_x", Scope.ALL_WORDS);
    var fields = List.of(new Field("Authorization", "Bearer sk_test_x"));
    var octets = item(1).getBytes(StandardCharsets.UTF_8);

    var reply = router.answer(Request.of("POST", SEND, fields, octets));

    assertThat(message(reply).origin().place().live()).isFalse();
    assertThat(message(post(item(1))).origin().place().live()).isTrue();
  }

  private Message message(Reply reply) throws IOException {
    var refid = JSON.readTree(reply.body()).path("refid").asText();
    return MessageNames.read(refid).flatMap(house.ports().messages()::find).orElseThrow();
  }

  @Test
  void aBodyOverSixteenMebibytesIsRefused() {
    var reply = post("[" + " ".repeat(16 << 20) + "]");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"code\":413,\"error\":\"The body may have at most 16777216 bytes.\"}");
  }

  @Test
  void largeBodiesShareTheirRoom() {
    var loads = new Loads(1_000_000);

    assertThat(loads.enter(600_000)).isTrue();
    assertThat(loads.enter(600_000)).isFalse();
    assertThat(loads.enter(Loads.SMALL_MAX)).as("small ones always fit").isTrue();
    loads.left(Loads.SMALL_MAX);
    loads.left(600_000);
    assertThat(loads.enter(600_000)).isTrue();
  }

  @Test
  void theHostTellsTheRegion() throws Exception {
    assertThat(region("eu.api.intelepeer.com")).isEqualTo("eu");
    assertThat(region("EU.api.intelepeer.com:443")).isEqualTo("eu");
    assertThat(region("api.intelepeer.com")).isEqualTo("default");
    assertThat(region("127.0.0.1:8080")).isEqualTo("default");
    assertThat(region("[::1]:8080")).isEqualTo("default");
    assertThat(region("")).isEqualTo("default");
  }

  private String region(String host) throws Exception {
    var reply = post(item(1), new Field("Host", host));
    var refid = JSON.readTree(reply.body()).path("refid").asText();
    return MessageNames.read(refid)
        .flatMap(house.ports().messages()::find)
        .map(message -> message.origin().place().region())
        .orElseThrow();
  }
}
