package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Report;
import io.carillon.model.Report.Verdict;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DataSm;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppReportsTest {
  private static final SmppAddress PERSON = SmppAddress.international("14155551234");
  private static final SmppAddress SENDER = SmppAddress.international("14155552671");
  private static final int NETWORK_TAG = 0x1403;

  private final SmppReports reports = new SmppReports(NETWORK_TAG, LinkAlphabet.GSM7);

  private static Octets ascii(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static DeliverSm deliver(int esmClass, int dataCoding, Octets body, Tlvs tlvs) {
    var handling = Handling.PLAIN.withEsmClass(esmClass).withDataCoding(dataCoding);
    return new DeliverSm("", PERSON, SENDER, handling, body, tlvs);
  }

  private static DeliverSm receipt(String text, Tlvs tlvs) {
    return deliver(EsmClass.RECEIPT, 0, ascii(text), tlvs);
  }

  private Report.Receipt read(DeliverSm pdu) {
    return (Report.Receipt) reports.report(pdu).orElseThrow();
  }

  private Content words(DeliverSm pdu) {
    return ((Report.Arrived) reports.report(pdu).orElseThrow()).content();
  }

  @Test
  void aReceiptsTextTellsWhatBecameOfAPart() {
    var text =
        "id:0a1B sub:001 dlvrd:000 submit date:2601010000 done date:2601010001 stat:UNDELIV err:011"
            + " text:Hello";

    assertThat(read(receipt(text, Tlvs.NONE)))
        .isEqualTo(
            new Report.Receipt(
                "0a1B",
                -1,
                Address.phone("+14155552671"),
                Address.phone("+14155551234"),
                Verdict.UNDELIVERABLE,
                "011",
                ""));
  }

  @Test
  void parametersWinOverTheText() {
    var tlvs =
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, "far-1")
            .withOctet(Tag.MESSAGE_STATE, 2)
            .with(Tag.NETWORK_ERROR_CODE, Octets.of((byte) 3, (byte) 1, (byte) 2))
            .withShort(Tag.USER_MESSAGE_REFERENCE, 65_535)
            .withText(NETWORK_TAG, "310410");

    var receipt = read(receipt("id:other stat:UNDELIV err:011", tlvs));

    assertThat(receipt.farId()).isEqualTo("far-1");
    assertThat(receipt.verdict()).isEqualTo(Verdict.DELIVERED);
    assertThat(receipt.code()).isEqualTo("3:258");
    assertThat(receipt.reference()).isEqualTo(65_535);
    assertThat(receipt.network()).isEqualTo("310410");
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVRD, DELIVERED",
    "delivered, DELIVERED",
    "EXPIRED, EXPIRED",
    "DELETED, DELETED",
    "UNDELIV, UNDELIVERABLE",
    "REJECTD, REJECTED",
    "ACCEPTD, UNDERWAY",
    "ENROUTE, UNDERWAY",
    "UNKNOWN, UNKNOWN",
    "NONSENSE, UNKNOWN"
  })
  void everyWordOfAReceiptIsAVerdict(String word, Verdict verdict) {
    assertThat(read(receipt("id:1 stat:" + word, Tlvs.NONE)).verdict()).isEqualTo(verdict);
  }

  @Test
  void anIntermediateOneIsUnderwayWhateverItSays() {
    var pdu = deliver(EsmClass.INTERMEDIATE, 0, ascii("id:1 stat:UNDELIV"), Tlvs.NONE);

    assertThat(read(pdu).verdict()).isEqualTo(Verdict.UNDERWAY);
  }

  @Test
  void aReceiptThatDoesNotSaySoIsOneByItsContent() {
    assertThat(read(deliver(0, 0, ascii("id:77 stat:DELIVRD"), Tlvs.NONE)).farId()).isEqualTo("77");
    var named = Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, "78").withOctet(Tag.MESSAGE_STATE, 3);
    assertThat(read(deliver(0, 0, Octets.NONE, named)).verdict()).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void aReceiptWithoutAnIdStandsByItsReferenceOrItsAddresses() {
    var pdu = receipt("stat:DELIVRD", Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 9));

    assertThat(read(pdu).farId()).isEmpty();
    assertThat(read(pdu).reference()).isEqualTo(9);
  }

  @Test
  void aReceiptWithAnIdNeedsNoAddresses() {
    var handling = Handling.PLAIN.withEsmClass(EsmClass.RECEIPT);
    var nobody = SmppAddress.NONE;
    var named = new DeliverSm("", nobody, nobody, handling, ascii("id:5 stat:DELIVRD"), Tlvs.NONE);
    var nameless = new DeliverSm("", nobody, nobody, handling, ascii("stat:DELIVRD"), Tlvs.NONE);

    assertThat(read(named).recipient()).isEqualTo(SmppReports.NOBODY);
    assertThat(reports.report(nameless)).isEmpty();
  }

  @Test
  void theNetworkIsNotReadWhereNoTagNamesIt() {
    var pdu = receipt("id:1 stat:DELIVRD", Tlvs.NONE.withText(NETWORK_TAG, "310410"));

    assertThat(new SmppReports(0, LinkAlphabet.GSM7).report(pdu))
        .hasValueSatisfying(report -> assertThat(((Report.Receipt) report).network()).isEmpty());
  }

  @Test
  void aTextOfAPersonArrives() {
    var pdu = deliver(0, 0, Gsm.encode("STOP €"), Tlvs.NONE);

    assertThat(reports.report(pdu))
        .contains(
            new Report.Arrived(
                Channel.SMS,
                Address.phone("+14155551234"),
                Address.phone("+14155552671"),
                new Content.Text("STOP €")));
  }

  @Test
  void aTextIsReadInItsOwnAlphabet() {
    var ucs2 = Octets.of("Привет 👋".getBytes(StandardCharsets.UTF_16BE));
    var latin = Octets.of("Grüße".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(words(deliver(0, DataCoding.UCS2, ucs2, Tlvs.NONE)))
        .isEqualTo(new Content.Text("Привет 👋"));
    assertThat(words(deliver(0, DataCoding.LATIN1, latin, Tlvs.NONE)))
        .isEqualTo(new Content.Text("Grüße"));
    assertThat(
            words(deliver(0, 0, Octets.NONE, Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ascii("long")))))
        .isEqualTo(new Content.Text("long"));
  }

  @Test
  void theHeaderBeforeATextIsNoPartOfIt() {
    var body = Octets.ofHex("050003070201").plus(ascii("Hello"));

    assertThat(words(deliver(EsmClass.UDHI, 0, body, Tlvs.NONE)))
        .isEqualTo(new Content.Text("Hello"));
  }

  @Test
  void aDataSmIsReadAlike() {
    var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ascii("Hello"));
    var pdu = new DataSm("", PERSON, SENDER, 0, 0, 0, tlvs);

    assertThat(reports.report(pdu))
        .hasValueSatisfying(report -> assertThat(report).isInstanceOf(Report.Arrived.class));
  }

  @Test
  void aTextWithoutASenderIsNothing() {
    var pdu = new DeliverSm("", SmppAddress.NONE, SENDER, Handling.PLAIN, ascii("x"), Tlvs.NONE);

    assertThat(reports.report(pdu)).isEmpty();
  }

  @Test
  void nothingThatComesInBreaksIt() {
    var random = new Random(20_260_104);
    for (int round = 0; round < 20_000; round++) {
      var octets = new byte[random.nextInt(160)];
      random.nextBytes(octets);
      var tlvs = random.nextBoolean() ? Tlvs.NONE : Tlvs.NONE.with(Tag.MESSAGE_STATE, Octets.NONE);
      var handling =
          Handling.PLAIN.withEsmClass(random.nextInt(256)).withDataCoding(random.nextInt(256));

      reports.report(new DeliverSm("", PERSON, SENDER, handling, Octets.of(octets), tlvs));
    }
  }

  @Test
  void aTextIsReadInItsTablesAndAlphabet() {
    var turkish = deliver(EsmClass.UDHI, 0, Octets.ofHex("032501010c"), Tlvs.NONE);
    var packed = deliver(EsmClass.UDHI, 0, Octets.ofHex("050003a50201c2"), Tlvs.NONE);
    var latin = deliver(EsmClass.PLAIN, 0, Octets.ofHex("e7e3"), Tlvs.NONE);

    assertThat(words(turkish)).isEqualTo(new Content.Text("ğ"));
    assertThat(arrived(packed, LinkAlphabet.PACKED_GSM7)).isEqualTo(new Content.Text("a"));
    assertThat(arrived(latin, LinkAlphabet.LATIN1)).isEqualTo(new Content.Text("çã"));
  }

  private static Content arrived(DeliverSm pdu, LinkAlphabet alphabet) {
    var report = new SmppReports(NETWORK_TAG, alphabet).report(pdu).orElseThrow();
    return ((Report.Arrived) report).content();
  }
}
