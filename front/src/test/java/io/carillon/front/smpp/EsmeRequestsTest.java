package io.carillon.front.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Submission;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Payload;
import io.carillon.model.Priority;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EsmeRequestsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T14:30:00Z");
  private static final SmppAddress FROM = SmppAddress.international("14155552671");
  private static final SmppAddress TO = SmppAddress.international("14155551234");

  private static OwnEsme esme(Map<String, String> facts) {
    return new OwnEsme(
        new Resource(
            new Id(1, 1),
            new AccountId(new Id(2, 2)),
            Resource.Kind.ESME,
            "acme",
            facts,
            NOW,
            NOW));
  }

  private static Octets octets(String ascii) {
    return Octets.of(ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static EsmeRequests.Read read(
      SmppAddress from, Handling handling, Octets body, Tlvs tlvs, Map<String, String> facts) {
    var pdu = new Pdu.SubmitSm("CMT", from, TO, handling, body, tlvs);
    return EsmeRequests.read(Said.of(pdu), new EsmeRequests.About(esme(facts), "req", "", NOW));
  }

  private static EsmeRequests.Read read(Handling handling, Octets body, Tlvs tlvs) {
    return read(FROM, handling, body, tlvs, Map.of());
  }

  private static Submission whole(EsmeRequests.Read read) {
    return ((EsmeRequests.Read.Whole) read).submission();
  }

  private static int status(EsmeRequests.Read read) {
    return ((EsmeRequests.Read.No) read).status();
  }

  @Test
  void readsEverythingThatASubmitSays() {
    var handling = new Handling(0, 0, 2, "000001000000000R", "000002000000000R", 1, 0, 0, 0);
    var tlvs =
        Tlvs.NONE
            .withShort(Tag.USER_MESSAGE_REFERENCE, 7)
            .withText(0x1400, "entity-1")
            .with(0x1401, Octets.ofHex("00ff"));

    var read = whole(read(handling, octets("Hello"), tlvs));

    assertThat(read.ends()).isEqualTo(new Submission.Ends("+14155552671", "", "+14155551234"));
    assertThat(read.content()).isEqualTo(new Content.Text("Hello"));
    assertThat(read.wishes().priority()).isEqualTo(Priority.HIGH);
    assertThat(read.wishes().timing().sendAt()).contains(NOW.plus(Duration.ofDays(1)));
    assertThat(read.wishes().timing().validity()).isEqualTo(Duration.ofDays(1));
    assertThat(read.source().reference()).isEqualTo("7");
    assertThat(read.source().tags())
        .isEqualTo(Map.of("service_type", "CMT", "tlv_1400", "entity-1", "tlv_1401", "0x00ff"));
    assertThat(read.source().place().dialect()).isEqualTo("smpp");
    assertThat(read.source().place().form()).isEqualTo("acme");
    assertThat(read.source().place().live()).isTrue();
    assertThat(read.source().keepsake().isEmpty()).isTrue();
    assertThat(read.wishes().callback().orElseThrow())
        .isEqualTo(
            EsmeMapping.callback(
                "acme",
                Set.of(
                    Status.DELIVERED,
                    Status.UNDELIVERED,
                    Status.EXPIRED,
                    Status.FAILED,
                    Status.CANCELED)));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 0, 0, 0, " + CommandStatus.RINVESMCLASS,
    "4, 0, 0, 0, " + CommandStatus.RINVESMCLASS,
    "0, 5, 0, 0, " + CommandStatus.RINVPRTFLG,
    "0, 0, 32, 0, " + CommandStatus.RINVREGDLVFLG,
    "0, 0, 0, 1, " + CommandStatus.RINVREPFLAG
  })
  void refusesWhatItDoesNotDo(int esm, int priority, int registered, int replace, int status) {
    var handling = new Handling(esm, 0, priority, "", "", registered, replace, 0, 0);

    assertThat(status(read(handling, octets("Hello"), Tlvs.NONE))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "tomorrow, '', " + CommandStatus.RINVSCHED,
    "'', 99, " + CommandStatus.RINVEXPIRY,
    "'', 261120143000000+, " + CommandStatus.RINVEXPIRY,
    "000002000000000R, 000001000000000R, " + CommandStatus.RINVEXPIRY
  })
  void refusesTimesThatMakeNoSense(String schedule, String validity, int status) {
    var handling = new Handling(0, 0, 0, schedule, validity, 0, 0, 0, 0);

    assertThat(status(read(handling, octets("Hello"), Tlvs.NONE))).isEqualTo(status);
  }

  @Test
  void knowsThePartsOfATextByHeaderAndByTlvs() {
    var headed = Handling.PLAIN.withEsmClass(0x40);
    var eight = read(headed, Octets.ofHex("0500030703024142"), Tlvs.NONE);
    var sixteen = read(headed, Octets.ofHex("060804010203034142"), Tlvs.NONE);
    var sar =
        read(
            Handling.PLAIN,
            octets("AB"),
            Tlvs.NONE
                .withShort(Tag.SAR_MSG_REF_NUM, 258)
                .withOctet(Tag.SAR_TOTAL_SEGMENTS, 3)
                .withOctet(Tag.SAR_SEGMENT_SEQNUM, 3));

    assertThat(((EsmeRequests.Read.Part) eight).concat().number()).isEqualTo(2);
    assertThat(((EsmeRequests.Read.Part) eight).piece().reading().body()).isEqualTo(octets("AB"));
    assertThat(((EsmeRequests.Read.Part) sixteen).concat())
        .isEqualTo(((EsmeRequests.Read.Part) sar).concat());
    var tooMany = read(headed, Octets.ofHex("0500030721014142"), Tlvs.NONE);
    assertThat(status(tooMany)).isEqualTo(CommandStatus.RINVMSGLEN);
    var alone = read(headed, Octets.ofHex("0500030701014142"), Tlvs.NONE);
    assertThat(whole(alone).content()).isEqualTo(new Content.Text("AB"));
  }

  @ParameterizedTest
  @CsvSource({"16, 0", "240, 0", "0, 1"})
  void aTextOfMessageClassZeroIsShownAtOnce(int coding, int subunit) {
    var tlvs = subunit == 0 ? Tlvs.NONE : Tlvs.NONE.withOctet(Tag.DEST_ADDR_SUBUNIT, subunit);

    assertThat(whole(read(Handling.PLAIN.withDataCoding(coding), octets("Now"), tlvs)).content())
        .isEqualTo(new Content.Flash("Now"));
  }

  @Test
  void octetsGoToTheirProgram() {
    var binary = Handling.PLAIN.withDataCoding(4);
    var data = new Payload(new byte[] {1, 2, (byte) 0xFF});
    var ports = Optional.of(new Content.Ports(0x1581, 0x1582));

    assertThat(whole(read(binary, Octets.ofHex("0102ff"), Tlvs.NONE)).content())
        .isEqualTo(new Content.Binary(data, Optional.empty()));
    var headed = binary.withEsmClass(0x40);
    assertThat(whole(read(headed, Octets.ofHex("060504158115820102ff"), Tlvs.NONE)).content())
        .isEqualTo(new Content.Binary(data, ports));
    var tlvs = Tlvs.NONE.withShort(Tag.DESTINATION_PORT, 0x1581).withShort(Tag.SOURCE_PORT, 0x1582);
    assertThat(whole(read(binary, Octets.ofHex("0102ff"), tlvs)).content())
        .isEqualTo(new Content.Binary(data, ports));
    assertThat(status(read(Handling.PLAIN, octets("Hi"), tlvs))).isEqualTo(CommandStatus.RINVDCS);
  }

  @Test
  void nationalTablesAreRead() {
    var headed = Handling.PLAIN.withEsmClass(0x40);

    // Turkish: 1B 73 is s with a cedilla in the single shift table
    assertThat(whole(read(headed, Octets.ofHex("032401011b73"), Tlvs.NONE)).content())
        .isEqualTo(new Content.Text("ş"));
  }

  @Test
  void whatIsNoHeaderIsRefused() {
    var headed = Handling.PLAIN.withEsmClass(0x40);

    assertThat(status(read(headed, Octets.ofHex("7f0003"), Tlvs.NONE)))
        .isEqualTo(CommandStatus.RINVESMCLASS);
  }

  @Test
  void keepsToTheSendersOfTheEsme() {
    var own = Map.of(OwnEsme.SENDERS, "MyCompany");
    var body = octets("Hello");

    assertThat(status(read(FROM, Handling.PLAIN, body, Tlvs.NONE, own)))
        .isEqualTo(CommandStatus.RINVSRCADR);
    assertThat(whole(read(SmppAddress.NONE, Handling.PLAIN, body, Tlvs.NONE, own)).ends().from())
        .isEqualTo("MyCompany");
    assertThat(status(read(SmppAddress.NONE, Handling.PLAIN, body, Tlvs.NONE, Map.of())))
        .isEqualTo(CommandStatus.RINVSRCADR);
  }

  @Test
  void remembersHowAddressesWereWrittenWhereThatIsNotTheUsualWay() {
    var loose = new SmppAddress(0, 0, "+14155552671");
    var keepsake =
        whole(read(loose, Handling.PLAIN, octets("Hello"), Tlvs.NONE, Map.of()))
            .source()
            .keepsake();

    assertThat(new String(keepsake.octets(), StandardCharsets.UTF_8))
        .isEqualTo("0/0/+14155552671\n1/1/14155551234\n\n0\n");
  }

  @Test
  void readsDataCodingZeroAsTheEsmeMeansIt() {
    var latin = Map.of(OwnEsme.ALPHABET, "latin-1");
    var body = octets("Größe");

    assertThat(whole(read(FROM, Handling.PLAIN, body, Tlvs.NONE, latin)).content())
        .isEqualTo(new Content.Text("Größe"));
  }

  @Test
  void aTestUsersMessagesAreNotLive() {
    var test = Map.of(OwnEsme.TEST, "true");

    assertThat(
            whole(read(FROM, Handling.PLAIN, octets("Hi"), Tlvs.NONE, test))
                .source()
                .place()
                .live())
        .isFalse();
  }

  @Test
  void neverBreaksWhateverComes() {
    var random = new Random(20_261_121);
    for (int i = 0; i < 20_000; i++) {
      var body = new byte[random.nextInt(20)];
      random.nextBytes(body);
      var handling =
          new Handling(
              random.nextInt(256) & ~0x3C,
              random.nextInt(256),
              random.nextInt(6),
              "",
              "",
              random.nextInt(32),
              0,
              random.nextInt(256),
              0);
      var tlvs =
          random.nextInt(4) == 0
              ? Tlvs.NONE.with(random.nextInt(0x1500), Octets.of(body))
              : Tlvs.NONE;
      var from = new SmppAddress(random.nextInt(8), random.nextInt(20), "1" + random.nextInt());

      assertThat(Optional.of(read(from, handling, Octets.of(body), tlvs, Map.of()))).isPresent();
    }
  }
}
