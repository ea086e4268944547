package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.testkit.Patience;
import io.carillon.wire.smpp.CommandStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversations through kills, while people write and the account labels, notes and closes: what
/// the far end was told that we have counts as unread, what was answered stands, and the feed tells
/// each change that stands once.
@Tag("slow")
@Tag("journey")
class ConversationKillTest {
  private static final String SENDER = "14155552671";
  private static final List<String> PERSONS = List.of("14155551271", "14155551272");
  private static final String ALL = "/v2/conversations?limit=100";
  private static final int ROUNDS = 2;
  private static final int TEXTS_MIN = 20;
  private static final int ACTS_MIN = 12;

  @TempDir private Path folder;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final Map<String, Integer> doubtful = new ConcurrentHashMap<>();
  private final List<Act> acts = new CopyOnWriteArrayList<>();

  /// What the account does with a conversation.
  private record Act(String path, String body) {
    private boolean isNote() {
      return path.endsWith("/notes");
    }

    private boolean labels() {
      return body.contains("labels");
    }

    private boolean isOf(String conversation) {
      return path.contains(conversation);
    }
  }

  /// People write until the server is gone.
  private void write(Smsc smsc, AtomicInteger texts) throws InterruptedException {
    while (true) {
      int number = texts.incrementAndGet();
      var person = PERSONS.get(number % PERSONS.size());
      int status = brought(smsc, person, "text " + number);
      if (status != CommandStatus.ROK) {
        doubtful.merge(person, 1, Integer::sum);
        return;
      }
      taken.merge(person, 1, Integer::sum);
    }
  }

  private static int brought(Smsc smsc, String person, String text) throws InterruptedException {
    try {
      return smsc.bring(person, SENDER, text);
    } catch (IllegalStateException | java.util.NoSuchElementException _) {
      return -1; // nobody is bound any more
    }
  }

  /// The account looks after all conversations in turn until the server is gone.
  private void lookAfter(Client client, List<String> conversations) throws InterruptedException {
    try {
      while (true) {
        int number = acts.size();
        var path = "/v2/conversations/" + conversations.get(number % conversations.size());
        var act =
            switch (number / conversations.size() % 3) {
              case 0 -> new Act(path, "{\"labels\": [\"l%d\"]}".formatted(number));
              case 1 -> new Act(path + "/notes", "{\"text\": \"note %d\"}".formatted(number));
              default -> new Act(path, "{\"state\": \"closed\"}");
            };
        acts.add(act);
        done(client, act, number);
      }
    } catch (IOException _) {
      // the server is gone; whether the last act stands is asked again
    }
  }

  private static void done(Client client, Act act, int number)
      throws IOException, InterruptedException {
    var reply = client.post(act.path(), act.body(), "act-" + number);
    assertThat(reply.status()).as(reply.body()).isIn(200, 201);
  }

  private static List<JsonNode> all(Client client, String path) throws Exception {
    var all = new ArrayList<JsonNode>();
    var more = "";
    while (true) {
      var page = client.get(path + more).json();
      page.path("data").forEach(all::add);
      if (!page.path("has_more").asBoolean()) {
        return all;
      }
      more = "&starting_after=" + page.path("next_cursor").asText();
    }
  }

