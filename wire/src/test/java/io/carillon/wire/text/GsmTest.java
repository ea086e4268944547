package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GsmTest {
  @Test
  void encodesTheCornersOfTheBasicTable() {
    assertThat(Gsm.encode("@").hex()).isEqualTo("00");
    assertThat(Gsm.encode("Ç\n\r").hex()).isEqualTo("090a0d");
    assertThat(Gsm.encode("Δ_ΦΓΛΩΠΨΣΘΞ").hex()).isEqualTo("101112131415161718191a");
    assertThat(Gsm.encode("ÆæßÉ !\"#¤").hex()).isEqualTo("1c1d1e1f2021222324");
    assertThat(Gsm.encode("¡ÄÖÑÜ§¿äöñüà").hex()).isEqualTo("405b5c5d5e5f607b7c7d7e7f");
    assertThat(Gsm.encode("09AZaz").hex()).isEqualTo("3039415a617a");
  }

  @Test
  void escapesTheExtensionTable() {
    assertThat(Gsm.encode("\f^{}\\[~]|€").hex())
        .isEqualTo("1b0a1b141b281b291b2f1b3c1b3d1b3e1b401b65");
  }

  @Test
  void everyCodeComesBack() {
    var basic = new byte[127];
    for (int code = 0, i = 0; code < 128; code++) {
      if (code != Gsm.ESCAPE) {
        basic[i++] = (byte) code;
      }
    }
    String text = Gsm.decode(Octets.of(basic));

    assertThat(text).hasSize(127).doesNotContain("\uFFFD");
    assertThat(Gsm.encode(text)).isEqualTo(Octets.of(basic));
  }

  @Test
  void namesTheFirstCharacterThatDoesNotFit() {
    assertThat(Gsm.firstMisfit("Grüße €5")).isEqualTo(OptionalInt.empty());
    assertThat(Gsm.firstMisfit("ab ğ ç")).isEqualTo(OptionalInt.of(3));
    assertThat(Gsm.firstMisfit("ça")).isEqualTo(OptionalInt.of(0));
    assertThat(Gsm.firstMisfit("escape\u001b")).isEqualTo(OptionalInt.of(6));
    assertThat(Gsm.firstMisfit("😀")).isEqualTo(OptionalInt.of(0));
    assertThat(Gsm.fits("plain")).isTrue();
    assertThat(Gsm.fits("ғ")).isFalse();
  }

  @Test
  void refusesToEncodeWhatDoesNotFit() {
    assertThatThrownBy(() -> Gsm.encode("a中"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 1");
  }

  @Test
  void readsAnUnknownExtensionAsTheDefaultCharacter() {
    assertThat(Gsm.decode(Octets.ofHex("1b61"))).isEqualTo("a");
    assertThat(Gsm.decode(Octets.ofHex("1b1b61"))).isEqualTo(" a");
    assertThat(Gsm.decode(Octets.ofHex("611b"))).isEqualTo("a ");
    assertThat(Gsm.decode(Octets.ofHex("80ff1bff"))).isEqualTo("\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void packsThePublishedExample() {
    Octets packed = SeptetPacking.pack(Gsm.encode("hellohello"), 0);

    assertThat(packed.hex()).isEqualTo("e8329bfd4697d9ec37");
    assertThat(Gsm.decode(SeptetPacking.unpack(packed, 10, 0))).isEqualTo("hellohello");
  }

  @Test
  void startsOnASeptetBoundaryBehindAHeader() {
    assertThat(SeptetPacking.fillBits(6)).isEqualTo(1);
    assertThat(SeptetPacking.fillBits(7)).isEqualTo(0);
    assertThat(SeptetPacking.fillBits(4)).isEqualTo(3);
    assertThat(SeptetPacking.pack(Gsm.encode("a"), 1).hex()).isEqualTo("c2");
  }

  @Test
  void everyPackingComesBack() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 2_000; round++) {
      byte[] septets = new byte[random.nextInt(170)];
      for (int i = 0; i < septets.length; i++) {
        septets[i] = (byte) random.nextInt(128);
      }
      int fill = random.nextInt(7);
      Octets packed = SeptetPacking.pack(Octets.of(septets), fill);

      assertThat(packed.size()).isEqualTo((septets.length * 7 + fill + 7) / 8);
      assertThat(SeptetPacking.unpack(packed, septets.length, fill)).isEqualTo(Octets.of(septets));
    }
  }

  @Test
  void refusesToUnpackMoreThanThereIs() {
    assertThatThrownBy(() -> SeptetPacking.unpack(Octets.ofHex("00"), 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SeptetPacking.pack(Octets.NONE, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
