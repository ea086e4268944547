package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The commands against a whole server with its sandbox.
@Tag("slow")
class CommandsTest {
  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static Said run(String name, String... args) {
    var environment =
        Map.of(
            "CARILLON_URL",
            "http://127.0.0.1:" + rig.port(),
            "CARILLON_API_KEY",
            Rig.KEY,
            "CARILLON_SERVER_DATA",
            rig.data().toString());
    return Said.run(environment, name, args);
  }

  /// The id of a message that is sent and has its outcome.
  private static String sent(String to, String... more) {
    var args = new String[more.length + 2];
    args[0] = to;
    args[1] = "Hello";
    System.arraycopy(more, 0, args, 2, more.length);
    var said = run("send", args);
    return said.out().substring(0, said.out().indexOf(' '));
  }

  private static JsonNode json(String line) throws Exception {
    return Api.JSON.readTree(line);
  }

  @Test
  void sendWaitsForTheOutcomeAndSaysIt() {
    var said = run("send", "+14155551234", "Hello");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines()).hasSize(2);
    assertThat(said.lines().getFirst())
        .startsWith("msg_")
        .contains("queued", "sms +1", "→ +14155551234", "1 segment, gsm-7, 0.0075 USD");
    assertThat(said.lines().getLast()).startsWith("delivered after ").endsWith("(AT&T, US)");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void smppSaysWhereNobodyIsBound() {
    var said = run("smpp");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines()).containsExactly("nobody is bound");
    assertThat(run("smpp", "--json").out()).isEmpty();
  }

  @Test
  void whatEndsWithoutDeliveryIsSaidWithItsReason() {
    var said = run("send", "+14155550001", "Hello", "--from", "12345");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.lines().getLast()).startsWith("failed after ").contains(": ", "the carrier");
  }

  @Test
  void whatNobodyConfirmsInTimeIsUndecided() {
    var said = run("send", "+14155550005", "Hello?", "--wait", "1");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).contains("still sent after", "./carillon trace msg_");
  }

  @Test
  void withoutAReceiptSentIsTheEnd() {
    var said = run("send", "+14155551241", "Hello", "--no-receipt");

    assertThat(said.code()).isZero();
    assertThat(said.lines().getLast()).startsWith("sent after ");
  }

  @Test
  void everythingCanBeSaid() throws Exception {
    var said =
        run("send", "+14155551242", "Good morning", "--at", "2099-01-02T03:04:05Z", "--no-wait");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("field_invalid (send_at)", "At most 35 days ahead");

    var whole =
        run(
            "send",
            "+14155551242",
            "Good morning",
            "--json",
            "--no-wait",
            "--purpose",
            "otp",
            "--priority",
            "high",
            "--encoding",
            "ucs-2",
            "--reference",
            "r-1",
            "--tag",
            "a=b",
            "--validity",
            "600",
            "--webhook",
            "http://127.0.0.1:1/hook");

    assertThat(whole.code()).as(whole.err()).isZero();
    var message = json(whole.out());
    assertThat(message.path("purpose").asText()).isEqualTo("otp");
    assertThat(message.path("priority").asText()).isEqualTo("high");
    assertThat(message.path("encoding").asText()).isEqualTo("ucs-2");
    assertThat(message.path("reference").asText()).isEqualTo("r-1");
    assertThat(message.path("tags").path("a").asText()).isEqualTo("b");
    assertThat(message.path("validity").asInt()).isEqualTo(600);
    assertThat(message.path("webhook").path("url").asText()).endsWith("/hook");
  }

  @Test
  void mediaAreAnMms() throws Exception {
    var said =
        run("send", "+14155551243", "Look", "--media", "https://example.com/a.jpg", "--json");

    assertThat(said.code()).isEqualTo(1);
    var message = json(said.out());
    assertThat(message.path("channel").asText()).isEqualTo("mms");
    assertThat(message.path("error").path("code").asText()).isEqualTo("no_carrier");
  }

  @Test
  void theSameWordSendsOnce() {
    var first = run("send", "+14155551244", "Once", "--once", "word-1", "--no-wait");
    var again = run("send", "+14155551244", "Once", "--once", "word-1", "--no-wait");

    assertThat(again.out()).isEqualTo(first.out());
  }

  @Test
  void aRefusalIsSaidWithWhatToDo() {
    var said = run("send", "+14155551234", "Hello", "--from", "+14155550199");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines())
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo(
            "carillon: sender_not_registered (from): The account has no sender +14155550199.");
    assertThat(said.err()).contains("Register the sender", "request req_");
  }

  @Test
  void messagesAreATableOrJson() throws Exception {
    var id = sent("+14155551245", "--reference", "table");

    var table = run("messages", "--reference", "table");
    var lines = run("messages", "--to", "+14155551245", "--status", "delivered", "--json");
    var none = run("messages", "--reference", "nothing");

    assertThat(table.code()).isZero();
    assertThat(table.lines()).hasSize(2);
    assertThat(table.lines().getFirst()).startsWith("ACCEPTED (UTC)");
    assertThat(table.lines().getLast())
        .contains(id, "→ sms", "+14155551245", "delivered", "0.0075 USD", "Hello");
    assertThat(lines.lines()).hasSize(1);
    assertThat(json(lines.out()).path("id").asText()).isEqualTo(id);
    assertThat(none.out()).isEqualTo("no messages" + System.lineSeparator());
    assertThat(run("messages", "--status", "gone").code()).isEqualTo(2);
    assertThat(run("messages", "-n", "0").code()).isEqualTo(2);
  }

  @Test
  void traceTellsTheStoryByTheClock() {
    var id = sent("+14155551246");

    var said = run("trace", id);

    assertThat(said.code()).isZero();
    assertThat(said.lines().getFirst()).isEqualTo(id + "  delivered");
    assertThat(said.out())
        .containsSubsequence(
            " UTC", "+    0.000 s  accepted        by v2", "claimed", "sent", "delivered")
        .contains("waits for nothing");
    var unknown = run("trace", "msg_00000000-0000-7000-8000-000000000000");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("The account has no such message.");
  }

  @Test
  void traceOfAFailureSaysWhatToDo() {
    var id = sent("+14155550001");

    assertThat(run("trace", id).lines()).anyMatch(line -> line.startsWith("→ "));
    assertThat(run("trace", id, "--json").out()).contains("\"object\":\"trace\"");
  }

  @Test
  void tailSaysWhatIsNewAndWhatChanges() throws Exception {
    var said = new AtomicReference<Said>();
    var tail =
        Thread.ofVirtual()
            .start(() ->
                said.set(
                    run(
                        "tail",
                        "--last",
                        "0",
                        "--interval",
                        "0.05",
                        "--to",
                        "+14155551247",
                        "--lines",
                        "2")));

    // The second goes out when the first was surely begun to be followed; either may be seen whole.
    while (tail.isAlive()) {
      sent("+14155551247");
    }
    tail.join();

    assertThat(said.get().code()).isZero();
    assertThat(said.get().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("  msg_") && line.contains("sms +"));
  }

  @Test
  void tailFollowsAMessageToItsEnd() throws Exception {
    var id = sent("+14155551248", "--at", inAMoment(), "--no-wait");

    var said =
        run("tail", "--last", "1", "--interval", "0.1", "--to", "+14155551248", "--lines", "2");

    assertThat(said.lines().getFirst()).contains(id).endsWith("scheduled");
    assertThat(said.lines().getLast()).contains(id, "scheduled → ");
  }

  private static String inAMoment() {
    return java.time.Instant.now().plusSeconds(2).toString();
  }

  @Test
  void aWrongFlagIsRefusedInTwoLines() {
    var said = run("messages", "--colour", "red");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines()).hasSize(2);
    assertThat(run("send", "--help").out()).contains("--from", "It leaves with");
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    var said = run("messages", "--url", "http://127.0.0.1:1");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("cannot be reached", "./carillon doctor");
  }
}
