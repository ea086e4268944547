package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A centre brings again what it has no answer to: the server was killed between its commit and its
/// answer, or the line broke. Nothing is told twice, and nobody who writes twice is told once.
@Tag("slow")
@Tag("journey")
@Timeout(600)
class RepeatedKillTest {
  private static final String PERSON = "491515550123";
  private static final String OURS = "14155552671";

  @TempDir private Path folder;

  /// Over the session that was bound as this one of all.
  private static int brings(Smsc centre, int session, String words) throws Exception {
    Patience.until(
        () -> centre.everBound().size() == session && centre.sessions().size() == 1,
        () -> centre.everBound().size() + " were bound, now " + centre.sessions());
    return centre.bring(PERSON, OURS, words);
  }

  /// The id of one that says this, once there are so many messages in all.
  private static String received(Client client, int count, String words) throws Exception {
    Predicate<Client.Reply> all = reply -> reply.json().path("data").size() == count;
    var list = client.await("/v2/messages?direction=inbound&limit=100", all).json().path("data");
    for (var message : list) {
      if (message.path("content").path("text").asText().equals(words)) {
        return message.path("id").asText();
      }
    }
    throw new AssertionError(list.toString());
  }

  private static void showsItsRepeat(Client client, String id, String why) throws Exception {
    assertThat(client.get("/v2/messages/" + id + "/trace").body())
        .contains("the carrier brought part 1 again, which counts once: " + why);
  }

  @Test
  void whatWasKeptAndNotAnsweredIsToldOnceAndSameWordsWrittenTwiceAreToldTwice() throws Exception {
    try (var centre = Smsc.open();
        var line = LossyLine.to(centre.port())) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"),
              "{carriers: [{name: far, host: 127.0.0.1, port: %d, system-id: far, binds: 1}]}"
                  .formatted(line.port()));
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        assertThat(brings(centre, 1, "YES")).isZero();
        assertThat(brings(centre, 1, "YES")).isZero();
        received(client, 2, "YES");

        line.lose();
        centre.begin(PERSON, OURS, "HELLO");
        received(client, 3, "HELLO");
        server.kill();
      }
      line.cut();

      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        assertThat(brings(centre, 2, "HELLO")).isZero();
        showsItsRepeat(client, received(client, 3, "HELLO"), "the server was killed");
        assertThat(brings(centre, 2, "HELLO")).isZero();
        received(client, 4, "HELLO");

        line.lose();
        centre.begin(PERSON, OURS, "BYE");
        var bye = received(client, 5, "BYE");
        line.cut();
        assertThat(brings(centre, 3, "BYE")).isZero();
        showsItsRepeat(client, bye, "its connection ended");
        received(client, 5, "BYE");

        assertThat(client.get("/metrics").body())
            .contains("carillon_messages_deliveries_repeated_total 2");
        server.stop();
      }
      assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
    }
  }
}
