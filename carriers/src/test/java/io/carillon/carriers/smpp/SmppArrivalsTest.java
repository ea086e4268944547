package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Octets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmppArrivalsTest {
  private static final SmppAddress PERSON = SmppAddress.international("14155551234");
  private static final SmppAddress SENDER = SmppAddress.international("14155552671");

  private final SmppArrivals arrivals = new SmppArrivals(LinkAlphabet.GSM7);

  private Arrived arrived(int esmClass, int dataCoding, Octets body, Tlvs tlvs) {
    var handling = Handling.PLAIN.withEsmClass(esmClass).withDataCoding(dataCoding);
    var pdu = new DeliverSm("", PERSON, SENDER, handling, body, tlvs);
    return arrivals.arrived(pdu, 0).orElseThrow();
  }

  private Arrived headed(String hex) {
    return arrived(EsmClass.UDHI, 0, Octets.ofHex(hex), Tlvs.NONE);
  }

  private static Tlvs beside(int reference, int total, int number) {
    return Tlvs.NONE
        .withShort(Tag.SAR_MSG_REF_NUM, reference)
        .withOctet(Tag.SAR_TOTAL_SEGMENTS, total)
        .withOctet(Tag.SAR_SEGMENT_SEQNUM, number);
  }

  private static Content octets(String hex) {
    return new Content.Binary(new Payload(Octets.ofHex(hex).toBytes()), Optional.empty());
  }

  @Test
  void partsSayWhichTheyAreInThreeWays() {
    var gsm = new Script("GSM7", 0, 0);

    var narrow = headed("0500030702014142");
    var wide = headed("060804010702014142");
    var beside = arrived(0, 8, Octets.ofHex("00410042"), beside(65_535, 3, 2));

    assertThat(narrow.manner().part()).isEqualTo(new Part(Scheme.NARROW, 7, 2, 1, gsm));
    assertThat(wide.manner().part()).isEqualTo(new Part(Scheme.WIDE, 0x107, 2, 1, gsm));
    assertThat(beside.manner().part())
        .isEqualTo(new Part(Scheme.BESIDE, 65_535, 3, 2, new Script("UCS2", 0, 0)));
    assertThat(narrow.content()).isEqualTo(octets("4142"));
    assertThat(beside.content()).isEqualTo(octets("00410042"));
    assertThat(narrow.manner().odd()).isEmpty();
  }

  @Test
  void aPartInMessagePayloadIsReadAlike() {
    var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.ofHex("05000307020141"));

    var part = arrived(EsmClass.UDHI, 0, Octets.NONE, tlvs);

    assertThat(part.manner().part().number()).isEqualTo(1);
    assertThat(part.content()).isEqualTo(octets("41"));
  }

  @Test
  void nationalTablesStandInThePart() {
    var part = headed("0b000307020125010124010341");

    assertThat(part.manner().part().script()).isEqualTo(new Script("GSM7", 1, 3));
  }

  @Test
  void aTextOfOnePartIsWhole() {
    assertThat(headed("05000307010141").manner().part()).isEqualTo(Part.WHOLE);
    assertThat(headed("05000307010141").content()).isEqualTo(new Content.Text("A"));
    assertThat(arrived(0, 0, Octets.ofHex("41"), beside(7, 1, 1)).manner().part())
        .isEqualTo(Part.WHOLE);
  }

  @Test
  void whatIsBrokenIsKeptWholeAndSaid() {
    var overrun = headed("7f000307020141");
    var beyond = headed("05000307020341");
    var missing = Tlvs.NONE.withShort(Tag.SAR_MSG_REF_NUM, 7).withOctet(Tag.SAR_TOTAL_SEGMENTS, 2);

    assertThat(overrun.manner().part()).isEqualTo(Part.WHOLE);
    assertThat(overrun.content().words()).endsWith("A");
    assertThat(overrun.manner().odd())
        .containsExactly(
            "the header could not be read and is kept as text: the header is longer than the"
                + " message");
    assertThat(beyond.content()).isEqualTo(new Content.Text("A"));
    assertThat(beyond.manner().odd()).containsExactly("a concatenation was ignored: part 3 of 2");
    assertThat(arrived(0, 0, Octets.ofHex("41"), beside(7, 2, 0)).manner().odd())
        .containsExactly("the parameters sar_… were ignored: part 0 of 2");
    assertThat(arrived(0, 0, Octets.ofHex("41"), missing).manner().odd())
        .containsExactly(
            "the parameters sar_… were ignored: one of the three is missing or broken");
  }

  @Test
  void theHeaderCountsWhereTheParametersSayOtherwise() {
    var part = arrived(EsmClass.UDHI, 0, Octets.ofHex("05000307020141"), beside(7, 2, 2));

    assertThat(part.manner().part().number()).isEqualTo(1);
    assertThat(part.manner().odd())
        .containsExactly(
            "the header and the parameters sar_… name different parts: the header counts");
  }

  @Test
  void octetsThatAreTooManySayHowManyThereWere() {
    var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.owning(new byte[20_000]));

    var whole = arrived(0, 4, Octets.NONE, tlvs);
    var part =
        arrived(
            0,
            0,
            Octets.NONE,
            beside(7, 2, 1).with(Tag.MESSAGE_PAYLOAD, Octets.owning(new byte[20_000])));

    assertThat(whole.manner().odd())
        .containsExactly("only the first 16 KiB of 20000 octets are kept");
    assertThat(part.manner().part()).isEqualTo(Part.WHOLE);
    assertThat(part.manner().odd()).containsExactly("part 1 of 2 is too large to wait for others");
    assertThat(part.content().words()).hasSize(20_000);
  }

  @Test
  void anyOctetsAreReadInTimeAndNothingIsLost() {
    var random = new Random(20_261_122);
    for (int round = 0; round < 20_000; round++) {
      var octets = new byte[1 + random.nextInt(160)];
      random.nextBytes(octets);
      octets[0] = (byte) random.nextInt(12);
      var tlvs = beside(random.nextInt(65_536), random.nextInt(256), random.nextInt(256));

      var arrived =
          arrived(
              random.nextInt(4) == 0 ? 0 : EsmClass.UDHI,
              random.nextInt(256),
              Octets.of(octets),
              random.nextBoolean() ? Tlvs.NONE : tlvs);

      var part = arrived.manner().part();
      assertThat(part.number()).isBetween(1, part.total());
      assertThat(arrived.manner().odd()).doesNotContainNull();
    }
  }
}
