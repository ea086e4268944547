package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Event;
import io.carillon.model.Secret;
import io.carillon.model.TraceRow;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.PostgresServer;
import io.carillon.testkit.RandomCommits;
import io.carillon.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies, backups and what is restored of them hold all that the store held.
class CopyingTest {
  private static final Copying.Progress SILENT = (_, _) -> {};

  @TempDir Path folder;
  private StoreSettings source;
  private RandomCommits commits;

  @BeforeEach
  void fill() throws Exception {
    var from = Files.createDirectory(folder.resolve("from"));
    source = new StoreSettings.Sqlite(from);
    var memory = MemoryStore.atOnce().ports();
    commits = new RandomCommits(11, memory);
    try (var store = Opened.freshSqlite(from)) {
      for (int i = 0; i < 30; i++) {
        var group = commits.next();
        var done = new CountDownLatch(2);
        memory.commits().hand(group, _ -> done.countDown());
        store.commits().hand(group, _ -> done.countDown());
        done.await();
      }
    }
  }

  private void assertHoldsAll(StoreSettings settings) {
    try (var store = Store.open(settings, _ -> {})) {
      commits.compare(Opened.ports(store));
    }
  }

  private StoreSettings.Sqlite place(String name) {
    return new StoreSettings.Sqlite(folder.resolve(name));
  }

  private static StoreSettings.Postgres newDatabase() {
    var server = PostgresServer.shared();
    return Opened.postgres(server, server.database());
  }

  @Test
  void aFolderIsCopiedIntoAnother() {
    var counts = Copying.of(source, place("to"), SILENT);

    assertThat(counts).containsKeys("message", "ledger", "notice");
    assertThat(counts.get("message")).isPositive();
    assertHoldsAll(place("to"));
    assertThat(folder.resolve("to")).isDirectoryNotContaining("glob:**.part*");
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void aStoreGoesToPostgresAndBack() {
    var database = newDatabase();

    var there = Copying.of(source, database, SILENT);
    assertHoldsAll(database);
    var back = Copying.of(database, place("back"), SILENT);

    assertHoldsAll(place("back"));
    assertThat(back.keySet()).isEqualTo(there.keySet());
    assertThat(back.get("message")).isEqualTo(there.get("message"));
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void whatWasCopiedToPostgresCanBeWrittenOn() throws Exception {
    var database = newDatabase();
    Copying.of(source, database, SILENT);

    try (var store = Store.open(database, _ -> {})) {
      var message = new Samples(12).message();
      var said = Consent.Proof.written("STOP", "");
      var stop =
          new Consent(
              Samples.ACCOUNT,
              Consent.Reach.ACCOUNT,
              message.parties().to(),
              Consent.Action.REVOKE,
              Samples.START,
              said);
      var writes =
          List.<Write>of(
              new Write.Added(message),
              new Write.Owed(Samples.notice(message, 1, "https://new.example", Samples.START)),
              new Write.Noted(
                  new TraceRow(message.id(), Samples.START, TraceRow.Kind.NOTE, "noted")),
              new Write.Consented(stop, true),
              new Write.Moved(
                  Samples.ACCOUNT, Commit.Reason.OPENING, Samples.usd(1), Samples.START),
              new Write.Happened(Event.of(message)));

      for (var write : writes) {
        assertThat(store.commits().write(Samples.inside(write)))
            .as(write.getClass().getSimpleName())
            .isEqualTo(new Commit.Result.Done());
      }
    }
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void aBackupOfPostgresIsAFileThatIsRestoredIntoEither() throws Exception {
    var database = newDatabase();
    Copying.of(source, database, SILENT);
    var file = folder.resolve("backup.db");

    try (var _ = Store.open(database, _ -> {})) {
      assertThat(Backup.of(database, file, (_, _, _) -> {}).messages()).isPositive();
    }

    Opened.carryKeys(database, place("restored"));
    Restoring.of(file, place("restored"), false, SILENT);
    assertHoldsAll(place("restored"));
    var other = newDatabase();
    Opened.carryKeys(database, other);
    Restoring.of(file, other, false, SILENT);
    assertHoldsAll(other);
    assertThatThrownBy(() -> Restoring.of(file, other, true, SILENT))
        .hasMessageContaining("holds rows already");
  }

  @Test
  void aPlaceThatHoldsAStoreIsLeftAlone() {
    Copying.of(source, place("to"), SILENT);

    assertThatThrownBy(() -> Copying.of(source, place("to"), SILENT))
        .hasMessageContaining("holds a store already");
    assertThatThrownBy(() -> Copying.of(source, source, SILENT))
        .hasMessageContaining("where it stands already");
    assertHoldsAll(place("to"));
  }

  @Test
  void aStoreThatIsWorkedOnIsNotCopied() {
    try (var _ = Store.open(source, _ -> {})) {
      assertThatThrownBy(() -> Copying.of(source, place("to"), SILENT))
          .isInstanceOf(StoreTaken.class);
    }
    assertThat(folder.resolve("to")).doesNotExist();
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void aCopyThatFailsLeavesNothingBehind() {
    var database = newDatabase();
    var settings =
        new StoreSettings.Postgres(
            database.folder(), database.url(), database.user(), new Secret(""), 2, Opened.keys());

    assertThatThrownBy(() ->
            Copying.of(
                source,
                settings,
                (table, _) -> {
                  if (table.equals("message")) {
                    throw new IllegalStateException("the machine stops");
                  }
                }))
        .hasMessage("the machine stops");

    assertThat(Copying.of(source, settings, SILENT)).isNotEmpty();
  }
}
