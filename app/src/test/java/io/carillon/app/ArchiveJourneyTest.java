package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.command.Commands;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.MessageId;
import io.carillon.store.Retained;
import io.carillon.store.Retention;
import io.carillon.store.Store;
import io.carillon.wire.smpp.CommandStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message that was archived is read by its id as before, in every dialect and form, and can be
/// blotted out and erased.
@Tag("slow")
@Tag("journey")
class ArchiveJourneyTest {
  private static final Retention MONTH = new Retention(Duration.ofDays(30), true, Duration.ZERO);

  private static final List<EveryDialectTest.Way> SENDERS =
      List.of(
          EveryDialectTest.Way.PANTHEON_SMS,
          EveryDialectTest.Way.TWILIO,
          EveryDialectTest.Way.RESTCOMM,
          EveryDialectTest.Way.INTELEPEER);

  @TempDir Path folder;

  /// With the server stopped, as if two months had gone by.
  private Retained archive() throws InterruptedException {
    try (var store = Store.open(Stores.of(folder.resolve("data")), _ -> {})) {
      return store.retainAll(MONTH, Instant.now().plus(Duration.ofDays(60)));
    }
  }

  private static Map<String, String> answers(Rig rig, List<MessageId> ids) throws Exception {
    var answers = new LinkedHashMap<String, String>();
    for (var id : ids) {
      var paths = new ArrayList<String>();
      for (var reader : EveryDialectTest.Way.values()) {
        EveryDialectTest.namesOf(id).forEach(name -> paths.add(reader.read(name)));
      }
      paths.add("/v2/messages/" + MessageNames.uuid(id) + "/trace");
      for (var path : paths) {
        var reply = rig.client().get(path);
        assertThat(reply.status()).as(path).isEqualTo(200);
        answers.put(path, reply.body().replaceAll("req_[0-9a-f-]+", ""));
      }
    }
    return answers;
  }

