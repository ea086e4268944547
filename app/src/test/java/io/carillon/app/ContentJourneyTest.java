package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of messages for what they say, in a whole server.
@Tag("slow")
@Tag("journey")
class ContentJourneyTest {
  private static final String SPAM =
      "WINNER!! You have been selected to receive a £1000 cash prize! Call 09061701461 now.";

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static Client.Reply send(String type) throws Exception {
    return rig.client()
        .post(
            "/v1/messages",
            """
            {"from": "+14155552671", "to": "+14155551234", "type": "%s", "text": "%s"}
            """
                .formatted(type, SPAM));
  }

  @Test
  void promotionalSpamIsRefusedAndItsRefusalExplained() throws Exception {
    var refused = send("promotional");

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("SMS_005");
    var request = refused.json().at("/metadata/request_id").asText();
    var why = rig.client().get("/v2/refusals/" + request).json().at("/items/0");
    assertThat(why.at("/error/code").asText()).isEqualTo("spam");
    assertThat(why.at("/error/message").asText())
        .startsWith("Refused for what it says: like spam with probability 1.000")
        .doesNotContain("WINNER");
    assertThat(why.path("checks_passed").toString()).contains("sender", "pumping");
  }

  @Test
  void theSameAsOneTimePasswordGoesAndItsTraceSaysWhatWasNoticed() throws Exception {
    var taken = send("otp");

    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    var id = taken.json().path("message_id").asText();
    rig.client()
        .await(
            "/v1/messages/" + id,
            reply -> reply.json().path("status").asText().equals("delivered"));
    var trace = rig.client().get("/v2/messages/" + id + "/trace").body();
    assertThat(trace)
        .contains("\"what\":\"checked\"")
        .contains("words: like spam with probability 1.000, above 0.99 (")
        .doesNotContain("WINNER");
    assertThat(rig.client().get("/metrics").body())
        .containsPattern("carillon_content_found_total\\{reaction=\"mark\",rule=\"spam\"\\} [1-9]");
  }

  @Test
  void whatAnAccountForbidsFailsLateWhereItsDialectTellsItLate() throws Exception {
    var set =
        rig.client()
            .post(
                "/v2/policies/content",
                """
                {"words": {"forbidden": "refuse", "forbidden_words": "quagmire"}}
                """);
    assertThat(set.status()).as(set.body()).isEqualTo(200);

    var taken =
        rig.client()
            .postForm(
                "/2010-04-01/Accounts/" + Rig.SID + "/Messages.json",
                "From=%2B14155552671&To=%2B14155551234&Body=Beware+of+the+quagmire");

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    var sid = taken.json().path("sid").asText();
    var message =
        rig.client().get("/2010-04-01/Accounts/" + Rig.SID + "/Messages/" + sid + ".json").json();
    assertThat(message.path("status").asText()).isEqualTo("failed");
    assertThat(message.path("error_code").asInt()).isEqualTo(30007);
    var id = "msg_" + sid.substring(2).replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
    assertThat(rig.client().get("/v2/messages/" + id + "/trace").body())
        .contains("words: Refused for what it says: a word that the account forbids is in it.")
        .doesNotContain("quagmire");
  }
}
