package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Esme.Submit;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A customer's program (jsmpp) on the whole server, with the sandbox behind it.
@Tag("slow")
@Timeout(120)
class EsmeJourneyTest {
  private static final String SETTINGS =
      "{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0, parts-wait: 2s}}";

  @TempDir private static Path folder;
  private static Rig rig;

  @BeforeAll
  static void open() throws Exception {
    rig = Rig.open(folder, SETTINGS);
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  /// Makes an ESME; its password.
  private static String user(String systemId, String more) throws Exception {
    var reply =
        rig.client().post("/v2/smpp-users", "{\"system_id\": \"%s\"%s}".formatted(systemId, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("password").asText();
  }

  private static Esme bound(String systemId, String more) throws Exception {
    return Esme.bind(rig.smppPort(), systemId, user(systemId, more));
  }

  private static JsonNode message(String id) throws Exception {
    return rig.client().get("/v2/messages/" + id).json();
  }

  private static void drop(String systemId) throws Exception {
    for (var user : rig.client().get("/v2/smpp-users").json().path("data")) {
      if (user.path("system_id").asText().equals(systemId)) {
        var id = user.path("id").asText();
        assertThat(rig.client().delete("/v2/smpp-users/" + id).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aSubmitReachesItsHandsetAndItsReceiptComesBack() throws Exception {
    try (var esme = bound("journey", "")) {
      var id =
          esme.submit(
              Submit.text("14155551234", "Hello"),
              new OptionalParameter.User_message_reference((short) 4711),
              new OptionalParameter.COctetString((short) 0x1401, "campaign-7"));

      assertThat(id).matches("[0-9a-f]{32}");
      var receipt = esme.next();
      assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
      assertThat(receipt.getSourceAddr()).isEqualTo("14155551234");
      assertThat(receipt.getDestAddress()).isEqualTo("14155552671");
      assertThat(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII))
          .startsWith("id:" + id + " sub:001 dlvrd:001 submit date:")
          .endsWith("stat:DELIVRD err:000 text:Hello");
      assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
          .isEqualTo(new OptionalParameter.Receipted_message_id(id));
      assertThat(
              receipt
                  .getOptionalParameter(OptionalParameter.User_message_reference.class)
                  .getValue())
          .isEqualTo((short) 4711);
      var message = message(id);
      assertThat(message.path("status").asText()).isEqualTo("delivered");
      assertThat(message.path("reference").asText()).isEqualTo("4711");
      assertThat(message.path("tags").path("tlv_1401").asText()).isEqualTo("campaign-7");
      var handset = rig.client().get("/sandbox/handsets/+14155551234/messages").json();
      assertThat(handset.path("messages").path(0).path("text").asText()).isEqualTo("Hello");
    }
  }

  @Test
  void receiptsComeOnlyWhereTheyWereAskedFor() throws Exception {
    try (var esme = bound("registered", "")) {
      esme.submit(Submit.text("14155551235", "none").registered(0));
      esme.submit(Submit.text("14155551235", "failures only").registered(2));
      var failed = esme.submit(Submit.text("14155550002", "failures only").registered(2));

      assertThat(esme.receipts(1)).containsExactly(failed + " UNDELIV");
      assertThat(esme.hearsNothing(Duration.ofMillis(300))).isTrue();
      esme.submit(Submit.text("14155551235", "on its way").registered(0x11));
      var first = esme.next();
      assertThat(first.getEsmClass()).isEqualTo((byte) 0x20);
      assertThat(esme.next().isSmscDeliveryReceipt()).isTrue();
    }
  }

  @Test
  void aWordInEveryAlphabetArrives() throws Exception {
    try (var esme = bound("alphabets", ", \"senders\": [\"+14155552671\"]")) {
      var greek = "Γειά 😀 σου";
      esme.submit(
          Submit.text("14155554321", "").coded(greek.getBytes(StandardCharsets.UTF_16BE), 8));
      esme.submit(
          Submit.text("14155554321", "").coded("Größe".getBytes(StandardCharsets.ISO_8859_1), 3));
      // The euro sign of the extension table, two octets.
      esme.submit(Submit.text("14155554321", "").coded(new byte[] {0x1B, 0x65, 0x35}, 0));

      esme.receipts(3);
      var handset = rig.client().get("/sandbox/handsets/+14155554321/messages").json();
      var texts = new ArrayList<String>();
      handset.path("messages").forEach(one -> texts.add(one.path("text").asText()));
      assertThat(texts).containsExactlyInAnyOrder(greek, "Größe", "€5");
    }
  }

  @Test
  void octetsAndFlashMessagesGoAsWhatTheyAre() throws Exception {
    try (var esme = bound("programs", "")) {
      var to = "14155554322";
      byte[] card = {6, 5, 4, 0x23, (byte) 0xF4, 0, 0, 1, 2, (byte) 0xFF};
      var binary = esme.submit(Submit.text(to, "").coded(card, 0xF5).headed());
      var flash = esme.submit(Submit.text(to, "Now").coded(0x10));
      var first = esme.submit(Submit.text(to, "").coded(part(9, 2, 1, "ab"), 4).headed());
      var last = esme.submit(Submit.text(to, "").coded(part(9, 2, 2, "cd"), 4).headed());

      assertThat(last).isEqualTo(first);
      esme.receipts(3);
      var content = message(binary).path("content");
      assertThat(content.path("kind").asText()).isEqualTo("binary");
      assertThat(content.path("data").asText()).isEqualTo("AQL/");
      assertThat(content.path("destination_port").asInt()).isEqualTo(9204);
      assertThat(message(flash).path("content").path("kind").asText()).isEqualTo("flash");
      assertThat(message(first).path("content").path("data").asText()).isEqualTo("YWJjZA==");
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
    try (var esme = bound("parts", "")) {
      var first = "a".repeat(153);
      var second = "b".repeat(153);
      var submit = Submit.text("14155557001", "");

      var id = esme.submit(submit.coded(part(7, 3, 1, first), 0).headed());
      assertThat(message(id).path("status").asText()).isEqualTo("scheduled");
      assertThat(esme.submit(submit.coded(part(7, 3, 3, "c"), 0).headed())).isEqualTo(id);
      assertThat(esme.submit(submit.coded(part(7, 3, 2, second), 0).headed())).isEqualTo(id);

      assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
      var message = message(id);
      assertThat(message.path("content").path("text").asText()).isEqualTo(first + second + "c");
      assertThat(message.path("segments").asInt()).isEqualTo(3);
      assertThat(message.path("price").path("amount").asText()).isEqualTo("0.0225");
      var handset = rig.client().get("/sandbox/handsets/+14155557001/messages").json();
      assertThat(handset.path("messages").path(0).path("text").asText())
          .isEqualTo(first + second + "c");
    }
  }

  @Test
  void thePartsThatComeTogetherAreOneMessage() throws Exception {
    try (var esme = bound("together", "");
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

      assertThat(ids).containsOnly(ids.getFirst());
      assertThat(esme.receipts(1)).containsExactly(ids.getFirst() + " DELIVRD");
      assertThat(message(ids.getFirst()).path("content").path("text").asText())
          .isEqualTo("1".repeat(100) + "2".repeat(100) + "3".repeat(100) + "4".repeat(100));
    }
  }

  @Test
  void whatHasComeOfATextGoesAloneWhenTheRestStaysOut() throws Exception {
    try (var esme = bound("partial", "")) {
      var submit = Submit.text("14155557003", "");
      var id = esme.submit(submit.coded(part(3, 2, 1, "the first half"), 0).headed());

      assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
      assertThat(message(id).path("content").path("text").asText()).isEqualTo("the first half");
    }
  }

  @Test
  void aTextInMessagePayloadIsOneMessage() throws Exception {
    try (var esme = bound("payload", "")) {
      var text = "x".repeat(400);
      var id =
          esme.submit(
              Submit.text("14155557004", ""),
              new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.US_ASCII)));

      assertThat(esme.receipts(1)).containsExactly(id + " DELIVRD");
      assertThat(message(id).path("segments").asInt()).isEqualTo(3);
      assertThat(
              esme.refused(
                  Submit.text("14155557004", "both"),
                  new OptionalParameter.Message_payload(new byte[] {65})))
          .isEqualTo(CommandStatus.RINVMSGLEN);
    }
  }

  @Test
  void aWrongBindIsToldWhy() throws Exception {
    int port = rig.smppPort();
    var password = user("guarded", ", \"modes\": [\"transmitter\"], \"binds_max\": 1");
    user("elsewhere", ", \"addresses\": [\"192.0.2.0/24\"], \"password\": \"secret12\"");

    assertThat(Esme.refusedBind(port, "guarded", "wrong", BindType.BIND_TRX))
        .isEqualTo(CommandStatus.RINVPASWD);
    assertThat(Esme.refusedBind(port, "nobody", "wrong", BindType.BIND_TRX))
        .isEqualTo(CommandStatus.RINVSYSID);
    assertThat(Esme.refusedBind(port, "guarded", password, BindType.BIND_TRX))
        .isEqualTo(CommandStatus.RBINDFAIL);
    assertThat(Esme.refusedBind(port, "elsewhere", "secret12", BindType.BIND_TRX))
        .isEqualTo(CommandStatus.RBINDFAIL);
    try (var one = Esme.bind(port, "guarded", password, BindType.BIND_TX)) {
      assertThat(one.submit(Submit.text("14155551235", "let in"))).isNotEmpty();
      assertThat(Esme.refusedBind(port, "guarded", password, BindType.BIND_TX))
          .isEqualTo(CommandStatus.RALYBND);
    }
  }

  @Test
  void everyRefusalHasItsStatus() throws Exception {
    try (var esme = bound("refusals", ", \"senders\": [\"+14155552671\", \"MyCompany\"]")) {
      var good = Submit.text("14155551235", "Hello");

      assertThat(esme.refused(good.from("14155556789"))).isEqualTo(CommandStatus.RINVSRCADR);
      assertThat(esme.refused(good.from("Stranger"))).isEqualTo(CommandStatus.RINVSRCADR);
      assertThat(esme.refused(Submit.text("123", "Hello"))).isEqualTo(CommandStatus.RINVDSTADR);
      assertThat(esme.refused(Submit.text("14155551235", ""))).isEqualTo(CommandStatus.RINVMSGLEN);
      assertThat(esme.refused(good.coded(new byte[] {9, 0, 3}, 0).headed()))
          .isEqualTo(CommandStatus.RINVESMCLASS);
      assertThat(
              esme.refused(
                  Submit.text("14155551235", ""),
                  new OptionalParameter.Message_payload(new byte[2_000])))
          .isEqualTo(CommandStatus.RINVMSGLEN);
      assertThat(
              esme.refused(good, new OptionalParameter.OctetString((short) 0x1500, new byte[300])))
          .isEqualTo(CommandStatus.RINVTLVLEN);
      assertThat(esme.refused(good, new OptionalParameter.Sar_msg_ref_num((short) 1)))
          .isEqualTo(CommandStatus.RINVTLVVAL);
      assertThat(esme.submit(good.from("MyCompany"))).hasSize(32);
    }
  }

  @Test
  void whoIsTooFastIsThrottledAndLosesNothing() throws Exception {
    try (var esme = bound("fast", ", \"rate\": 5")) {
      int throttled = 0;
      var ids = new ArrayList<String>();
      for (int i = 0; i < 20; i++) {
        try {
          ids.add(esme.submit(Submit.text("14155551236", "n" + i)));
        } catch (NegativeResponseException refusal) {
          assertThat(refusal.getCommandStatus()).isEqualTo(CommandStatus.RTHROTTLED);
          throttled++;
        }
      }

      assertThat(throttled).isPositive();
      assertThat(ids).hasSizeGreaterThanOrEqualTo(5);
      esme.receipts(ids.size());
    }
  }

  @Test
  void receiptsAreKeptWhileTheEsmeIsAwayAndComeWhenItIsBack() throws Exception {
    var password = user("away", "");
    var ids = new ArrayList<String>();
    try (var esme = Esme.bind(rig.smppPort(), "away", password, BindType.BIND_TX)) {
      for (int i = 0; i < 30; i++) {
        ids.add(esme.submit(Submit.text("14155551237", "n" + i)));
      }
    }
    for (var id : ids) {
      rig.client()
          .await("/v2/messages/" + id, r -> r.json().path("status").asText().equals("delivered"));
    }
    var waiting = rig.client().get("/v2/webhooks?message=" + ids.getFirst()).json();
    assertThat(waiting.path("data").path(0).path("url").asText()).isEqualTo("smpp:away");
    assertThat(waiting.path("data").path(0).path("failures").asInt()).isZero();

    try (var esme = Esme.bind(rig.smppPort(), "away", password, BindType.BIND_RX)) {
      assertThat(esme.receipts(30))
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> id + " DELIVRD").toList());
    }
  }

  @Test
  void aReceiptThatIsRefusedForNowComesAgainAndOneRefusedForGoodDoesNot() throws Exception {
    try (var esme = bound("picky", "")) {
      esme.refuse(1, CommandStatus.RX_R_APPN);
      var dead = esme.submit(Submit.text("14155551238", "rejected"));
      rig.client()
          .await(
              "/v2/webhooks?message=" + dead,
              r -> r.json().path("data").path(0).path("state").asText().equals("dead"));

      esme.refuse(1, CommandStatus.RX_T_APPN);
      var again = esme.submit(Submit.text("14155551238", "later"));

      assertThat(esme.receipts(1)).containsExactly(again + " DELIVRD");
    }
  }

  @Test
  void whatIsScheduledCanBeAskedForReplacedAndCanceled() throws Exception {
    try (var esme = bound("orders", "")) {
      var submit = Submit.text("14155551239", "first words");
      var id = esme.submit(submit, "000001000000000R", "");
      var session = esme.session();

      var state = session.queryShortMessage(id, Esme.INTERNATIONAL, Esme.ISDN, "14155552671");
      assertThat(state.getMessageState()).isEqualTo(MessageState.ENROUTE);
      session.replaceShortMessage(
          id,
          Esme.INTERNATIONAL,
          Esme.ISDN,
          "14155552671",
          "",
          "",
          new RegisteredDelivery((byte) 1),
          (byte) 0,
          "other words".getBytes(StandardCharsets.US_ASCII));
      assertThat(message(id).path("content").path("text").asText()).isEqualTo("other words");
      session.cancelShortMessage(
          "", id, Esme.INTERNATIONAL, Esme.ISDN, "14155552671", Esme.INTERNATIONAL, Esme.ISDN, "");

      assertThat(esme.receipts(1)).containsExactly(id + " DELETED");
      assertThat(message(id).path("status").asText()).isEqualTo("canceled");
      var sent = esme.submit(submit);
      esme.receipts(1);
      assertThat(refusedReplace(esme, sent)).isEqualTo(CommandStatus.RREPLACEFAIL);
      assertThat(refusedReplace(esme, "0".repeat(32))).isEqualTo(CommandStatus.RINVMSGID);
      var done = session.queryShortMessage(sent, Esme.INTERNATIONAL, Esme.ISDN, "14155552671");
      assertThat(done.getMessageState()).isEqualTo(MessageState.DELIVERED);
      assertThat(done.getFinalDate()).endsWith("00+");
    }
  }

  private static int refusedReplace(Esme esme, String id) throws Exception {
    try {
      esme.session()
          .replaceShortMessage(
              id,
              Esme.INTERNATIONAL,
              Esme.ISDN,
              "14155552671",
              "",
              "",
              new RegisteredDelivery((byte) 1),
              (byte) 0,
              new byte[] {65});
      throw new AssertionError("replaced");
    } catch (NegativeResponseException refusal) {
      return refusal.getCommandStatus();
    }
  }

  @Test
  void submitsToManyAndHearsWhichWereRefused() throws Exception {
    try (var esme = bound("many", "")) {
      var result =
          esme.session()
              .submitMultiple(
                  "",
                  Esme.INTERNATIONAL,
                  Esme.ISDN,
                  "14155552671",
                  new Address[] {
                    new Address(Esme.INTERNATIONAL, Esme.ISDN, "14155551240"),
                    new Address(Esme.INTERNATIONAL, Esme.ISDN, "12"),
                    new Address(Esme.INTERNATIONAL, Esme.ISDN, "14155551241")
                  },
                  new ESMClass(),
                  (byte) 0,
                  (byte) 0,
                  "",
                  "",
                  new RegisteredDelivery((byte) 1),
                  ReplaceIfPresentFlag.DEFAULT,
                  new RawDataCoding((byte) 0),
                  (byte) 0,
                  "to all".getBytes(StandardCharsets.US_ASCII));

      var failed = List.of(result.getUnsuccessDeliveries());
      assertThat(failed).hasSize(1);
      assertThat(failed.getFirst().getDestinationAddress().getAddress()).isEqualTo("12");
      assertThat(failed.getFirst().getErrorStatusCode()).isEqualTo(CommandStatus.RINVDSTADR);
      assertThat(List.of(esme.next().getSourceAddr(), esme.next().getSourceAddr()))
          .containsExactlyInAnyOrder("14155551240", "14155551241");
      var data =
          esme.session()
              .dataShortMessage(
                  "",
                  Esme.INTERNATIONAL,
                  Esme.ISDN,
                  "14155552671",
                  Esme.INTERNATIONAL,
                  Esme.ISDN,
                  "14155551242",
                  new ESMClass(),
                  new RegisteredDelivery((byte) 1),
                  new RawDataCoding((byte) 0),
                  new OptionalParameter.Message_payload(
                      "as data".getBytes(StandardCharsets.US_ASCII)));
      assertThat(esme.receipts(1)).containsExactly(data.getMessageId() + " DELIVRD");
    }
  }

  @Test
  void whatPeopleWriteComesToTheEsmeThatHearsTheSender() throws Exception {
    try (var esme = bound("ears", ", \"inbound_senders\": [\"98765\"]")) {
      rig.client()
          .post(
              "/sandbox/handsets/+14155559876/messages",
              "{\"to\": \"98765\", \"text\": \"Ja, größer 😀\"}");

      var arrived = esme.next();
      assertThat(arrived.isSmscDeliveryReceipt()).isFalse();
      assertThat(arrived.getSourceAddr()).isEqualTo("14155559876");
      assertThat(arrived.getDestAddress()).isEqualTo("98765");
      assertThat(arrived.getDataCoding()).isEqualTo((byte) 8);
      assertThat(new String(arrived.getShortMessage(), StandardCharsets.UTF_16BE))
          .isEqualTo("Ja, größer 😀");
    }
    drop("ears");
  }

  @Test
  void sessionsAreShownAndEndWhereTheUserIsDropped() throws Exception {
    try (var esme = bound("shown", ", \"window\": 7")) {
      esme.submit(Submit.text("14155551243", "one"));
      esme.receipts(1);

      var shown =
          rig.client().await("/v2/smpp-sessions", r -> delivered(r.json(), "shown") == 1).json();
      for (var session : shown.path("data")) {
        if (session.path("system_id").asText().equals("shown")) {
          assertThat(session.path("account").asText()).isEqualTo(Rig.SID);
          assertThat(session.path("mode").asText()).isEqualTo("transceiver");
          assertThat(session.path("window").asInt()).isEqualTo(7);
          assertThat(session.path("submitted").asInt()).isEqualTo(1);
          assertThat(session.path("address").asText()).startsWith("127.0.0.1:");
        }
      }

      drop("shown");
      rig.client().await("/v2/smpp-sessions", r -> delivered(r.json(), "shown") < 0);
    }
  }

  private static int delivered(JsonNode sessions, String systemId) {
    for (var session : sessions.path("data")) {
      if (session.path("system_id").asText().equals(systemId)) {
        return session.path("delivered").asInt();
      }
    }
    return -1;
  }
}
