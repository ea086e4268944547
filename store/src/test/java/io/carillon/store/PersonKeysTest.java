package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.PersonSeal;
import io.carillon.store.vault.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonKeysTest {
  private static final Address ADA = Address.phone("+14155550100");
  private static final Address BEN = Address.phone("+14155550101");
  private static final Place PLACE = new Place("archive", "line", "a1");
  private static final byte[] WORDS = "words".getBytes(StandardCharsets.UTF_8);

  private final PersonKeys keys = new PersonKeys(KeyTree.fresh());

  private PersonSeal seal(Address person, int account) {
    return keys.seal(person, account, PLACE, WORDS).orElseThrow();
  }

  private Optional<String> opened(PersonSeal sealed) {
    return keys.open(sealed, PLACE).map(octets -> new String(octets, StandardCharsets.UTF_8));
  }

  private void destroy(PersonSeal sealed) {
    keys.use(keys.tree().without(List.of(sealed.leaf())));
  }

  @Test
  void whatIsSealedOpensUntilItsKeyIsDestroyed() {
    var ada = seal(ADA, 1);
    var elsewhere = seal(ADA, 2);
    var ben = seal(BEN, 1);
    assertThat(opened(ada)).contains("words");

    destroy(ada);

    assertThat(opened(ada)).isEmpty();
    assertThat(opened(elsewhere)).contains("words");
    assertThat(opened(ben)).contains("words");
  }

  @Test
  void whoComesBackIsSealedUnderAnotherKey() {
    var before = seal(ADA, 1);
    destroy(before);

    var after = seal(ADA, 1);

    assertThat(opened(after)).contains("words");
    assertThat(opened(before)).isEmpty();
    assertThat(after.leaf()).isEqualTo(before.leaf().next());
  }

  @Test
  void ofOtherKeysItSaysWhichAreMissing() {
    var other = new PersonKeys(KeyTree.fresh());
    var sealed = other.seal(ADA, 1, PLACE, WORDS).orElseThrow();

    assertThatThrownBy(() -> keys.open(sealed, PLACE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("archive.line of a1")
        .hasMessageContaining("bring the right ones back");
  }

  @Test
  void moreThanItKeepsInMemoryOpenAllTheSame() {
    var first = seal(ADA, 0);
    for (int account = 1; account <= 2_001; account++) {
      seal(ADA, account);
    }

    assertThat(opened(first)).contains("words");
  }
}
