package io.carillon.store;

import static io.carillon.testkit.Samples.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit.Result;
import io.carillon.model.Content;
import io.carillon.model.MessageId;
import io.carillon.testkit.Patience;
import io.carillon.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackupTest {
  private static final int BEFORE = 2_000;

  @TempDir Path folder;

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger written = new AtomicInteger();
  private final List<MessageId> kept = new CopyOnWriteArrayList<>();

  private Thread writing(Store store, long seed) {
    var samples = new Samples(seed);
    return Thread.ofVirtual()
        .start(() -> {
          while (!ended.get()) {
            write(store, samples);
          }
        });
  }

  private void write(Store store, Samples samples) {
    var message = samples.message(new Content.Text("kept"));
    try {
      if (store.commits().write(accept(message)) instanceof Result.Done) {
        written.incrementAndGet();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(int more) {
    int aim = written.get() + more;
    Patience.until(() -> written.get() >= aim, written::toString);
  }

  private void fill(Store store, int count) throws InterruptedException {
    var samples = new Samples(1);
    for (int done = 0; done < count; done += 500) {
      var commits = new ArrayList<io.carillon.model.Commit>();
      for (int i = 0; i < 500; i++) {
        var message = samples.message(new Content.Text("before"));
        kept.add(message.id());
        commits.add(accept(message));
      }
      store.commits().hand(commits, _ -> {});
    }
    store.commits().write(accept(samples.message()));
  }

  @Test
  void allThatWasAcceptedBeforeIsInItAndWritingGoesOnMeanwhile() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var file = folder.resolve("backup.db");
    Backup.Made made;
    try (var store = Opened.freshSqlite(data)) {
      fill(store, BEFORE);
      var writers = List.of(writing(store, 2), writing(store, 3));
      await(50);
      made =
          Backup.of(
              new StoreSettings.Sqlite(data),
              file,
              // the copying waits here, in its midst, for the writer: that one is not held up
              (_, _, _) -> await(20));
      await(50);
      ended.set(true);
      for (var writer : writers) {
        writer.join();
      }
    }

    assertThat(made.messages()).isBetween(BEFORE + 50L, (long) BEFORE + written.get());
    assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    var restored = new StoreSettings.Sqlite(folder.resolve("restored"));
    Opened.carryKeys(new StoreSettings.Sqlite(data), restored);
    Restoring.of(file, restored, false, (_, _) -> {});
    try (var store = Store.open(restored, _ -> {})) {
      for (var id : kept) {
        assertThat(store.messages().find(id)).isPresent();
      }
    }
    assertThat(Checkup.of(restored, _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  void nothingIsWrittenOverWithoutBeingTold() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    Opened.freshSqlite(data).close();
    var settings = new StoreSettings.Sqlite(data);
    var file = folder.resolve("backup.db");
    Backup.of(settings, file, (_, _, _) -> {});

    assertThatThrownBy(() -> Backup.of(settings, file, (_, _, _) -> {}))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> Restoring.of(file, settings, false, (_, _) -> {}))
        .hasMessageContaining("--force puts it aside");
    var restored = Restoring.of(file, settings, true, (_, _) -> {});
    assertThat(restored.replaced().orElseThrow()).exists();
  }

  @Test
  void whatIsNoBackupIsNotRestored() throws Exception {
    var settings = new StoreSettings.Sqlite(folder.resolve("data"));
    var words = Files.writeString(folder.resolve("words"), "no database".repeat(100));
    var empty = Files.createFile(folder.resolve("empty"));

    assertThatThrownBy(() -> Restoring.of(words, settings, false, (_, _) -> {}))
        .hasMessageContaining("SQLITE_NOTADB");
    assertThatThrownBy(() -> Restoring.of(empty, settings, false, (_, _) -> {}))
        .hasMessageContaining("no store of Carillon");
    assertThatThrownBy(() -> Restoring.of(folder.resolve("none"), settings, false, (_, _) -> {}))
        .hasMessageContaining("there is no database");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
