package io.carillon.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official twilio-node, unmodified, with one line that gives it our base URL. It is fetched by
/// npm into `target`; where that cannot be done the test says so and is skipped.
@Tag("slow")
class TwilioNodeTest {
  private static final String PACKAGE = "twilio@6.2.0";
  private static final Path HOME = Path.of("target", "twilio-node").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void everyChapterOfTheScriptHolds() throws Exception {
    fetch();
    var script = HOME.resolve("twilio-node.mjs");
    try (var in =
        Objects.requireNonNull(getClass().getResourceAsStream("/clients/twilio-node.mjs"))) {
      Files.write(script, in.readAllBytes());
    }
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      var base = "http://127.0.0.1:" + rig.port();

      var result = run(120, "node", script.toString(), base, Rig.SID, Rig.TOKEN);

      assertThat(result.exit()).as(result.output()).isZero();
      assertThat(result.output()).contains("all chapters hold");
    }
  }

  private static void fetch() throws IOException, InterruptedException {
    if (Files.isDirectory(HOME.resolve("node_modules/twilio"))) {
      return;
    }
    Files.createDirectories(HOME);
    try {
      var npm =
          run(
              180,
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--no-save",
              "--prefix",
              HOME.toString(),
              PACKAGE);
      if (npm.exit() != 0) {
        abort("twilio-node is not tried: npm cannot fetch " + PACKAGE + ": " + npm.output());
      }
    } catch (IOException e) {
      abort("twilio-node is not tried: there is no npm: " + e.getMessage());
    }
  }

  private record Result(int exit, String output) {}

  private static Result run(int seconds, String... command)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("twilio-node", ".log");
    try {
      var process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      var text = Files.readString(output, StandardCharsets.UTF_8);
      return new Result(ended ? process.exitValue() : -1, text);
    } finally {
      Files.delete(output);
    }
  }
}
