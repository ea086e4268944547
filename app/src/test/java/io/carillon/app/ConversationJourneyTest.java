package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person and an account write to each other through a whole server.
@Tag("slow")
@Tag("journey")
class ConversationJourneyTest {
  private static final String SENDER = "+14155552671";
  private static final String PERSON = "+14155551377";
  private static final String LIST = "/v2/conversations?to=%2B14155551377";

  @TempDir private Path folder;

  private static void says(Rig rig, String words) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(SENDER, words);
    var reply = rig.client().post("/sandbox/handsets/" + PERSON + "/messages", said);
    assertThat(reply.status()).isEqualTo(202);
  }

  private static JsonNode awaitUnread(Rig rig, int unread) throws Exception {
    return rig.client()
        .await(LIST, reply -> reply.json().at("/data/0/unread").asInt() == unread)
        .json()
        .at("/data/0");
  }

  private static String path(JsonNode conversation) {
    return "/v2/conversations/" + conversation.path("id").asText();
  }

  private static JsonNode done(Client.Reply reply, int status) throws Exception {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  private static Iterable<String> texts(JsonNode list) {
    return StreamSupport.stream(list.path("data").spliterator(), false)
        .map(message -> message.at("/content/text").asText())
        .toList();
  }

  @Test
  void aPersonWritesTheAccountAnswersAndTheConversationShowsBoth() throws Exception {
    String path;
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var client = rig.client();
      says(rig, "Is my parcel here?");
      var begun = awaitUnread(rig, 1);
      path = path(begun);
      assertThat(begun.path("from").asText()).isEqualTo(SENDER);
      assertThat(begun.path("to").asText()).isEqualTo(PERSON);
      assertThat(begun.path("state").asText()).isEqualTo("open");

      var reply = done(client.post(path + "/messages", "{\"text\": \"It comes today.\"}"), 201);
      assertThat(reply.path("from").asText()).isEqualTo(SENDER);
      assertThat(reply.path("to").asText()).isEqualTo(PERSON);
      client.await(
          "/sandbox/handsets/" + PERSON + "/messages",
          shown -> shown.body().contains("It comes today."));
      assertThat(texts(client.get(path + "/messages").json()))
          .containsExactly("It comes today.", "Is my parcel here?");

      var care =
          "{\"assignee\": \"user_7\", \"labels\": [\"vip\"], \"read\": true, \"rev\": %d}"
              .formatted(client.get(path).json().path("rev").asInt());
      var kept = done(client.post(path, care), 200);
      assertThat(kept.path("unread").asInt()).isZero();
      assertThat(kept.at("/last_message/direction").asText()).isEqualTo("outbound");
      var late = client.post(path, care);
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.json().at("/error/code").asText()).isEqualTo("changed");
      done(client.post(path + "/notes", "{\"text\": \"Waits since Monday.\"}"), 201);
      done(client.post(path, "{\"state\": \"closed\"}"), 200);
    }
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var closed = rig.client().get(path).json();
      assertThat(closed.path("state").asText()).isEqualTo("closed");
      assertThat(closed.path("assignee").asText()).isEqualTo("user_7");
      assertThat(rig.client().get(path + "/notes").json().at("/data/0/text").asText())
          .isEqualTo("Waits since Monday.");

      says(rig, "Thank you!");

      var opened = awaitUnread(rig, 1);
      assertThat(path(opened)).isEqualTo(path);
      assertThat(opened.path("state").asText()).isEqualTo("open");
      assertThat(texts(rig.client().get(path + "/messages").json()))
          .containsExactly("Thank you!", "It comes today.", "Is my parcel here?");
    }
  }
}