  @Test
  void whatWasTakenCountsAndWhatWasAnsweredStands() throws Exception {
    var texts = new AtomicInteger();
    try (var smsc = Smsc.open()) {
      var settings =
          Files.writeString(
              folder.resolve("s.yaml"), "carriers: [" + smsc.entry("centre", "") + "]");
      for (int round = 1; round <= ROUNDS; round++) {
        try (var server = Child.on(folder, settings);
            var client = new Client(server.port(), Rig.KEY)) {
          bound(smsc, client, round);
          for (var person : PERSONS) {
            assertThat(brought(smsc, person, "round " + round)).isEqualTo(CommandStatus.ROK);
            taken.merge(person, 1, Integer::sum);
          }
          check(client);
          busyUntilKilled(smsc, server, client, texts);
        }
      }
      try (var server = Child.on(folder, settings);
          var client = new Client(server.port(), Rig.KEY)) {
        bound(smsc, client, ROUNDS + 1);
        check(client);
        server.stop();
      }
    }
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  private static void bound(Smsc smsc, Client client, int times) throws Exception {
    client.await("/readyz", _ -> smsc.everBound().size() == times && smsc.sessions().size() == 1);
  }

  private void busyUntilKilled(Smsc smsc, Child server, Client client, AtomicInteger texts)
      throws Exception {
    var ids = all(client, ALL).stream().map(one -> one.path("id").asText()).toList();
    int textsBefore = texts.get();
    int actsBefore = acts.size();
    var broken = new CopyOnWriteArrayList<Throwable>();
    var busy =
        List.of(
            Thread.ofVirtual().unstarted(() -> running(() -> write(smsc, texts), broken)),
            Thread.ofVirtual().unstarted(() -> running(() -> lookAfter(client, ids), broken)));
    busy.forEach(Thread::start);
    Patience.until(
        () ->
            !broken.isEmpty()
                || (texts.get() - textsBefore >= TEXTS_MIN && acts.size() - actsBefore >= ACTS_MIN),
        () -> texts + " texts, " + acts.size() + " acts");
    server.kill();
    for (var thread : busy) {
      thread.join();
    }
    assertThat(broken).isEmpty();
  }

  private interface Doing {
    void run() throws Exception;
  }

  private static void running(Doing doing, List<Throwable> broken) {
    try {
      doing.run();
    } catch (Exception | AssertionError e) {
      broken.add(e);
    }
  }

  private void check(Client client) throws Exception {
    if (!acts.isEmpty()) {
      done(client, acts.getLast(), acts.size() - 1);
    }
    var conversations = all(client, ALL);
    assertThat(conversations).hasSize(PERSONS.size());
    var events = all(client, "/v2/events?types=conversation.*&starting_after=0&limit=100");
    for (var one : conversations) {
      check(client, one, events);
    }
  }

  private void check(Client client, JsonNode one, List<JsonNode> events) throws Exception {
    var id = one.path("id").asText();
    var person = one.path("to").asText().substring(1);
    var path = "/v2/conversations/" + id;
    int certain = taken.getOrDefault(person, 0);
    assertThat(one.path("unread").asInt())
        .isBetween(certain, certain + doubtful.getOrDefault(person, 0))
        .isEqualTo(all(client, path + "/messages?limit=100").size());
    var own = acts.stream().filter(act -> act.isOf(id)).toList();
    var labelled = own.stream().filter(Act::labels).toList();
    if (!labelled.isEmpty()) {
      assertThat(labelled.getLast().body()).contains(one.path("labels").toString());
    }
    var noted = own.stream().filter(Act::isNote).toList();
    assertThat(all(client, path + "/notes?limit=100"))
        .extracting(note -> "{\"text\": \"%s\"}".formatted(note.path("text").asText()))
        .containsExactlyInAnyOrderElementsOf(noted.stream().map(Act::body).toList());
    assertThat(one.path("notes").asInt()).isEqualTo(noted.size());

    var told = events.stream().filter(event -> isAbout(event, id)).toList();
    assertThat(counted(told, "labeled")).isEqualTo(labelled.size());
    assertThat(counted(told, "noted")).isEqualTo(noted.size());
    int open = one.path("state").asText().equals("open") ? 1 : 0;
    assertThat(counted(told, "opened")).isEqualTo(counted(told, "closed") + open);
  }

  private static boolean isAbout(JsonNode event, String conversation) {
    return event.path("subject").asText().equals(conversation);
  }

  private static int counted(List<JsonNode> events, String what) {
    return (int)
        events.stream()
            .filter(event -> event.path("type").asText().equals("conversation." + what))
            .count();
  }
}
