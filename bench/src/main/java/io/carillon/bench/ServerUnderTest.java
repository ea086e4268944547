package io.carillon.bench;

import io.carillon.bench.mark.Interval;
import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Footprint;
import io.carillon.bench.rig.GcLog;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.scene.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The server that is measured: a process of its own, on a free port and a data folder of ours.
final class ServerUnderTest {
  /// How the server is started.
  ///
  /// @param mainClass of the server
  /// @param jvmFlags the same that the launcher gives
  /// @param flags behind `serve`: the data folder, the store
  /// @param environment variables of its process; the credentials that its new data folder gets
  record Recipe(
      String mainClass,
      List<String> jvmFlags,
      List<String> flags,
      Map<String, String> environment) {}

  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s]*:(\\d{1,5})\\b");
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int PROBE_MS = 1_000;
  private static final String SETTINGS = "carillon.yaml";

  private final Child child;
  private final Path folder;
  private final int port;
  private final double readyMs;

  private ServerUnderTest(Child child, Path folder, int port, double readyMs) {
    this.child = child;
    this.folder = folder;
    this.port = port;
    this.readyMs = readyMs;
  }

  /// Starts the server and waits until it is ready.
  ///
  /// @param ground its owner; its folder holds the data folder and the logs
  /// @param config the settings, as YAML; with none the server's own defaults count
  static ServerUnderTest start(Recipe recipe, Ground ground, String config)
      throws IOException, InterruptedException {
    var folder = ground.folder();
    var flags = new ArrayList<>(recipe.jvmFlags());
    flags.add(GcLog.flag(gcLog(folder)));
    var command = Jvm.command(flags, recipe.mainClass());
    command.addAll(List.of("serve", "--port", "0"));
    command.addAll(recipe.flags());
    if (!config.isEmpty()) {
      var file = Files.writeString(folder.resolve(SETTINGS), config);
      command.addAll(List.of("--config", file.toString()));
    }
    var before = System.nanoTime();
    var child =
        ground
            .processes()
            .start(new Child.Start("server", command, recipe.environment(), false, STOP_LIMIT));
    var port = awaitReady(child, before);
    return new ServerUnderTest(child, folder, port, (System.nanoTime() - before) / 1e6);
  }

  int port() {
    return port;
  }

  /// From starting the process to its being ready.
  double readyMs() {
    return readyMs;
  }

  ProcessHandle handle() {
    return child.handle();
  }

  boolean isAlive() {
    return child.isAlive();
  }

  /// Writes other settings, which it has to be told to read.
  void rewrite(String config) throws IOException {
    Files.writeString(folder.resolve(SETTINGS), config);
  }

  OptionalLong peak() {
    return Footprint.peak(handle());
  }

  OptionalLong rss() {
    return Footprint.rss(handle());
  }

  GcLog.Pauses pauses(Interval interval) throws IOException {
    return GcLog.pauses(gcLog(folder), interval);
  }

  /// The last lines it wrote, for whoever asks why it failed.
  String lastWords() {
    return child.lastWords();
  }

  /// Asks it to stop and waits for that; answers how many milliseconds it took.
  double stop() {
    var before = System.nanoTime();
    child.close();
    return (System.nanoTime() - before) / 1e6;
  }

  private static int awaitReady(Child child, long startedAt)
      throws IOException, InterruptedException {
    var line = child.awaitLine(text -> ADDRESS.matcher(text).find(), READY_LIMIT);
    var address = ADDRESS.matcher(line);
    if (!address.find()) {
      throw new IOException("no address in the server's output");
    }
    var port = Integer.parseInt(address.group(1));
    while (!isReady(port)) {
      if (System.nanoTime() - startedAt > READY_LIMIT.toNanos() || !child.isAlive()) {
        throw new IOException("the server did not become ready" + child.lastWords());
      }
      Thread.sleep(5);
    }
    return port;
  }

  private static boolean isReady(int port) throws IOException {
    var url = URI.create("http://" + Target.HOST + ":" + port + "/readyz").toURL();
    var probe = (HttpURLConnection) url.openConnection();
    try {
      probe.setConnectTimeout(PROBE_MS);
      probe.setReadTimeout(PROBE_MS);
      return probe.getResponseCode() == 200;
    } catch (ConnectException | SocketTimeoutException _) {
      return false;
    } finally {
      probe.disconnect();
    }
  }

  /// The data folder of the server whose files are in a folder.
  static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static Path gcLog(Path folder) {
    return folder.resolve("gc.log");
  }
}