  private String file() throws Exception {
    try (var files = Files.list(folder.resolve("data/archive"))) {
      var file = files.filter(one -> one.toString().endsWith(".gz")).findFirst().orElseThrow();
      var octets = Files.readAllBytes(file);
      try (var zip = new GZIPInputStream(new ByteArrayInputStream(octets))) {
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /// What `store export` writes: the lines of the archive, in which nothing is sealed.
  private String exported() throws Exception {
    var export = folder.resolve("all.jsonl");
    Files.deleteIfExists(export);
    var environment = new HashMap<>(Stores.variables(folder.resolve("data")));
    environment.put("CARILLON_SERVER_DATA", folder.resolve("data").toString());
    String[] words = {"export", "--account", Rig.SID, export.toString()};
    assertThat(Commands.run("store", words, environment)).isZero();
    return Files.readString(export);
  }

  private static List<String> ids(String lines) {
    return lines.lines().map(line -> line.split("\"", 5)[3]).toList();
  }

  @Test
  void anArchivedMessageIsReadAsBeforeAndCanBeBlottedOut() throws Exception {
    var ids = new ArrayList<MessageId>();
    Map<String, String> before;
    var records = "/v2/messages.jsonl?accepted_after=2020-01-01T00:00:00Z";
    records += "&accepted_before=2999-01-01T00:00:00Z";
    String recorded;
    try (var rig = Rig.open(folder, "")) {
      for (var way : SENDERS) {
        ids.add(way.named(way.send(rig.client())));
      }
      for (var id : ids) {
        rig.client().awaitStatus(MessageNames.uuid(id), "delivered");
      }
      before = answers(rig, ids);
      recorded = rig.client().get(records).body();
      assertThat(recorded.lines()).hasSize(ids.size());
    }

    assertThat(archive().messages()).isEqualTo(ids.size());

    try (var rig = Rig.open(folder, "")) {
      answers(rig, ids)
          .forEach((path, answer) -> assertThat(answer).as(path).isEqualTo(before.get(path)));
      assertThat(rig.client().get("/v2/messages").json().at("/data")).isEmpty();
      assertThat(rig.client().get(records).body()).isEqualTo(recorded);
      var redacted = "/v2/messages/" + MessageNames.uuid(ids.get(1));
      assertThat(rig.client().delete(redacted).status()).isBetween(200, 204);
      assertThat(rig.client().get(redacted).status()).isEqualTo(404);
      var twilio = EveryDialectTest.Way.TWILIO.read(MessageNames.textSid(ids.get(2)));
      assertThat(rig.client().postForm(twilio, "Body=").status()).isEqualTo(200);
      assertThat(rig.client().get(twilio).json().at("/body").asText()).isEmpty();
    }
    assertThat(file().lines()).hasSize(ids.size() - 2);
    assertThat(archive().messages()).isOne();
    assertThat(file().lines()).hasSize(ids.size() - 1);
    assertThat(file()).doesNotContain("Hello");
    assertThat(exported().split("Hello", -1)).hasSize(ids.size() - 1);
    assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
  }

  /// A whole server that nobody restarts: its own sweep takes them away, and whoever asks for one,
  /// or wants it back, finds it.
  @Test
  void aServerLetsOldMessagesLeaveByItself() throws Exception {
    var clock = new AheadClock();
    var data = folder.resolve("data");
    try (var smsc = Smsc.open()) {
      var settings = Between.carriers(smsc.entry("far", "")) + "retention: {messages: 30d}\n";
      try (var rig = Rig.open(folder, settings, Stores.variables(data), clock)) {
        var client = rig.client();
        client.await("/readyz", _ -> !smsc.sessions().isEmpty());
        var delivered = EveryDialectTest.Way.TWILIO.named(EveryDialectTest.Way.TWILIO.send(client));
        client.awaitStatus(MessageNames.uuid(delivered), "sent");
        assertThat(smsc.report()).isEqualTo(CommandStatus.ROK);
        client.awaitStatus(MessageNames.uuid(delivered), "delivered");
        var sent = EveryDialectTest.Way.NATIVE.named(EveryDialectTest.Way.NATIVE.send(client));
        client.awaitStatus(MessageNames.uuid(sent), "sent");
        var before = answers(rig, List.of(delivered, sent));

        clock.pass(Duration.ofDays(31));
        client.await("/metrics", reply -> reply.body().contains("carillon_archive_messages 2"));

        assertThat(answers(rig, List.of(delivered, sent))).isEqualTo(before);
        assertThat(client.get("/v2/messages").json().at("/data")).isEmpty();
        assertThat(file().lines()).hasSize(2);
        assertThat(ids(exported())).hasSize(2).isEqualTo(ids(file()));
        assertThat(exported().lines()).allMatch(line -> line.contains("\"text\":\"Hello\""));

        var path = "/v2/messages/" + MessageNames.uuid(sent);
        assertThat(client.post(path + "/cancel", "").status()).isEqualTo(409);
        assertThat(client.get(path + "/trace").body()).contains("cancel_refused");
      }
    }
    assertThat(Stores.troubles(data)).isEmpty();
  }

  private static String bare(Client.Reply reply) {
    return reply.body().replaceAll("req_[0-9a-f-]+", "");
  }

  @Test
  void aReceiptForAnArchivedMessageIsAnsweredAndCountedAndChangesNothing() throws Exception {
    try (var smsc = Smsc.open()) {
      var settings = Between.carriers(smsc.entry("far", ""));
      String path;
      String before;
      try (var rig = Rig.open(folder, settings)) {
        var way = EveryDialectTest.Way.PANTHEON_SMS;
        var id = MessageNames.uuid(way.named(way.send(rig.client())));
        rig.client().awaitStatus(id, "sent");
        path = "/v2/messages/" + id;
        before = bare(rig.client().get(path));
      }
      assertThat(archive().messages()).isOne();
      try (var rig = Rig.open(folder, settings)) {
        rig.client().await("/readyz", _ -> !smsc.sessions().isEmpty());

        assertThat(smsc.report()).isEqualTo(CommandStatus.ROK);

        assertThat(rig.client().get("/metrics").body())
            .containsPattern("(?m)^carillon_receipts_unmatched_total\\{.*\\} 1.0$");
        assertThat(bare(rig.client().get(path))).isEqualTo(before);
      }
      assertThat(Stores.troubles(folder.resolve("data"))).isEmpty();
    }
  }
}
