package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Esme.Submit;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server writes to nobody more often than its account has set.
@Tag("slow")
@Tag("journey")
class FrequencyJourneyTest {
  private static final String PERSON = "+14155551288";

  private static final List<String> PERSONS =
      List.of("+14155551301", "+14155551302", "+14155551303");
  private static final int SENDERS = 8;
  private static final int EACH = 5;

  @TempDir private Path folder;

  private static Client.Reply send(Client client, String person) throws Exception {
    return client.post(
        "/v2/messages",
        "{\"from\": \"+14155552671\", \"to\": \"%s\", \"text\": \"hi\", \"purpose\": \"%s\"}"
            .formatted(person, "promotional"));
  }

  private static void set(Rig rig, String words) throws Exception {
    var reply = rig.client().post("/v2/policies/frequency", "{\"words\": " + words + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void theSecondMessageOfADayWaitsAndIsRefusedWhereThatIsSet() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      set(rig, "{\"most\": \"1/1d; 3/7d\"}");

      var gone = send(rig.client(), PERSON);
      var held = send(rig.client(), PERSON);

      assertThat(held.status()).as(held.body()).isEqualTo(201);
      rig.client()
          .await(
              "/v2/messages/" + gone.json().path("id").asText(),
              reply -> reply.json().path("status").asText().equals("delivered"));
      var path = "/v2/messages/" + held.json().path("id").asText();
      var shown = rig.client().get(path).json();
      assertThat(shown.path("status").asText()).isEqualTo("queued");
      assertThat(shown.path("waits_for").asText()).isEqualTo("frequency");
      assertThat(shown.path("waiting").path("for").asText()).isEqualTo("frequency");
      assertThat(Instant.parse(shown.path("due").asText()))
          .isAfter(Instant.now().plus(Duration.ofHours(23)));
      assertThat(rig.client().get(path + "/trace").body()).contains("frequency: The recipient was");
      var canceled = rig.client().post(path + "/cancel", "");
      assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);

      set(rig, "{\"most\": \"1/1d\", \"reached\": \"refuse\"}");
      var refused = send(rig.client(), PERSON);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().at("/error/code").asText()).isEqualTo("not_now");
      assertThat(rig.client().get("/metrics").body())
          .contains("carillon_frequency_found_total{became=\"deferred\"} 1.0")
          .contains("carillon_frequency_found_total{became=\"refused\"} 1.0");
    }
  }

  private static boolean isAccepted(Client client, String person) throws Exception {
    var reply = send(client, person);
    assertThat(reply.status()).as(reply.body()).isIn(201, 403);
    return reply.status() == 201;
  }

  /// What a submit_sm was answered with.
  private static int status(Esme esme, String person) throws Exception {
    try {
      esme.submit(Submit.text(person.substring(1), "hi"));
      return CommandStatus.ROK;
    } catch (NegativeResponseException refused) {
      return refused.getCommandStatus();
    }
  }

  /// Eight write to the same three at once: exactly as many of their messages come in as may, and
  /// over SMPP it is said, too.
  @Test
  void noLimitIsPassedHoweverManySendAtOnce() throws Exception {
    try (var rig = Rig.open(folder, "{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0}}")) {
      set(
          rig,
          "{\"most\": \"4/1h; 7/1d\", \"purposes\": \"promotional, transactional, otp\","
              + " \"reached\": \"refuse\"}");
      var accepted = new ConcurrentLinkedQueue<String>();
      Callable<Boolean> sender =
          () -> {
            try (var client = rig.clientWith(Rig.KEY)) {
              for (int i = 0; i < EACH * PERSONS.size(); i++) {
                var person = PERSONS.get(i % PERSONS.size());
                if (isAccepted(client, person)) {
                  accepted.add(person);
                }
              }
            }
            return true;
          };

      try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : senders.invokeAll(Collections.nCopies(SENDERS, sender))) {
          assertThat(done.get()).isTrue();
        }
      }

      for (var person : PERSONS) {
        assertThat(accepted).filteredOn(person::equals).hasSize(4);
        var path = "/v2/messages?to=%2B" + person.substring(1);
        assertThat(rig.client().get(path).json().path("data")).hasSize(4);
      }
      var made = rig.client().post("/v2/smpp-users", "{\"system_id\": \"often\"}").json();
      try (var esme = Esme.bind(rig.smppPort(), "often", made.path("password").asText())) {
        assertThat(status(esme, PERSONS.getFirst())).isEqualTo(CommandStatus.RX_R_APPN);
        assertThat(status(esme, "+14155551304")).isEqualTo(CommandStatus.ROK);
      }
    }
  }
}
