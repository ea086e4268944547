package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.port.StoreException;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.Leaf;
import io.carillon.store.vault.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonFileTest {
  private static final String FIRST = "00".repeat(31) + "01";
  private static final String SECOND = "00".repeat(31) + "02";
  private static final MasterKeys MASTERS = MasterKeys.parse(FIRST);

  @TempDir Path folder;
  private PersonFile file;

  @BeforeEach
  void set() {
    file = new PersonFile(folder.resolve("person.keys"));
  }

  private static Leaf leaf(long person) {
    return new Leaf(person, 0, 1);
  }

  private static KeyTree without(KeyTree tree, long person) {
    return tree.without(List.of(leaf(person)));
  }

  @Test
  void whatIsMadeIsReadAndOnlyItsOwnerMayReadIt() throws Exception {
    var made = file.make(MASTERS);

    assertThat(file.read(MASTERS).key(leaf(1))).isEqualTo(made.key(leaf(1)));
    assertThat(Files.getPosixFilePermissions(file.path()))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThatThrownBy(() -> file.make(MASTERS)).hasMessageContaining("is there already");
    assertThat(file.read(MASTERS).key(leaf(1))).isEqualTo(made.key(leaf(1)));
  }

  @Test
  void aChangeStandsInTheFileAndLeavesNothingBesideIt() throws Exception {
    file.make(MASTERS);
    var before = file.stamp();

    var changed = file.change(MASTERS, tree -> without(tree, 1));

    assertThat(file.stamp()).isNotEqualTo(before);
    assertThat(file.read(MASTERS).isSameAs(changed)).isTrue();
    try (var names = Files.list(folder)) {
      assertThat(names.map(name -> name.getFileName().toString()))
          .containsExactlyInAnyOrder("person.keys", "person.keys.lock");
    }
  }

  /// Another name for the same file shows what becomes of its octets.
  @Test
  void whatStoodThereBeforeIsOverwritten() throws Exception {
    file.make(MASTERS);
    var old = folder.resolve("old");
    Files.createLink(old, file.path());
    long size = Files.size(old);

    file.change(MASTERS, tree -> without(tree, 1));

    assertThat(Files.readAllBytes(old)).hasSize((int) size).containsOnly(0);
  }

  @Test
  void aFileThatIsMissingOrSomethingElseIsRefusedWithAdvice() throws Exception {
    assertThatThrownBy(() -> file.read(MASTERS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is missing; bring it back");
    var octets = new byte[4_000];
    new Random(4).nextBytes(octets);
    Files.write(file.path(), octets);
    assertThatThrownBy(() -> file.read(MASTERS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not hold the keys of persons, or is damaged; bring it back");
    assertThatThrownBy(() -> file.change(MASTERS, tree -> tree)).isInstanceOf(StoreException.class);
    assertThat(Files.readAllBytes(file.path())).isEqualTo(octets);
  }

  @Test
  void oneThatWasChangedIsRefusedWithAdvice() throws Exception {
    file.make(MASTERS);
    var octets = Files.readAllBytes(file.path());
    octets[octets.length - 1] ^= 1;
    Files.write(file.path(), octets);

    assertThatThrownBy(() -> file.read(MASTERS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("bring back the master key or the file that belong together");
  }

  @Test
  void anotherMasterKeyTakesItOver() {
    var made = file.make(MASTERS);
    var both = MasterKeys.parse(SECOND + "," + FIRST);

    file.rewrap(both);

    assertThatThrownBy(() -> file.read(MASTERS)).hasMessageContaining("cannot be opened");
    assertThat(file.read(MasterKeys.parse(SECOND)).isSameAs(made)).isTrue();
    var stamp = file.stamp();
    file.rewrap(both);
    assertThat(file.stamp()).isEqualTo(stamp);
  }

  @Test
  void noChangeIsLostWhereManyChangeIt() throws Exception {
    file.make(MASTERS);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var works = new ArrayList<Callable<KeyTree>>();
      for (int i = 0; i < 20; i++) {
        int person = i;
        var other = new PersonFile(file.path());
        works.add(() -> other.change(MASTERS, tree -> without(tree, person)));
      }
      for (var done : threads.invokeAll(works)) {
        done.get();
      }
    }

    var tree = file.read(MASTERS);
    for (int i = 0; i < 20; i++) {
      assertThat(tree.key(leaf(i))).isEmpty();
    }
    assertThat(tree.key(leaf(20))).isPresent();
    assertThat(tree.changes()).isEqualTo(20);
  }

  @Test
  void aCopyIsTheSame() {
    var made = file.make(MASTERS);
    var other = new PersonFile(folder.resolve("there").resolve("person.keys"));

    other.copyFrom(file);

    assertThat(other.read(MASTERS).isSameAs(made)).isTrue();
  }
}
