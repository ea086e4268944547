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

/// What an account has waiting when it is suspended stays through a kill, and leaves once, in full,
/// when the account may send again; what another account sends is not held up by it.
@Tag("slow")
@Tag("journey")
class SuspendedKillTest {
  private static final String OURS = "+14155552671";
  private static final String THEIRS = "+447700900001";
  private static final int QUEUED = 10;

  @TempDir private Path folder;
  private final List<String> left = new CopyOnWriteArrayList<>();

  private static Client.Reply posted(Client client, String path, String body) throws Exception {
    var reply = client.post(path, body);
    assertThat(reply.status()).as(reply.body()).isIn(200, 201);
    return reply;
  }

  private static Client.Reply send(Client client, String from, String text) throws Exception {
    return client.post(
        "/v2/messages",
        "{\"from\": \"%s\", \"to\": \"+447700900123\", \"text\": \"%s\"}".formatted(from, text));
  }

  private static String sent(Client client, String from, String text) throws Exception {
    var reply = send(client, from, text);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("id").asText();
  }

  private int taken(SubmitSm submit) {
    left.add(Gsm.decode(submit.shortMessage()));
    return CommandStatus.ROK;
  }

  @Test
  void whatASuspendedAccountHasWaitingLeavesOnceItMaySendAgain() throws Exception {
    var waiting = new ArrayList<String>();
    try (var smsc = Smsc.open()) {
      smsc.answer(this::taken);
      smsc.hold();
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              "carriers: [" + smsc.entry("centre", ", window: 1, unknown-outcome-pause: 1s") + "]");
      String account;
      String key;
      try (var server = Child.on(folder, settings);
          var above = new Client(server.port(), Rig.KEY)) {
        account = posted(above, "/v2/accounts", "{\"name\": \"Shop\"}").json().path("id").asText();
        key =
            posted(above, "/v2/accounts/" + account + "/keys", "{\"name\": \"Theirs\"}")
                .json()
                .path("key")
                .asText();
        try (var below = new Client(server.port(), key)) {
          posted(below, "/v2/senders", "{\"address\": \"" + THEIRS + "\"}");
          above.awaitStatus(sent(above, OURS, "on the wire"), "sending");
          for (int i = 0; i < QUEUED; i++) {
            waiting.add(sent(below, THEIRS, "queued " + i));
          }
          posted(above, "/v2/accounts/" + account, "{\"standing\": \"suspended\"}");
          assertThat(send(below, THEIRS, "too late").status()).isEqualTo(403);
        }
        var another = sent(above, OURS, "of another");
        above.await(
            "/v2/messages/" + another,
            reply -> {
              smsc.release();
              return reply.json().path("status").asText().equals("sent");
            });
        server.kill();
      }
      smsc.goOn();

      try (var server = Child.on(folder, settings);
          var above = new Client(server.port(), Rig.KEY);
          var below = new Client(server.port(), key)) {
        above.awaitStatus(sent(above, OURS, "of another, too"), "sent");
        assertThat(left).noneMatch(text -> text.startsWith("queued"));
        posted(above, "/v2/accounts/" + account, "{\"standing\": \"active\"}");
        for (var id : waiting) {
          below.awaitStatus(id, "sent");
        }
        server.stop();
      }
    }
    assertThat(left)
        .filteredOn(text -> text.startsWith("queued"))
        .hasSize(QUEUED)
        .doesNotHaveDuplicates();
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
