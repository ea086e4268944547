package io.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Id;
import io.carillon.store.vault.BodyPlace.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;

class BodySealTest {
  private static final BodyPlace PLACE = new BodyPlace(new Id(1, 2), new Id(3, 4), Part.CONTENT);
  private static final byte[] BODY = "marked".getBytes(StandardCharsets.UTF_8);

  private final SealingKey key = SealingKey.fresh(258);
  private final Nonces nonces = new Nonces();
  private final BodySeal seal = new BodySeal();

  @Test
  void whatIsSealedOpensInItsPlace() {
    assertThat(seal.open(key, PLACE, seal.seal(key, nonces, PLACE, BODY))).isEqualTo(BODY);
    assertThat(seal.open(key, PLACE, seal.seal(key, nonces, PLACE, new byte[0]))).isEmpty();
  }

  @Test
  void aBodyIsVersionKeyNonceAndWhatGcmMakes() throws Exception {
    var sealed = seal.seal(key, nonces, PLACE, BODY);

    assertThat(sealed).hasSize(BODY.length + BodySeal.ADDED).startsWith(1, 0, 0, 1, 2);
    assertThat(BodySeal.ADDED).isEqualTo(33);
    assertThat(BodySeal.keyOf(sealed)).isEqualTo(258);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(128, sealed, 5, 12));
    var bound = ByteBuffer.allocate(33).put((byte) 1).putLong(1).putLong(2).putLong(3).putLong(4);
    cipher.updateAAD(bound.array());
    assertThat(cipher.doFinal(sealed, 17, sealed.length - 17)).isEqualTo(BODY);
  }

  @Test
  void itOpensInNoOtherPlaceNorWhenItWasChanged() {
    var sealed = seal.seal(key, nonces, PLACE, BODY);

    for (var other :
        new BodyPlace[] {
          new BodyPlace(new Id(1, 3), new Id(3, 4), Part.CONTENT),
          new BodyPlace(new Id(1, 2), new Id(3, 5), Part.CONTENT),
          new BodyPlace(new Id(1, 2), new Id(3, 4), Part.KEEPSAKE)
        }) {
      assertThatThrownBy(() -> seal.open(key, other, sealed)).isInstanceOf(SealBroken.class);
    }
    assertThatThrownBy(() -> seal.open(SealingKey.fresh(258), PLACE, sealed))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("the content of message " + new Id(3, 4).hex());
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(key, PLACE, sealed)).isInstanceOf(SealBroken.class);
  }

  @Test
  void noNonceComesTwice() {
    var seen = new HashSet<ByteBuffer>();
    for (int process = 0; process < 3; process++) {
      var drawn = new Nonces();
      for (int i = 0; i < 1_000; i++) {
        var sealed = seal.seal(key, drawn, PLACE, BODY);
        assertThat(seen.add(ByteBuffer.wrap(Arrays.copyOfRange(sealed, 5, 17)))).isTrue();
      }
    }
  }

  @Test
  void aCounterThatHasGoneRoundDrawsAnew() {
    var late = new Nonces(-1);
    var last = ByteBuffer.allocate(12);
    var next = ByteBuffer.allocate(12);

    late.next(last);
    late.next(next);

    assertThat(last.getInt(8)).isEqualTo(-1);
    assertThat(next.getInt(8)).isZero();
    assertThat(next.getLong(0)).isNotEqualTo(last.getLong(0));
  }
}
