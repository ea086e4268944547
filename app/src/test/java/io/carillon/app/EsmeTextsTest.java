package io.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.app.Esme.Submit;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Sar_msg_ref_num;
import org.jsmpp.bean.OptionalParameter.Sar_segment_seqnum;
import org.jsmpp.bean.OptionalParameter.Sar_total_segments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Texts and octets of a customer's program (jsmpp), in every alphabet and in parts, on their way
/// to a handset.
@Tag("slow")
@Tag("journey")
@Timeout(120)
class EsmeTextsTest {
  @RegisterExtension private static final EsmeRig ESMES = new EsmeRig();

  @Test
  void aWordInEveryAlphabetArrives() throws Exception {
    try (var esme = ESMES.bound("alphabets", ", \"senders\": [\"+14155552671\"]")) {
      var greek = "Γειά 😀 σου";
      esme.submit(
          Submit.text("14155554321", "").coded(greek.getBytes(StandardCharsets.UTF_16BE), 8));
      esme.submit(
          Submit.text("14155554321", "").coded("Größe".getBytes(StandardCharsets.ISO_8859_1), 3));
      // The euro sign of the extension table, two octets.
      esme.submit(Submit.text("14155554321", "").coded(new byte[] {0x1B, 0x65, 0x35}, 0));

      esme.receipts(3);
      var handset = ESMES.client().get("/sandbox/handsets/+14155554321/messages").json();
      var texts = new ArrayList<String>();
      handset.path("messages").forEach(one -> texts.add(one.path("text").asText()));
      assertThat(texts).containsExactlyInAnyOrder(greek, "Größe", "€5");
    }
  }

  @Test
  void octetsAndFlashMessagesGoAsWhatTheyAre() throws Exception {
    try (var esme = ESMES.bound("programs", "")) {
      var to = "14155554322";
      byte[] card = {6, 5, 4, 0x23, (byte) 0xF4, 0, 0, 1, 2, (byte) 0xFF};
      var binary = esme.submit(Submit.text(to, "").coded(card, 0xF5).headed());
      var flash = esme.submit(Submit.text(to, "Now").coded(0x10));
      var first = esme.submit(Submit.text(to, "").coded(part(9, 2, 1, "ab"), 4).headed());
      esme.submit(Submit.text(to, "").coded(part(9, 2, 2, "cd"), 4).headed());

      esme.receipts(4);
      var content = ESMES.message(binary).path("content");
      assertThat(content.path("kind").asText()).isEqualTo("binary");
      assertThat(content.path("data").asText()).isEqualTo("AQL/");
      assertThat(content.path("destination_port").asInt()).isEqualTo(9204);
      assertThat(ESMES.message(flash).path("content").path("kind").asText()).isEqualTo("flash");
      assertThat(ESMES.message(first.substring(0, 32)).path("content").path("data").asText())
          .isEqualTo("YWJjZA==");
    }
  }

  private static byte[] part(int reference, int total, int number, String ascii) {
    var body = ascii.getBytes(StandardCharsets.US_ASCII);
    var octets = new byte[6 + body.length];
    byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    System.arraycopy(header, 0, octets, 0, 6);
    System.arraycopy(body, 0, octets, 6, body.length);
    return octets;
  }

  @Test
  void thePartsOfATextAreOneMessageAlsoWhereEachIsSentAfterTheAnswerToTheOneBefore()
      throws Exception {
    try (var esme = ESMES.bound("parts", "")) {
      var first = "a".repeat(153);
      var second = "b".repeat(153);
      var submit = Submit.text("14155557001", "");

      var part = esme.submit(submit.coded(part(7, 3, 1, first), 0).headed());
      var id = part.substring(0, 32);
      assertThat(part).isEqualTo(id + "01");
      assertThat(ESMES.message(id).path("status").asText()).isEqualTo("scheduled");
      assertThat(esme.submit(submit.coded(part(7, 3, 3, "c"), 0).headed())).isEqualTo(id + "03");
      var unasked = submit.coded(part(7, 3, 2, second), 0).headed().registered(0);
      assertThat(esme.submit(unasked)).isEqualTo(id + "02");

      assertThat(esme.receipts(2)).containsExactlyInAnyOrder(id + "01 DELIVRD", id + "03 DELIVRD");
      assertThat(esme.hearsNothing(Duration.ofMillis(300))).isTrue();
      var message = ESMES.message(id);
      assertThat(message.path("content").path("text").asText()).isEqualTo(first + second + "c");
      assertThat(message.path("segments").asInt()).isEqualTo(3);
      assertThat(message.path("price").path("amount").asText()).isEqualTo("0.0225");
      var handset = ESMES.client().get("/sandbox/handsets/+14155557001/messages").json();
      assertThat(handset.path("messages").path(0).path("text").asText())
          .isEqualTo(first + second + "c");
    }
  }

