package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.smpp.SmppSettings.Forms;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Wording;
import io.carillon.model.Wording.Alphabet;
import io.carillon.model.Wording.LongForm;
import io.carillon.testkit.MemoryMeters;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final String PERSON = "+14155551234";

  private final Drafts drafts = new Drafts();

  private static Wording wording(Alphabet alphabet, LongForm form) {
    return new Wording(alphabet, form, false);
  }

  private Message gsm(String text, int segments) {
    return drafts.text(PERSON, text, Encoding.GSM7, segments);
  }

  /// What the carrier sends of a message that was claimed in as many parts as it says.
  private static List<SubmitSm> submits(Message message, Wording wording) {
    var texts = new Texts(wording);
    var making = new SubmitParts(new Phrasing(Forms.USUAL), texts, Forms.USUAL.submitBy());
    int count = texts.parts(message);
    return Drafts.parts(message, 100, count).stream()
        .map(part -> (SubmitSm) making.submit(part))
        .toList();
  }

  private static String read(List<SubmitSm> submits, LinkAlphabet link) {
    var readings = new ArrayList<Reading>();
    for (var submit : submits) {
      boolean headed = (submit.esmClass() & EsmClass.UDHI) != 0;
      readings.add(Reading.of(submit.payload(), headed, submit.dataCoding(), link));
    }
    return Reading.text(readings).orElseThrow();
  }

  @Test
  void wideReferencesTakeOneSeptetMore() {
    var message = gsm("x".repeat(305), 3);
    var submits = submits(message, wording(Alphabet.GSM7, LongForm.UDH16));

    assertThat(submits).hasSize(3);
    assertThat(submits.getFirst().payload().slice(0, 3).hex()).isEqualTo("060804");
    assertThat(submits.getFirst().shortMessage().size()).isEqualTo(159);
    assertThat(submits(message, Wording.USUAL)).hasSize(2);
  }

  @Test
  void sarNamesTheSegmentsInParameters() {
    var submits = submits(gsm("x".repeat(200), 2), wording(Alphabet.GSM7, LongForm.SAR));

    assertThat(submits).hasSize(2);
    for (int i = 0; i < 2; i++) {
      var tlvs = submits.get(i).tlvs();
      assertThat(submits.get(i).esmClass()).isEqualTo(EsmClass.PLAIN);
      assertThat(tlvs.number(Tag.SAR_TOTAL_SEGMENTS)).hasValue(2);
      assertThat(tlvs.number(Tag.SAR_SEGMENT_SEQNUM)).hasValue(i + 1);
      assertThat(tlvs.number(Tag.SAR_MSG_REF_NUM).orElseThrow()).isBetween(0, 255);
      assertThat(tlvs.number(Tag.USER_MESSAGE_REFERENCE)).hasValue(100 + i);
    }
    assertThat(submits.getFirst().tlvs().number(Tag.SAR_MSG_REF_NUM))
        .isEqualTo(submits.getLast().tlvs().number(Tag.SAR_MSG_REF_NUM));
    assertThat(submits(gsm("short", 1), wording(Alphabet.GSM7, LongForm.SAR)).getFirst().tlvs())
        .hasSize(1);
  }

  @Test
  void aLongTextMayGoWhole() {
    var whole = wording(Alphabet.GSM7, LongForm.PAYLOAD);
    var submits = submits(gsm("x".repeat(400), 3), whole);
    var alone = submits(gsm("x".repeat(160), 1), whole);

    assertThat(submits).hasSize(1);
    assertThat(submits.getFirst().shortMessage()).isEqualTo(Octets.NONE);
    assertThat(submits.getFirst().tlvs().find(Tag.MESSAGE_PAYLOAD).orElseThrow().size())
        .isEqualTo(400);
    assertThat(alone.getFirst().shortMessage().size()).isEqualTo(160);
    assertThat(alone.getFirst().tlvs().has(Tag.MESSAGE_PAYLOAD)).isFalse();
  }

  @Test
  void nationalTablesAreNamedInAHeader() {
    var submits = submits(gsm("ğ".repeat(100), 1), new Wording(Alphabet.GSM7, LongForm.UDH8, true));

    assertThat(submits).hasSize(1);
    assertThat(submits.getFirst().esmClass()).isEqualTo(EsmClass.UDHI);
    assertThat(submits.getFirst().dataCoding()).isZero();
    assertThat(submits.getFirst().payload().slice(0, 4).hex()).isEqualTo("03250101");
  }

  /// It was accepted for a carrier with national tables and goes to one without.
  @Test
  void whatCannotBeSaidInSeptetsHereGoesAsUcs2() {
    var message = gsm("ğ".repeat(100), 1);
    var euro = gsm("5 €", 1);

    assertThat(submits(message, Wording.USUAL)).hasSize(2);
    assertThat(submits(message, Wording.USUAL)).allMatch(submit -> submit.dataCoding() == 8);
    assertThat(submits(euro, wording(Alphabet.LATIN1, LongForm.UDH8)).getFirst().dataCoding())
        .isEqualTo(8);
    assertThatThrownBy(() -> submits(drafts.text(PERSON, "€", Encoding.LATIN1, 1), Wording.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> submits(drafts.text(PERSON, "x", Encoding.NONE, 1), Wording.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatNoShortMessageSaysHasTheSegmentsOfItsBill() {
    try (var carrier = new SmppCarrier(Line.settings(1, 1, 1), new MemoryMeters())) {
      assertThat(carrier.parts(drafts.text(PERSON, "x", Encoding.NONE, 3))).isEqualTo(3);
      assertThat(carrier.parts(gsm("x".repeat(161), 1))).isEqualTo(2);
      assertThat(carrier.wording()).isEqualTo(Wording.USUAL);
    }
  }

  private Message saying(Content content, Encoding encoding, int segments) {
    return Drafts.saying(drafts.text(PERSON, "", encoding, segments), content);
  }

  @Test
  void aFlashMessageNamesItsAlphabetAndItsClass() {
    var latin = wording(Alphabet.LATIN1, LongForm.UDH8);
    var gsm = submits(saying(new Content.Flash("now à"), Encoding.GSM7, 1), latin).getFirst();
    var ucs2 = submits(saying(new Content.Flash("now 👋"), Encoding.UCS2, 1), latin).getFirst();
    var packed =
        submits(
            saying(new Content.Flash("Hello"), Encoding.GSM7, 1),
            wording(Alphabet.PACKED_GSM7, LongForm.UDH8));

    assertThat(gsm.dataCoding()).isEqualTo(0x10);
    assertThat(gsm.payload().hex()).isEqualTo("6e6f77207f");
    assertThat(ucs2.dataCoding()).isEqualTo(0x18);
    assertThat(packed.getFirst().payload().hex()).isEqualTo("c8329bfd06");
    assertThatThrownBy(
            () -> submits(saying(new Content.Flash("x"), Encoding.LATIN1, 1), Wording.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(submits(saying(new Content.Flash("x".repeat(200)), Encoding.GSM7, 2), latin))
        .hasSize(2);
  }

  @Test
  void octetsGoToTheirPort() {
    var data = new Payload(new byte[150]);
    var card = new Content.Binary(data, Optional.of(new Content.Ports(9204, 5)));
    var headed = submits(saying(card, Encoding.NONE, 2), Wording.USUAL);
    var sar = submits(saying(card, Encoding.NONE, 2), wording(Alphabet.GSM7, LongForm.SAR));
    var whole = submits(saying(card, Encoding.NONE, 2), wording(Alphabet.GSM7, LongForm.PAYLOAD));
    var bare = new Content.Binary(new Payload(new byte[] {1}), Optional.empty());

    assertThat(headed).hasSize(2).allMatch(submit -> submit.dataCoding() == 4);
    assertThat(headed.getFirst().payload().slice(0, 12).hex())
        .startsWith("0b0003")
        .endsWith("050423f40005");
    assertThat(headed.getFirst().tlvs().has(Tag.DESTINATION_PORT)).isFalse();
    assertThat(sar).hasSize(2).allMatch(submit -> submit.esmClass() == EsmClass.PLAIN);
    assertThat(sar.getLast().tlvs().number(Tag.DESTINATION_PORT)).hasValue(9204);
    assertThat(sar.getLast().tlvs().number(Tag.SAR_SEGMENT_SEQNUM)).hasValue(2);
    assertThat(whole.getFirst().tlvs().number(Tag.SOURCE_PORT)).hasValue(5);
    assertThat(whole.getFirst().tlvs().find(Tag.MESSAGE_PAYLOAD))
        .contains(Octets.of(data.octets()));
    assertThat(submits(saying(bare, Encoding.NONE, 1), Wording.USUAL).getFirst().payload().hex())
        .isEqualTo("01");
  }

  /// Whatever is accepted for a carrier is sent in as many segments as were counted, and comes
  /// over.
  @Test
  void everyTextComesOverInAsManyPartsAsWereCounted() {
    var random = new SplittableRandom(31);
    var alphabet = "abc ñé€[ğş😀क\\n".codePoints().toArray();
    for (var wording : every()) {
      for (int round = 0; round < 60; round++) {
        var builder = new StringBuilder("x");
        int kinds = 1 + random.nextInt(alphabet.length);
        for (int i = random.nextInt(600); i > 0; i--) {
          builder.appendCodePoint(alphabet[random.nextInt(kinds)]);
        }
        var text = builder.append('z').toString();
        var texts = new Texts(wording);
        var layout = layout(wording);
        var counted = (Measure.Fits) Segmentation.measure(text, WantedEncoding.AUTO, layout);
        var encoding = Encoding.valueOf(counted.encoding().name());
        var message = drafts.text(PERSON, text, encoding, counted.segments());
        var submits = submits(message, wording);

        assertThat(texts.parts(message)).isEqualTo(layout.parts(counted.segments()));
        assertThat(submits).hasSize(layout.parts(counted.segments()));
        assertThat(read(submits, texts.alphabet())).isEqualTo(text);
        assertThat(submits).allMatch(submit -> submit.shortMessage().size() <= 254);
      }
    }
  }

  private static Layout layout(Wording wording) {
    return new Layout(
        LinkAlphabet.valueOf(wording.alphabet().name()),
        wording.national() ? Layout.everyLanguage() : Set.of(),
        io.carillon.wire.text.LongForm.valueOf(wording.longForm().name()));
  }

  private static List<Wording> every() {
    var all = new ArrayList<Wording>();
    for (var alphabet : Alphabet.values()) {
      for (var form : LongForm.values()) {
        all.add(wording(alphabet, form));
      }
    }
    for (var form : List.of(LongForm.UDH8, LongForm.UDH16)) {
      all.add(new Wording(Alphabet.GSM7, form, true));
      all.add(new Wording(Alphabet.PACKED_GSM7, form, true));
    }
    return all;
  }
}
