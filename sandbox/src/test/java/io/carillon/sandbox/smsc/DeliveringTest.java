package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.Postman.Pace;
import io.carillon.sandbox.smsc.SandboxSmsc.Bounds;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Language;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the sandbox delivers to clients that are slow, away or unwilling.
@Timeout(30)
class DeliveringTest {
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final String PERSON = "14155551234";
  private static final String TURKISH = "Iğdır'da şeker ve ağaç çok. ".repeat(8);

  @TempDir private Path folder;

  private SandboxSmsc open(Duration again, Bounds bounds) throws IOException {
    return SandboxSmsc.open(0, new Pace(SOON, again, NEVER), bounds, folder);
  }

  private SandboxSmsc open(Duration again) throws IOException {
    return open(again, Bounds.USUAL);
  }

  @Test
  void whatIsRefusedForNowComesAgain() throws Exception {
    try (var smsc = open(Duration.ofMillis(20));
        var esme = new Esme(smsc).answering(_ -> CommandStatus.RX_T_APPN)) {
      var id = esme.submit(Esme.to(PERSON, "Hello")).messageId();
      assertThat(Receipts.of(esme.delivery()).orElseThrow().messageId()).isEqualTo(id);
      assertThat(Receipts.of(esme.delivery()).orElseThrow().messageId()).isEqualTo(id);
      assertThat(smsc.postman().owed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {CommandStatus.RX_P_APPN, CommandStatus.RX_R_APPN})
  void whatIsRefusedForGoodIsOver(int status) throws Exception {
    try (var smsc = open(Duration.ofMillis(1));
        var esme = new Esme(smsc).answering(_ -> status)) {
      esme.submit(Esme.to("14155550009", "Hello"));

      assertThat(Receipts.of(esme.delivery())).isPresent();
      assertThat(Receipts.of(esme.delivery())).isEmpty();
      esme.submit(Esme.to(PERSON, "Last"));
      assertThat(esme.delivery().source().value()).isEqualTo(PERSON);
    }
  }

  @Test
  void whatItsLinkDidNotAnswerGoesOverAnother() throws Exception {
    try (var smsc = open(NEVER);
        var first = new Esme(smsc).answering(_ -> Esme.NEVER)) {
      var id = first.submit(Esme.to(PERSON, "Hello")).messageId();
      first.delivery();
      try (var second = new Esme(smsc)) {
        second.session();
        first.hangUp();

        assertThat(Receipts.of(second.delivery()).orElseThrow().messageId()).isEqualTo(id);
      }
    }
  }

  @Test
  void whoBindsAnewIsToldAtOnceWhatWasRefused() throws Exception {
    try (var smsc = open(NEVER);
        var first = new Esme(smsc).answering(_ -> CommandStatus.RX_T_APPN)) {
      var id = first.submit(Esme.to(PERSON, "Hello")).messageId();
      first.delivery();
      // Answered in order, so the refusal was heard.
      first.submit(Esme.to("14155550005", "Hello"));
      first.hangUp();
      try (var second = new Esme(smsc)) {
        assertThat(Receipts.of(second.delivery()).orElseThrow().messageId()).isEqualTo(id);
      }
    }
  }

  @Test
  void whatAPersonWritesWaitsUntilSomebodyIsBound() throws Exception {
    try (var smsc = open(NEVER)) {
      smsc.write(PERSON, SmppAddress.shortCode("12345"), "Hi");
      try (var esme = new Esme(smsc)) {
        var delivery = esme.delivery();
        assertThat(delivery.source()).isEqualTo(SmppAddress.international(PERSON));
        assertThat(delivery.destination()).isEqualTo(SmppAddress.shortCode("12345"));
        assertThat(delivery.esmClass()).isEqualTo(EsmClass.PLAIN);
      }
    }
  }

  @Test
  void aLongTextOfOtherLettersComesInOnePayload() throws Exception {
    var text = "Привет ".repeat(100);
    try (var smsc = open(NEVER);
        var esme = new Esme(smsc)) {
      smsc.write(PERSON, Esme.SENDER, text);

      var delivery = esme.delivery();
      assertThat(delivery.dataCoding()).isEqualTo(DataCoding.UCS2);
      assertThat(delivery.tlvs().has(Tag.MESSAGE_PAYLOAD)).isTrue();
      assertThat(delivery.payload().decode(StandardCharsets.UTF_16BE)).isEqualTo(text);
    }
  }

  @Test
  void takesNoMoreWhileItOwesTooMuch() throws Exception {
    try (var smsc = open(NEVER, new Bounds(10, 2, 1 << 20));
        var esme = new Esme(smsc).answering(_ -> Esme.NEVER)) {
      esme.submit(Esme.to(PERSON, "one"));
      esme.submit(Esme.to(PERSON, "two"));

      assertThat(esme.submit(Esme.to(PERSON, "three")).status()).isEqualTo(CommandStatus.RMSGQFUL);
      assertThat(smsc.shown(PERSON, 10)).hasSize(2);
    }
  }

  @Test
  void aWindowThatIsFullHoldsTheRestBack() throws Exception {
    try (var smsc = open(NEVER, new Bounds(3, 100, 1 << 20));
        var slow = new Esme(smsc).answering(_ -> Esme.NEVER)) {
      for (int i = 0; i < 10; i++) {
        slow.submit(Esme.to(PERSON, "n" + i));
      }
      for (int i = 0; i < 3; i++) {
        slow.delivery();
      }
      assertThat(slow.soFar()).isEmpty();
      try (var quick = new Esme(smsc)) {
        for (int i = 0; i < 7; i++) {
          quick.delivery();
        }
      }
    }
  }

  @Test
  void manySubmitsOfOneReadShareASync() throws Exception {
    int many = 500;
    try (var smsc = open(NEVER);
        var raw = new RawEsme(smsc).bind()) {
      var all = new ByteArrayOutputStream();
      for (int i = 0; i < many; i++) {
        all.write(PduCodec.encode(2 + i, Esme.to(PERSON, "n" + i, RegisteredDelivery.NONE, i)));
      }
      raw.write(all.toByteArray());

      for (int i = 0; i < many; i++) {
        assertThat(raw.next(SubmitSmResp.class).status()).isZero();
      }
      assertThat(smsc.syncs()).isLessThan(many / 10);
    }
  }

  @Test
  void partsToldByParametersAreOneText() throws Exception {
    try (var smsc = open(NEVER);
        var esme = new Esme(smsc)) {
      for (int number = 2; number >= 1; number--) {
        var tlvs =
            Tlvs.NONE
                .withShort(Tag.SAR_MSG_REF_NUM, 900)
                .withOctet(Tag.SAR_TOTAL_SEGMENTS, 2)
                .withOctet(Tag.SAR_SEGMENT_SEQNUM, number);
        var body = Octets.of(("part" + number + " ").getBytes(StandardCharsets.US_ASCII));
        esme.submit(submit(body, Handling.PLAIN, tlvs));
      }

      assertThat(smsc.shown(PERSON, 10))
          .singleElement()
          .satisfies(shown -> assertThat(shown.text()).isEqualTo("part1 part2 "));
    }
  }

  @Test
  void aPayloadOfLettersIsShownAsTheyAre() throws Exception {
    var body = Octets.of("Żółć 👋".getBytes(StandardCharsets.UTF_16BE));
    try (var smsc = open(NEVER);
        var esme = new Esme(smsc)) {
      var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, body);
      esme.submit(submit(Octets.NONE, Handling.PLAIN.withDataCoding(DataCoding.UCS2), tlvs));

      assertThat(smsc.shown(PERSON, 10).getFirst().text()).isEqualTo("Żółć 👋");
    }
  }

  @Test
  void aTextInNationalTablesIsShownAsItWasWritten() throws Exception {
    try (var smsc = open(NEVER)) {
      try (var esme = new Esme(smsc)) {
        for (var segment : turkish()) {
          esme.submit(
              submit(segment.octets(), Handling.PLAIN.withEsmClass(EsmClass.UDHI), Tlvs.NONE));
        }
      }
      assertThat(smsc.shown(PERSON, 10))
          .singleElement()
          .satisfies(shown -> assertThat(shown.text()).isEqualTo(TURKISH));
    }
    try (var again = open(NEVER)) {
      assertThat(again.shown(PERSON, 10).getFirst().text()).isEqualTo(TURKISH);
    }
  }

  @Test
  void aPayloadThatIsNoTextIsRefused() throws Exception {
    try (var smsc = open(NEVER);
        var esme = new Esme(smsc)) {
      var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.of(new byte[4_097]));
      var response = esme.submit(submit(Octets.NONE, Handling.PLAIN, tlvs));

      assertThat(response.status()).isEqualTo(CommandStatus.RINVMSGLEN);
    }
  }

