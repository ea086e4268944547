package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.CancelSm;
import io.carillon.wire.smpp.Pdu.CancelSmResp;
import io.carillon.wire.smpp.Pdu.QuerySm;
import io.carillon.wire.smpp.Pdu.QuerySmResp;
import io.carillon.wire.smpp.Pdu.ReplaceSm;
import io.carillon.wire.smpp.Pdu.ReplaceSmResp;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client is told of its messages, and what it can still do about them.
@Timeout(30)
class OrdersTest {
  private static final String SCRIPT =
      """
      otherwise: {receipt: {delay: 0}}
      rules:
        - {to: {suffix: "1"}, receipt: {delay: 1h}, reply: Hello back}
        - {to: {suffix: "2"}, receipt: {states: [UNDELIV], error: "027"}}
        - {to: {suffix: "3"}, receipt: {states: [ACCEPTD]}}
        - to: {suffix: "4"}
          receipt: {delay: 1h}
          query: ESME_RINVCMDID
          cancel: 0x450
          replace: 8
      """;

  private ScriptedSmsc smsc;
  private Raw client;

  @BeforeEach
  void open() throws Exception {
    smsc = ScriptedSmsc.open(ScriptReader.read(SCRIPT), Doors.loopback());
    client = Raw.bound(smsc);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    smsc.close();
  }

  private QuerySmResp query(String id) throws Exception {
    client.send(new QuerySm(id, Raw.SENDER));
    return client.next(QuerySmResp.class);
  }

  private int cancel(String id, String to) throws Exception {
    client.send(new CancelSm("", id, Raw.SENDER, SmppAddress.international(to)));
    return client.next(CancelSmResp.class).status();
  }

  private int replace(String id, int registeredDelivery) throws Exception {
    var words = Octets.of("Other words".getBytes(StandardCharsets.US_ASCII));
    client.send(new ReplaceSm(id, Raw.SENDER, "", "", registeredDelivery, 0, words, Tlvs.NONE));
    return client.next(ReplaceSmResp.class).status();
  }

  /// Submits what wants such a receipt, and answers its id.
  private String taken(String to, int registeredDelivery) throws Exception {
    client.submit(Raw.SENDER, to, registeredDelivery);
    return client.next(SubmitSmResp.class).messageId();
  }

  private Optional<MessageState> told() throws Exception {
    return Receipts.of(client.delivered()).orElseThrow().state();
  }

  @Test
  void aQueryTellsWhatIsTrue() throws Exception {
    var waiting = query(client.taken("491"));
    assertThat(waiting.messageState()).isEqualTo(MessageState.ENROUTE.code());
    assertThat(waiting.finalDate()).isEmpty();

    var id = client.taken("492");
    client.delivered();
    var failed = query(id);
    assertThat(failed.messageId()).isEqualTo(id);
    assertThat(failed.messageState()).isEqualTo(MessageState.UNDELIVERABLE.code());
    assertThat(failed.errorCode()).isEqualTo(27);
    var now = Instant.now();
    assertThat(SmppTime.parse(failed.finalDate(), now).orElseThrow())
        .isBetween(now.minusSeconds(30), now);

    assertThat(query(taken("490", RegisteredDelivery.NONE)).messageState())
        .isEqualTo(MessageState.DELIVERED.code());
    assertThat(smsc.counters().of(Count.QUERIES)).isEqualTo(3);
  }

  @Test
  void nobodyIsToldOfWhatIsNotHis() throws Exception {
    var id = client.taken("491");

    assertThat(query("77").status()).isEqualTo(CommandStatus.RQUERYFAIL);
    client.send(new QuerySm(id, SmppAddress.international("4917")));
    assertThat(client.next(QuerySmResp.class).status()).isEqualTo(CommandStatus.RQUERYFAIL);
    client.send(new CancelSm("", id, SmppAddress.international("4917"), SmppAddress.NONE));
    assertThat(client.next(CancelSmResp.class).status()).isEqualTo(CommandStatus.RCANCELFAIL);
  }

  @Test
  void whatWaitsIsTakenBackAndItsReceiptSaysSo() throws Exception {
    var id = client.taken("491");

    assertThat(cancel(id, "")).isZero();
    assertThat(told()).contains(MessageState.DELETED);
    assertThat(query(id).messageState()).isEqualTo(MessageState.DELETED.code());
    assertThat(cancel(id, "")).isEqualTo(CommandStatus.RCANCELFAIL);
    assertThat(replace(id, 0)).isEqualTo(CommandStatus.RREPLACEFAIL);
    assertThat(smsc.counters().of(Count.CANCELLED)).isEqualTo(1);
    // What the person would have answered, in an hour.
    assertThat(smsc.owed()).isEqualTo(1);
  }

  @Test
  void allThatWaitsBetweenTwoAddressesIsTakenBack() throws Exception {
    client.taken("491");
    client.taken("491");
    var other = client.taken("4971");

    assertThat(cancel("", "491")).isZero();
    assertThat(told()).contains(MessageState.DELETED);
    assertThat(told()).contains(MessageState.DELETED);
    assertThat(query(other).messageState()).isEqualTo(MessageState.ENROUTE.code());
    assertThat(cancel("", "491")).isEqualTo(CommandStatus.RCANCELFAIL);
  }

