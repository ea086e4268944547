package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.testkit.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A centre brings messages whose headers are broken, or name other texts by the same reference:
/// each is answered and told, its trace says what was wrong, and what comes behind it is told, too.
/// Parts that were brought again over a kill are in their text once.
@Tag("slow")
@Tag("journey")
@Timeout(600)
class BrokenHeadersJourneyTest {
  private static final String PERSON = "491515550123";
  private static final String OURS = "14155552671";

  /// @param says what stands in the trace
  private record Broken(String header, String words, String says) {}

  private static final List<Broken> BROKEN =
      List.of(
          new Broken("7f0003070201", "overrun", "the header is longer than the message"),
          new Broken("050009070201", "element", "kept as text"),
          new Broken("0400020701", "short", "2 octets instead of 3"),
          new Broken("050003070001", "total", "part 1 of 0"),
          new Broken("050003070200", "zero", "part 0 of 2"),
          new Broken("050003070203", "beyond", "part 3 of 2"),
          new Broken("0608040007ff00", "wide", "part 0 of 255"));

  @TempDir private Path folder;

  private static void brings(Smsc centre, String header, String words) throws Exception {
    int status = centre.bring(PERSON, OURS, octets(header, words));
    assertThat(status).as(words).isZero();
  }

  private static byte[] octets(String header, String words) {
    var text = HexFormat.of().formatHex(words.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().parseHex(header + text);
  }

  /// Over the session that was bound as this one of all.
  private static void bound(Smsc centre, int session) {
    Patience.until(
        () -> centre.everBound().size() == session && centre.sessions().size() == 1,
        () -> centre.everBound().size() + " were bound, now " + centre.sessions());
  }

  private static JsonNode received(Client client, int count) throws Exception {
    var path = "/v2/messages?direction=inbound&limit=100";
    return client
        .await(path, reply -> reply.json().path("data").size() == count)
        .json()
        .path("data");
  }

  private static String trace(Client client, JsonNode messages, String ending) throws Exception {
    for (var message : messages) {
      if (message.path("content").path("text").asText().endsWith(ending)) {
        return client.get("/v2/messages/" + message.path("id").asText() + "/trace").body();
      }
    }
    throw new AssertionError("none ends with " + ending + ": " + messages);
  }

  @Test
  void nothingIsLostAndTheTraceSaysWhatWasWrong() throws Exception {
    try (var centre = Smsc.open();
        var line = LossyLine.to(centre.port())) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              "{carriers: [{name: far, host: 127.0.0.1, port: %d, system-id: far, binds: 1}]}"
                  .formatted(line.port()));
      int count;
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        bound(centre, 1);
        isTold(centre, client);
        count = BROKEN.size() + 3;

        brings(centre, "050003500301", "a");
        brings(centre, "050003500302", "b");
        client.await("/metrics", reply -> reply.body().contains("parts_waiting 2"));
        line.lose();
        centre.begin(PERSON, OURS, octets("050003500303", "c"));
        received(client, ++count);
        server.kill();
      }
      line.cut();

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        bound(centre, 2);
        brings(centre, "050003500303", "c");
        var all = received(client, count);
        assertThat(trace(client, all, "abc"))
            .contains("the carrier brought part 3 again, which counts once: the server was killed");
        assertThat(client.get("/metrics").body()).contains("parts_waiting 0");
        assertThat(centre.bring(PERSON, OURS, "still here")).isZero();
        received(client, count + 1);
        server.stop();
      }
      assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
    }
  }

  private static void isTold(Smsc centre, Client client) throws Exception {
    for (var broken : BROKEN) {
      brings(centre, broken.header(), broken.words());
    }
    var some = received(client, BROKEN.size());
    for (var broken : BROKEN) {
      assertThat(trace(client, some, broken.words())).contains(broken.says());
    }

    brings(centre, "050003090201", "one of two, ");
    brings(centre, "050003090301", "one of three");
    brings(centre, "050003090202", "two of two");
    trace(client, received(client, BROKEN.size() + 1), "one of two, two of two");
    brings(centre, "050003090301", "another one of three");
    assertThat(trace(client, received(client, BROKEN.size() + 2), "one of three"))
        .contains("2 of 3 parts missing (2, 3)", "its reference came with another text");
    brings(centre, "050003090302", ", two");
    brings(centre, "050003090303", ", three");
    trace(client, received(client, BROKEN.size() + 3), "another one of three, two, three");
  }
}
