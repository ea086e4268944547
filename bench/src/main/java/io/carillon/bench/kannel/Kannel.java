package io.carillon.bench.kannel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.bench.load.Request;
import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Disk;
import io.carillon.bench.rig.Footprint;
import io.carillon.bench.rig.Processes;
import io.carillon.bench.rig.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Kannel from its Debian package: a bearerbox, which binds to the far end, and a smsbox, which
/// takes messages by HTTP. Both are processes of a run, with all files in its folder.
public final class Kannel {
  /// The names of its two processes.
  public static final String BEARERBOX = "bearerbox";

  public static final String SMSBOX = "smsbox";

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int LOOK_MS = 20;
  private static final int SECRET_OCTETS = 12;

  private final KannelSettings settings;
  private final Child bearerbox;
  private final Child smsbox;
  private final double readyMs;

  private Kannel(KannelSettings settings, Child bearerbox, Child smsbox, double readyMs) {
    this.settings = settings;
    this.bearerbox = bearerbox;
    this.smsbox = smsbox;
    this.readyMs = readyMs;
  }

  /// Throws where one of its programs is not installed, and says how to get it.
  public static void require() throws IOException {
    Programs.require(BEARERBOX, "Kannel", "kannel");
    Programs.require(SMSBOX, "Kannel", "kannel");
  }

  /// Starts both boxes and waits until messages can be sent by HTTP.
  ///
  /// @param folder of its own
  /// @param binds to the far end's port, each with a window
  public static Kannel start(Path folder, int smscPort, int binds, int window, Processes processes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var random = new byte[SECRET_OCTETS];
    new SecureRandom().nextBytes(random);
    var ports = new KannelSettings.Ports(freePort(), freePort(), freePort());
    var settings =
        new KannelSettings(
            folder, ports, smscPort, binds, window, HexFormat.of().formatHex(random));
    var file = Files.writeString(folder.resolve("kannel.conf"), settings.text());
    var before = System.nanoTime();
    var bearerbox = box(BEARERBOX, file, processes);
    awaitPort(ports.box(), bearerbox);
    var smsbox = box(SMSBOX, file, processes);
    awaitPort(ports.send(), smsbox);
    return new Kannel(settings, bearerbox, smsbox, (System.nanoTime() - before) / 1e6);
  }

  /// Where messages are sent by HTTP, on the loopback.
  public int port() {
    return settings.ports().send();
  }

  /// From starting its processes to its taking messages.
  public double readyMs() {
    return readyMs;
  }

  public Map<String, ProcessHandle> handles() {
    return Map.of(BEARERBOX, bearerbox.handle(), SMSBOX, smsbox.handle());
  }

  public boolean isAlive() {
    return bearerbox.isAlive() && smsbox.isAlive();
  }

  /// Resident memory of both, now and at most.
  public long rss() {
    return sum(handle -> Footprint.rss(handle).orElse(0));
  }

  public long peak() {
    return sum(handle -> Footprint.peak(handle).orElse(0));
  }

  private long sum(ToLongFunction<ProcessHandle> figure) {
    return handles().values().stream().mapToLong(figure).sum();
  }

  /// What it keeps on disk, in octets; its logs too.
  public long dataSize() throws IOException {
    return Disk.size(settings.folder());
  }

  /// Asks both to stop, the smsbox first, and waits for that; answers how many milliseconds it
  /// took.
  public double stop() {
    var before = System.nanoTime();
    smsbox.close();
    bearerbox.close();
    return (System.nanoTime() - before) / 1e6;
  }

  /// The request that sends one message and asks for a call when its receipt has come.
  ///
  /// @param from the sender's number, with its plus
  /// @param to the recipient's, as a template has it, with its plus
  /// @param text a template's
  /// @param hook where the receipt is told: its status and the recipient stand in the path
  public Request send(String from, String to, String text, String hook) {
    var call = hook.substring(0, hook.lastIndexOf('/')) + "/dlr-%d/" + to;
    var query =
        "username=bench&password=%s&from=%s&to=%s&text=%s&dlr-mask=3&dlr-url=%s"
            .formatted(settings.secret(), from.substring(1), to.substring(1), url(text), url(call));
    var head =
        "GET /cgi-bin/sendsms?%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(query, port());
    return new Request(head, "", 1);
  }

  /// The place of a message's number stays as it is.
  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8).replace("%23", "#");
  }

  private static Child box(String name, Path settings, Processes processes) throws IOException {
    var program = Programs.require(name, "Kannel", "kannel");
    var command = List.of(program.toString(), settings.toString());
    return processes.start(new Child.Start(name, command, Map.of(), false, STOP_LIMIT));
  }

  private static void awaitPort(int port, Child box) throws IOException, InterruptedException {
    var until = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers(port)) {
      if (System.nanoTime() > until || !box.isAlive()) {
        throw new IOException("Kannel did not start" + box.lastWords());
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
