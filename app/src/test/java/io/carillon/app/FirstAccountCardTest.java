package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAccountCardTest {
  @TempDir private Path folder;

  @Test
  void theKeyOfAnotherStoreIsNotLostWhereItsFolderIsUsedAgain() throws Exception {
    var first = FirstAccountCard.from(Map.of());
    var second = FirstAccountCard.from(Map.of());
    var third = FirstAccountCard.from(Map.of());

    assertThat(first.keep(folder)).isEmpty();
    var kept = Objects.requireNonNull(second.keep(folder).orElse(null));
    third.keep(folder);

    assertThat(Files.readString(kept)).contains(first.apiKey().reveal());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("credentials.replaced-2")))
        .contains(second.apiKey().reveal());
    assertThat(Files.readString(folder.resolve("credentials"))).contains(third.apiKey().reveal());
  }
}
