package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person writes STOP to a whole server, and START.
@Tag("slow")
@Tag("journey")
class OptOutJourneyTest {
  private static final String SENDER = "+14155552671";
  private static final String PERSON = "+14155551299";
  private static final String LAML = "/api/laml/2010-04-01/Accounts/" + Rig.SID + "/Messages.json";

  @TempDir private Path folder;

  private static String body(String text, String also) {
    return "{\"channel\": \"sms\", \"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\"%s}"
        .formatted(SENDER, PERSON, text, also);
  }

  private static Client.Reply send(Rig rig, String text, String also) throws Exception {
    return rig.client().post("/v1/messages", body(text, also));
  }

  private static void says(Rig rig, String words) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(SENDER, words);
    var reply = rig.client().post("/sandbox/handsets/" + PERSON + "/messages", said);
    assertThat(reply.status()).isEqualTo(202);
  }

  private static JsonNode awaitOnHandset(Rig rig, String words) throws Exception {
    return rig.client()
        .await(
            "/sandbox/handsets/" + PERSON + "/messages",
            reply -> reply.json().path("messages").toString().contains(words))
        .json();
  }

  @Test
  void aStopEndsWhatWaitsRefusesWhatComesAndAStartLetsItPass() throws Exception {
    String scheduled;
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var later = Instant.now().plusSeconds(3_600);
      var accepted = send(rig, "Later", ", \"send_at\": \"%s\"".formatted(later));
      assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
      scheduled = accepted.json().path("message_id").asText();

      says(rig, "Stop!");

      awaitOnHandset(rig, "opted out");
      var ended = rig.client().awaitStatus(scheduled, "failed");
      assertThat(ended.toString()).contains("SMS_004");
      var refused = send(rig, "Hello", "");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("SMS_004");
      var laml = rig.client().postForm(LAML, "From=%2B14155552671&To=%2B14155551299&Body=Hello");
      assertThat(laml.body()).contains("21610");
    }
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      assertThat(send(rig, "Still", "").status()).isEqualTo(403);

      says(rig, "START");

      awaitOnHandset(rig, "will get our messages again");
      var passed = send(rig, "Welcome back", "");
      assertThat(passed.status()).as(passed.body()).isEqualTo(202);
      rig.client().awaitStatus(passed.json().path("message_id").asText(), "delivered");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
