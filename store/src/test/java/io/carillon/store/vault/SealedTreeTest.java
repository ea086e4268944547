package io.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedTreeTest {
  private static final MasterKeys ONE = MasterKeys.parse("00".repeat(31) + "01");
  private static final MasterKeys TWO = MasterKeys.parse("00".repeat(31) + "02");

  private final KeyTree tree = KeyTree.fresh().without(List.of(new Leaf(3, 0, 1)));

  private static SealedTree read(byte[] octets) {
    return SealedTree.read(octets).orElseThrow();
  }

  @Test
  void itOpensUnderItsMasterKey() {
    var octets = SealedTree.of(tree, ONE.current()).octets();

    assertThat(new String(octets, StandardCharsets.ISO_8859_1))
        .startsWith("carillon person keys 1\n\n");
    assertThat(read(octets).id()).isEqualTo(tree.id());
    assertThat(read(octets).changes()).isOne();
    assertThat(read(octets).master()).isEqualTo(ONE.current().id());
    assertThat(read(octets).open(ONE).octets()).isEqualTo(tree.octets());
  }

  @Test
  void underAnotherMasterKeyItSaysWhichOneItNeeds() {
    var sealed = read(SealedTree.of(tree, ONE.current()).octets());

    assertThatThrownBy(() -> sealed.open(TWO))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining(SealingKey.word(ONE.current().id()));
  }

  @Test
  void itsNumbersCannotBeChanged() {
    var octets = SealedTree.of(tree, ONE.current()).octets();
    for (int at = 24; at < octets.length; at += 17) {
      var other = octets.clone();
      other[at] ^= 1;
      assertThatThrownBy(() -> SealedTree.read(other).orElseThrow().open(ONE))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void whatIsSomethingElseIsNotRead() {
    var random = new Random(8);
    for (int length = 0; length < 200; length++) {
      var octets = new byte[length];
      random.nextBytes(octets);
      assertThat(SealedTree.read(octets)).isEmpty();
    }
    var whole = SealedTree.of(tree, ONE.current()).octets();
    for (int length = 0; length < 69; length++) {
      assertThat(SealedTree.read(Arrays.copyOf(whole, length))).isEmpty();
    }
  }
}
