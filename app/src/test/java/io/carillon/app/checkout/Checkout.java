package io.carillon.app.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The checkout that these tests stand in, and how to run a program in it.
final class Checkout {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Checkout() {}

  /// The folder with the launcher; Maven runs tests in the module's folder below it.
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("carillon"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static String read(String path) throws IOException {
    return Files.readString(root().resolve(path));
  }

  /// What a program said, on both streams, and left with.
  record Ran(int code, String said) {}

  /// A program under way.
  record Running(Process process, Path said) {
    Ran end() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + Files.readString(said));
      }
      return new Ran(process.exitValue(), Files.readString(said));
    }
  }

  /// Starts a program with nothing but `environment` around it.
  static Running start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    var said = Files.createTempFile("said", ".txt");
    said.toFile().deleteOnExit();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new Running(builder.start(), said);
  }
}
