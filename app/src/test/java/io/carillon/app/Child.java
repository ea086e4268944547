package io.carillon.app;

import io.carillon.testkit.disk.BrittleDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `carillon serve` as a process of its own, as a user starts it.
final class Child implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread reader = Thread.ofVirtual().unstarted(this::read);

  /// A server with these settings that keeps its data in this folder, on any free port.
  static Child on(Path folder, Path settings) throws IOException {
    return on(folder, settings, Machine.USUAL);
  }

  /// The same on another machine.
  static Child on(Path folder, Path settings, Machine machine) throws IOException {
    var data = folder.resolve("data").toString();
    return new Child(machine, "--port", "0", "--data", data, "--config", settings.toString());
  }

  /// What a process finds around it, beside the usual.
  ///
  /// @param flags of the JVM
  record Machine(Map<String, String> environment, List<String> flags) {
    static final Machine USUAL = new Machine(Map.of(), List.of());

    /// One with this disk.
    static Machine with(BrittleDisk disk, String... flags) {
      return new Machine(disk.environment(), List.of(flags));
    }
  }

  Child(String... arguments) throws IOException {
    this(Machine.USUAL, arguments);
  }

  private Child(Machine machine, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
    command.addAll(machine.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.carillon.app.Main", "serve"));
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Rig.CREDENTIALS);
    builder.environment().putAll(Stores.variables(Arrays.asList(arguments)));
    builder.environment().putAll(machine.environment());
    process = builder.start();
    reader.start();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("address ")) {
          told.countDown();
        }
      }
    } catch (IOException _) {
      // the process was killed: what it said so far stands
    } finally {
      told.countDown();
    }
  }

  /// The port that it printed, once it is ready.
  int port() throws InterruptedException {
    if (!told.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("not ready: " + lines);
    }
    for (var line : lines) {
      if (line.startsWith("address ")) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      }
    }
    throw new AssertionError("did not start: " + lines);
  }

  /// SIGKILL: nothing is drained.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /// SIGTERM; the seconds until it ended.
  double stop() throws InterruptedException {
    long start = System.nanoTime();
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("did not stop: " + lines);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    reader.join();
    return seconds;
  }

  /// Waits for its end; its exit code.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("did not end: " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  /// How much of the machine's memory it holds, in MiB; 0 where the system does not say.
  long residentMiB() throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    var line =
        Files.readAllLines(status).stream().filter(it -> it.startsWith("VmRSS:")).findFirst();
    return Long.parseLong(line.orElseThrow().replaceAll("\\D", "")) >> 10;
  }

  /// What it printed so far; all of it once its end was awaited.
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
