package io.carillon.store;

import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.store.fill.MadeUpHistory;
import io.carillon.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Measures how fast old messages leave for the archive, what that costs those who write, and how
/// fast archived ones are read; not a test: `folder [messages] [seconds a turn] [turns]
/// [postgres]`. The folder must not exist: it is filled with made-up messages first.
final class ArchivingBench {
  private static final Retention MONTH = new Retention(Duration.ofDays(30), true, Duration.ZERO);
  private static final Duration NEAR = Duration.ofMinutes(50);
  private static final Duration FAR = Duration.ofDays(3);
  private static final Duration WARM = Duration.ofSeconds(6);
  private static final int SAMPLED = 50;
  private static final int READS = 3_000;

  private final Store store;
  private final List<MessageId> samples;
  private final Duration turn;
  private final int turns;
  private volatile boolean sweeping;
  private volatile boolean ended;

  private ArchivingBench(Store store, List<MessageId> samples, Duration turn, int turns) {
    this.store = store;
    this.samples = samples;
    this.turn = turn;
    this.turns = turns;
  }

  public static void main(String[] args) throws Exception {
    var folder = Files.createDirectory(Path.of(args[0]));
    long messages = Long.parseLong(args[1]);
    var turn = Duration.ofSeconds(Long.parseLong(args[2]));
    int turns = Integer.parseInt(args[3]);
    var span = args[4].equals("near") ? NEAR : FAR;
    var settings = args.length > 5 ? postgres(folder) : new StoreSettings.Sqlite(folder);
    var samples = filled(settings, messages, span);
    try (var store = Store.open(settings, folder, _ -> {});
        var sweeper = Executors.newSingleThreadExecutor()) {
      while (!store.isIndexed()) {
        LockSupport.parkNanos(100_000_000);
      }
      var bench = new ArchivingBench(store, samples, turn, turns);
      bench.measure(sweeper);
    }
  }

  private static StoreSettings postgres(Path folder) {
    var server = PostgresServer.shared();
    return Opened.postgres(folder, server, server.database());
  }

  /// Fills a store; answers some of the ids, oldest first.
  private static List<MessageId> filled(StoreSettings settings, long messages, Duration span)
      throws Exception {
    var samples = new ArrayList<MessageId>();
    var end = Instant.now().minus(MONTH.messages());
    var plan = new MadeUpHistory.Plan(messages, 20, Optional.empty(), end, span, 5);
    var history = new MadeUpHistory(plan);
    var watched =
        new Iterator<Message>() {
          private long count;

          @Override
          public boolean hasNext() {
            return history.hasNext();
          }

          @Override
          public Message next() {
            var message = history.next();
            if (count++ % SAMPLED == 0) {
              samples.add(message.id());
            }
            return message;
          }
        };
    try (var filling = Filling.open(settings)) {
      filling.fill(watched, _ -> {});
    }
    return samples;
  }

  private void measure(ExecutorService sweeper) {
    sweeper.execute(this::sweep);
    try {
      idle();
      read("read by id, idle");
      long most = turns("full rate", 0);
      turns("half rate", most / 2);
      System.out.printf(
          Locale.ROOT,
          "archived in all: %d messages, %d octets%n",
          left().messages(),
          left().octets());
      System.out.printf(
          Locale.ROOT,
          "octets an archived message: %.1f%n",
          (double) left().octets() / left().messages());
    } finally {
      ended = true;
    }
  }

  /// As the server does: some of it, ten times a second.
  private void sweep() {
    try {
      while (!ended) {
        if (sweeping) {
          store.retain(MONTH, Instant.now());
        }
        LockSupport.parkNanos(100_000_000);
      }
    } catch (InterruptedException cut) {
      throw new IllegalStateException(cut);
    }
  }

  private void idle() {
    System.out.printf(
        Locale.ROOT, "nothing is written: %d messages archived a second%n", archivedIn(turn));
  }

  private long archivedIn(Duration span) {
    long before = left().messages();
    long begun = System.nanoTime();
    sweeping = true;
    LockSupport.parkNanos(span.toNanos());
    sweeping = false;
    return (left().messages() - before) * 1_000_000_000 / (System.nanoTime() - begun);
  }

  private Retained left() {
    return store.retained();
  }

  private long turns(String name, long rate) {
    long most = 0;
    try (var load = new YoungLoad(store, Optional.empty(), rate)) {
      load.measured(WARM);
      for (int i = 0; i < turns; i++) {
        var without = load.measured(turn);
        most = Math.max(most, without.rate());
        System.out.printf(Locale.ROOT, "%s, no sweep: %s%n", name, words(without));
        long before = left().messages();
        sweeping = true;
        long begun = System.nanoTime();
        var with = load.measured(turn);
        long archived = (left().messages() - before) * 1_000_000_000;
        sweeping = false;
        System.out.printf(
            Locale.ROOT,
            "%s, sweep: %s, archived / s %d%n",
            name,
            words(with),
            archived / since(begun));
      }
      read("read by id, " + name);
    }
    return most;
  }

  private static long since(long begun) {
    return System.nanoTime() - begun;
  }

  private static String words(YoungLoad.Figures figures) {
    return String.format(
        Locale.ROOT,
        "written / s %d, a commit p50 %.2f ms, p99 %.2f ms, refused %d",
        figures.rate(),
        figures.p50(),
        figures.p99(),
        figures.refused());
  }

  private void read(String name) {
    long gone = left().messages();
    var archived = samples.subList(0, (int) Math.min(samples.size(), gone / SAMPLED));
    var chance = new SplittableRandom(3);
    var times = new double[READS];
    for (int i = 0; i < READS; i++) {
      var id = archived.get(chance.nextInt(archived.size()));
      long begun = System.nanoTime();
      boolean found = store.messages().find(id).isPresent();
      times[i] = since(begun) / 1e6;
      if (!found) {
        throw new IllegalStateException("message " + id.value() + " is lost");
      }
    }
    var warm = Arrays.copyOfRange(times, READS / 3, READS);
    Arrays.sort(warm);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        name,
        warm[warm.length / 2],
        warm[warm.length * 99 / 100]);
  }
}
