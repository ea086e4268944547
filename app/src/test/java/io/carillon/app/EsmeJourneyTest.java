package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Esme.Submit;
import io.carillon.wire.smpp.CommandStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A customer's program (jsmpp) on the whole server, with the sandbox behind it.
@Tag("slow")
@Tag("journey")
@Timeout(120)
class EsmeJourneyTest {
  @RegisterExtension private static final EsmeRig ESMES = new EsmeRig();

  @Test
  void aSubmitReachesItsHandsetAndItsReceiptComesBack() throws Exception {
    try (var esme = ESMES.bound("journey", "")) {
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
      var message = ESMES.message(id);
      assertThat(message.path("status").asText()).isEqualTo("delivered");
      assertThat(message.path("reference").asText()).isEqualTo("4711");
      assertThat(message.path("tags").path("tlv_1401").asText()).isEqualTo("campaign-7");
      var handset = ESMES.client().get("/sandbox/handsets/+14155551234/messages").json();
      assertThat(handset.path("messages").path(0).path("text").asText()).isEqualTo("Hello");
    }
  }

  @Test
  void receiptsComeOnlyWhereTheyWereAskedFor() throws Exception {
    try (var esme = ESMES.bound("registered", "")) {
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
  void aWrongBindIsToldWhy() throws Exception {
    int port = ESMES.smppPort();
    var password = ESMES.user("guarded", ", \"modes\": [\"transmitter\"], \"binds_max\": 1");
    ESMES.user("elsewhere", ", \"addresses\": [\"192.0.2.0/24\"], \"password\": \"secret12\"");

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
    try (var esme = ESMES.bound("refusals", ", \"senders\": [\"+14155552671\", \"MyCompany\"]")) {
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
    try (var esme = ESMES.bound("fast", ", \"rate\": 5")) {
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
    var password = ESMES.user("away", "");
    var ids = new ArrayList<String>();
    try (var esme = Esme.bind(ESMES.smppPort(), "away", password, BindType.BIND_TX)) {
      for (int i = 0; i < 30; i++) {
        ids.add(esme.submit(Submit.text("14155551237", "n" + i)));
      }
    }
    for (var id : ids) {
      ESMES
          .client()
          .await("/v2/messages/" + id, r -> r.json().path("status").asText().equals("delivered"));
    }
    var waiting = ESMES.client().get("/v2/webhooks?message=" + ids.getFirst()).json();
    assertThat(waiting.path("data").path(0).path("url").asText()).isEqualTo("smpp:away");
    assertThat(waiting.path("data").path(0).path("failures").asInt()).isZero();

    try (var esme = Esme.bind(ESMES.smppPort(), "away", password, BindType.BIND_RX)) {
      assertThat(esme.receipts(30))
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> id + " DELIVRD").toList());
    }
  }

  @Test
  void aReceiptThatIsRefusedForNowComesAgainAndOneRefusedForGoodDoesNot() throws Exception {
    try (var esme = ESMES.bound("picky", "")) {
      esme.refuse(1, CommandStatus.RX_R_APPN);
      var dead = esme.submit(Submit.text("14155551238", "rejected"));
      ESMES
          .client()
          .await(
              "/v2/webhooks?message=" + dead,
              r -> r.json().path("data").path(0).path("state").asText().equals("dead"));

      esme.refuse(1, CommandStatus.RX_T_APPN);
      var again = esme.submit(Submit.text("14155551238", "later"));

      assertThat(esme.receipts(1)).containsExactly(again + " DELIVRD");
    }
  }

  @Test
  void whatPeopleWriteComesToTheEsmeThatHearsTheSender() throws Exception {
    try (var esme = ESMES.bound("ears", ", \"inbound_senders\": [\"98765\"]")) {
      ESMES
          .client()
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
    ESMES.drop("ears");
  }

  @Test
  void sessionsAreShownAndEndWhereTheUserIsDropped() throws Exception {
    try (var esme = ESMES.bound("shown", ", \"window\": 7")) {
      esme.submit(Submit.text("14155551243", "one"));
      esme.receipts(1);

      var shown =
          ESMES.client().await("/v2/smpp-sessions", r -> delivered(r.json(), "shown") == 1).json();
      for (var session : shown.path("data")) {
        if (session.path("system_id").asText().equals("shown")) {
          assertThat(session.path("account").asText()).isEqualTo(Rig.SID);
          assertThat(session.path("mode").asText()).isEqualTo("transceiver");
          assertThat(session.path("window").asInt()).isEqualTo(7);
          assertThat(session.path("submitted").asInt()).isEqualTo(1);
          assertThat(session.path("address").asText()).startsWith("127.0.0.1:");
        }
      }

      ESMES.drop("shown");
      ESMES.client().await("/v2/smpp-sessions", r -> delivered(r.json(), "shown") < 0);
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
