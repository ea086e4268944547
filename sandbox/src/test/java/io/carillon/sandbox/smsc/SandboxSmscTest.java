package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.Postman.Pace;
import io.carillon.sandbox.smsc.SandboxSmsc.Bounds;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SandboxSmscTest {
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(5), Duration.ofSeconds(60), Duration.ofSeconds(60));

  @TempDir private Path folder;
  private SandboxSmsc smsc;
  private Esme esme;

  @BeforeEach
  void open() throws IOException {
    smsc = SandboxSmsc.open(0, QUICK, Bounds.USUAL, folder);
    esme = new Esme(smsc);
  }

  @AfterEach
  void close() {
    esme.close();
    smsc.close();
  }

  private static Receipt receipt(DeliverSm delivery) {
    return Receipts.of(delivery).orElseThrow();
  }

  private MessageState nextState() throws InterruptedException {
    return receipt(esme.delivery()).state().orElseThrow();
  }

  private String nextWords() throws InterruptedException {
    var delivery = esme.delivery();
    assertThat(Receipts.of(delivery)).isEmpty();
    return Gsm.decode(delivery.payload());
  }

  @Test
  void aReceiptSaysTheSameInItsParametersAndItsText() throws Exception {
    var response = esme.submit(Esme.to("14155551234", "Hello"));

    var delivery = esme.delivery();
    assertThat(delivery.source()).isEqualTo(SmppAddress.international("14155551234"));
    assertThat(delivery.destination()).isEqualTo(Esme.SENDER);
    assertThat(delivery.tlvs().number(Tag.USER_MESSAGE_REFERENCE)).hasValue(7);
    assertThat(delivery.tlvs().text(SandboxSmsc.NETWORK_TAG)).contains("AT&T");
    var receipt = receipt(delivery);
    assertThat(receipt.messageId()).isEqualTo(response.messageId());
    assertThat(receipt.state()).contains(MessageState.DELIVERED);
    assertThat(delivery.payload().decode(StandardCharsets.ISO_8859_1))
        .startsWith("id:" + response.messageId() + " sub:001 dlvrd:001 submit date:")
        .contains(" stat:DELIVRD err:000 ");
  }

  @Test
  void theNetworkOfANumberOutsideNorthAmericaIsNotTold() throws Exception {
    esme.submit(Esme.to("491515550100", "Hello"));

    assertThat(esme.delivery().tlvs().has(SandboxSmsc.NETWORK_TAG)).isFalse();
  }

  @Test
  void to0001IsRefusedForGoodAndReachesNobody() throws Exception {
    var response = esme.submit(Esme.to("14155550001", "Hello"));

    assertThat(response.status()).isEqualTo(CommandStatus.RINVDSTADR);
    assertThat(smsc.shown("14155550001", 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"14155550002, UNDELIVERABLE", "14155550003, EXPIRED"})
  void to0002And0003TheReceiptTellsOfAFailure(String number, MessageState state) throws Exception {
    esme.submit(Esme.to(number, "Hello"));

    var receipt = receipt(esme.delivery());

    assertThat(receipt.state()).contains(state);
    assertThat(receipt.error()).isEqualTo("3:1");
    assertThat(smsc.shown(number, 10)).isEmpty();
  }

  @Test
  void to0004EachMessageIsThrottledTwice() throws Exception {
    var one = Esme.to("14155550004", "Hello", RegisteredDelivery.FINAL, 1);
    var two = Esme.to("14155550004", "Hello", RegisteredDelivery.FINAL, 2);

    var statuses = new ArrayList<Integer>();
    for (var submit : List.of(one, two, one, two, one, two)) {
      statuses.add(esme.submit(submit).status());
    }

    int throttled = CommandStatus.RTHROTTLED;
    assertThat(statuses).containsExactly(throttled, throttled, throttled, throttled, 0, 0);
    assertThat(nextState()).isEqualTo(MessageState.DELIVERED);
    assertThat(nextState()).isEqualTo(MessageState.DELIVERED);
    assertThat(smsc.shown("14155550004", 10)).hasSize(2);
  }

  @Test
  void to0005NoReceiptComesAndNothingIsOwed() throws Exception {
    esme.submit(Esme.to("14155550005", "Hello"));
    esme.submit(Esme.to("14155551111", "Hello"));

    assertThat(esme.delivery().source().value()).isEqualTo("14155551111");
    assertThat(esme.soFar()).isEmpty();
    assertThat(smsc.shown("14155550005", 10)).hasSize(1);
  }

  @Test
  void to0006TheReceiptIsOnTheWireAndAnsweredBeforeTheResponse() throws Exception {
    try (var raw = new RawEsme(smsc).bind()) {
      esme.close();
      raw.send(2, Esme.to("14155550006", "Hello"));

      var receipt = raw.next();
      assertThat(receipt(DeliverSm.class.cast(receipt.pdu())).state())
          .contains(MessageState.DELIVERED);
      raw.send(3, new Pdu.EnquireLink());
      assertThat(raw.next().pdu()).isInstanceOf(Pdu.EnquireLinkResp.class);
      raw.send(receipt.sequence(), Pdu.DeliverSmResp.OK);

      assertThat(raw.next(SubmitSmResp.class).messageId())
          .isEqualTo(receipt(DeliverSm.class.cast(receipt.pdu())).messageId());
    }
  }

  @Test
  void to0006ItIsAnsweredAtOnceWhereNobodyCanReceive() throws Exception {
    esme.session();
    esme.close();
    try (var transmitter = new Esme(smsc, BindMode.TRANSMITTER)) {
      assertThat(transmitter.submit(Esme.to("14155550006", "Hello")).status()).isZero();
    }
  }

  @Test
  void to0007ReceiptsComeDoubledAndOutOfOrder() throws Exception {
    esme.submit(Esme.to("14155550007", "Hello"));

    assertThat(List.of(nextState(), nextState(), nextState()))
        .containsExactly(MessageState.DELIVERED, MessageState.ENROUTE, MessageState.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({"14155550008, STOP", "14155550009, Hello back"})
  void to0008And0009ThePersonAnswers(String number, String words) throws Exception {
    esme.submit(Esme.to(number, "Hello"));

    assertThat(nextState()).isEqualTo(MessageState.DELIVERED);
    assertThat(nextWords()).isEqualTo(words);
  }

  @Test
  void nobodyAnswersAnAlphanumericSender() throws Exception {
    var plain = Esme.to("14155550009", "Hello");
    esme.submit(
        new SubmitSm(
            "",
            SmppAddress.alphanumeric("Hello8"),
            plain.destination(),
            plain.handling(),
            plain.shortMessage(),
            plain.tlvs()));
    esme.submit(Esme.to("14155550008", "Hello"));

    var words = new ArrayList<String>();
    while (words.isEmpty()) {
      var delivery = esme.delivery();
      if (Receipts.of(delivery).isEmpty()) {
        words.add(Gsm.decode(delivery.payload()));
      }
    }

    assertThat(words).containsExactly("STOP");
  }

  @Test
  void aLongTextIsAnsweredOnceByThePerson() throws Exception {
    var parts = Esme.parts("14155550009", "abcdefghi ".repeat(40), RegisteredDelivery.FINAL, 1);
    for (var part : parts) {
      esme.submit(part);
    }
    esme.submit(Esme.to("14155551111", "Last"));

    var words = new ArrayList<String>();
    String source;
    do {
      var delivery = esme.delivery();
      source = delivery.source().value();
      if (Receipts.of(delivery).isEmpty()) {
        words.add(Gsm.decode(delivery.payload()));
      }
    } while (!source.equals("14155551111"));

    assertThat(parts).hasSize(3);
    assertThat(words).containsExactly("Hello back");
    var shown = smsc.shown("14155550009", 10);
    assertThat(shown).hasSize(1);
    assertThat(shown.getFirst().text()).isEqualTo("abcdefghi ".repeat(40));
    assertThat(shown.getFirst().segments()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "14155551234, 0, false",
    "14155551234, 1, true",
    "14155551234, 2, false",
    "14155551234, 3, true",
    "14155550002, 0, false",
    "14155550002, 1, true",
    "14155550002, 2, true",
    "14155550002, 3, false",
  })
  void aReceiptComesWhereItWasAskedFor(String number, int registeredDelivery, boolean comes)
      throws Exception {
    esme.submit(Esme.to(number, "Hello", registeredDelivery, 1));
    esme.submit(Esme.to("14155551111", "Last"));

    var first = esme.delivery().source().value();

    assertThat(first).isEqualTo(comes ? number : "14155551111");
  }

  @Test
  void onlyWhoCanReceiveIsDeliveredTo() throws Exception {
    esme.session();
    esme.close();
    try (var transmitter = new Esme(smsc, BindMode.TRANSMITTER);
        var receiver = new Esme(smsc, BindMode.RECEIVER)) {
      receiver.session();
      transmitter.submit(Esme.to("14155551234", "Hello"));

      assertThat(receipt(receiver.delivery()).state()).contains(MessageState.DELIVERED);
      assertThat(transmitter.soFar()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "1415555123a", "+14155551234", "1234567890123456"})
  void aDestinationThatIsNoNumberIsRefused(String number) throws Exception {
    assertThat(esme.submit(Esme.to(number, "Hello")).status()).isEqualTo(CommandStatus.RINVDSTADR);
  }

  @ParameterizedTest
  @CsvSource({"sandbox, wrong, 14", "other, sandbox, 15", "sandbox, sandbox, 0"})
  void whoMayBindIsChecked(String systemId, String password, int status) throws Exception {
    try (var raw = new RawEsme(smsc)) {
      assertThat(raw.bind(systemId, password)).isEqualTo(status);
    }
  }

  @Test
  void whatItDoesNotKnowIsRefused() throws Exception {
    try (var raw = new RawEsme(smsc).bind()) {
      raw.send(2, new Pdu.QuerySm("1", Esme.SENDER));
      assertThat(raw.next(Pdu.QuerySmResp.class).status()).isEqualTo(CommandStatus.RQUERYFAIL);
      raw.send(3, new Pdu.QuerySm("no number", Esme.SENDER));
      assertThat(raw.next(Pdu.QuerySmResp.class).status()).isEqualTo(CommandStatus.RQUERYFAIL);
      var to = List.<Pdu.Destination>of(new Pdu.Destination.ToList("all"));
      raw.send(4, new Pdu.SubmitMulti("", Esme.SENDER, to, Handling.PLAIN, Octets.NONE, Tlvs.NONE));
      assertThat(raw.next(Pdu.SubmitMultiResp.class).status()).isEqualTo(CommandStatus.RINVCMDID);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "14155551234, DELIVERED, 0",
    "14155550002, UNDELIVERABLE, 1",
    "14155550003, EXPIRED, 1",
    "14155550005, DELIVERED, 0"
  })
  void aQueryTellsWhatBecameOfAMessageAndNothingUndoesIt(String to, MessageState state, int error)
      throws Exception {
    var id = esme.submit(Esme.to(to, "Hello", RegisteredDelivery.NONE, 1)).messageId();
    try (var raw = new RawEsme(smsc).bind()) {
      raw.send(2, new Pdu.QuerySm(id, Esme.SENDER));
      var told = raw.next(Pdu.QuerySmResp.class);
      assertThat(told.status()).isZero();
      assertThat(told.messageState()).isEqualTo(state.code());
      assertThat(told.errorCode()).isEqualTo(error);
      assertThat(told.finalDate()).hasSize(16);

      raw.send(3, new Pdu.QuerySm(id, SmppAddress.NONE));
      assertThat(raw.next(Pdu.QuerySmResp.class).status()).isEqualTo(CommandStatus.RQUERYFAIL);
      raw.send(4, new Pdu.CancelSm("", id, Esme.SENDER, SmppAddress.NONE));
      assertThat(raw.next(Pdu.CancelSmResp.class).status()).isEqualTo(CommandStatus.RCANCELFAIL);
      raw.send(5, new Pdu.ReplaceSm(id, Esme.SENDER, "", "", 0, 0, Octets.NONE, Tlvs.NONE));
      assertThat(raw.next(Pdu.ReplaceSmResp.class).status()).isEqualTo(CommandStatus.RREPLACEFAIL);
    }
  }

  @Test
  void everyMessageOfManyGetsOneReceipt() throws Exception {
    try (var second = new Esme(smsc)) {
      second.session();
      var ids = new HashSet<String>();
      for (int round = 0; round < 10; round++) {
        var answers = new ArrayList<java.util.concurrent.CompletableFuture<Pdu.Response>>();
        for (int i = 0; i < 200; i++) {
          var submit = Esme.to("1415556" + (1000 + i), "n" + i, RegisteredDelivery.FINAL, i);
          answers.add((i % 2 == 0 ? esme : second).begin(submit));
        }
        for (var answer : answers) {
          ids.add(((SubmitSmResp) answer.get(10, TimeUnit.SECONDS)).messageId());
        }
      }

      var named = new ArrayList<String>();
      while (named.size() < 2_000) {
        var next = esme.soFar().isEmpty() ? second : esme;
        if (!next.soFar().isEmpty()) {
          named.add(receipt(next.delivery()).messageId());
        }
      }

      assertThat(ids).hasSize(2_000);
      assertThat(named).containsExactlyInAnyOrderElementsOf(ids);
    }
  }
}
