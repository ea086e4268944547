package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PduCodecTest {
  private static final String BIND =
      "0000002a000000090000000000000001736d7070636c69656e74310070617373776f7264000034000000";
  private static final String SUBMIT =
      "0000003b00000004000000000000000200050041636d650001013135353531323334353637000000"
          + "000000010000000b48656c6c6f20777f726c64";
  private static final String RECEIPT =
      "000000b0000000050000000000000001000101313535353132333435363700050041636d65000400"
          + "000000000000006b69643a30303030303331323935207375623a30303120646c7672643a30303120"
          + "7375626d697420646174653a3236313132313032333320646f6e6520646174653a32363131323130"
          + "32333420737461743a44454c49565244206572723a30303020746578743a48656c6c6f001e000537"
          + "61336600042700010204230003030000";

  @Test
  void encodesAndDecodesTheBindVector() {
    var bind =
        new Pdu.Bind(BindMode.TRANSCEIVER, "smppclient1", "password", "", 0x34, SmppAddress.NONE);

    assertThat(hex(1, bind)).isEqualTo(BIND);
    assertThat(decode(BIND)).isEqualTo(new Decoded.Frame(1, bind));
  }

  @Test
  void encodesAndDecodesTheSubmitVector() {
    var submit =
        new Pdu.SubmitSm(
            "",
            SmppAddress.alphanumeric("Acme"),
            SmppAddress.international("15551234567"),
            Handling.PLAIN.withRegisteredDelivery(RegisteredDelivery.FINAL),
            Gsm.encode("Hello wàrld"),
            Tlvs.NONE);

    assertThat(hex(2, submit)).isEqualTo(SUBMIT);
    assertThat(decode(SUBMIT)).isEqualTo(new Decoded.Frame(2, submit));
  }

  @Test
  void encodesAndDecodesTheShortVectors() {
    vector(
        "000000158000000400000000000000023761336600",
        2,
        new Pdu.SubmitSmResp(0, "7a3f", Tlvs.NONE));
    vector(
        "00000010800000040000005800000002",
        2,
        new Pdu.SubmitSmResp(CommandStatus.RTHROTTLED, "", Tlvs.NONE));
    vector("00000010000000150000000000000003", 3, new Pdu.EnquireLink());
  }

  @Test
  void decodesTheReceiptVector() {
    var frame = (Decoded.Frame) decode(RECEIPT);
    var deliver = (Pdu.DeliverSm) frame.pdu();

    assertThat(deliver.esmClass()).isEqualTo(EsmClass.RECEIPT);
    assertThat(deliver.source()).isEqualTo(SmppAddress.international("15551234567"));
    assertThat(deliver.tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).contains("7a3f");
    assertThat(deliver.tlvs().number(Tag.MESSAGE_STATE)).hasValue(2);
    assertThat(hex(1, deliver)).isEqualTo(RECEIPT);
  }

  @Test
  void everyPduComesBack() {
    for (long seed = 0; seed < 400; seed++) {
      int sequence = (int) seed * 5_000_000 + 1;
      for (Pdu pdu : new SamplePdus(seed).one()) {
        byte[] bytes = PduCodec.encode(sequence, pdu);

        assertThat(PduCodec.decode(bytes, 0, bytes.length))
            .isEqualTo(new Decoded.Frame(sequence, pdu));
      }
    }
  }

  @Test
  void aCutPduIsBrokenOrLacksOnlyWhatItMay() {
    for (Pdu pdu : new SamplePdus(77).one()) {
      byte[] whole = PduCodec.encode(9, pdu);
      for (int length = PduCodec.HEADER_LENGTH; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        cut[2] = (byte) (length >>> 8);
        cut[3] = (byte) length;

        Decoded decoded = PduCodec.decode(cut, 0, length);

        assertThat(decoded.sequence()).isEqualTo(9);
        if (decoded instanceof Decoded.Broken broken) {
          assertThat(broken.streamGoesOn()).isTrue();
          assertThat(broken.status()).isNotZero();
        }
      }
    }
  }

  @Test
  void survivesRandomOctets() {
    var random = new SplittableRandom(5);
    int[] ids = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0xB, 0x15, 0x21, 0x102, 0x103, 0x7777};
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[PduCodec.HEADER_LENGTH + random.nextInt(120)];
      random.nextBytes(bytes);
      bytes[0] = 0;
      bytes[1] = 0;
      bytes[2] = 0;
      bytes[3] = (byte) bytes.length;
      int id = ids[random.nextInt(ids.length)];
      bytes[4] = (byte) (random.nextBoolean() ? 0x80 : 0);
      bytes[5] = 0;
      bytes[6] = (byte) (id >>> 8);
      bytes[7] = (byte) id;

      switch (PduCodec.decode(bytes, 0, bytes.length)) {
        case Decoded.Frame(int sequence, var pdu) ->
            assertThat(PduCodec.encode(sequence, pdu)).hasSizeLessThanOrEqualTo(bytes.length + 8);
        case Decoded.Broken broken -> assertThat(broken.status()).isNotZero();
      }
    }
  }

  @Test
  void responsesMayLackTheirBody() {
    for (int id : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 0x15, 0x21, 0x103)) {
      String header = "00000010800001%02x0000000000000007".formatted(id);
      header =
          id == 0x103 ? "00000010800001030000000000000007" : header.replace("800001", "800000");

      assertThat(decode(header)).isInstanceOf(Decoded.Frame.class);
    }
  }

  @Test
  void ignoresOctetsBehindAResponseThatAreNoTlvs() {
    assertThat(decode("0000001780000004000000000000000237613366000000"))
        .isEqualTo(new Decoded.Frame(2, new Pdu.SubmitSmResp(0, "7a3f", Tlvs.NONE)));
  }

  @Test
  void tellsWhichStatusToAnswer() {
    assertBroken("00000010000000ff0000000000000007", CommandStatus.RINVCMDID);
    assertBroken("00000012000000040000000000000007" + "0005", CommandStatus.RINVCMDLEN);
    assertBroken(
        "0000001d000000040000000000000007" + "41414141414141000000000000",
        CommandStatus.RINVSERTYP);
    String beforeMessage = "00010131000101320000000000000000" + "0000";
    assertBroken(
        "00000024000000040000000000000007" + beforeMessage + "0561", CommandStatus.RINVMSGLEN);
    assertBroken(
        "00000025000000040000000000000007" + beforeMessage + "000204", CommandStatus.RINVTLVSTREAM);
    assertBroken(
        "00000027000000040000000000000007" + beforeMessage + "0002040009",
        CommandStatus.RINVTLVSTREAM);
  }

  @Test
  void aBadLengthEndsTheStream() {
    var broken = (Decoded.Broken) decode("00000011000000150000000000000007");

    assertThat(broken.streamGoesOn()).isFalse();
    assertThat(broken.answer()).contains(new Pdu.GenericNack(CommandStatus.RINVCMDLEN));
    assertThat(PduCodec.isLength(15)).isFalse();
    assertThat(PduCodec.isLength(16)).isTrue();
    assertThat(PduCodec.isLength(70_000)).isTrue();
    assertThat(PduCodec.isLength(70_001)).isFalse();
    assertThat(PduCodec.isLength(-1)).isFalse();
  }

  @Test
  void answersABrokenRequestInItsOwnWordsAndABrokenResponseNotAtAll() {
    assertThat(((Decoded.Broken) decode("00000012000000040000000000000007" + "0005")).answer())
        .contains(new Pdu.SubmitSmResp(CommandStatus.RINVCMDLEN, "", Tlvs.NONE));
    assertThat(((Decoded.Broken) decode("00000010000000ff0000000000000007")).answer())
        .contains(new Pdu.GenericNack(CommandStatus.RINVCMDID));
    assertThat(((Decoded.Broken) decode("00000010800000ff0000000000000007")).answer()).isEmpty();
    assertThat(((Decoded.Broken) decode("00000011800000040000000000000007" + "41")).answer())
        .isEmpty();
  }

  @Test
  void refusesValuesThatDoNotFitTheirField() {
    assertRefused(query("x".repeat(65)), "message_id");
    assertRefused(query("a\0b"), "message_id");
    assertRefused(query("€"), "message_id");
    assertRefused(new Pdu.QuerySmResp(0, "", "", 256, 0), "message_state");
    assertRefused(
        new Pdu.SubmitSm(
            "",
            SmppAddress.NONE,
            SmppAddress.NONE,
            Handling.PLAIN,
            Octets.of(new byte[255]),
            Tlvs.NONE),
        "short_message");
    assertThat(PduCodec.encode(1, query("x".repeat(64)))).hasSize(16 + 65 + 3);
  }

  @Test
  void refusesAPduOverTheLimit() {
    Tlvs tlvs = Tlvs.of(new Tlv(0x1400, Octets.of(new byte[65_535])));
    var fits = new Pdu.DataSm("", SmppAddress.NONE, SmppAddress.NONE, 0, 0, 0, tlvs);
    var over =
        new Pdu.DataSm(
            "",
            SmppAddress.NONE,
            SmppAddress.NONE,
            0,
            0,
            0,
            tlvs.with(0x1401, Octets.of(new byte[5_000])));

    assertThat(PduCodec.encode(1, fits)).hasSizeGreaterThan(65_535);
    assertRefused(over, "70000");
  }

  @Test
  void aFailedEncodingLeavesNothingBehind() {
    var out = new OctetWriter(8);
    PduEncoder.encode(out, 1, new Pdu.EnquireLink(), true);

    assertThatThrownBy(() -> PduEncoder.encode(out, 2, query("x".repeat(99)), true))
        .isInstanceOf(PduEncodeException.class);
    assertThat(out.size()).isEqualTo(16);
  }

  @Test
  void aPeerBelowThreeFourGetsNoTlvs() {
    var out = new OctetWriter(8);
    var tlvs = Tlvs.NONE.withOctet(Tag.SC_INTERFACE_VERSION, 0x34);
    PduEncoder.encode(out, 1, new Pdu.BindResp(BindMode.RECEIVER, 0, "mc", tlvs), false);

    assertThat(decode(HexFormat.of().formatHex(out.toBytes())))
        .isEqualTo(new Decoded.Frame(1, new Pdu.BindResp(BindMode.RECEIVER, 0, "mc", Tlvs.NONE)));
    var payload = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.NONE);
    assertThatThrownBy(() ->
            PduEncoder.encode(
                out,
                1,
                new Pdu.DataSm("", SmppAddress.NONE, SmppAddress.NONE, 0, 0, 0, payload),
                false))
        .isInstanceOf(PduEncodeException.class);
  }

  @Test
  void neverPrintsSecretsOrNumbers() {
    assertThat(decode(BIND).toString()).doesNotContain("password");
    assertThat(decode(SUBMIT).toString()).doesNotContain("15551234567");
  }

  private static Pdu query(String messageId) {
    return new Pdu.QuerySm(messageId, SmppAddress.NONE);
  }

  private static void assertRefused(Pdu pdu, String naming) {
    assertThatThrownBy(() -> PduCodec.encode(1, pdu))
        .isInstanceOf(PduEncodeException.class)
        .hasMessageContaining(naming);
  }

  private static void assertBroken(String hex, int status) {
    var broken = (Decoded.Broken) decode(hex);

    assertThat(CommandStatus.describe(broken.status())).isEqualTo(CommandStatus.describe(status));
    assertThat(broken.streamGoesOn()).isTrue();
    assertThat(broken.sequence()).isEqualTo(7);
  }

  private static void vector(String hex, int sequence, Pdu pdu) {
    assertThat(hex(sequence, pdu)).isEqualTo(hex);
    assertThat(decode(hex)).isEqualTo(new Decoded.Frame(sequence, pdu));
  }

  private static String hex(int sequence, Pdu pdu) {
    return HexFormat.of().formatHex(PduCodec.encode(sequence, pdu));
  }

  private static Decoded decode(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return PduCodec.decode(bytes, 0, bytes.length);
  }
}
