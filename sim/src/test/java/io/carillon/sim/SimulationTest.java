package io.carillon.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.sim.Simulation.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plays the worlds of many seeds. `-Dsim.seed=N` plays one and tells its story, `-Dsim.seeds=N`
/// plays so many; what came of it stands in `target/simulation.txt`.
class SimulationTest {
  private static final String SEED = "sim.seed";
  private static final String SEEDS = "sim.seeds";
  private static final int SEEDS_USUAL = 1_000;
  private static final int TOLD_MAX = 10;
  private static final int LINE_MAX = 500;
  private static final Path SAID = Path.of("target", "simulation.txt");

  /// A sabotage that shows in none of the worlds up to this one would show too seldom.
  private static final int SEEDS_TO_FIND = 60;

  @Test
  void keepsItsPromisesInEveryWorld() throws Exception {
    var one = Long.getLong(SEED);
    if (one != null) {
      tellTheStory(one);
      return;
    }
    long seeds = Long.getLong(SEEDS, SEEDS_USUAL);
    var broken = new ConcurrentLinkedQueue<String>();
    long start = System.nanoTime();

    var played = play(seeds, broken);

    say(came(seeds, broken, Duration.ofNanos(System.nanoTime() - start)));
    assertThat(broken.stream().limit(TOLD_MAX)).as("%d of %d", broken.size(), seeds).isEmpty();
    assertThat(played).hasSize((int) seeds);
    if (seeds >= SEEDS_USUAL) {
      hasSeenEnough(played);
    }
  }

  /// The line of each broken world plays it again.
  private static String came(long seeds, Collection<String> broken, Duration time) {
    var sum =
        "%d worlds, %d broken; %.1f s, %.0f worlds a minute\n"
            .formatted(
                seeds, broken.size(), time.toMillis() / 1e3, seeds * 6e4 / (time.toMillis() + 1));
    return broken.stream()
            .map(line -> line.length() > LINE_MAX ? line.substring(0, LINE_MAX) + " ..." : line)
            .map(line -> line + "\n")
            .collect(Collectors.joining())
        + sum;
  }

  private static void say(String came) throws IOException {
    Files.createDirectories(SAID.getParent());
    Files.writeString(SAID, came);
  }

  /// Worlds in which nothing happens would keep every promise.
  private static void hasSeenEnough(List<Summary> played) {
    int worlds = played.size();
    assertThat(played.stream().mapToInt(Summary::messages).sum()).isGreaterThan(10 * worlds);
    assertThat(played.stream().mapToInt(Summary::takings).sum()).isGreaterThan(15 * worlds);
    assertThat(played.stream().mapToInt(Summary::notices).sum()).isGreaterThan(15 * worlds);
    assertThat(played.stream().mapToInt(Summary::stopped).sum()).isGreaterThan(worlds / 4);
    assertThat(played.stream().mapToInt(Summary::held).sum()).isGreaterThan(worlds / 2);
    assertThat(played.stream().mapToInt(Summary::ruled).sum()).isGreaterThan(worlds / 2);
    assertThat(played.stream().mapToInt(Summary::letters).sum()).isGreaterThan(4 * worlds);
    assertThat(played.stream().mapToInt(Summary::repeats).sum()).isGreaterThan(worlds / 2);
    assertThat(played.stream().mapToInt(Summary::crashes).sum()).isGreaterThan(worlds / 2);
    assertThat(played.stream().map(Summary::time)).anyMatch(time -> time.toHours() >= 70);
    assertThat(played.stream().map(Summary::fingerprint).distinct().count())
        .as("worlds that differ")
        .isGreaterThan(worlds * 99L / 100);
  }

  private static List<Summary> play(long seeds, ConcurrentLinkedQueue<String> broken)
      throws InterruptedException, ExecutionException {
    var next = new AtomicLong();
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    try (var players = Executors.newFixedThreadPool(threads)) {
      var playing = new ArrayList<Future<List<Summary>>>();
      for (int i = 0; i < threads; i++) {
        playing.add(
            players.submit(() -> {
              var played = new ArrayList<Summary>();
              for (long seed = next.incrementAndGet();
                  seed <= seeds;
                  seed = next.incrementAndGet()) {
                try {
                  played.add(new Simulation(seed).run());
                } catch (AssertionError e) {
                  broken.add(e.getMessage());
                }
              }
              return played;
            }));
      }
      var played = new ArrayList<Summary>();
      for (var some : playing) {
        played.addAll(some.get());
      }
      return played;
    }
  }

  private static void tellTheStory(long seed) throws IOException {
    say(new Simulation(seed).story() + "\n");

    new Simulation(seed).run();
  }

  @Test
  void theSameSeedIsTheSameStory() {
    for (long seed = 1; seed <= 10; seed++) {
      var story = new Simulation(seed).story();

      assertThat(story).as("seed %d", seed).isEqualTo(new Simulation(seed).story());
      assertThat(story.lines().count()).isGreaterThan(20);
    }
  }

  @Test
  void theSameSeedHasTheSameFingerprintAndAnotherHasNot() {
    assertThat(new Simulation(5).run()).isEqualTo(new Simulation(5).run());
    assertThat(new Simulation(5).run().fingerprint())
        .isNotEqualTo(new Simulation(6).run().fingerprint());
  }

  /// Each safeguard that is taken away is missed, and what is said of it names the promise.
  @ParameterizedTest
  @CsvSource({
    "NO_REV_GUARD, written over what its decider did not see",
    "NO_INTENT, bytes without an intent",
    "NO_PARKING, 'a receipt was said to be kept, and is nowhere'",
    "NO_SYNC, a caller was answered before its message was synced",
    "NO_RETELLING, tried again without a pause",
    "NO_STOPPING, sent though its person had stopped its sender",
    "NO_COUNTING, written to more often than may be",
    "NO_PRINTS, 'written 1 times, and 2 messages'"
  })
  void findsOutEachSabotage(Sabotage sabotage, String promise) {
    var found =
        LongStream.rangeClosed(1, SEEDS_TO_FIND)
            .mapToObj(seed -> brokenBy(seed, sabotage))
            .flatMap(Optional::stream)
            .filter(broken -> broken.contains(promise))
            .findFirst();

    assertThat(found).as("what %s breaks", sabotage).isPresent();
    assertThat(found.get()).contains("see it again with ./carillon test --seed ");
  }

  private static Optional<String> brokenBy(long seed, Sabotage sabotage) {
    var broken =
        catchThrowableOfType(AssertionError.class, () -> new Simulation(seed, sabotage).run());
    return Optional.ofNullable(broken).map(Throwable::getMessage);
  }

  @Test
  void tellsWhatBrokeAtTheEndOfTheStory() {
    long seed =
        LongStream.rangeClosed(1, SEEDS_TO_FIND)
            .filter(one -> brokenBy(one, Sabotage.NO_SYNC).isPresent())
            .findFirst()
            .orElseThrow();

    var story = new Simulation(seed, Sabotage.NO_SYNC).story();

    assertThat(story.lines().toList().getLast()).contains("seed " + seed + " broke a promise");
  }
}
