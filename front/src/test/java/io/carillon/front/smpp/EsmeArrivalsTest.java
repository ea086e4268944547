package io.carillon.front.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.testkit.Samples;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EsmeArrivalsTest {
  private final Samples samples = new Samples(1);

  private Message message(String text) {
    return samples.message(new Content.Text(text));
  }

  private static DeliverSm whole(Message message, LinkAlphabet link) {
    var all = EsmeArrivals.of(message, link, LongForm.PAYLOAD);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static UserData.Split split(DeliverSm pdu) {
    assertThat(pdu.esmClass()).isEqualTo(EsmClass.UDHI);
    return (UserData.Split) Udh.parse(pdu.shortMessage());
  }

  @ParameterizedTest
  @CsvSource({"Hello, GSM7, 0, 5", "Größe, LATIN1, 0, 5", "Γειά, LATIN1, 8, 8", "ы, GSM7, 8, 2"})
  void whatAPersonWroteIsInTheDefaultAlphabetWhereThatHasIt(
      String text, LinkAlphabet byDefault, int coding, int octets) {
    for (var longForm : LongForm.values()) {
      var all = EsmeArrivals.of(message(text), byDefault, longForm);

      assertThat(all).hasSize(1);
      assertThat(all.getFirst().dataCoding()).isEqualTo(coding);
      assertThat(all.getFirst().payload().size()).isEqualTo(octets);
      assertThat(all.getFirst().esmClass()).isEqualTo(EsmClass.PLAIN);
      assertThat(all.getFirst().tlvs().has(Tag.SAR_TOTAL_SEGMENTS)).isFalse();
    }
  }

  @Test
  void whatIsLongStandsInThePayload() {
    var pdu = whole(message("x".repeat(255)), LinkAlphabet.GSM7);

    assertThat(pdu.shortMessage().isEmpty()).isTrue();
    assertThat(pdu.tlvs().find(Tag.MESSAGE_PAYLOAD).orElseThrow().size()).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({"UDH8, 153", "UDH16, 152"})
  void partsBeginWithAHeaderThatNamesThem(LongForm longForm, int septets) {
    var text = "a".repeat(septets) + "b".repeat(septets) + "c";
    var message = message(text);

    var parts = EsmeArrivals.of(message, LinkAlphabet.GSM7, longForm);

    assertThat(parts).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var split = split(parts.get(i));
      int reference = longForm.reference((int) message.id().value().low());
      assertThat(split.udh().concat()).contains(new Udh.Concat(reference, 3, i + 1));
      assertThat(Udh.isWide(parts.get(i).shortMessage())).isEqualTo(longForm == LongForm.UDH16);
      assertThat(parts.get(i).dataCoding()).isEqualTo(DataCoding.DEFAULT);
      assertThat(parts.get(i).tlvs().has(Tag.MESSAGE_PAYLOAD)).isFalse();
    }
    assertThat(
            parts.stream().map(pdu -> Gsm.decode(split(pdu).body())).collect(Collectors.joining()))
        .isEqualTo(text);
    assertThat(EsmeArrivals.of(message, LinkAlphabet.GSM7, longForm)).isEqualTo(parts);
  }

  @Test
  void partsAreNamedByTheSarParameters() {
    var text = "€".repeat(100);
    var message = message(text);

    var parts = EsmeArrivals.of(message, LinkAlphabet.GSM7, LongForm.SAR);

    assertThat(parts).hasSize(2);
    int reference = (int) message.id().value().low() & 0xFF;
    for (int i = 0; i < 2; i++) {
      var tlvs = parts.get(i).tlvs();
      assertThat(tlvs.number(Tag.SAR_MSG_REF_NUM)).hasValue(reference);
      assertThat(tlvs.number(Tag.SAR_TOTAL_SEGMENTS)).hasValue(2);
      assertThat(tlvs.number(Tag.SAR_SEGMENT_SEQNUM)).hasValue(i + 1);
      assertThat(parts.get(i).esmClass()).isEqualTo(EsmClass.PLAIN);
    }
    // 153 septets hold 76 euro signs of two septets each, and none is split.
    assertThat(parts.getFirst().shortMessage().size()).isEqualTo(152);
    assertThat(
            parts.stream().map(pdu -> Gsm.decode(pdu.shortMessage())).collect(Collectors.joining()))
        .isEqualTo(text);
  }

  @Test
  void partsAreInLatin1WhereDataCoding0IsThat() {
    var text = "ÿ".repeat(141);

    var parts = EsmeArrivals.of(message(text), LinkAlphabet.LATIN1, LongForm.UDH8);

    assertThat(parts).extracting(DeliverSm::dataCoding).containsExactly(0, 0);
    assertThat(split(parts.getFirst()).body())
        .isEqualTo(Octets.of("ÿ".repeat(134).getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void noPartEndsInsideACharacterOfTwoUnits() {
    var text = "x" + "😀".repeat(40);

    var parts = EsmeArrivals.of(message(text), LinkAlphabet.GSM7, LongForm.UDH8);

    assertThat(parts).extracting(DeliverSm::dataCoding).containsExactly(8, 8);
    assertThat(
            parts.stream().map(pdu -> split(pdu).body().decode(StandardCharsets.UTF_16BE)).toList())
        .containsExactly("x" + "😀".repeat(33), "😀".repeat(7));
  }

  @ParameterizedTest
  @EnumSource(LongForm.class)
  void aTextOfTooManyPartsGoesWhole(LongForm longForm) {
    var text = "x".repeat(153 * 255 + 1);

    var all = EsmeArrivals.of(message(text), LinkAlphabet.GSM7, longForm);

    assertThat(all).isEqualTo(List.of(all.getFirst()));
    assertThat(all.getFirst().tlvs().find(Tag.MESSAGE_PAYLOAD).orElseThrow().size())
        .isEqualTo(text.length());
  }

  private Message binary(int octets) {
    var ports = Optional.of(new Content.Ports(9_204, 9_200));
    return samples.message(new Content.Binary(new Payload(new byte[octets]), ports));
  }

  @Test
  void octetsHaveTheirPortsInTheHeaderWhereThereIsOne() {
    var parts = EsmeArrivals.of(binary(200), LinkAlphabet.GSM7, LongForm.UDH8);

    assertThat(parts).hasSize(2);
    for (var pdu : parts) {
      assertThat(pdu.dataCoding()).isEqualTo(DataCoding.BINARY);
      assertThat(split(pdu).udh().ports()).contains(new Udh.Ports(9_204, 9_200));
      assertThat(pdu.tlvs().has(Tag.DESTINATION_PORT)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"SAR, 200, 2", "SAR, 20, 1", "PAYLOAD, 300, 1", "SAR, 16384, 128"})
  void octetsHaveTheirPortsInParametersElse(LongForm longForm, int octets, int count) {
    var parts = EsmeArrivals.of(binary(octets), LinkAlphabet.GSM7, longForm);

    assertThat(parts).hasSize(count);
    for (var pdu : parts) {
      assertThat(pdu.dataCoding()).isEqualTo(DataCoding.BINARY);
      assertThat(pdu.esmClass()).isEqualTo(EsmClass.PLAIN);
      assertThat(pdu.tlvs().number(Tag.DESTINATION_PORT)).hasValue(9_204);
      assertThat(pdu.tlvs().number(Tag.SOURCE_PORT)).hasValue(9_200);
    }
  }
}
