package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person writes to a whole server, which answers by rules.
@Tag("slow")
@Tag("journey")
class ReplyRuleJourneyTest {
  private static final String SENDER = "+14155552671";
  private static final String OTHER_SENDER = "+14155556789";
  private static final String PERSON = "+14155551398";
  private static final String MACHINE = "+14155551399";

  @TempDir private Path folder;

  private static JsonNode rule(Rig rig, String fields) throws Exception {
    var reply = rig.client().post("/v2/reply-rules", fields);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  private static void says(Rig rig, String person, String words) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(SENDER, words);
    var reply = rig.client().post("/sandbox/handsets/" + person + "/messages", said);
    assertThat(reply.status()).isEqualTo(202);
  }

  private static void awaitOnHandset(Rig rig, String person, String words) throws Exception {
    rig.client()
        .await(
            "/sandbox/handsets/" + person + "/messages",
            reply -> reply.json().path("messages").toString().contains(words));
  }

  /// What is told of a message once it says this.
  private static String awaitTrace(Rig rig, String person, String words, String told)
      throws Exception {
    var list =
        rig.client()
            .await(
                "/v2/messages?direction=inbound&from=" + person.replace("+", "%2B"),
                reply -> reply.json().path("data").toString().contains(words))
            .json();
    var id =
        StreamSupport.stream(list.path("data").spliterator(), false)
            .filter(message -> message.toString().contains(words))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    return rig.client()
        .await("/v2/messages/" + id + "/trace", reply -> reply.body().contains(told))
        .body();
  }

  /// A handset that says again whatever it is told, and a number of ours, whose answers name the
  /// word that would stop them.
  @Test
  void aMachineThatEchoesAnswersEndsAndIsNoStop() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      rule(
          rig,
          "{\"name\": \"Thanks\", \"match\": \"any\","
              + " \"text\": \"Thanks for {{body}}. Reply STOP to end.\"}");
      var words = "word";
      for (int i = 0; i < 5; i++) {
        says(rig, MACHINE, words);
        words = "Thanks for " + words + ". Reply STOP to end.";
        awaitOnHandset(rig, MACHINE, words);
      }

      says(rig, MACHINE, words);

      awaitTrace(rig, MACHINE, words, "five answers went within 10 minutes");
      var handset = rig.client().get("/sandbox/handsets/" + MACHINE + "/messages").json();
      assertThat(handset.path("messages")).hasSize(5);
      var offer =
          "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"offer\"}".formatted(SENDER, MACHINE);
      var sent = rig.client().post("/v2/messages", offer);
      assertThat(sent.status()).as(sent.body()).isEqualTo(201);
      awaitOnHandset(rig, MACHINE, "offer");
    }
  }

  /// One rule labels and goes on, another answers: the conversation bears the label, and the live
  /// feed tells it.
  @Test
  void aRuleLabelsTheConversationAndAnotherAnswers() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      rule(
          rig,
          "{\"name\": \"Sales\", \"match\": \"prefix\", \"words\": [\"price\"],"
              + " \"labels\": [\"sales\"], \"continue\": true}");
      rule(rig, "{\"name\": \"Thanks\", \"match\": \"any\", \"text\": \"Thanks.\"}");

      says(rig, PERSON, "price of this");

      awaitOnHandset(rig, PERSON, "Thanks.");
      awaitTrace(rig, PERSON, "price of this", "labels its conversation: sales");
      var labelled = rig.client().get("/v2/conversations?label=sales").json();
      assertThat(labelled.path("data")).hasSize(1);
      assertThat(labelled.path("data").path(0).path("unread").asInt()).isEqualTo(1);
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  /// Two senders of this server, each with a rule that answers everything: what one of them writes
  /// to the other is answered by neither.
  @Test
  void twoSendersOfThisServerDoNotAnswerEachOther() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      rule(rig, "{\"name\": \"Echo\", \"match\": \"any\", \"text\": \"You said {{body}}.\"}");

      says(rig, OTHER_SENDER, "from one to the other");

      awaitTrace(rig, OTHER_SENDER, "from one to the other", "are machines");
      var answers = rig.client().get("/v2/messages?direction=outbound").json();
      assertThat(answers.path("data")).isEmpty();
    }
  }

  @Test
  void aPersonIsAnsweredByARuleAndAMachineNotForEver() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var hours =
          rule(
              rig,
              """
              {"name": "Hours", "sender": "%s", "match": "keyword", "words": ["hours"],
               "text": "Open from 9 to 5, {{from}}."}\
              """
                  .formatted(SENDER));
      var id = hours.path("id").asText().substring("rule_".length());

      says(rig, PERSON, "hours?");

      awaitOnHandset(rig, PERSON, "Open from 9 to 5, " + PERSON);
      assertThat(awaitTrace(rig, PERSON, "hours?", "answered by message")).contains(id);

      rule(rig, "{\"name\": \"Echo\", \"match\": \"any\", \"text\": \"You said {{body}}.\"}");
      for (int i = 0; i < 5; i++) {
        says(rig, MACHINE, "word " + i);
        awaitOnHandset(rig, MACHINE, "You said word " + i);
      }
      says(rig, MACHINE, "word 5");
      awaitTrace(rig, MACHINE, "word 5", "five answers went within 10 minutes");
    }
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      says(rig, MACHINE, "word 6");
      awaitTrace(rig, MACHINE, "word 6", "is silent");
      says(rig, PERSON, "Hours");
      awaitTrace(rig, PERSON, "Hours", "auto-reply");
      var preview =
          rig.client()
              .post(
                  "/v2/reply-rules/preview",
                  "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"STOP\"}"
                      .formatted(PERSON, SENDER));
      assertThat(preview.json().path("taken_as").asText()).as(preview.body()).isEqualTo("stop");
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }
}
