package io.carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdTest {
  private static final long MOMENT = 1_763_700_000_123L;

  @Test
  void isAVersion7UuidOfItsMoment() {
    var id = Id.v7(MOMENT, 0xABC, -1);

    var uuid = UUID.fromString(id.uuid());
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(id.epochMillis()).isEqualTo(MOMENT);
  }

  @Test
  void growsWithTimeAndSequence() {
    var first = Id.v7(MOMENT, 1, -1);

    assertThat(Id.v7(MOMENT, 2, 0)).isGreaterThan(first);
    assertThat(Id.v7(MOMENT + 1, 0, 0)).isGreaterThan(Id.v7(MOMENT, 4095, -1));
  }

  @Test
  void everyFormLeadsBackToTheId() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      var id = Id.v7(random.nextLong(1L << 48), random.nextInt(4096), random.nextLong());

      assertThat(Id.fromHex(id.hex())).contains(id);
      assertThat(Id.fromUuid(id.uuid())).contains(id);
      assertThat(Id.fromName120(id.name120())).contains(id);
      assertThat(Id.fromBytes(id.bytes())).isEqualTo(id);
      assertThat(id.name120()).hasSize(30);
    }
  }

  @Test
  void takesAnyBitsOfAGivenAccount() {
    var given = "ffffffffffffffff0000000000000001";

    assertThat(Id.fromHex(given).map(Id::hex)).contains(given);
    assertThat(Id.fromHex(given.toUpperCase(Locale.ROOT)).map(Id::hex)).contains(given);
  }

  @Test
  void refusesWhatIsNoId() {
    assertThat(Id.fromHex("")).isEmpty();
    assertThat(Id.fromHex("g".repeat(32))).isEmpty();
    assertThat(Id.fromUuid("123e4567-e89b-12d3-a456-42661417400")).isEmpty();
    assertThat(Id.fromUuid("123e4567ae89b-12d3-a456-426614174000")).isEmpty();
    assertThat(Id.fromName120("xyz")).isEmpty();
    assertThatThrownBy(() -> Id.fromBytes(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Id.v7(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
