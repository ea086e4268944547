package io.carillon.bench.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.mark.Recipients;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SubmitSmTest {
  private static final String ADDRESSES =
      "00" // service_type
          + "0101"
          + "313431353535353236373100" // source 14155552671
          + "0101"
          + "313431353230303030303700"; // destination 14152000007

  private final SubmitSm submit = new SubmitSm();

  @Test
  void aPlainMessageIsRead() {
    var body = hex(ADDRESSES + "000000" + "0000" + "01000000" + "02" + "4869");

    assertThat(submit.read(body, 0, body.length)).isTrue();

    assertThat(submit.wantsReceipt).isTrue();
    assertThat(submit.segment).isZero();
    assertThat(submit.reference).isEqualTo(-1);
    assertThat(Recipients.sequenceOf(body, submit.destinationFrom + 2, submit.destinationTo - 1))
        .isEqualTo(7);
  }

  @Test
  void theReferenceIsReadOutOfTheOptions() {
    var body =
        hex(
            ADDRESSES
                + "000000"
                + "0000"
                + "00000000"
                + "00"
                + "0424000548656C6C6F"
                + "02040002BEEF");

    assertThat(submit.read(body, 0, body.length)).isTrue();

    assertThat(submit.reference).isEqualTo(0xBEEF);
    assertThat(submit.wantsReceipt).isFalse();
  }

  @Test
  void theSegmentIsReadInEachForm() {
    assertThat(segment("40", "0500030A0302" + "61", "")).isEqualTo(2);
    assertThat(segment("40", "0608040A0B0303" + "61", "")).isEqualTo(3);
    assertThat(segment("40", "0824010A0003090201", "")).as("behind another element").isEqualTo(1);
    assertThat(segment("00", "6161", "020F000104")).isEqualTo(4);
    assertThat(segment("40", "", "")).isZero();
    assertThat(segment("40", "FF0003", "")).isZero();
  }

  @Test
  void aCutMessageIsRefused() {
    var body = hex(ADDRESSES + "000000" + "0000" + "01000000" + "02" + "4869" + "02040002BEEF");
    var whole = body.length - 6;

    for (var length = 0; length < body.length; length++) {
      assertThat(submit.read(body, 0, length)).as("%d bytes", length).isEqualTo(length == whole);
    }
  }

  @Test
  void randomBytesNeitherHangNorBreak() {
    var random = new Random(3);
    for (var i = 0; i < 20_000; i++) {
      var body =
          hex(
              ADDRESSES
                  + "400000"
                  + "0000"
                  + "01000000"
                  + "07"
                  + "0500030A030261"
                  + "02040002BEEF");
      for (var change = random.nextInt(6); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      if (submit.read(body, 0, body.length)) {
        assertThat(submit.destinationTo).isLessThanOrEqualTo(body.length);
        assertThat(submit.sourceTo).isEqualTo(submit.destinationFrom);
      }
    }
  }

  private int segment(String esmClass, String text, String options) {
    var length = HexFormat.of().toHexDigits((byte) (text.length() / 2));
    var body = hex(ADDRESSES + esmClass + "0000" + "0000" + "01000000" + length + text + options);
    assertThat(submit.read(body, 0, body.length)).isTrue();
    return submit.segment;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
