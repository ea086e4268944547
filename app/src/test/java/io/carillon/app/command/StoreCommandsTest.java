package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.PostgresServer;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `carillon store …` as an operator meets it.
class StoreCommandsTest {
  @TempDir Path folder;

  private String data() {
    return folder.resolve("data").toString();
  }

  private Said run(String... args) {
    return Said.run(Map.of("CARILLON_SERVER_DATA", data()), "store", args);
  }

  private void fill() {
    assertThat(run("fill", "--messages", "1200").code()).isZero();
  }

  @Test
  void tablesAreBroughtUpToDateAndSaidToBe() {
    assertThat(run("migrate").out()).contains("tables brought from version 0 to ");
    assertThat(run("migrate").out()).contains("tables are up to date, version ");
  }

  @Test
  void olderTablesAreToBeMigratedAndNotToBeRestored() throws Exception {
    fill();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data() + "/carillon.db");
        var statement = connection.createStatement()) {
      statement.execute(
          "DELETE FROM flyway_schema_history WHERE installed_rank ="
              + " (SELECT max(installed_rank) FROM flyway_schema_history)");
    }

    var check = run("check");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("./carillon store migrate").doesNotContain("store restore");
    assertThat(run("export", folder.resolve("all.jsonl").toString()).err())
        .contains("./carillon store migrate");
  }

  @Test
  void allThatIsHeldAboutAPersonIsWritten() throws Exception {
    fill();
    var all = folder.resolve("all.jsonl");
    run("export", all.toString());
    var line = Files.readAllLines(all).getFirst();
    var number = line.replaceAll(".*\"direction\":\"outbound\".*\"to\":\"([^\"]*)\".*", "$1");
    var file = folder.resolve("person.jsonl");

    var said = run("export", "--number", number, file.toString());

    assertThat(said.out()).as(said.err()).contains("lines about the person");
    assertThat(Files.readString(file))
        .startsWith("{\"kind\":\"person\",\"v\":1,\"number\":\"" + number)
        .endsWith("\"archive_blocks_unreadable\":0,\"moved\":false}\n")
        .contains("{\"kind\":\"message\",");
    assertThat(run("export", "--number", "4711", "none").err()).contains("E.164");
    assertThat(run("export", "--number", number, "--from", "2026-01-01", "none").err())
        .contains("neither --from nor --until");
  }

  @Test
  void aStoreIsDescribedAndChecked() {
    fill();

    assertThat(run("info").lines())
        .anyMatch(line -> line.contains("SQLite 3"))
        .anyMatch(line -> line.matches("message +1,200"));
    var check = run("check");
    assertThat(check.code()).isZero();
    assertThat(check.lines())
        .anyMatch(line -> line.equals("ok    messages  1,200"))
        .last()
        .isEqualTo("all is well");
  }

  @Test
  void aBackupBringsBackWhatWasDamaged() throws Exception {
    fill();
    var file = folder.resolve("backup.db").toString();

    assertThat(run("backup", file).out()).contains("1,200 messages", "found sound");
    assertThat(run("backup", file).err()).contains("is there already");
    try (var open = new RandomAccessFile(folder.resolve("data/carillon.db").toFile(), "rw")) {
      open.seek(open.length() / 2);
      open.write("rubbish".repeat(2_000).getBytes(StandardCharsets.UTF_8));
    }
    var broken = run("check");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).contains("FAIL  the database itself", "carillon store restore");

    assertThat(run("restore", file).err()).contains("--force");
    assertThat(run("restore", file, "--force").out())
        .contains("1,200 messages restored", "carillon.db.replaced");
    assertThat(run("check").code()).isZero();
  }

  @Test
  void copiesSayWhatTheyCopied() {
    fill();
    var to = folder.resolve("to").toString();

    var copied = run("copy", "--from", data(), "--to", to);
    assertThat(copied.code()).as(copied.err()).isZero();
    assertThat(copied.lines())
        .anyMatch(line -> line.matches("message +1,200"))
        .anyMatch(line -> line.matches("→ that stands in .*to/master.key: keep a copy.*"))
        .last()
        .isEqualTo("every table has the same rows on both sides");
    assertThat(run("copy", "--from", data(), "--to", to).code()).isEqualTo(1);
  }

  /// As an operator meets them whose server is new: nothing but backup, master key and the copy.
  @Test
  void aBackupIsRestoredElsewhereWithACopyOfTheKeysOfPersons() throws Exception {
    fill();
    var file = folder.resolve("backup.db").toString();
    var copy = Files.copy(folder.resolve("data/person.keys"), folder.resolve("safe"));
    assertThat(run("backup", file).lines())
        .anyMatch(line -> line.matches("→ those stand in .*person.keys: keep a copy of it, not.*"));
    var to = folder.resolve("to");
    Files.createDirectory(to);
    Files.copy(folder.resolve("data/master.key"), to.resolve("master.key"));
    var place = List.of("--data", to.toString());

    var without = run(with(place, "restore", file));
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.err())
        .contains("to/person.keys, with the keys of persons, is missing", "--person-keys FILE");
    assertThat(run(with(place, "restore", file, "--person-keys", "nowhere")).err())
        .contains("nowhere, with the keys of persons, is missing");
    assertThat(to.resolve("carillon.db")).doesNotExist();

    var restored = run(with(place, "restore", file, "--person-keys", copy.toString()));
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.out()).contains("1,200 messages restored", "→ those stand in " + to);
    assertThat(run(with(place, "check")).out()).contains("all is well");
    assertThat(Files.getPosixFilePermissions(to.resolve("person.keys")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void keysOfPersonsOfAnotherStoreAreNotTakenForTheRightOnes() throws Exception {
    fill();
    var file = folder.resolve("backup.db").toString();
    assertThat(run("backup", file).code()).isZero();
    var other = folder.resolve("other");
    var place = List.of("--data", other.toString());
    assertThat(run(with(place, "fill", "--messages", "10")).code()).isZero();
    var master = Files.readString(folder.resolve("data/master.key"));
    Files.writeString(other.resolve("master.key"), master, StandardOpenOption.APPEND);
    var copy = folder.resolve("data/person.keys").toString();

    assertThat(run(with(place, "restore", file, "--force")).err())
        .contains("other/person.keys holds the keys of persons ", "--person-keys FILE");
    var forced = run(with(place, "restore", file, "--force", "--person-keys", copy));
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(other.resolve("person.keys.replaced")).exists();
    assertThat(run(with(place, "check")).out()).contains("all is well");
  }

  @Test
  void whatIsWrongWithTheKeysOfPersonsIsFound() throws Exception {
    fill();
    var file = folder.resolve("data/person.keys");
    assertThat(run("info").out()).contains("under the keys of persons ", ", after 0 erasures, 1 ");
    assertThat(run("check").lines())
        .anyMatch(line -> line.equals("ok    keys of persons  after 0 erasures, 1 secrets"));
    var whole = Files.readAllBytes(file);

    Files.delete(file);
    assertThat(run("info").out()).contains("person.keys, with the keys of persons, is missing");
    var missing = run("check");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out())
        .contains("FAIL  keys of persons  ", "is missing; bring it back")
        .doesNotContain("store restore");
    Files.writeString(file, "rubbish");
    assertThat(run("check").out()).contains("does not hold the keys of persons, or is damaged");
    var environment = Map.of("CARILLON_SERVER_DATA", data(), "CARILLON_PERSON_KEYS_FILE", "copy");
    assertThat(Said.run(environment, "store", "check").out()).contains("/copy, with the keys of");

    Files.write(file, whole);
    assertThat(run("check").code()).isZero();
  }

  private static String[] with(List<String> place, String... args) {
    return Stream.concat(Arrays.stream(args), place.stream()).toArray(String[]::new);
  }

  @Test
  void anotherMasterKeyIsMadeAndSaid() throws Exception {
    fill();
    var key = folder.resolve("data/master.key");
    var before = Files.readString(key);

    var rekeyed = run("rekey");
    assertThat(rekeyed.code()).as(rekeyed.err()).isZero();
    assertThat(rekeyed.out()).contains("made the master key", "older keys stay");
    assertThat(run("info").out()).contains("secrets sealed under the master key");
    assertThat(run("check").code()).isZero();

    Files.writeString(key, before);
    assertThat(run("check").out()).contains("FAIL  accounts and their secrets");
    assertThat(run("backup", folder.resolve("b").toString()).err())
        .contains("person.keys, with the keys of persons, cannot be opened", "the master key")
        .contains("bring back the master key or the file that belong together");
    assertThat(run("rekey").err()).contains("nothing else opens them");
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void allOfThemWorkOnPostgres() {
    fill();
    var server = PostgresServer.shared();
    var url = server.url(server.database());
    var file = folder.resolve("backup.db").toString();

    assertThat(run("migrate", "--store", url).out()).contains("from version 0");
    assertThat(run("copy", "--from", data(), "--to", url).code()).isZero();
    assertThat(run("info", "--store", url).out()).contains("PostgreSQL 1", "1,200");
    assertThat(run("check", "--store", url).out()).contains("all is well");
    assertThat(run("backup", file, "--store", url).out()).contains("1,200 messages");
    var other = server.url(server.database());
    assertThat(run("restore", file, "--store", other).out()).contains("1,200 messages restored");
    assertThat(run("fill", "--messages", "10", "--store", other).err()).contains("--force");
  }

  @Test
  void wrongCallsAndWrongPlacesAreSaid() throws Exception {
    assertThat(run("backup").code()).isEqualTo(2);
    assertThat(run("copy", "--from", data()).code()).isEqualTo(2);
    assertThat(run("check").err()).contains("there is no database");
    var missing = folder.resolve("missing");
    assertThat(run("copy", "--from", missing.toString(), "--to", data()).err())
        .contains("there is no database");
    assertThat(missing).doesNotExist();
    assertThat(run("check", "--store", "mysql://h/c").err()).contains("store.url is to be");
    Files.createDirectory(folder.resolve("data"));
    try (var _ =
        io.carillon.store.Store.open(
            new io.carillon.store.StoreSettings.Sqlite(folder.resolve("data")), _ -> {})) {
      var taken = run("migrate");
      assertThat(taken.code()).isEqualTo(2);
      assertThat(taken.err()).contains("is in use", "stop its server first");
      assertThat(run("check").code()).isZero();
      assertThat(run("info").code()).isZero();
      assertThat(run("backup", folder.resolve("b").toString()).code()).isZero();
    }
  }
}
