package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.text.Gsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letter g through a kill: once the far end was told that we have a STOP, nothing that waited
/// leaves any more, and its answer leaves once; so do those to START and HELP.
@Tag("slow")
@Tag("journey")
class OptOutKillTest {
  private static final String PERSON = "14155551299";
  private static final String ASKING = "14155551297";
  private static final String COMING = "14155551298";
  private static final String SENDER = "14155552671";
  private static final int QUEUED = 20;

  @TempDir private Path folder;
  private final List<String> left = new CopyOnWriteArrayList<>();

  private static String send(Client client, String to, String text) throws Exception {
    var reply =
        client.post(
            "/v1/messages",
            "{\"channel\": \"sms\", \"from\": \"+%s\", \"to\": \"+%s\", \"text\": \"%s\"}"
                .formatted(SENDER, to, text));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return reply.json().path("message_id").asText();
  }

  private int taken(SubmitSm submit) {
    left.add(Gsm.decode(submit.shortMessage()));
    return CommandStatus.ROK;
  }

  @Test
  void aStopThatWasTakenHoldsAndIsAnsweredOnce() throws Exception {
    var waiting = new ArrayList<String>();
    try (var smsc = Smsc.open()) {
      smsc.answer(this::taken);
      smsc.hold();
      var more = ", window: 1, unknown-outcome-pause: 1s";
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"), "carriers: [" + smsc.entry("centre", more) + "]");
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        waiting.add(send(client, PERSON, "on the wire"));
        client.awaitStatus(waiting.getFirst(), "sending");
        for (int i = 0; i < QUEUED; i++) {
          waiting.add(send(client, PERSON, "queued"));
        }
        assertThat(smsc.bring(ASKING, SENDER, "HELP")).isZero();
        assertThat(smsc.bring(COMING, SENDER, "START")).isZero();
        assertThat(smsc.bring(PERSON, SENDER, "STOP")).isZero();
        server.kill();
      }

      smsc.goOn();
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        for (var id : waiting) {
          assertThat(client.awaitStatus(id, "failed").toString()).contains("SMS_004");
        }
        for (var person : List.of(PERSON, ASKING, COMING)) {
          client.await(
              "/v2/messages?status=sent&to=%2B" + person,
              reply -> !reply.json().path("data").isEmpty());
        }
        server.kill();
      }

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        client.awaitStatus(send(client, "14155551300", "to another"), "sent");
        server.stop();
      }
    }
    assertThat(left).hasSize(4);
    assertThat(left.subList(0, 3))
        .anyMatch(text -> text.contains("opted out"))
        .anyMatch(text -> text.endsWith("Reply STOP to opt out.") && !text.contains("again"))
        .anyMatch(text -> text.contains("our messages again"));
    assertThat(left.getLast()).isEqualTo("to another");
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
