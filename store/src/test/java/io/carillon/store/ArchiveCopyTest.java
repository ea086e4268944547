package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.testkit.PostgresServer;
import io.carillon.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done with a whole store is done with its archive, too.
class ArchiveCopyTest {
  private static final Copying.Progress SILENT = (_, _) -> {};
  private static final Export.Wish ALL =
      new Export.Wish(Instant.EPOCH, START.plus(Duration.ofDays(999)), Optional.empty());

  @TempDir Path folder;
  private final List<Message> archived = new ArrayList<>();
  private StoreSettings source;
  private Message young;

  @BeforeEach
  void archive() throws Exception {
    var from = Files.createDirectory(folder.resolve("from"));
    source = new StoreSettings.Sqlite(from);
    try (var store = Opened.freshSqlite(from)) {
      var samples = new Samples(5);
      for (int i = 0; i < 7; i++) {
        archived.add(ended(store, samples, "old " + i));
      }
      store.retainAll(ArchiveContract.MONTH, ArchiveContract.LATER);
      young = ended(store, samples, "young");
    }
  }

  private static Message ended(Store store, Samples samples, String text) throws Exception {
    var first = samples.message(new Content.Text(text));
    var claimed = Samples.claimed(first, 1, START);
    var sent = Samples.sent(claimed, START, "far-" + text);
    var last = Samples.delivered(sent, START);
    store.commits().write(Samples.accept(first));
    store.commits().write(Samples.change(first, claimed));
    store.commits().write(Samples.change(claimed, sent));
    store.commits().write(Samples.change(sent, last));
    return last;
  }

  private void assertHoldsAll(StoreSettings settings) {
    try (var store = Store.open(settings, _ -> {})) {
      for (var message : archived) {
        assertThat(store.messages().find(message.id())).contains(message);
      }
      assertThat(store.messages().find(young.id())).contains(young);
      assertThat(store.archive().held()).isEqualTo(archived.size());
    }
    assertThat(Checkup.of(settings, _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  private StoreSettings.Sqlite place(String name) {
    return new StoreSettings.Sqlite(folder.resolve(name), Opened.keys());
  }

  @Test
  void aBackupTakesTheArchiveAlongWhileAServerWorks() throws Exception {
    var file = folder.resolve("backup.db");
    try (var _ = Store.open(source, _ -> {})) {
      assertThat(Backup.of(source, file, (_, _, _) -> {}).archived()).isPositive();
    }

    Opened.carryKeys(source, place("to"));
    Restoring.of(file, place("to"), false, SILENT);
    assertHoldsAll(place("to"));
    Restoring.of(file, place("to"), true, SILENT);
    assertHoldsAll(place("to"));
    assertThat(folder.resolve("to/archive.replaced")).isNotEmptyDirectory();
    ArchiveCopy.remove(ArchiveCopy.beside(file));
    assertThatThrownBy(() -> Restoring.of(file, place("other"), false, SILENT))
        .hasMessageContaining("the archive that belongs to it is missing");
  }

  @Test
  void nothingIsBlottedOutWhileTheFilesAreCopied() throws Exception {
    var message = archived.getFirst();
    try (var store = Store.open(source, _ -> {})) {
      var files = new ArchiveFolder(folder.resolve("from"));
      try (var _ = ArchiveHold.toCopy(files)) {
        store.messages().recall(message.id());
        store.messages().recall(archived.get(1).id());
        assertThat(store.archive().toBeBlotted()).isEqualTo(2);
      }
      store.retainAll(ArchiveContract.MONTH, ArchiveContract.LATER);
      assertThat(store.archive().toBeBlotted()).isZero();
    }
    archived.add(young);
    try (var store = Store.open(source, _ -> {})) {
      for (var one : archived) {
        assertThat(store.messages().find(one.id())).contains(one);
      }
    }
  }

  @Test
  void aCopyTakesTheArchiveAlong() {
    Copying.of(source, place("to"), SILENT);

    assertHoldsAll(place("to"));
    assertHoldsAll(source);
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void aStoreGoesToPostgresAndItsBackupIsRestoredIntoEither() throws Exception {
    var server = PostgresServer.shared();
    var there = Opened.postgres(folder.resolve("there"), server, server.database());
    Copying.of(source, there, SILENT);
    assertHoldsAll(there);
    var same = Opened.postgres(folder.resolve("from"), server, server.database());
    Copying.of(source, same, SILENT);
    assertHoldsAll(same);

    var file = folder.resolve("backup.db");
    Backup.of(there, file, (_, _, _) -> {});
    Opened.carryKeys(there, place("to"));
    Restoring.of(file, place("to"), false, SILENT);
    assertHoldsAll(place("to"));
    var other = Opened.postgres(folder.resolve("other"), server, server.database());
    Opened.carryKeys(there, other);
    Restoring.of(file, other, false, SILENT);
    assertHoldsAll(other);
  }

  @Test
  void aCheckFindsADamagedBlock() throws Exception {
    var file = folder.resolve("from/archive/2026-01-01.jsonl.gz");
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() / 2);
      open.write(1 ^ open.read());
    }

    assertThat(Checkup.of(source, _ -> {}))
        .filteredOn(finding -> !finding.isWell())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.about()).isEqualTo("archive");
          assertThat(finding.what()).contains("2026-01-01.jsonl.gz at 0", "is damaged");
        });
    assertThat(Census.of(source).archive())
        .isEqualTo(new Census.InFiles(1, 7, file.toFile().length()));
  }

  @Test
  void anExportHoldsWhatIsArchivedAndWhatIsNotOnce() throws Exception {
    var out = new ByteArrayOutputStream();

    assertThat(Export.of(source, ALL, out, _ -> {})).isEqualTo(archived.size() + 1);
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .map(line ->
            ArchiveLineReader.read(line.getBytes(StandardCharsets.UTF_8)).archived().message())
        .containsExactlyElementsOf(
            java.util.stream.Stream.concat(archived.stream(), java.util.stream.Stream.of(young))
                .toList());

    var before = new Export.Wish(Instant.EPOCH, START, Optional.of(ACCOUNT));
    assertThat(Export.of(source, before, out, _ -> {})).isZero();
    var others =
        new Export.Wish(
            Instant.EPOCH,
            ALL.until(),
            Optional.of(new io.carillon.model.AccountId(new io.carillon.model.Id(1, 2))));
    assertThat(Export.of(source, others, out, _ -> {})).isZero();
  }
}
