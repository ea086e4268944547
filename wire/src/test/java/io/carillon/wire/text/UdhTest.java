package io.carillon.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UdhTest {
  @Test
  void readsBothConcatenations() {
    var narrow = (UserData.Split) Udh.parse(Octets.ofHex("050003a5030261"));
    var wide = (UserData.Split) Udh.parse(Octets.ofHex("06080401a50302"));

    assertThat(narrow.udh().concat()).contains(new Udh.Concat(0xA5, 3, 2));
    assertThat(narrow.header().hex()).isEqualTo("050003a50302");
    assertThat(narrow.body().hex()).isEqualTo("61");
    assertThat(wide.udh().concat()).contains(new Udh.Concat(0x1A5, 3, 2));
    assertThat(wide.body()).isEqualTo(Octets.NONE);
  }

  @Test
  void readsPortsAndShiftsAndSkipsTheRest() {
    var split =
        (UserData.Split)
            Udh.parse(Octets.ofHex("11" + "0a03000401" + "050423f40000" + "240101250101"));

    assertThat(split.udh())
        .isEqualTo(new Udh(Optional.empty(), Optional.of(new Udh.Ports(9204, 0)), 1, 1));
  }

  @Test
  void ignoresAConcatenationThatCannotBe() {
    assertThat(udh("050003a50300").concat()).isEmpty();
    assertThat(udh("050003a50304").concat()).isEmpty();
    assertThat(udh("050003a50000").concat()).isEmpty();
    assertThat(udh("040002a503").concat()).isEmpty();
    assertThat(udh("00")).isEqualTo(Udh.NOTHING);
  }

  @Test
  void tellsABrokenHeader() {
    assertThat(Udh.parse(Octets.NONE)).isInstanceOf(UserData.Broken.class);
    assertThat(Udh.parse(Octets.ofHex("0500"))).isInstanceOf(UserData.Broken.class);
    assertThat(Udh.parse(Octets.ofHex("0100"))).isInstanceOf(UserData.Broken.class);
    assertThat(Udh.parse(Octets.ofHex("020003a50302"))).isInstanceOf(UserData.Broken.class);
    assertThat(Udh.parse(Octets.ofHex("050004a50302"))).isInstanceOf(UserData.Broken.class);
    assertThat(Udh.parse(Octets.ofHex("060003a5030261"))).isInstanceOf(UserData.Broken.class);
  }

  @Test
  void writesWhatItReads() {
    var header =
        new Udh(
            Optional.of(new Udh.Concat(0x1A5, 3, 2)), Optional.of(new Udh.Ports(9204, 5)), 1, 13);

    assertThat(header.octets(true).hex())
        .isEqualTo("12" + "080401a50302" + "050423f40005" + "240101" + "25010d");
    assertThat(udh(header.octets(true).hex())).isEqualTo(header);
    assertThat(udh(header.octets(false).hex()).concat()).contains(new Udh.Concat(0xA5, 3, 2));
    assertThat(Udh.NOTHING.octets(true)).isEqualTo(Octets.NONE);
    assertThat(header.shifts()).isEqualTo(Shifts.of(13, 1));
  }

  @Test
  void survivesRandomOctets() {
    var random = new SplittableRandom(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(24)];
      random.nextBytes(octets);
      if (octets.length > 0) {
        octets[0] &= 0x1F;
      }
      switch (Udh.parse(Octets.of(octets))) {
        case UserData.Split(_, var header, var body) ->
            assertThat(header.plus(body)).isEqualTo(Octets.of(octets));
        case UserData.Broken(var why) -> assertThat(why).isNotEmpty();
      }
    }
  }

  private static Udh udh(String hex) {
    return ((UserData.Split) Udh.parse(Octets.ofHex(hex))).udh();
  }
}