  @Test
  void thePartsThatComeTogetherAreOneMessage() throws Exception {
    try (var esme = ESMES.bound("together", "");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var submit = Submit.text("14155557002", "");
      var answers = new ArrayList<Future<String>>();
      for (int i = 1; i <= 4; i++) {
        var headed = submit.coded(part(9, 4, i, ("" + i).repeat(100)), 0).headed();
        answers.add(threads.submit(() -> esme.submit(headed)));
      }
      var ids = new ArrayList<String>();
      for (var answer : answers) {
        ids.add(answer.get());
      }

      var id = ids.getFirst().substring(0, 32);
      assertThat(ids).containsExactly(id + "01", id + "02", id + "03", id + "04");
      assertThat(esme.receipts(4))
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(it -> it + " DELIVRD").toList());
      assertThat(ESMES.message(id).path("content").path("text").asText())
          .isEqualTo("1".repeat(100) + "2".repeat(100) + "3".repeat(100) + "4".repeat(100));
    }
  }

  @Test
  void whatHasComeOfATextGoesAloneWhenTheRestStaysOut() throws Exception {
    try (var esme = ESMES.bound("partial", "")) {
      var submit = Submit.text("14155557003", "");
      var id = esme.submit(submit.coded(part(3, 2, 1, "the first half"), 0).headed());

      assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
      assertThat(ESMES.message(id.substring(0, 32)).path("content").path("text").asText())
          .isEqualTo("the first half");
    }
  }

  @Test
  void aTextInMessagePayloadIsOneMessage() throws Exception {
    try (var esme = ESMES.bound("payload", "")) {
      var text = "x".repeat(400);
      var id =
          esme.submit(
              Submit.text("14155557004", ""),
              new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.US_ASCII)));

      assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
      assertThat(ESMES.message(id).path("segments").asInt()).isEqualTo(3);
      assertThat(
              esme.refused(
                  Submit.text("14155557004", "both"),
                  new OptionalParameter.Message_payload(new byte[] {65})))
          .isEqualTo(CommandStatus.RINVMSGLEN);
    }
  }

  private static void writes(String person, String text) throws Exception {
    var said = "{\"to\": \"98765\", \"text\": \"%s\"}".formatted(text);
    var reply = ESMES.client().post("/sandbox/handsets/" + person + "/messages", said);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }

  private static byte[] body(DeliverSm part, int header) {
    var octets = part.getShortMessage();
    return Arrays.copyOfRange(octets, header, octets.length);
  }

  @Test
  void whatAPersonWritesAtLengthComesInPartsWithHeadersAndAllAgainWhereOneWasNotTaken()
      throws Exception {
    var more = ", \"inbound_senders\": [\"98765\"], \"long_messages\": \"udh8\"";
    try (var esme = ESMES.bound("headers", more)) {
      var text = "x" + "ы".repeat(66) + "y" + "ы".repeat(66) + "z";
      esme.refuse(1, CommandStatus.RX_T_APPN);

      writes("+14155557005", text);

      // One of three is refused for now: two come, and all three again.
      var parts = new TreeMap<Integer, DeliverSm>();
      var references = new HashSet<Byte>();
      for (int i = 0; i < 5; i++) {
        var part = esme.next();
        var octets = part.getShortMessage();
        assertThat(part.getEsmClass()).isEqualTo((byte) 0x40);
        assertThat(part.getDataCoding()).isEqualTo((byte) 8);
        assertThat(Arrays.copyOf(octets, 3)).containsExactly(5, 0, 3);
        assertThat(octets[4]).isEqualTo((byte) 3);
        references.add(octets[3]);
        var before = parts.put((int) octets[5], part);
        assertThat(before == null || Arrays.equals(before.getShortMessage(), octets)).isTrue();
      }
      assertThat(parts).containsOnlyKeys(1, 2, 3);
      assertThat(references).hasSize(1);
      var read = new StringBuilder();
      parts.values().forEach(part -> read.append(new String(body(part, 6), UTF_16BE)));
      assertThat(read).hasToString(text);
      awaitTold("+14155557005", 1);
    }
    ESMES.drop("headers");
  }

  private static void awaitTold(String person, int failures) throws Exception {
    var list = "/v2/messages?direction=inbound&from=%2B" + person.substring(1);
    var id = ESMES.client().get(list).json().path("data").path(0).path("id").asText();
    var told =
        ESMES
            .client()
            .await(
                "/v2/webhooks?message=" + id,
                r -> r.json().path("data").path(0).path("state").asText().equals("told"));
    assertThat(told.json().path("data").path(0).path("failures").asInt()).isEqualTo(failures);
  }

  @Test
  void whatAPersonWritesAtLengthComesInPartsWithSarParameters() throws Exception {
    var more = ", \"inbound_senders\": [\"98765\"], \"long_messages\": \"sar\"";
    try (var esme = ESMES.bound("sar", more)) {
      var text = "a".repeat(153) + "b".repeat(153) + "c";

      writes("+14155557006", text);

      var parts = new TreeMap<Integer, String>();
      var references = new HashSet<Short>();
      for (int i = 0; i < 3; i++) {
        var part = esme.next();
        assertThat(part.getEsmClass()).isZero();
        assertThat(part.getOptionalParameter(Sar_total_segments.class).getValue())
            .isEqualTo((byte) 3);
        references.add(part.getOptionalParameter(Sar_msg_ref_num.class).getValue());
        parts.put(
            (int) part.getOptionalParameter(Sar_segment_seqnum.class).getValue(),
            new String(body(part, 0), StandardCharsets.US_ASCII));
      }
      assertThat(references).hasSize(1);
      assertThat(String.join("", parts.values())).isEqualTo(text);
      awaitTold("+14155557006", 0);
    }
    ESMES.drop("sar");
  }
}
