package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.smpp.SmppSettings.IdMode;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Payload;
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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppReportsTest {
  private static final SmppAddress PERSON = SmppAddress.international("14155551234");
  private static final SmppAddress SENDER = SmppAddress.international("14155552671");
  private static final int NETWORK_TAG = 0x1403;

  private static final FarIds AS_IS = new FarIds("acme", IdMode.AS_IS);

  private final SmppReports reports = new SmppReports(AS_IS, NETWORK_TAG, LinkAlphabet.GSM7);

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
    return (Report.Receipt) reports.report(pdu, 0).orElseThrow();
  }

  private Content words(DeliverSm pdu) {
    return ((Report.Arrived) reports.report(pdu, 0).orElseThrow()).content();
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
    assertThat(reports.report(nameless, 0)).isEmpty();
  }

  @Test
  void theNetworkIsNotReadWhereNoTagNamesIt() {
    var pdu = receipt("id:1 stat:DELIVRD", Tlvs.NONE.withText(NETWORK_TAG, "310410"));

    assertThat(new SmppReports(AS_IS, 0, LinkAlphabet.GSM7).report(pdu, 0))
        .hasValueSatisfying(report -> assertThat(((Report.Receipt) report).network()).isEmpty());
  }

  /// What SMPP 5.0 has for it is read where the carrier's own tag says nothing.
  @ParameterizedTest
  @CsvSource({"0x1403, 310410", "0x060E, 26202", "0x060D, Vodafone D2"})
  void theNetworkStandsInTheCarriersOwnTagOrInThoseOfTheStandard(String tag, String network) {
    var pdu = receipt("id:1 stat:DELIVRD", Tlvs.NONE.withText(Integer.decode(tag), network));

    assertThat(read(pdu).network()).isEqualTo(network);
  }

  @Test
  void octetsThatAreNoWordAreNoNetwork() {
    var odd = Tlvs.NONE.with(Tag.DEST_NETWORK_ID, Octets.of((byte) 3, (byte) 0x10, (byte) 0x26));
    var wide = Tlvs.NONE.withText(NETWORK_TAG, "x".repeat(65)).withText(0x060E, "26202");

    assertThat(read(receipt("id:1 stat:DELIVRD", odd)).network()).isEmpty();
    assertThat(read(receipt("id:1 stat:DELIVRD", wide)).network()).isEqualTo("26202");
  }

  /// Texts as centres write them (Appendix B calls the form vendor-specific): the id, the verdict,
  /// the code that they say.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id:123 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000"
            + " text:Hello | 123 | DELIVERED | 000",
        "id:123 submit date:260101120000 done date:260101120100 stat:DELIVRD err:000"
            + " | 123 | DELIVERED | 000",
        "id:123 done date:20260101120100 stat:EXPIRED err:12 | 123 | EXPIRED | 12",
        "ID:123 STAT:DELIVRD ERR:0 | 123 | DELIVERED | 0",
        "Id:123 Sub:1 Dlvrd:1 Submit Date:2601011200 Done Date:2601011201 Stat:UNDELIV Err:1B"
            + " Text: | 123 | UNDELIVERABLE | 1B",
        "stat:REJECTD id:123 err:045 | 123 | REJECTED | 045",
        "err:001 stat:UNDELIV id:123 | 123 | UNDELIVERABLE | 001",
        "id:123 stat:DELIVRD | 123 | DELIVERED | ''",
        "id: 123 stat: DELIVRD err: 000 | 123 | DELIVERED | 000",
        "id:123  sub:001  dlvrd:001  stat:DELETED  err:000 | 123 | DELETED | 000",
        "id:123 stat:delivrd err:000 text:id:9 stat:UNDELIV | 123 | DELIVERED | 000",
        "id:123 submit_date:2601011200 done_date:2601011201 stat:ACCEPTD err:0"
            + " | 123 | UNDERWAY | 0",
        "id:123 submitdate:2601011200 donedate:2601011201 stat:UNDELIVERABLE err:255"
            + " | 123 | UNDELIVERABLE | 255",
        "id:123 mccmnc:26202 cost:0.07 stat:DELIVRD err:000 | 123 | DELIVERED | 000",
        "id:0a1b-2c3d-4e5f stat:ENROUTE err:000 | 0a1b-2c3d-4e5f | UNDERWAY | 000",
        "stat:DELIVRD err:000 | '' | DELIVERED | 000",
        "id:   123 stat:  DELIVRD err:  000 | 123 | DELIVERED | 000",
        "id : 123 stat : UNDELIV err : 27 | 123 | UNDELIVERABLE | 27",
        "id:123,sub:001,stat:DELIVRD,err:000 | 123 | DELIVERED | 000",
        "id:123; stat:DELIVRD; err:000; | 123 | DELIVERED | 000",
        "id:123 err: stat:DELIVRD | 123 | DELIVERED | ''",
        "id:123 stat:UNDELIVERED err:1 | 123 | UNDELIVERABLE | 1",
        "id:123 stat:DELIVERD err:1 | 123 | DELIVERED | 1",
        "id:123 stat:2 err:1 | 123 | DELIVERED | 1",
      })
  void everySloppyTextIsRead(String text, String id, Verdict verdict, String code) {
    var declared = read(receipt(text, Tlvs.NONE));

    assertThat(declared.farId()).isEqualTo(id);
    assertThat(declared.verdict()).isEqualTo(verdict);
    assertThat(declared.code()).isEqualTo(code);
    var payload = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ascii(text));
    assertThat(read(deliver(EsmClass.RECEIPT, 0, Octets.NONE, payload))).isEqualTo(declared);
    var wide = Octets.of(text.getBytes(StandardCharsets.UTF_16BE));
    assertThat(read(deliver(EsmClass.RECEIPT, DataCoding.UCS2, wide, Tlvs.NONE)))
        .isEqualTo(declared);
    if (!id.isEmpty()) {
      assertThat(read(deliver(0, 0, ascii(text), Tlvs.NONE))).isEqualTo(declared);
    }
  }

  @Test
  void aReceiptWithoutAnyTextStandsByItsParameters() {
    var tlvs = Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, "77").withOctet(Tag.MESSAGE_STATE, 5);

    assertThat(read(deliver(EsmClass.RECEIPT, 0, Octets.NONE, tlvs)).verdict())
        .isEqualTo(Verdict.UNDELIVERABLE);
  }

  @Test
  void anIdOfWhichTheFormIsNotKnownHasAliases() {
    var unsure = new SmppReports(new FarIds("acme", IdMode.AUTO), 0, LinkAlphabet.GSM7);

    var report = unsure.report(receipt("id:0255 stat:DELIVRD", Tlvs.NONE), 0).orElseThrow();

    var receipt = (Report.Receipt) report;
    assertThat(receipt.farId()).isEqualTo("255");
    assertThat(receipt.aliases()).containsExactly("ff", "597");
  }

  @Test
  void aTextOfAPersonArrives() {
    var pdu = deliver(0, 0, Gsm.encode("STOP €"), Tlvs.NONE);

    assertThat(reports.report(pdu, 0))
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
    var body = Octets.ofHex("050003070101").plus(ascii("Hello"));

    assertThat(words(deliver(EsmClass.UDHI, 0, body, Tlvs.NONE)))
        .isEqualTo(new Content.Text("Hello"));
  }

  @Test
  void aDataSmIsReadAlike() {
    var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ascii("Hello"));
    var pdu = new DataSm("", PERSON, SENDER, 0, 0, 0, tlvs);

    assertThat(reports.report(pdu, 0))
        .hasValueSatisfying(report -> assertThat(report).isInstanceOf(Report.Arrived.class));
  }

  @Test
  void aTextWithoutASenderIsNothing() {
    var pdu = new DeliverSm("", SmppAddress.NONE, SENDER, Handling.PLAIN, ascii("x"), Tlvs.NONE);

    assertThat(reports.report(pdu, 0)).isEmpty();
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

      reports.report(new DeliverSm("", PERSON, SENDER, handling, Octets.of(octets), tlvs), 0);
    }
  }

  @Test
  void aTextIsReadInItsTablesAndAlphabet() {
    var turkish = deliver(EsmClass.UDHI, 0, Octets.ofHex("032501010c"), Tlvs.NONE);
    var packed = deliver(EsmClass.UDHI, 0, Octets.ofHex("050003a50101c2"), Tlvs.NONE);
    var latin = deliver(EsmClass.PLAIN, 0, Octets.ofHex("e7e3"), Tlvs.NONE);

    assertThat(words(turkish)).isEqualTo(new Content.Text("ğ"));
    assertThat(arrived(packed, LinkAlphabet.PACKED_GSM7)).isEqualTo(new Content.Text("a"));
    assertThat(arrived(latin, LinkAlphabet.LATIN1)).isEqualTo(new Content.Text("çã"));
  }

  @Test
  void octetsThatAreNoTextAreKeptAsSuch() {
    var card = Octets.ofHex("0102ff");
    var headed = deliver(EsmClass.UDHI, 4, Octets.ofHex("06050423f40005").plus(card), Tlvs.NONE);
    var told =
        deliver(
            0,
            4,
            card,
            Tlvs.NONE.withShort(Tag.DESTINATION_PORT, 9204).withShort(Tag.SOURCE_PORT, 5));
    var bare = deliver(0, 2, card, Tlvs.NONE.with(Tag.DESTINATION_PORT, Octets.ofHex("ffffffff")));
    var ports = Optional.of(new Content.Ports(9204, 5));

    assertThat(words(headed)).isEqualTo(new Content.Binary(new Payload(card.toBytes()), ports));
    assertThat(words(told)).isEqualTo(words(headed));
    assertThat(words(bare))
        .isEqualTo(new Content.Binary(new Payload(card.toBytes()), Optional.empty()));
  }

  private static Content arrived(DeliverSm pdu, LinkAlphabet alphabet) {
    var report = new SmppReports(AS_IS, NETWORK_TAG, alphabet).report(pdu, 0).orElseThrow();
    return ((Report.Arrived) report).content();
  }
}
