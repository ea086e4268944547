package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.v2.Reloading.Outcome;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators are told, and who is one.
class V2OperatingTest {
  private static final String OPERATOR = "sk_live_operator";

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @BeforeEach
  void addOperator() {
    house.addKey(OPERATOR, Set.of("operate"));
  }

  private Reply ask(String key, String method, String target) {
    var fields = List.of(new Field("Authorization", "Bearer " + key));
    return router.answer(Request.of(method, target, fields, new byte[0]));
  }

  private JsonNode explained(String query) {
    var reply = ask(OPERATOR, "GET", "/v2/routes/explain?" + query);
    assertThat(reply.status()).isEqualTo(200);
    return NativeClient.json(reply);
  }

  @Test
  void aReloadTellsWhatChangedAndWhatNeedsARestart() {
    house.reloads(new Outcome.Adopted(3, List.of("carriers.acme: added"), List.of("server.port")));

    var reply = ask(OPERATOR, "POST", "/v2/settings/reload");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(NativeClient.json(reply))
        .isEqualTo(
            NativeClient.parsed(
                """
                {"object": "reload", "revision": 3, "changed": ["carriers.acme: added"],
                 "needs_restart": ["server.port"]}
                """));
  }

  @Test
  void aRefusedReloadTellsEveryTrouble() {
    house.reloads(new Outcome.Refused(List.of("log.level is to be …", "colour is not a setting")));

    var reply = ask(OPERATOR, "POST", "/v2/settings/reload");

    assertThat(reply.status()).isEqualTo(422);
    var error = NativeClient.json(reply).path("error");
    assertThat(error.path("code").asText()).isEqualTo("settings_refused");
    assertThat(error.path("troubles")).hasSize(2);
    assertThat(error.path("message").asText()).contains("2 troubles");
    assertThat(error.path("request_id").asText()).startsWith("req_");
  }

  @ParameterizedTest
  @CsvSource({"POST,/v2/settings/reload", "GET,/v2/routes/explain?to=%2B49151&from=MyCompany"})
  void aKeyWithEveryOtherScopeDoesNotOperate(String method, String target) {
    var refused = ask(House.KEY, method, target);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(NativeClient.json(refused).path("error").path("message").asText())
        .contains("operate");
  }

  @Test
  void anExplanationNamesTheRuleAndItsCarriersTheBestFirst() {
    var told = explained("to=%2B4915112345678&from=MyCompany&purpose=otp&network=26201");

    assertThat(told.path("route").asText()).isEqualTo("germany");
    assertThat(told.path("rules").path(0).path("fits").asBoolean()).isTrue();
    assertThat(told.path("asked").path("network").asText()).isEqualTo("26201");
    assertThat(told.path("chosen").asText()).isEqualTo("quiet");
    assertThat(told.path("carriers")).hasSize(2);
    assertThat(told.path("carriers").path(0).path("cost").path("amount").asText())
        .isEqualTo("0.04");
    assertThat(told.path("carriers").path(1).path("cost").isNull()).isTrue();
    assertThat(told.path("carriers").path(1).path("priority").asInt()).isEqualTo(1);
    assertThat(told.path("carriers").path(0).path("state").asText()).isEqualTo("up");
    assertThat(told.path("carriers").path(0).path("detail").isNull()).isTrue();
    assertThat(told.path("carriers").path(1).path("state").asText()).isEqualTo("unknown");
    assertThat(told.path("carriers").path(1).path("usable").asBoolean()).isFalse();
  }

  @Test
  void whatNoRuleTakesHasNoCarrierAndTheMisfitIsNamed() {
    var told = explained("to=%2B14155551234&from=12345");

    assertThat(told.path("rules").path(0).path("misfit").asText()).isEqualTo("to");
    assertThat(told.path("route").isNull()).isTrue();
    assertThat(told.path("carriers")).isEmpty();
    assertThat(told.path("chosen").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "from=12345,to",
    "to=%2B49151,from",
    "to=x&from=averylongname,from",
    "to=%2B49151&from=a&channel=telex,channel",
    "to=%2B49151&from=a&purpose=fun,purpose",
    "to=%2B49151&from=a&network=1,network",
    "to=%2B49151&from=a&account=me,account",
    "to=%2B49151&from=a&colour=blue,colour",
  })
  void aQuestionThatCannotBeReadIsRefused(String query, String field) {
    var reply = ask(OPERATOR, "GET", "/v2/routes/explain?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(NativeClient.json(reply).path("error").path("field").asText()).isEqualTo(field);
  }
}
