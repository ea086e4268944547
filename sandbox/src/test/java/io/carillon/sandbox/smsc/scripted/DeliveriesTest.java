package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.Inbound;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the centre delivers: receipts in all their forms, and what people write.
@Timeout(30)
class DeliveriesTest {
  private static ScriptedSmsc open(String yaml) throws Exception {
    return ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback());
  }

  @Test
  void aReceiptSaysWhatBecameOfAMessage() throws Exception {
    try (var smsc = open(ScriptReader.manual());
        var client = Raw.bound(smsc)) {
      var id = client.taken("14155551234");
      var receipt = client.delivered();

      assertThat(receipt.esmClass()).isEqualTo(EsmClass.RECEIPT);
      assertThat(receipt.source().value()).isEqualTo("14155551234");
      assertThat(receipt.destination()).isEqualTo(Raw.SENDER);
      assertThat(Raw.text(receipt))
          .matches(
              "id:"
                  + id
                  + " sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10}"
                  + " stat:DELIVRD err:000 text:");
      assertThat(receipt.tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).hasValue(id);
      assertThat(receipt.tlvs().text(0x1403)).hasValue("AT&T");
      assertThat(receipt.tlvs().text(0x1404)).hasValue("310410");
    }
  }

  @Test
  void theFormIsTheScripts() throws Exception {
    var yaml =
        """
        otherwise: {receipt: {states: [UNDELIV], error: 1b}, id: {response: hex, receipt: decimal}}
        rules:
          - to: {suffix: "1"}
            receipt: {form: {fields: [stat, id], letters: lower, spaces: 3, gap: 1, tlvs: []}}
          - to: {suffix: "2"}
            receipt: {form: {fields: [], esm-class: 0}}
          - to: {suffix: "3"}
            receipt: {form: {dates: long, letters: upper, place: message-payload}}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      var hex = client.taken("491");
      var sloppy = client.delivered();
      assertThat(Raw.text(sloppy)).isEqualTo("stat: undeliv   id: " + Long.parseLong(hex, 16));
      assertThat(sloppy.tlvs().isEmpty()).isTrue();
      assertThat(Receipts.of(sloppy).orElseThrow().state()).hasValue(MessageState.UNDELIVERABLE);

      client.taken("492");
      var bare = client.delivered();
      assertThat(bare.esmClass()).isZero();
      assertThat(bare.payload().isEmpty()).isTrue();
      assertThat(Receipts.of(bare).orElseThrow().state()).hasValue(MessageState.UNDELIVERABLE);

      client.taken("493");
      var payload = client.delivered();
      assertThat(payload.shortMessage().isEmpty()).isTrue();
      assertThat(Raw.text(payload)).contains("ID:", "SUBMIT DATE:20", "STAT:UNDELIV", "ERR:1b");
    }
  }

  @Test
  void receiptsComeBeforeTheResponseTwiceInStepsOrNever() throws Exception {
    var yaml =
        """
        rules:
          - {to: {suffix: "1"}, receipt: {before-response: true}}
          - {to: {suffix: "2"}, receipt: {copies: 2}}
          - {to: {suffix: "3"}, receipt: {states: [ENROUTE, DELIVRD]}}
          - {to: {suffix: "4"}, receipt: {states: []}}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      client.submit("491");
      var early = client.delivered();
      var id = client.next(SubmitSmResp.class).messageId();
      assertThat(early.tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).hasValue(id);

      client.taken("492");
      assertThat(client.delivered()).isEqualTo(client.delivered());

      client.taken("493");
      assertThat(client.delivered().esmClass()).isEqualTo(EsmClass.INTERMEDIATE);
      assertThat(client.delivered().esmClass()).isEqualTo(EsmClass.RECEIPT);

      client.taken("494");
      var asked = client.taken("495");
      assertThat(client.delivered().tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).hasValue(asked);
    }
  }

  @Test
  void onlyWhoAsksForAReceiptGetsOne() throws Exception {
    try (var smsc = open("rules: [{to: {suffix: '1'}, receipt: {states: [EXPIRED]}}]");
        var client = Raw.bound(smsc)) {
      client.submit(Raw.SENDER, "492", RegisteredDelivery.NONE);
      client.next(SubmitSmResp.class);
      client.submit(Raw.SENDER, "492", RegisteredDelivery.ON_FAILURE);
      client.next(SubmitSmResp.class);
      client.submit(Raw.SENDER, "491", RegisteredDelivery.ON_FAILURE);
      client.next(SubmitSmResp.class);

      assertThat(Receipts.of(client.delivered()).orElseThrow().state())
          .hasValue(MessageState.EXPIRED);
    }
  }

  @Test
  void aReceiptGoesToTheBindThatTheScriptNames() throws Exception {
    var yaml =
        """
        rules:
          - {to: {suffix: "1"}, receipt: {via: same}}
          - {to: {suffix: "2"}, receipt: {via: other}}
        """;
    try (var smsc = open(yaml);
        var one = Raw.bound(smsc);
        var other = Raw.bound(smsc, BindMode.RECEIVER)) {
      var same = one.taken("491");
      assertThat(one.delivered().tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).hasValue(same);
      var elsewhere = one.taken("492");
      assertThat(other.delivered().tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).hasValue(elsewhere);
    }
  }

  @Test
  void whatIsRefusedOrLosesItsBindIsSentAgain() throws Exception {
    try (var smsc = open("session: {again: 50ms, tries: 3}")) {
      try (var client = Raw.bound(smsc)) {
        client.taken("491");
        client.delivered(CommandStatus.RX_T_APPN);
        client.delivered(CommandStatus.RX_T_APPN);
        client.next(DeliverSm.class);
      }
      try (var client = Raw.bound(smsc)) {
        client.delivered(CommandStatus.RX_T_APPN);
        client.send(new Pdu.EnquireLink());
        client.next();
      }
      assertThat(smsc.counters().of(Count.RECEIPTS_SENT)).isEqualTo(4);
      assertThat(smsc.counters().of(Count.DELIVERIES_GIVEN_UP)).isEqualTo(1);
      assertThat(smsc.owed()).isZero();
    }
  }

  @Test
  void thePersonAnswersButNotToAName() throws Exception {
    try (var smsc = open("otherwise: {reply: Hello back}");
        var client = Raw.bound(smsc)) {
      client.submit(SmppAddress.alphanumeric("Acme"), "491", RegisteredDelivery.NONE);
      client.next(SubmitSmResp.class);
      client.submit(Raw.SENDER, "492", RegisteredDelivery.NONE);
      client.next(SubmitSmResp.class);

      var answer = client.delivered();
      assertThat(answer.source().value()).isEqualTo("492");
      assertThat(answer.destination()).isEqualTo(Raw.SENDER);
      assertThat(Raw.text(answer)).isEqualTo("Hello back");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "udh8, in-order, auto, 153",
    "udh8, reversed, latin1, 134",
    "udh16, shuffled, auto, 152",
    "sar, in-order, ucs2, 134"
  })
  void aLongTextComesInParts(String cut, String order, String encoding, int most) throws Exception {
    var text = "0123456789".repeat(40);
    var yaml =
        """
        seed: 7
        inbound:
          - {from: '+491701234567', to: '12345', text: '%s', long: %s, order: %s, encoding: %s}
        """
            .formatted(text, cut, order, encoding);
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      var bodies = new TreeMap<Integer, Octets>();
      var came = new ArrayList<Integer>();
      int total = Integer.MAX_VALUE;
      while (bodies.size() < total) {
        var part = client.delivered();
        int number;
        Octets body = part.payload();
        if (cut.equals("sar")) {
          number = part.tlvs().number(Tag.SAR_SEGMENT_SEQNUM).orElseThrow();
          total = part.tlvs().number(Tag.SAR_TOTAL_SEGMENTS).orElseThrow();
        } else {
          var split = (UserData.Split) Udh.parse(part.payload());
          number = split.udh().concat().orElseThrow().number();
          total = split.udh().concat().orElseThrow().total();
          body = split.body();
        }
        came.add(number);
        bodies.put(number, body);
      }
      var whole = bodies.values().stream().reduce(Octets.NONE, Octets::plus);
      var alphabet = encoding.equals("ucs2") ? Alphabet.UCS2 : Alphabet.LATIN1;
      assertThat(alphabet.decode(whole)).hasValue(text);
      assertThat(bodies.values().iterator().next().size()).isEqualTo(most);
      if (order.equals("reversed")) {
        assertThat(came).isSortedAccordingTo((a, b) -> b - a);
      }
    }
  }

  @Test
  void trafficIsCountedAndComesAtItsRate() throws Exception {
    var yaml = "inbound: [{from: '+491701234567', to: Acme, text: 'No. {n}', count: 5, rate: 50}]";
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      for (int i = 1; i <= 5; i++) {
        assertThat(Raw.text(client.delivered())).isEqualTo("No. " + i);
      }
    }
  }

  @Test
  void noCharacterIsTorn() throws Exception {
    var gsm = Pieces.of(Raw.SENDER, Raw.SENDER, "x" + "€".repeat(120), body("udh8"), 1);
    var ucs2 = Pieces.of(Raw.SENDER, Raw.SENDER, "x" + "😀".repeat(60), body("sar"), 1);

    assertThat(gsm).hasSize(2);
    assertThat(gsm.getFirst().payload().size()).isEqualTo(6 + 153);
    for (var part : ucs2) {
      assertThat(Alphabet.UCS2.decode(part.payload()).orElseThrow()).doesNotContain("\uFFFD");
    }
    var binary =
        ScriptReader.inbound(
            "{from: '1', to: '2', text: 00ff10, encoding: binary, data-coding: 0xF5}",
            ScriptReader.read("").accounts());
    var only = Pieces.of(Raw.SENDER, Raw.SENDER, binary.text(), binary.body(), 1).getFirst();
    assertThat(only.dataCoding()).isEqualTo(0xF5);
    assertThat(only.payload().hex()).isEqualToIgnoringCase("00ff10");
  }

  private static Inbound.Body body(String cut) throws Exception {
    return ScriptReader.inbound(
            "{from: '1', to: '2', long: " + cut + "}", ScriptReader.read("").accounts())
        .body();
  }

  @Test
  void sequenceNumbersBeginAgainBehindTheLast() throws Exception {
    var yaml =
        "{session: {first-sequence: 2147483646},"
            + " inbound: [{from: '1234567890', to: '1', text: x, count: 3}]}";
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      assertThat(client.next().sequence()).isEqualTo(PduCodec.SEQUENCE_MAX - 1);
      assertThat(client.next().sequence()).isEqualTo(PduCodec.SEQUENCE_MAX);
      assertThat(client.next().sequence()).isEqualTo(1);
    }
  }
}