  @Test
  void whatIsDeliveredCannotBeTakenBack() throws Exception {
    var id = client.taken("490");
    client.delivered();

    assertThat(cancel(id, "")).isEqualTo(CommandStatus.RCANCELFAIL);
  }

  @Test
  void whoWantsReceiptsOfFailuresAloneHearsOfACancel() throws Exception {
    var id = taken("491", RegisteredDelivery.ON_FAILURE);

    assertThat(cancel(id, "")).isZero();
    assertThat(told()).contains(MessageState.DELETED);
  }

  @ParameterizedTest
  @ValueSource(ints = {RegisteredDelivery.NONE, RegisteredDelivery.ON_SUCCESS})
  void whoDoesNotWantToHearOfFailuresHearsOfNoCancel(int registeredDelivery) throws Exception {
    var id = taken("491", registeredDelivery);

    assertThat(cancel(id, "")).isZero();
    assertThat(query(id).messageState()).isEqualTo(MessageState.DELETED.code());
    assertThat(smsc.owed()).isEqualTo(1);
  }

  @Test
  void whatHadItsLastReceiptWithoutAnEndIsTakenBackToo() throws Exception {
    var id = client.taken("493");
    assertThat(told()).contains(MessageState.ACCEPTED);

    assertThat(cancel(id, "")).isZero();
    assertThat(told()).contains(MessageState.DELETED);
  }

  @Test
  void whatWaitsSaysOtherWordsAndWantsOtherReceipts() throws Exception {
    var id = client.taken("491");

    assertThat(replace(id, RegisteredDelivery.NONE)).isZero();
    assertThat(smsc.newest(1, _ -> true).getFirst().text()).isEqualTo("Other words");
    assertThat(smsc.owed()).isEqualTo(1);
    assertThat(replace(id, RegisteredDelivery.FINAL)).isZero();
    assertThat(smsc.owed()).isEqualTo(2);
    assertThat(cancel(id, "")).isZero();
    assertThat(told()).contains(MessageState.DELETED);
    assertThat(replace("77", 0)).isEqualTo(CommandStatus.RREPLACEFAIL);
  }

  @Test
  void theScriptMayRefuseThemAll() throws Exception {
    var id = client.taken("494");

    assertThat(query(id).status()).isEqualTo(CommandStatus.RINVCMDID);
    assertThat(cancel(id, "")).isEqualTo(0x450);
    assertThat(cancel("", "494")).isEqualTo(0x450);
    assertThat(replace(id, 0)).isEqualTo(8);
    smsc.play(ScriptReader.read("otherwise: {query: ESME_RINVCMDID}"));
    assertThat(query("77").status()).isEqualTo(CommandStatus.RINVCMDID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{response: uuid}",
        "{response: decimal, width: 30}",
        "{response: hex, receipt: decimal, upper: true, width: 12}"
      })
  void anIdIsKnownInWhateverForm(String form) throws Exception {
    smsc.play(ScriptReader.read("otherwise: {id: %s, receipt: {delay: 0}}".formatted(form)));
    var id = client.taken("490");
    var inReceipt = Receipts.of(client.delivered()).orElseThrow().messageId();

    assertThat(query(id).status()).isZero();
    assertThat(query(inReceipt).status()).isZero();
  }

  @Test
  void theNewestAreRememberedAndTheOldestForgotten() throws Exception {
    var first = taken("491", RegisteredDelivery.NONE);
    var second = taken("491", RegisteredDelivery.NONE);
    int more = Shelf.MESSAGES_MAX - 1;
    for (int sent = 0; sent < more; ) {
      int batch = Math.min(500, more - sent);
      for (int i = 0; i < batch; i++) {
        client.submit(Raw.SENDER, "490", RegisteredDelivery.NONE);
      }
      for (int i = 0; i < batch; i++) {
        client.next(SubmitSmResp.class);
      }
      sent += batch;
    }

    assertThat(query(first).status()).isEqualTo(CommandStatus.RQUERYFAIL);
    assertThat(query(second).status()).isZero();
    assertThat(smsc.newest(Integer.MAX_VALUE, _ -> true)).hasSize(Shelf.MESSAGES_MAX);
  }

  @Test
  void nothingStaysOwedOnceTheReplyOfACancelledMessageIsDue() throws Exception {
    smsc.play(ScriptReader.read("otherwise: {reply: Hi, receipt: {delay: 1s, states: [DELIVRD]}}"));
    var id = client.taken("49");
    assertThat(cancel(id, "")).isZero();
    assertThat(told()).contains(MessageState.DELETED);

    var until = Instant.now().plus(Duration.ofSeconds(10));
    while (smsc.owed() > 0 && Instant.now().isBefore(until)) {
      client.send(new Pdu.EnquireLink());
      client.next(Pdu.EnquireLinkResp.class);
    }
    assertThat(smsc.owed()).isZero();
    assertThat(smsc.counters().of(Count.INBOUND_SENT)).isZero();
  }
}
