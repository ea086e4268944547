package io.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final String ONE = "00".repeat(31) + "01";
  private static final String TWO = "00".repeat(31) + "02";
  private static final Place PLACE = new Place("account", "secrets", "a1");
  private static final byte[] SECRET = "marked".getBytes(StandardCharsets.UTF_8);

  private final Vault vault = new Vault(List.of(), SealingKey.fresh(7));

  @Test
  void whatIsSealedOpensInItsPlace() {
    assertThat(vault.open(PLACE, vault.seal(PLACE, SECRET))).isEqualTo(SECRET);
    assertThat(vault.open(PLACE, vault.seal(PLACE, new byte[0]))).isEmpty();
  }

  @Test
  void aRecordIsVersionKeyNonceAndWhatGcmMakes() throws Exception {
    var octets = HexFormat.of().parseHex(ONE);
    var sealed = new Vault(List.of(), SealingKey.of(258, octets)).seal(PLACE, SECRET);

    assertThat(sealed).hasSize(SECRET.length + 33).startsWith(1, 0, 0, 1, 2);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        SealingKey.of(0, octets).key(),
        new GCMParameterSpec(128, sealed, 5, 12));
    cipher.updateAAD("account\nsecrets\na1".getBytes(StandardCharsets.UTF_8));
    assertThat(cipher.doFinal(sealed, 17, sealed.length - 17)).isEqualTo(SECRET);
  }

  @Test
  void theSameSecretIsNeverSealedAlike() {
    assertThat(vault.seal(PLACE, SECRET)).isNotEqualTo(vault.seal(PLACE, SECRET));
  }

  @Test
  void itOpensInNoOtherPlaceAndUnderNoOtherKey() {
    var sealed = vault.seal(PLACE, SECRET);

    for (var other :
        List.of(
            new Place("resource", "secrets", "a1"),
            new Place("account", "facts", "a1"),
            new Place("account", "secrets", "a2"))) {
      assertThatThrownBy(() -> vault.open(other, sealed)).isInstanceOf(SealBroken.class);
    }
    assertThatThrownBy(() -> new Vault(List.of(), SealingKey.fresh(7)).open(PLACE, sealed))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("account.secrets of a1 does not open");
    assertThatThrownBy(() -> new Vault(List.of(), SealingKey.fresh(8)).open(PLACE, sealed))
        .hasMessageContaining("data key that is not here");
  }

  @Test
  void oneChangedOctetIsSeenAndCutOnesAreNotSealed() {
    var sealed = vault.seal(PLACE, SECRET);

    for (int i = 0; i < sealed.length; i++) {
      var changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(PLACE, changed)).isInstanceOf(SealBroken.class);
    }
    for (int length = 0; length < 33; length++) {
      var cut = java.util.Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> vault.open(PLACE, cut)).hasMessageContaining("is not sealed");
    }
  }

  @Test
  void dataKeysOpenUnderOldAndNewMasterKeys() {
    var sealed = vault.seal(PLACE, SECRET);
    var old = MasterKeys.parse(ONE);
    var both = MasterKeys.parse(TWO + "," + ONE);

    var kept = vault.wrapped(old.current());
    var later = Vault.open(kept, both).wrapped(both.current());

    assertThat(Vault.open(later, MasterKeys.parse(TWO)).open(PLACE, sealed)).isEqualTo(SECRET);
    assertThatThrownBy(() -> Vault.open(later, old)).hasMessageContaining("another master key");
  }

  @Test
  void masterKeysAreReadWithCommentsAndNamedByWhatTheyAre() {
    var keys = MasterKeys.parse("# said\n" + TWO.toUpperCase(Locale.ROOT) + " \n\n" + ONE + "\n");

    assertThat(keys.size()).isEqualTo(2);
    assertThat(keys.words().getFirst()).isEqualTo(MasterKeys.parse(TWO).words().getFirst());
    assertThat(keys.toString()).doesNotContain(TWO).contains(keys.words());
    assertThat(MasterKeys.parse(MasterKeys.fresh()).size()).isEqualTo(1);
  }

  @Test
  void whatIsNoMasterKeyIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> MasterKeys.parse("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> MasterKeys.parse("# none")).hasMessageContaining("1 to 16");
  }
}
