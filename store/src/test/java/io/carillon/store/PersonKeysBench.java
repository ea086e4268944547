package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.store.fill.MadeUpHistory;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.Leaf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.sqlite.SQLiteConnection;

/// Measures what keys of persons cost: each line of the archive, and backups and what is restored
/// from them; not a test: `folder messages [destroyed keys]`. The folder must not exist.
final class PersonKeysBench {
  private static final int BLOCK = 500;
  private static final int TURNS = 3;

  private PersonKeysBench() {}

  public static void main(String[] args) throws Exception {
    var folder = Files.createDirectory(Path.of(args[0]));
    long count = Long.parseLong(args[1]);
    int destroyed = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    Opened.keyed(folder);
    var settings = new StoreSettings.Sqlite(folder);
    var end = Instant.parse("2026-11-01T00:00:00Z");
    var plan = new MadeUpHistory.Plan(count, 20, Optional.empty(), end, Duration.ofDays(90), 5);
    try (var filling = Filling.open(settings)) {
      filling.fill(new MadeUpHistory(plan), _ -> {});
    }
    var tree = tree(destroyed);
    say("secrets in the tree", tree.size(), "");
    for (int turn = 0; turn < TURNS; turn++) {
      lines(plan, new ArchiveSeal(new PersonKeys(tree)));
    }
    for (int turn = 0; turn < TURNS; turn++) {
      backups(settings, count, turn);
    }
  }

  private static KeyTree tree(int destroyed) {
    var random = new SplittableRandom(7);
    var leaves = new ArrayList<Leaf>();
    for (int i = 0; i < destroyed; i++) {
      leaves.add(new Leaf(random.nextLong(), 0, 1));
    }
    return KeyTree.fresh().without(leaves);
  }

  private static void say(String what, double figure, String unit) {
    System.out.printf(Locale.ROOT, "%-44s %,12.2f %s%n", what, figure, unit);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static double packed(List<byte[]> lines) {
    long sum = 0;
    for (int from = 0; from < lines.size(); from += BLOCK) {
      var deflater = new Deflater();
      var out = new byte[4 << 20];
      for (var line : lines.subList(from, Math.min(lines.size(), from + BLOCK))) {
        deflater.setInput(line);
        while (!deflater.needsInput()) {
          sum += deflater.deflate(out);
        }
      }
      deflater.finish();
      sum += deflater.deflate(out);
      deflater.end();
    }
    return sum / (double) lines.size();
  }

  private static void lines(MadeUpHistory.Plan plan, ArchiveSeal seal) throws Exception {
    var all = new ArrayList<Archived>();
    new MadeUpHistory(plan)
        .forEachRemaining(message -> all.add(new Archived(message, List.of(), List.of())));
    var first = new ArrayList<byte[]>();
    var second = new ArrayList<byte[]>();
    double micros = 1e6 / all.size();
    say(
        "line v1, written",
        seconds(() -> all.forEach(it -> first.add(ArchiveLine.octets(it)))) * micros,
        "µs");
    say(
        "line v2, written",
        seconds(() -> all.forEach(it -> second.add(seal.line(it, 1)))) * micros,
        "µs");
    say("line v1, read", seconds(() -> first.forEach(ArchiveLineReader::read)) * micros, "µs");
    say("line v2, read and opened", seconds(() -> second.forEach(seal::archived)) * micros, "µs");
    var sought = seal.sought(List.of(Address.phone("+14155550123")));
    say(
        "line v2, looked through for somebody",
        seconds(() -> second.forEach(line -> seal.find(sought, line))) * micros,
        "µs");
    say("line v1, packed", packed(first), "octets");
    say("line v2, packed", packed(second), "octets");
  }

  private static void backups(StoreSettings settings, long rows, int turn) throws Exception {
    var dialect = Dialect.of(settings);
    var folder = settings.folder().resolve("turn-" + turn);
    Files.createDirectory(folder);
    double pages =
        seconds(() -> {
          try (var snapshot = dialect.snapshot()) {
            snapshot
                .unwrap(SQLiteConnection.class)
                .getDatabase()
                .backup(
                    "main", folder.resolve("pages.db").toString(), (_, _) -> {}, 20, 500, 4_096);
          }
        });
    double plain =
        seconds(() -> {
          try (var snapshot = Copying.snapshot(dialect)) {
            Copying.intoFile(folder.resolve("rows.db"), Copying.Passage.of(snapshot), (_, _) -> {});
          }
        });
    var file = folder.resolve("sealed.db");
    double sealed = seconds(() -> Backup.of(settings, file, (_, _, _) -> {}));
    var to = new StoreSettings.Sqlite(folder.resolve("to"));
    Opened.carryKeys(settings, to);
    double restored = seconds(() -> Restoring.of(file, to, false, (_, _) -> {}));
    say("backup by pages, messages/s", rows / pages, "");
    say("backup by rows, clear, messages/s", rows / plain, "");
    say("backup by rows, sealed, messages/s", rows / sealed, "");
    say("restored, messages/s", rows / restored, "");
    say(
        "file by pages, octets a message",
        Files.size(folder.resolve("pages.db")) / (double) rows,
        "");
    say("file sealed, octets a message", Files.size(file) / (double) rows, "");
  }
}
