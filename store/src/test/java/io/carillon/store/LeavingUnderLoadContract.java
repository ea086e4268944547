package io.carillon.store;

import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What holds while messages leave, others come in, and some of those that leave are blotted out at
/// that very time.
interface LeavingUnderLoadContract {
  Instant NOW = START.plus(Duration.ofDays(60));
  Retention KEPT = new Retention(Duration.ofDays(30), true, Duration.ZERO);
  Duration SKIPPED = Duration.ofMillis(200);
  Duration LONGEST = Duration.ofSeconds(60);
  int OLD = 2_000;
  int TOUCHED_EVERY = 20;
  int REDACTED_EVERY = 60;
  int WRITERS = 8;

  /// The store under test.
  Store store();

  /// Where it is kept.
  StoreSettings settings();

  /// The data folder.
  Path folder();

  /// All that there is.
  final class World {
    private final Samples samples = new Samples(11);
    private final ConcurrentHashMap<MessageId, Message> old = new ConcurrentHashMap<>();
    private final List<Message> touched = new ArrayList<>();
    private final List<Message> redacted = new ArrayList<>();
    private final ConcurrentLinkedQueue<Message> young = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// Delivered, made at a moment.
    private synchronized Message message(Instant at, long number, String words) {
      var first = samples.message(new Content.Text(words));
      var sent = Samples.sent(Samples.claimed(first, 1, START), START, "far-" + number);
      var last = Samples.delivered(sent, START);
      return new Message(
          new MessageId(Id.v7(at.toEpochMilli(), (int) (number % 4_096), number)),
          last.parties(),
          last.content(),
          last.terms(),
          last.bill(),
          last.origin(),
          last.state());
    }

    private List<Message> made() {
      var made = new ArrayList<Message>();
      for (int i = 0; i < OLD; i++) {
        var at = START.plus(Duration.ofHours(22)).plusSeconds(7L * i);
        var message = message(at, i, "secret words " + i);
        if (i % TOUCHED_EVERY == 7) {
          var late = message.state().raised(Status.READ, NOW);
          message = Samples.changed(message, late);
          touched.add(message);
        } else if (i % REDACTED_EVERY == 5) {
          redacted.add(message);
        }
        old.put(message.id(), message);
        made.add(message);
      }
      return made;
    }

    private Message newcomer() {
      long number = numbers.incrementAndGet();
      return message(NOW.minus(Duration.ofDays(1)).plusMillis(number), number, "young");
    }
  }

  private void done(Commit commit) throws InterruptedException {
    assertThat(store().commits().write(commit)).isEqualTo(new Commit.Result.Done());
  }

  /// A message comes in and changes once.
  private void live(World world) throws InterruptedException {
    var message = world.newcomer();
    done(Samples.accept(message));
    var changed = Samples.changed(message, message.state());
    done(Samples.change(message, changed));
    world.young.add(changed);
  }

  private long lives(World world) throws InterruptedException {
    long lives = 0;
    while (!world.ended.get()) {
      live(world);
      lives++;
    }
    return lives;
  }

  /// As `engine.amend` does it: reads, brings back, changes; again where it lost.
  private long redacts(World world) throws InterruptedException {
    for (var message : world.redacted) {
      Commit.Result result = new Commit.Result.Stale(message.id());
      while (result instanceof Commit.Result.Stale) {
        var found = store().messages().find(message.id()).orElseThrow();
        store().messages().recall(message.id());
        var bare = Samples.changed(found.redacted(), found.state());
        result = store().commits().write(Samples.change(found, bare));
        world.old.put(message.id(), bare);
      }
      assertThat(result).isEqualTo(new Commit.Result.Done());
    }
    return world.redacted.size();
  }

  private long recalled(World world) {
    return world.redacted.stream()
        .filter(message -> store().archive().isRecalled(message.id().value()))
        .count();
  }

  private boolean haveLeft(World world) {
    long stay = world.touched.size() + recalled(world);
    return store().archive().held() == OLD - stay;
  }

  /// Its pauses are cut short, so that the test is.
  private int swept(World world, Future<Long> redacting) throws InterruptedException {
    var skipped = new AtomicLong();
    var archiving = store().archiving(() -> System.nanoTime() + skipped.get());
    long begun = System.nanoTime();
    int calls = 0;
    while (!redacting.isDone() || !haveLeft(world)) {
      assertThat(System.nanoTime() - begun).as("it ends").isLessThan(LONGEST.toNanos());
      archiving.some(KEPT, NOW);
      skipped.addAndGet(SKIPPED.toNanos());
      live(world);
      calls++;
    }
    return calls;
  }

  /// All lines of the archive, opened.
  private List<String> lines() throws IOException {
    var seal = store().archive().seal();
    var lines = new ArrayList<String>();
    try (var files = Files.list(folder().resolve("archive"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".gz")).toList()) {
        try (var zip = new GZIPInputStream(Files.newInputStream(file))) {
          for (var line : new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
            var opened = ArchiveLine.octets(seal.archived(line.getBytes(StandardCharsets.UTF_8)));
            lines.add(new String(opened, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return lines;
  }

  @Test
  default void whatIsOldLeavesWhileOthersComeInAndNothingIsLostOrDoubled() throws Exception {
    var world = new World();
    var all = new ArrayList<Commit>();
    world.made().forEach(message -> all.add(Samples.accept(message)));
    var taken = new CompletableFuture<List<Commit.Result>>();
    store().commits().hand(all, taken::complete);
    assertThat(taken.get()).containsOnly(new Commit.Result.Done());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<Long>>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit((Callable<Long>) () -> lives(world)));
      }
      try {
        var redacting = threads.submit((Callable<Long>) () -> redacts(world));
        assertThat(swept(world, redacting)).as("not all at once").isGreaterThan(4);
        assertThat(redacting.get()).isPositive();
      } finally {
        world.ended.set(true);
      }
      for (var writer : writers) {
        assertThat(writer.get()).as("accepting goes on").isPositive();
      }
    }

    var lines = lines();
    var ids = new HashSet<String>();
    lines.forEach(line -> ids.add(line.substring(0, line.indexOf(','))));
    long stayed = world.touched.size() + recalled(world) + world.young.size();
    assertThat(Census.of(settings()).rows().get("message")).isEqualTo(stayed);
    assertThat(lines).hasSize(OLD - world.touched.size() - (int) recalled(world));
    assertThat(ids).hasSameSizeAs(lines);
    world.old.forEach(
        (id, message) -> assertThat(store().messages().find(id)).as("old " + id).contains(message));
    for (var message : world.young) {
      assertThat(store().messages().unarchived(message.id())).contains(message);
    }
    for (var message : world.touched) {
      assertThat(store().messages().unarchived(message.id())).contains(message);
    }
    for (var message : world.redacted) {
      var words = ((Content.Text) message.content()).body() + '"';
      assertThat(lines).noneMatch(line -> line.contains(words));
    }
  }
}
