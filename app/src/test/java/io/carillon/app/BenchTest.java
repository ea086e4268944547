package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Each scenario of `./carillon bench` for a moment, on the real server: it is understood there,
/// and nothing is lost. How fast it is, is no matter here.
@Tag("slow")
@Timeout(120)
@Isolated("it loads the machine, and looks at what processes there are")
class BenchTest {
  /// More would only wait for a processor.
  private static final int AT_ONCE = 3;

  /// What carriers take is far below what a cold server on a slow machine sends, or nothing would
  /// be throttled there.
  private static final List<List<String>> RUNS =
      List.of(
          List.of("--scenario", "single", "--rates", "half"),
          List.of("--scenario", "tenants", "--tenants", "4"),
          List.of("--scenario", "flood", "--flood", "300", "--carrier-rate", "100"),
          List.of("--scenario", "burst", "--carrier-rate", "40"),
          List.of("--scenario", "throttling", "--carrier-rate", "20"),
          List.of("--scenario", "slow-endpoint", "--connections", "16"),
          List.of("--scenario", "dead-endpoint", "--flood", "300"),
          List.of("--scenario", "callbacks", "--flood", "300"),
          List.of("--scenario", "bulk"),
          List.of("--scenario", "long"),
          List.of("--scenario", "twilio"),
          List.of("--scenario", "silent", "--history", "1k", "--queries"));

  @TempDir private Path folder;

  @Test
  void everyScenarioRunsOnTheServerAndLosesNothing() throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var waiting = new ArrayList<Future<JsonNode>>();
      for (var flags : RUNS) {
        waiting.add(threads.submit(() -> bench(flags)));
      }
      for (int i = 0; i < RUNS.size(); i++) {
        assertGood(RUNS.get(i).get(1), waiting.get(i).get());
      }
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**carillon-bench-*");
  }

  @Test
  void kannelIsRunWithTheSameFarEnd() throws Exception {
    assumeTrue(
        Kannel.find("bearerbox").isPresent() && Kannel.find("smsbox").isPresent(),
        "Kannel is not installed: apt-get install kannel");
    assumeTrue(Kannel.find("wrk").isPresent(), "wrk is not installed: apt-get install wrk");

    var file = bench(List.of("--compare", "kannel", "--leave-route"));

    assertThat(file.path("trials")).hasSize(2);
    for (var trial : file.path("trials")) {
      var run = trial.path("runs").path(0);
      assertThat(run.at("/perSecond/completed").asDouble()).as(trial + "").isPositive();
      assertThat(run.at("/outcome/lost").asLong()).isZero();
      assertThat(run.at("/outcome/errors")).isEmpty();
    }
    assertThat(file.at("/comparison/comparable").asBoolean()).as("the route was left").isFalse();
  }

  @Test
  @Tag("postgres")
  void theServerMayKeepItsMessagesInPostgres() throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/postgresql")),
        "PostgreSQL is not installed: apt-get install postgresql");

    // It does not run as root, and has to get through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var file = bench(List.of("--store", "postgres", "--history", "1k"));

    assertGood("postgres", file);
    assertThat(file.at("/runs/0/memory/database").asLong()).isPositive();
    assertThat(file.at("/runs/0/cpu/processes/database").asDouble()).isPositive();
  }

  private JsonNode bench(List<String> flags) throws IOException {
    var json = folder.resolve(flags.get(1) + ".json");
    var all = new ArrayList<>(flags);
    all.addAll(List.of("--seconds", "1", "--warmup", "0", "--rest", "0", "--dir", folder + ""));
    all.addAll(List.of("--json", json.toString(), "--java-options"));
    all.add("-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    if (!flags.contains("--connections")) {
      all.addAll(List.of("--connections", "4"));
    }

    int exit = Bench.run(all.toArray(String[]::new));

    assertThat(json).as(flags + "").exists();
    var file = new ObjectMapper().readTree(json.toFile());
    // On a machine that does other work a schedule may not be kept.
    assertThat(exit).as(flags.get(1)).isIn(flags.contains("--rates") ? List.of(0, 1) : List.of(0));
    return file;
  }

  private static void assertGood(String scenario, JsonNode file) {
    var runs = new ArrayList<JsonNode>();
    file.path("runs").forEach(runs::add);
    file.path("trials").forEach(trial -> trial.path("runs").forEach(runs::add));
    assertThat(runs).as(scenario).isNotEmpty();
    for (var run : runs) {
      var outcome = run.path("outcome");
      assertThat(outcome.path("accepted").asLong()).as(scenario).isPositive();
      assertThat(outcome.path("lost").asLong()).as(scenario).isZero();
      assertThat(outcome.path("errors")).as(scenario).isEmpty();
      assertThat(outcome.path("refusedBluntly").asLong()).as(scenario).isZero();
      assertThat(outcome.path("repeatedSubmits").asLong()).as(scenario).isZero();
      assertThat(outcome.path("repeatedWebhooks").asLong()).as(scenario).isZero();
      assertThat(outcome.path("strays").asLong()).as(scenario).isZero();
    }
    var run = runs.getFirst();
    switch (scenario) {
      case "long" ->
          assertThat(run.at("/perSecond/segments").asDouble())
              .isGreaterThanOrEqualTo(2.9 * run.at("/perSecond/submitted").asDouble());
      case "throttling" -> assertThat(run.at("/outcome/throttled").asLong()).isPositive();
      case "burst" -> assertThat(run.at("/outcome/refused").asLong()).isPositive();
      case "slow-endpoint", "tenants" -> assertThat(run.path("parts")).hasSize(3);
      case "silent" -> {
        for (var kind : run.at("/queries/kinds")) {
          assertThat(kind.path("failed").asLong()).as(kind + "").isZero();
        }
        assertThat(run.at("/queries/kinds").size()).isGreaterThan(15);
      }
      case "flood", "dead-endpoint", "callbacks" -> assertThat(run.path("parts")).hasSize(2);
      default -> assertThat(run.path("parts")).isEmpty();
    }
  }
}
