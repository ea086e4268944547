package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Message;
import io.carillon.model.port.StoreException;
import io.carillon.store.fill.MadeUpHistory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damages a store's file, sees it refused with advice, brings the backup back, and finds every
/// message.
class DamageTest {
  private static final MadeUpHistory.Plan PLAN =
      new MadeUpHistory.Plan(2_000, 2, Optional.of(ACCOUNT), START, Duration.ofDays(9), 5);

  @TempDir Path folder;
  private StoreSettings.Sqlite settings;
  private Path file;
  private Path backup;

  @BeforeEach
  void fill() throws InterruptedException {
    settings = new StoreSettings.Sqlite(folder.resolve("data"));
    file = folder.resolve("data/carillon.db");
    backup = folder.resolve("backup.db");
    try (var filling = Filling.open(settings)) {
      filling.fill(new MadeUpHistory(PLAN), _ -> {});
    }
    Backup.of(settings, backup, (_, _, _) -> {});
  }

  private static List<Message> all() {
    var all = new ArrayList<Message>();
    new MadeUpHistory(PLAN).forEachRemaining(all::add);
    return all;
  }

  /// Writes rubbish over every third page of a quarter of the file.
  private void spoil(int quarter) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      long pages = open.length() / 4096;
      for (long at = pages * quarter / 4; at < pages * (quarter + 1) / 4; at += 3) {
        open.seek(at * 4096);
        open.write("rubbish ".repeat(512).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  private void assertRefused() {
    assertThatThrownBy(() -> Store.open(settings, _ -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("./carillon store check")
        .hasMessageContaining("./carillon store restore");
  }

  /// The second quarter may have pages of the schema, without which nothing can be asked.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDamagedFileIsRefusedAndTheBackupBringsEverythingBack(int quarter) throws Exception {
    spoil(quarter);

    assertRefused();
    assertThat(Checkup.of(settings, _ -> {})).anyMatch(finding -> !finding.isWell());
    var restored = Restoring.of(backup, settings, true, (_, _) -> {});

    assertThat(restored.messages()).isEqualTo(2_000);
    try (var store = Store.open(settings, _ -> {})) {
      for (var message : all()) {
        assertThat(store.messages().find(message.id())).contains(message);
      }
    }
    assertThat(Checkup.of(settings, _ -> {})).allMatch(Checkup.Finding::isWell);
    assertThatThrownBy(() -> NewFile.look(restored.replaced().orElseThrow()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aFileThatIsNoDatabaseAnyMoreIsRefused() throws Exception {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.write("rubbish".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertRefused();
  }

  @Test
  void aFileThatLostItsEndIsRefused() throws Exception {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() / 2 / 4096 * 4096);
    }

    assertRefused();
  }

  @Test
  void damageThatAReaderMeetsStopsTheProcessAndIsRememberedAtTheNextStart() throws Exception {
    var stopped = new ArrayList<Throwable>();
    var sound = Files.readAllBytes(file);
    try (var store = Store.open(settings, stopped::add)) {
      spoil(2);
      assertThatThrownBy(() -> all().forEach(message -> store.messages().find(message.id())))
          .isInstanceOf(StoreException.class);
    }

    assertThat(stopped).isNotEmpty();
    Files.write(file, sound);
    assertRefused();
    assertThat(Checkup.of(settings, _ -> {})).allMatch(Checkup.Finding::isWell);
    Store.open(settings, _ -> {}).close();
  }
}
