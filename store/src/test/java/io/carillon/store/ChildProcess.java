package io.carillon.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another process with the classes of this one, which says a line of each thing that it did.
///
/// @param flags for its machine
record ChildProcess(
    Class<?> main, Map<String, String> environment, List<String> flags, List<String> arguments) {
  /// Hears a line of the process, and may end it.
  interface Ear {
    void hears(String line, Process process) throws IOException;
  }

  /// Runs it until it ends; its exit code. The last line of one that was killed may be cut off.
  int run(Ear ear) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    var process = builder.start();
    try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
      for (var line = line(out); !line.isEmpty(); line = line(out)) {
        ear.hears(line, process);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    return process.exitValue();
  }

  /// The next line; empty at the end.
  private static String line(BufferedReader out) {
    try {
      var line = out.readLine();
      return line == null ? "" : line;
    } catch (IOException _) {
      return "";
    }
  }
}
