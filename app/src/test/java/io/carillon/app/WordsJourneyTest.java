package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account has its messages found by words while it has many; the server is killed meanwhile.
/// After its restart all are found, but what is redacted or erased is not.
@Tag("slow")
@Tag("journey")
class WordsJourneyTest {
  private static final String SENDER = "+14155552671";
  private static final String ADA = "+14155551361";
  private static final String BEN = "+14155551362";
  private static final int OF_EACH = 150;

  @TempDir private Path folder;

  private static Client.Reply posted(Client client, String path, String body) throws Exception {
    var reply = client.post(path, body);
    assertThat(reply.status()).as(reply.body()).isIn(200, 201, 202);
    return reply;
  }

  private static String sent(Client client, String to, String text) throws Exception {
    var body = "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\"}".formatted(SENDER, to, text);
    return posted(client, "/v2/messages", body).json().path("id").asText();
  }

  private static String path(String words) {
    return "/v2/messages?limit=100&words=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static long count(Client client, String words) throws Exception {
    long count = 0;
    var cursor = "";
    do {
      var page = client.get(path(words) + cursor);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      count += page.json().path("data").size();
      var next = page.json().path("next_cursor").asText("");
      cursor = next.isEmpty() ? "" : "&starting_after=" + next;
    } while (!cursor.isEmpty());
    return count;
  }

  private static boolean finds(Client.Reply reply, String id) {
    return StreamSupport.stream(reply.json().path("data").spliterator(), false)
        .anyMatch(message -> message.path("id").asText().equals(id));
  }

  /// Ben's conversation, which began with what he wrote, is found by all that was said in it.
  private static void conversation(Client client) throws Exception {
    var path = "/v2/conversations?words=";
    var found = client.get(path + "please");
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(found.json().path("data")).hasSize(1);
    assertThat(found.json().at("/data/0/to").asText()).isEqualTo(BEN);
    assertThat(found.json().at("/data/0/match").asText())
        .isEqualTo(found.json().at("/data/0/last_message/id").asText());
    assertThat(client.get(path + "ben&state=open").json().path("data")).hasSize(1);
    assertThat(client.get(path + "ben&state=closed").json().path("data")).isEmpty();
    assertThat(client.get(path + "very").json().path("data")).isEmpty();
    assertThat(client.get(path + "%2E").status()).isEqualTo(400);
  }

  @Test
  void whatIsThereAndWhatComesIsFoundThroughAKillButNotWhatIsRedactedOrErased() throws Exception {
    var settings =
        Files.writeString(
            folder.resolve("s.yaml"), SharedRig.QUICK + "\nfirst-account: {balance: 100}\n");
    String first;
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      first = sent(client, ADA, "The very first Größe");
      for (int i = 0; i < OF_EACH; i++) {
        sent(client, ADA, "Ada parcel " + i);
        sent(client, BEN, "Ben parcel " + i);
      }
      var off = client.get(path("parcel"));
      assertThat(off.status()).isEqualTo(400);
      assertThat(off.json().at("/error/message").asText()).contains("policy search");
      posted(client, "/v2/policies/search", "{\"words\": {\"bodies\": \"on\"}}");
      client.await(path("parcel"), reply -> !reply.json().path("data").isEmpty());
      server.kill();
    }
    try (var server = Child.on(folder, settings);
        var client = new Client(server.port(), Rig.KEY)) {
      client.await(path("very GROSSE"), reply -> finds(reply, first));
      var said =
          "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(SENDER, "Where is my parcel, please?");
      posted(client, "/sandbox/handsets/" + BEN + "/messages", said);
      client.await(path("please parcel"), reply -> reply.json().path("data").size() == 1);
      assertThat(count(client, "parcel")).isEqualTo(2 * OF_EACH + 1);
      assertThat(count(client, "ada parcel")).isEqualTo(OF_EACH);
      var complete = client.get(path("parcel")).json().at("/words/complete");
      assertThat(complete.asBoolean()).isTrue();
      conversation(client);

      posted(client, "/v2/messages/" + first + "/redact", "{}");
      assertThat(client.get(path("very first")).json().path("data")).isEmpty();

      var asked = "{\"addresses\": [\"" + ADA + "\"], \"reason\": \"Request 36\"}";
      var order = posted(client, "/v2/erasures", asked).json().path("id").asText();
      client.await("/v2/erasures/" + order, it -> it.json().path("status").asText().equals("done"));
      assertThat(count(client, "ada")).isZero();
      assertThat(count(client, "parcel")).isEqualTo(OF_EACH + 1);
      server.stop();
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
