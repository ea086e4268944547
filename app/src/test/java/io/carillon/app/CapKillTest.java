package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.wire.smpp.CommandStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The daily cap of a brand through a kill amid submits: the far end is shown no more parts than
/// the cap on that day, those of which nobody knows what became of them among them, and what is
/// over it waits, none of it lost.
@Tag("slow")
@Tag("journey")
class CapKillTest {
  private static final String NUMBER = "+14155550142";
  private static final int CAP = 30;
  private static final int BEFORE = 20;
  private static final int WINDOW = 5;
  private static final int BEHIND = 40;

  @TempDir private Path folder;
  private final AtomicInteger shown = new AtomicInteger();

  private static String posted(Client client, String path, String body) throws Exception {
    var reply = client.post(path, body);
    assertThat(reply.status()).as(reply.body()).isIn(200, 201);
    return reply.json().path("id").asText();
  }

  private static String send(Client client, int number) throws Exception {
    return posted(
        client,
        "/v2/messages",
        "{\"from\": \"%s\", \"to\": \"+1212555%04d\", \"text\": \"Hello\"}"
            .formatted(NUMBER, 1000 + number));
  }

  /// Files what a number needs to write in the United States, as who files by hand does.
  private static void register(Client client) throws Exception {
    posted(client, "/v2/senders", "{\"address\": \"" + NUMBER + "\"}");
    var brand =
        posted(
            client,
            "/v2/registry/brands",
            """
            {"display_name": "Bell", "entity_type": "private_profit", "country": "US",
             "email": "bell@example.com", "company_name": "Bell LLC", "tax_id": "121234567",
             "state": "submitted"}
            """);
    decide(client, brand, "{\"state\": \"active\", \"registry_id\": \"B1\", \"score\": 60}");
    var campaign =
        posted(
            client,
            "/v2/registry/brands/" + brand + "/campaigns",
            """
            {"use_case": "customer_care",
             "description": "Answers to questions that customers ask about their orders.",
             "samples": ["Your order 123 is on its way. Reply STOP to end."],
             "message_flow": "Customers ask for it at the counter and tick a box on the form.",
             "state": "submitted"}
            """);
    posted(
        client,
        "/v2/registry/campaigns/" + campaign + "/senders",
        "{\"sender\": \"" + NUMBER + "\"}");
    decide(client, campaign, "{\"state\": \"active\", \"registry_id\": \"C1\"}");
  }

  private static void decide(Client client, String filing, String how) throws Exception {
    posted(client, "/v2/waiting-filings/" + filing, how);
  }

  /// How many of these messages are in which state, once each of them is in one of those wanted.
  private static Map<String, Integer> states(Client client, List<String> ids, Set<String> wanted)
      throws Exception {
    var states = new HashMap<String, Integer>();
    for (var id : ids) {
      var reply = client.await("/v2/messages/" + id, now -> wanted.contains(state(now)));
      states.merge(state(reply), 1, Integer::sum);
    }
    return states;
  }

  private static String state(Client.Reply reply) {
    var waits = reply.json().path("waits_for").asText();
    return waits.equals("cap") ? "waits for its cap" : reply.json().path("status").asText();
  }

  private Path settings(Smsc smsc) throws Exception {
    return Files.writeString(
        folder.resolve("s.yaml"),
        """
        carriers: [%s]
        campaign-caps:
          rows:
            - "tmobile,brand,day,*,%d"
            - "att,campaign,minute,*,-"
            - "verizon,number,minute,*,-"
        """
            .formatted(
                smsc.entry("centre", ", window: " + WINDOW + ", unknown-outcome-pause: 1s"), CAP));
  }

  @Test
  void noDayIsOverTheCapThoughTheServerIsKilledAmidSubmits() throws Exception {
    var pacific = LocalTime.now(ZoneId.of("America/Los_Angeles"));
    assumeTrue(pacific.isBefore(LocalTime.of(23, 50)), "the day must not end meanwhile");
    var ids = new ArrayList<String>();
    try (var smsc = Smsc.open()) {
      smsc.answer(_ -> {
        shown.incrementAndGet();
        return CommandStatus.ROK;
      });
      var settings = settings(smsc);
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        register(client);
        for (int i = 0; i < BEFORE; i++) {
          ids.add(send(client, i));
        }
        assertThat(states(client, ids, Set.of("sent"))).containsEntry("sent", BEFORE);
        smsc.hold();
        for (int i = 0; i < BEHIND; i++) {
          ids.add(send(client, BEFORE + i));
        }
        client.await(
            "/v2/messages?status=sending", now -> now.json().path("data").size() == WINDOW);
        server.kill();
      }

      smsc.goOn();
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        ids.add(send(client, BEFORE + BEHIND));

        assertThat(states(client, ids, Set.of("sent", "waits for its cap")))
            .containsEntry("sent", CAP - WINDOW)
            .containsEntry("waits for its cap", BEFORE + BEHIND + 1 - (CAP - WINDOW));
        server.stop();
      }
    }
    assertThat(shown.get() + WINDOW).as("parts that the far end was shown").isEqualTo(CAP);
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
