package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server keeps promotional messages from people until their hours open.
@Tag("slow")
@Tag("journey")
class QuietHoursJourneyTest {
  private static final String PERSON = "+14155551299";

  @TempDir private Path folder;

  /// An hour of the day, where the person is, that is not now and does not begin soon.
  private static String farHour() {
    int now = Instant.now().atZone(ZoneId.of("America/Los_Angeles")).getHour();
    int hour = (now + 12) % 24;
    return "%02d:00-%02d:59".formatted(hour, hour);
  }

  private static Client.Reply send(Rig rig, String purpose) throws Exception {
    return rig.client()
        .post(
            "/v2/messages",
            "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"hi\", \"purpose\": \"%s\"}"
                .formatted(PERSON, purpose));
  }

  private static void set(Rig rig, String words) throws Exception {
    var reply = rig.client().post("/v2/policies/quiet-hours", "{\"words\": " + words + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void aPromotionalMessageWaitsAndTheOthersGo() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      set(rig, "{\"promotional\": \"defer\", \"windows\": \"US " + farHour() + "\"}");

      var held = send(rig, "promotional");
      var gone = send(rig, "transactional");

      assertThat(held.status()).as(held.body()).isEqualTo(201);
      rig.client()
          .await(
              "/v2/messages/" + gone.json().path("id").asText(),
              reply -> reply.json().path("status").asText().equals("delivered"));
      var path = "/v2/messages/" + held.json().path("id").asText();
      var shown = rig.client().get(path).json();
      assertThat(shown.path("status").asText()).isEqualTo("queued");
      assertThat(shown.path("waits_for").asText()).isEqualTo("quiet");
      assertThat(shown.path("waiting").path("for").asText()).isEqualTo("quiet");
      assertThat(Instant.parse(shown.path("due").asText())).isAfter(Instant.now());
      assertThat(rig.client().get(path + "/trace").body())
          .contains("quiet: the recipient's hours open at ");
      var canceled = rig.client().post(path + "/cancel", "");
      assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);

      set(rig, "{\"promotional\": \"refuse\"}");
      var refused = send(rig, "promotional");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().at("/error/code").asText()).isEqualTo("not_now");
      assertThat(rig.client().get("/metrics").body())
          .contains("carillon_quiet_found_total{became=\"deferred\"} 1.0")
          .contains("carillon_quiet_found_total{became=\"refused\"} 1.0");
    }
  }
}
