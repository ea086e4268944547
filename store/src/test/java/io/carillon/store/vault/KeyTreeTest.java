package io.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyTreeTest {
  private static final byte[] ROOT = octets(1);
  private static final byte[] HASHING = octets(2);
  private static final Leaf SOME = new Leaf(0x0123_4567_89AB_CDEFL, 0, 7);

  private final KeyTree whole = KeyTree.of(5, HASHING, ROOT);
  private final Random random = new Random(6);

  private static byte[] octets(int each) {
    var octets = new byte[32];
    Arrays.fill(octets, (byte) each);
    return octets;
  }

  /// The definition, word for word: of bits as text, from the end to the root.
  private static byte[] secret(String bits) throws Exception {
    if (bits.isEmpty()) {
      return ROOT;
    }
    var parent = secret(bits.substring(0, bits.length() - 1));
    return hmac(parent, (byte) (bits.charAt(bits.length() - 1) - '0'));
  }

  private static byte[] hmac(byte[] key, byte... text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static String bits(Leaf leaf) {
    return bits(leaf.person(), 64) + bits(leaf.generation(), 8) + bits(leaf.account(), 32);
  }

  private static String bits(long value, int count) {
    var all = new StringBuilder();
    for (int bit = count - 1; bit >= 0; bit--) {
      all.append(value >>> bit & 1);
    }
    return all.toString();
  }

  private static byte[] defined(Leaf leaf) throws Exception {
    return hmac(secret(bits(leaf)), (byte) 2);
  }

  private static byte[] key(KeyTree tree, Leaf leaf) {
    return tree.key(leaf).orElseThrow().key().getEncoded();
  }

  /// Near each other and far from each other.
  private Leaf some() {
    long person =
        switch (random.nextInt(3)) {
          case 0 -> random.nextLong();
          case 1 -> SOME.person() ^ 1L << random.nextInt(64);
          default -> SOME.person();
        };
    int account = random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(4);
    return new Leaf(person, random.nextInt(3), account);
  }

  private List<Leaf> some(int count) {
    var leaves = new ArrayList<Leaf>();
    for (int i = 0; i < count; i++) {
      leaves.add(some());
    }
    return leaves;
  }

  @Test
  void aKeyIsWhatTheDefinitionSays() throws Exception {
    assertThat(bits(SOME)).hasSize(KeyTree.DEPTH);
    var edges =
        List.of(
            SOME, new Leaf(0, 0, 0), new Leaf(-1, 255, -1), new Leaf(Long.MIN_VALUE, 128, 1 << 31));
    for (var leaf : edges) {
      assertThat(key(whole, leaf)).isEqualTo(defined(leaf));
    }
    for (var leaf : some(20)) {
      assertThat(key(whole, leaf)).isEqualTo(defined(leaf));
    }
  }

  /// Computed with Python's hmac, for ever.
  @Test
  void aKeyStaysWhatItIs() {
    assertThat(HexFormat.of().formatHex(key(whole, SOME)))
        .isEqualTo("ac729a80c100be56f6db4e1384eef330eef53c046216586abe870382fec4fd1f");
  }

  @Test
  void whatIsDestroyedIsGoneAndEveryOtherKeyIsTheSame() throws Exception {
    for (int round = 0; round < 30; round++) {
      var destroyed = new HashSet<>(some(1 + random.nextInt(12)));
      var tree = whole;
      for (var leaf : destroyed) {
        tree = tree.without(List.of(leaf));
      }

      for (var leaf : destroyed) {
        assertThat(tree.key(leaf)).isEmpty();
      }
      for (var leaf : some(20)) {
        if (!destroyed.contains(leaf)) {
          assertThat(key(tree, leaf)).isEqualTo(defined(leaf));
        }
      }
      assertThat(tree.changes()).isEqualTo(destroyed.size());
    }
  }

  @Test
  void noSecretIsKeptFromWhichADestroyedKeyComes() throws Exception {
    var destroyed = some(6);

    var kept = new HashSet<String>();
    for (var secret : secrets(whole.without(destroyed))) {
      kept.add(HexFormat.of().formatHex(secret));
    }

    for (var leaf : destroyed) {
      var bits = bits(leaf);
      for (int depth = 0; depth <= bits.length(); depth++) {
        assertThat(kept).doesNotContain(HexFormat.of().formatHex(secret(bits.substring(0, depth))));
      }
    }
  }

  private static List<byte[]> secrets(KeyTree tree) {
    var octets = ByteBuffer.wrap(tree.octets()).position(32);
    var secrets = new ArrayList<byte[]>();
    for (int rest = octets.getInt(); rest > 0; rest--) {
      var secret = new byte[32];
      octets.position(octets.position() + 14).get(secret);
      secrets.add(secret);
    }
    return secrets;
  }

  @Test
  void aDestroyedKeyAddsNoMoreSecretsThanItsWayHasBits() {
    assertThat(whole.size()).isOne();
    assertThat(whole.without(List.of(SOME)).size()).isEqualTo(KeyTree.DEPTH);
    var all = new ArrayList<Leaf>();
    for (int account = 0; account < 1_024; account++) {
      all.add(new Leaf(SOME.person(), 0, account));
    }
    assertThat(whole.without(all).size()).isEqualTo(KeyTree.DEPTH - 10);
    assertThat(whole.without(some(100)).size()).isLessThanOrEqualTo(100 * KeyTree.DEPTH);
  }

  @Test
  void moreSecretsThanTheHeapBearsAreRefusedWithAdvice() {
    assertThat(whole.without(List.of(SOME), 1, KeyTree.DEPTH).key(SOME)).isEmpty();

    assertThatThrownBy(() -> whole.without(List.of(SOME), 1, KeyTree.DEPTH - 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than 103 secrets")
        .hasMessageContaining("CARILLON_HEAP");
    assertThat(whole.key(SOME)).isPresent();
  }

  @Test
  void toDestroyAKeyTwiceChangesNothingMore() {
    var once = whole.without(List.of(SOME));

    assertThat(once.without(List.of(SOME)).octets()).isEqualTo(once.octets());
  }

  @Test
  void whoComesBackGetsTheNextKey() {
    assertThat(whole.current(SOME.person(), 7)).contains(SOME);

    var tree = whole.without(List.of(SOME));

    assertThat(tree.current(SOME.person(), 7)).contains(SOME.next());
    assertThat(tree.current(SOME.person(), 8)).contains(new Leaf(SOME.person(), 0, 8));
  }

  @Test
  void afterTheLastKeyOfAPersonThereIsNone() {
    var all = new ArrayList<Leaf>();
    for (int generation = 0; generation < Leaf.GENERATIONS; generation++) {
      all.add(new Leaf(SOME.person(), generation, 7));
    }

    var tree = whole.without(all);

    assertThat(tree.current(SOME.person(), 7)).isEmpty();
    assertThat(tree.current(SOME.person(), 6)).isPresent();
  }

  @Test
  void aPersonIsNamedByAKeyedHash() throws Exception {
    var address = new byte[] {1, '+', '1'};

    assertThat(whole.person(address)).isEqualTo(ByteBuffer.wrap(hmac(HASHING, address)).getLong());
    assertThat(whole.without(some(3)).person(address)).isEqualTo(whole.person(address));
    assertThat(KeyTree.fresh().person(address)).isNotEqualTo(whole.person(address));
  }

  @Test
  void manyDestroyedOneAfterTheOtherLeaveWhatAllAtOnceDo() {
    var all = some(600);
    var tree = whole;
    for (int from = 0; from < all.size(); from += 3) {
      tree = tree.without(all.subList(from, from + 3));
    }

    assertThat(tree.octets()).isEqualTo(whole.without(all).octets());
    for (var leaf : some(300)) {
      assertThat(tree.key(leaf).isPresent()).isEqualTo(!all.contains(leaf));
    }
  }

  @Test
  void itIsReadAsItWasWritten() {
    var tree = whole.without(some(9)).without(some(4));

    var read = KeyTree.read(tree.id(), tree.changes(), tree.octets());

    assertThat(read.octets()).isEqualTo(tree.octets());
    assertThat(read.id()).isEqualTo(5);
    assertThat(read.changes()).isEqualTo(2);
    assertThat(read.toString()).isEqualTo("the keys of persons 00000005");
  }
}
