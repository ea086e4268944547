package io.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PersonSealTest {
  private static final Leaf LEAF = new Leaf(-2, 255, -3);
  private static final Place PLACE = new Place("archive", "line", "a1");
  private static final byte[] WORDS = "marked words".getBytes(StandardCharsets.UTF_8);

  private final KeyTree tree = KeyTree.fresh();
  private final SealingKey key = tree.key(LEAF).orElseThrow();
  private final byte[] octets = PersonSeal.of(LEAF, key, PLACE, WORDS).octets();

  @Test
  void itSaysWhichKeyOpensIt() {
    var read = PersonSeal.read(octets);

    assertThat(read.tree()).isEqualTo(tree.id());
    assertThat(read.leaf()).isEqualTo(LEAF);
    assertThat(read.open(key, PLACE)).isEqualTo(WORDS);
    assertThat(octets).hasSize(WORDS.length + PersonSeal.ADDED).startsWith(3);
    assertThat(new String(octets, StandardCharsets.ISO_8859_1)).doesNotContain("marked");
  }

  @Test
  void itOpensInNoOtherPlaceAndUnderNoOtherKey() {
    var read = PersonSeal.read(octets);
    var other = tree.key(new Leaf(-2, 254, -3)).orElseThrow();

    assertThatThrownBy(() -> read.open(other, PLACE)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> read.open(key, new Place("archive", "line", "a2")))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("archive.line of a2");
  }

  @Test
  void theSameIsNeverSealedAlike() {
    assertThat(PersonSeal.of(LEAF, key, PLACE, WORDS).octets()).isNotEqualTo(octets);
  }

  @Test
  void anotherFormIsRefused() {
    assertThat(PersonSeal.isSealed(octets)).isTrue();
    assertThat(PersonSeal.isSealed(Arrays.copyOf(octets, PersonSeal.ADDED - 1))).isFalse();
    var other = octets.clone();
    other[0] = 1;
    assertThatThrownBy(() -> PersonSeal.read(other)).isInstanceOf(SealBroken.class);
  }
}