  @Test
  void aReceiptThatComesFirstGoesOverAnotherLinkWhereItsOwnWent() throws Exception {
    try (var smsc = open(NEVER);
        var silent = new Esme(smsc).answering(_ -> Esme.NEVER)) {
      silent.session();
      var response = silent.begin(Esme.to("14155550006", "Hello"));
      var id = Receipts.of(silent.delivery()).orElseThrow().messageId();
      try (var other = new Esme(smsc)) {
        other.session();
        assertThat(response).isNotDone();
        silent.hangUp();

        var receipt = Receipts.of(other.delivery()).orElseThrow();
        assertThat(receipt.messageId()).isEqualTo(id);
        assertThat(receipt.state()).contains(MessageState.DELIVERED);
      }
    }
  }

  private static List<Segment> turkish() {
    var layout = new Layout(LinkAlphabet.GSM7, Set.of(Language.TURKISH), LongForm.UDH8);
    var fits = (Measure.Fits) Segmentation.measure(TURKISH, WantedEncoding.GSM7, layout);
    var segments = Segmentation.segments(TURKISH, fits, layout, 1);
    assertThat(segments).hasSize(2);
    return segments;
  }

  private static SubmitSm submit(Octets body, Handling handling, Tlvs tlvs) {
    return new SubmitSm("", Esme.SENDER, SmppAddress.international(PERSON), handling, body, tlvs);
  }
}
