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
}
