package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Report.Arrived;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators see of messages to numbers that nobody owns, and what becomes of them.
class V2StraysTest {
  private static final String OPERATOR = "sk_live_operator";
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @BeforeEach
  void addOperator() {
    house.addKey(OPERATOR, Set.of("operate"));
  }

  private Reply ask(String method, String target, Field... more) {
    var fields = new ArrayList<>(List.of(more));
    fields.add(new Field("Authorization", "Bearer " + OPERATOR));
    return router.answer(Request.of(method, target, fields, new byte[0]));
  }

  private String stray(long number, String to) {
    var id = new Id(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    var words = new Content.Text("words " + number);
    var arrived = new Arrived(Channel.SMS, Address.phone("+491511"), Address.phone(to), words);
    house.keep(new Write.Fragmented(new Fragment(id, Optional.empty(), "acme", arrived, AT)));
    return "str_" + id.uuid();
  }

  @Test
  void theNewestComeFirstPageByPage() {
    var first = stray(1, "+4930");
    var second = stray(2, "+4930");

    var page = NativeClient.json(ask("GET", "/v2/strays?limit=1"));

    assertThat(page.at("/data/0/id").asText()).isEqualTo(second);
    assertThat(page.at("/data/0/text").asText()).isEqualTo("words 2");
    assertThat(page.at("/data/0/carrier").asText()).isEqualTo("acme");
    assertThat(page.path("has_more").asBoolean()).isTrue();
    var rest = ask("GET", "/v2/strays?starting_after=" + page.path("next_cursor").asText());
    assertThat(NativeClient.json(rest).at("/data/0/id").asText()).isEqualTo(first);
    assertThat(NativeClient.json(ask("GET", "/v2/strays/" + first)).path("to").asText())
        .isEqualTo("+4930");
  }

  @Test
  void whileNobodyOwnsTheNumberNothingIsDelivered() {
    var id = stray(1, "+4930");

    var reply = ask("POST", "/v2/strays/" + id + "/deliver");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(ask("GET", "/v2/strays/" + id).status()).isEqualTo(200);
  }

  @Test
  void aRepeatedDeliveryFindsWhatTheFirstOneDid() {
    var id = stray(1, "+14155552671");
    var key = new Field("Idempotency-Key", "again");

    var reply = ask("POST", "/v2/strays/" + id + "/deliver", key);
    var repeated = ask("POST", "/v2/strays/" + id + "/deliver", key);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(NativeClient.json(reply).path("delivered").asBoolean()).isTrue();
    assertThat(NativeClient.json(repeated)).isEqualTo(NativeClient.json(reply));
    assertThat(ask("POST", "/v2/strays/" + id + "/deliver").status()).isEqualTo(404);
    assertThat(ask("GET", "/v2/strays/" + id).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoStrayIsNotFound() {
    assertThat(ask("GET", "/v2/strays/str_1").status()).isEqualTo(404);
    assertThat(ask("POST", "/v2/strays/nonsense/deliver").status()).isEqualTo(404);
    assertThat(ask("GET", "/v2/strays?starting_after=str_1").status()).isEqualTo(400);
  }
}
