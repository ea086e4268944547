package io.carillon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole bench, with its processes, against a server that is a stand-in.
final class BenchTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(folder).isDirectoryNotContaining("glob:**carillon-bench-*");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  @Tag("slow")
  void aRunThatLosesNothingIsReportedAndSucceeds() throws IOException {
    var json = folder.resolve("figures.json");

    var exit =
        bench("--messages", "300", "--warmup", "1", "--repeat", "2", "--json", json.toString());

    assertThat(exit).as(progress.toString(UTF_8)).isZero();
    var file = new ObjectMapper().readTree(json.toFile());
    assertThat(file.at("/settings/messages").asInt()).isEqualTo(300);
    assertThat(file.at("/machine/cores").asInt()).isPositive();
    assertThat(file.at("/runs")).hasSize(2);
    for (var run : file.get("runs")) {
      var accepted = run.at("/outcome/accepted").asLong();
      assertThat(accepted).isGreaterThan(300);
      assertThat(run.at("/outcome/completed").asLong()).isEqualTo(accepted);
      assertThat(run.at("/outcome/repeatedSubmits").asLong()).isZero();
      assertThat(run.at("/acceptMs/count").asLong()).isEqualTo(300);
      assertThat(run.at("/completeMs/count").asLong()).isEqualTo(300);
      assertThat(run.at("/disk/stopped").asDouble()).isEqualTo(100);
      assertPositive(run, "/perSecond/accepted", "/perSecond/submitted", "/perSecond/completed");
      assertPositive(run, "/acceptMs/p50", "/submitMs/p50", "/completeMs/p50", "/cpu/serverMicros");
      assertPositive(run, "/memory/idle", "/memory/after", "/start/readyMs", "/start/stopMs");
    }
    assertThat(file.at("/medians/lost").asDouble()).isZero();
    assertThat(out.toString(UTF_8))
        .contains("single sends")
        .contains("completed / s")
        .contains("lost (must be 0)");
  }

  @Test
  @Tag("slow")
  void aMessageLostAfterItsAcceptanceFailsTheRun() {
    var exit =
        bench(
            "--messages",
            "60",
            "--warmup",
            "0",
            "--drain",
            "1",
            "--java-options",
            "-Dstub.loses=50");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("LOST: 1 accepted messages");
  }

  @Test
  @Tag("slow")
  void startingIsMeasuredAlone() throws IOException {
    var json = folder.resolve("figures.json");

    assertThat(bench("--start-only", "--json", json.toString())).isZero();

    var file = new ObjectMapper().readTree(json.toFile());
    assertPositive(file.at("/runs/0"), "/firstReadyMs", "/secondReadyMs", "/idleBytes");
    assertThat(out.toString(UTF_8)).contains("first start to ready, ms");
  }

  @Test
  @Tag("slow")
  void aServerThatDoesNotStartIsToldWithItsOwnWords() {
    assertThat(bench("--java-options", "-Dstub.dies=true")).isEqualTo(1);

    assertThat(progress.toString(UTF_8))
        .contains("the server ended too early")
        .contains("no room for the stub");
  }

  @Test
  void badFlagsAreMisuse() {
    assertThat(bench("--seconds", "none")).isEqualTo(2);

    assertThat(progress.toString(UTF_8)).contains("bench: --seconds takes a whole number");
  }

  @Test
  void helpIsPrinted() {
    assertThat(bench("--help")).isZero();

    assertThat(out.toString(UTF_8)).startsWith("Usage: ./carillon bench");
  }

  private int bench(String... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.addAll(List.of("--server-main", StubServer.class.getName(), "--dir", folder.toString()));
    all.addAll(List.of("--connections", "8", "--binds", "2"));
    return Bench.run(
        all.toArray(String[]::new),
        new PrintStream(out, true, UTF_8),
        new PrintStream(progress, true, UTF_8));
  }

  private static void assertPositive(JsonNode figures, String... paths) {
    for (var path : paths) {
      assertThat(figures.at(path).asDouble()).as(path).isPositive();
    }
  }
}
