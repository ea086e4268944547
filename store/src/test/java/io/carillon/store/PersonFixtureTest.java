package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.store.vault.MasterKeys;
import io.carillon.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was sealed under keys of persons by an earlier version is read for ever: archive lines of
/// version 2, and a backup with tables of an older version. [PersonFixture] wrote both, with keys
/// of persons of which one was destroyed.
class PersonFixtureTest {
  @TempDir Path folder;

  private static InputStream resource(String name) {
    return Objects.requireNonNull(PersonFixtureTest.class.getResourceAsStream(name), name);
  }

  private static List<String> lines(String name) throws IOException {
    try (var in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private void keys(StoreSettings settings) throws IOException {
    Files.createDirectories(settings.folder());
    Opened.keyed(settings.folder());
    try (var in = resource("/persons/person.keys")) {
      Files.copy(in, settings.personKeys());
    }
  }

  private Path backup() throws IOException {
    var file = folder.resolve("backup.db");
    try (var in = new GZIPInputStream(resource("/persons/backup.db.gz"))) {
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void aLineOfTheSecondVersionIsReadForEver() throws Exception {
    var settings = new StoreSettings.Sqlite(folder);
    keys(settings);
    var masters = MasterKeys.parse(Opened.MASTER_KEY);
    var keys = new PersonKeys(new PersonFile(settings.personKeys()).read(masters));
    var seal = new ArchiveSeal(keys);

    var opened =
        lines("/archive/version-2.jsonl").stream()
            .map(line -> seal.archived(line.getBytes(StandardCharsets.UTF_8)))
            .toList();

    assertThat(opened.getFirst().message().isErased()).isTrue();
    assertThat(opened.stream().skip(1))
        .map(archived -> new String(ArchiveLine.octets(archived), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(lines("/archive/version-1.jsonl"));
  }

  private void assertRestored(StoreSettings to) throws Exception {
    keys(to);

    Restoring.of(backup(), to, false, (_, _) -> {});

    try (var store = Store.open(to, _ -> {})) {
      var all =
          store.erasures().after(PersonFixture.LEAST, 9).stream()
              .map(ends -> store.messages().find(ends.id()).orElseThrow())
              .toList();
      assertThat(all).filteredOn(Message::isErased).hasSize(1);
      var kept = all.stream().filter(message -> !message.isErased()).toList();
      assertThat(kept)
          .extracting(message -> message.parties().to())
          .containsExactly(PersonFixture.BEN);
      assertThat(kept)
          .extracting(Message::content)
          .containsExactly(new Content.Text("words for Ben"));
    }
    assertThat(Checkup.of(to, _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  void aBackupOfAnEarlierVersionIsRestoredIntoAFolder() throws Exception {
    assertRestored(new StoreSettings.Sqlite(folder.resolve("to")));
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void aBackupOfAnEarlierVersionIsRestoredIntoPostgres() throws Exception {
    var server = PostgresServer.shared();
    assertRestored(Opened.postgres(folder.resolve("to"), server, server.database()));
  }
}
