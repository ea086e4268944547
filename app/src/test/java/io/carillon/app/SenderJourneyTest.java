package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of messages for who sends them, in a whole server.
@Tag("slow")
@Tag("journey")
class SenderJourneyTest {
  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static Client.Reply send(String from, String to) throws Exception {
    return rig.client()
        .post(
            "/v1/messages",
            """
            {"from": "%s", "to": "%s", "text": "Hello from a bell"}
            """
                .formatted(from, to));
  }

  @Test
  void aNameWritesWhereItIsRegisteredOnceItIsApproved() throws Exception {
    var made = rig.client().post("/v2/senders", "{\"address\": \"BellShop\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var sender = made.json().path("id").asText();

    var refused = send("BellShop", "+6581234567");
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("SMS_006");

    var path = "/v2/senders/" + sender + "/registrations";
    var body = "{\"country\": \"SG\", \"state\": \"submitted\"}";
    var registered = rig.client().post(path, body);
    var id = registered.json().path("id").asText();
    var waiting = "/v2/waiting-registrations/" + id;
    var approved = rig.client().post(waiting, "{\"state\": \"approved\"}");
    assertThat(approved.status()).as(approved.body()).isEqualTo(200);

    var taken = send("BellShop", "+6581234567");
    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    assertThat(send("BellShop", "+14155551234").status()).isEqualTo(403);
    assertThat(rig.client().get("/metrics").body())
        .containsPattern(
            "senders_found_total\\{reaction=\"refuse\",rule=\"name_unregistered\"\\} [1-9]");
  }

  @Test
  void theSendersOfTheFirstAccountWriteEverywhere() throws Exception {
    for (var sender : new String[] {"+14155552671", "Hello8"}) {
      var taken = send(sender, "+14155551234");

      assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    }
  }

  private static String filed(String path, String body) throws Exception {
    var made = rig.client().post(path, body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("id").asText();
  }

  private static Client.Reply settled(String path, String state) throws Exception {
    return rig.client().await(path, reply -> reply.json().path("state").asText().equals(state));
  }

  @Test
  void aNumberWritesInTheUnitedStatesOnceTheRegistryHasApprovedItsCampaign() throws Exception {
    var taken = rig.client().post("/v2/senders", "{\"address\": \"+14155550142\"}");
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(send("+14155550142", "+14155551234").json().at("/error/code").asText())
        .isEqualTo("SMS_006");

    var brand =
        filed(
            "/v2/registry/brands",
            """
            {"display_name": "Large Bell", "entity_type": "private_profit", "country": "US",
             "email": "bell@example.com", "company_name": "Bell LLC", "tax_id": "121234567",
             "state": "submitted"}
            """);
    var known = settled("/v2/registry/brands/" + brand, "active");
    assertThat(known.json().path("score").asInt()).isEqualTo(90);
    var campaign =
        filed(
            "/v2/registry/brands/" + brand + "/campaigns",
            """
            {"use_case": "customer_care",
             "description": "Answers to questions that customers ask about their orders.",
             "samples": ["Your order 123 is on its way. Reply STOP to end."],
             "message_flow": "Customers ask for it at the counter and tick a box on the form.",
             "state": "submitted"}
            """);
    var assigned =
        rig.client()
            .post(
                "/v2/registry/campaigns/" + campaign + "/senders",
                "{\"sender\": \"+14155550142\"}");
    assertThat(assigned.status()).as(assigned.body()).isEqualTo(201);
    var active = settled("/v2/registry/campaigns/" + campaign, "active");
    assertThat(active.json().path("class").asText()).isEqualTo("A");
    assertThat(active.json().path("registry_id").asText()).startsWith("C");
    assertThat(rig.client().get("/metrics").body())
        .containsPattern("registry_told_total\\{about=\"known\"\\} [1-9]");

    assertThat(send("+14155550142", "+14155551234").status()).isEqualTo(202);
    var caps =
        rig.client()
            .await(
                "/v2/registry/campaigns/" + campaign,
                reply -> reply.json().at("/caps/1/used").asInt() == 1)
            .json()
            .path("caps");
    assertThat(caps.findValuesAsText("carrier")).containsExactly("att", "tmobile", "verizon");
    assertThat(caps.at("/1/allowed").asInt()).isEqualTo(200_000);
    assertThat(caps.at("/0/allowed").asInt()).isEqualTo(4_500);
  }

  @Test
  void whatTheRegistryWantsToKnowIsToldAndHandedInAgain() throws Exception {
    var brand =
        filed(
            "/v2/registry/brands",
            """
            {"display_name": "Bare", "entity_type": "private_profit", "country": "US",
             "email": "bell@example.com", "state": "submitted"}
            """);
    var path = "/v2/registry/brands/" + brand;
    var rejected = settled(path, "rejected");
    assertThat(rejected.json().path("reason").asText()).contains("tax id");

    rig.client()
        .post(
            path, "{\"company_name\": \"Bare LLC\", \"tax_id\": \"9\", \"state\": \"submitted\"}");

    assertThat(settled(path, "active").json().path("reason").isNull()).isTrue();
  }
}
