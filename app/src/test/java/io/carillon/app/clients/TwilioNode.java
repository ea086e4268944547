package io.carillon.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.carillon.app.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The official twilio-node, unmodified, and Express, whose middleware it has. They are fetched by
/// npm into `target`; where that cannot be done the test says so and is skipped.
final class TwilioNode {
  private static final String TWILIO = "twilio@6.2.0";
  private static final String EXPRESS = "express@5.1.0";
  private static final Path HOME = Path.of("target", "twilio-node").toAbsolutePath();

  /// Is there once npm has brought everything.
  private static final Path WHOLE = HOME.resolve("fetched");

  private TwilioNode() {}

  /// Runs a script of `/clients` against a server: its base URL, account SID and auth token come
  /// first. Every chapter of it must hold.
  static void holds(String name, Rig rig, String... more) throws Exception {
    fetch();
    var script = HOME.resolve(name);
    try (var in =
        Objects.requireNonNull(TwilioNode.class.getResourceAsStream("/clients/" + name))) {
      Files.write(script, in.readAllBytes());
    }
    var base = "http://127.0.0.1:" + rig.port();
    var command = new ArrayList<>(List.of("node", script.toString(), base, Rig.SID, Rig.TOKEN));
    command.addAll(List.of(more));

    var result = run(120, command.toArray(String[]::new));

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output()).contains("all chapters hold");
  }

  /// By one test at a time, since classes run side by side; the next finds all of it there.
  private static synchronized void fetch() throws IOException, InterruptedException {
    if (Files.exists(WHOLE)) {
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
              TWILIO,
              EXPRESS);
      if (npm.exit() != 0) {
        abort("twilio-node is not tried: npm cannot fetch it: " + npm.output());
      }
      Files.createFile(WHOLE);
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
