package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server whose live feed is listened to over HTTP, also over a restart.
@Tag("slow")
@Tag("journey")
class FeedJourneyTest {
  @TempDir private Path folder;

  private static Stream<String> listen(HttpClient http, Rig rig, String lastId) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.port() + "/v2/events"))
            .header("Authorization", "Bearer " + Rig.KEY)
            .header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var answer = http.send(request.build(), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /// The first events, up to one of this type: each its id and its type. Then nobody listens any
  /// more.
  private static List<String> until(Stream<String> lines, String type) {
    var heard = new ArrayList<String>();
    var id = new String[] {""};
    try (lines) {
      var end =
          lines
              .peek(line -> id[0] = line.startsWith("id: ") ? line.substring(4) : id[0])
              .filter(line -> line.startsWith("event: "))
              .map(line -> id[0] + " " + line.substring(7))
              .peek(heard::add)
              .filter(event -> event.endsWith(" " + type))
              .findFirst();
      assertThat(end).as(heard.toString()).isPresent();
    }
    return heard;
  }

  private static List<String> types(List<String> heard) {
    return heard.stream().map(event -> event.substring(event.indexOf(' ') + 1)).toList();
  }

  private static void send(Rig rig) throws Exception {
    var sent =
        rig.client()
            .post(
                "/v2/messages",
                "{\"from\": \"+14155552671\", \"to\": \"+14155551234\", \"text\": \"Hello\"}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
  }

  @Test
  void whatHappensIsHeardOnceAlsoOverARestart() throws Exception {
    String last;
    try (var http = HttpClient.newHttpClient()) {
      try (var rig = Rig.open(folder, "")) {
        var on = rig.client().post("/v2/policies/feed", "{\"words\": {\"messages\": \"on\"}}");
        assertThat(on.status()).as(on.body()).isEqualTo(200);
        var lines = listen(http, rig, "");
        send(rig);
        var heard = until(lines, "message.delivered");
        assertThat(types(heard)).contains("message.sent").doesNotHaveDuplicates();
        last = heard.getLast().substring(0, heard.getLast().indexOf(' '));
        send(rig);
        until(listen(http, rig, last), "message.delivered");
      }
      try (var rig = Rig.open(folder, "")) {
        var again = until(listen(http, rig, last), "message.delivered");

        assertThat(types(again)).contains("message.sent").doesNotHaveDuplicates();
        var list = rig.client().get("/v2/events?types=message.delivered").json();
        assertThat(list.path("data")).hasSize(2);
        assertThat(list.path("data").get(0).path("id").asText()).isEqualTo(last);
        assertThat(list.path("data").get(1).path("message").path("status").asText())
            .isEqualTo("delivered");
      }
    }
  }
}
