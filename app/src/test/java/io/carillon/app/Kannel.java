package io.carillon.app;

import io.carillon.testkit.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Kannel as the Debian package has it: a bearerbox, which binds to our SMPP server, and a smsbox,
/// which takes messages by HTTP. Both are processes of ours on the loopback address, with files in
/// a folder of the test's.
final class Kannel implements AutoCloseable {
  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin");
  private static final Duration READY = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int boxPort = FreePort.next();
  private final int adminPort = FreePort.next();
  private final int sendPort = FreePort.next();

  private Kannel(Path folder) throws IOException {
    this.folder = folder;
  }

  /// Where a program of it stands; empty where it is not installed.
  static Optional<Path> find(String program) {
    var folders = new ArrayList<>(FOLDERS);
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    return folders.stream()
        .map(path -> Path.of(path, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts both, bound to an SMPP server.
  static Kannel open(Path folder, int smppPort, String systemId, String password) throws Exception {
    var kannel = new Kannel(folder);
    try {
      var file = kannel.settings(smppPort, systemId, password);
      kannel.start("bearerbox", file);
      kannel.awaitPort(kannel.boxPort);
      kannel.start("smsbox", file);
      kannel.awaitPort(kannel.sendPort);
      return kannel;
    } catch (Exception | AssertionError e) {
      kannel.close();
      throw e;
    }
  }

  private Path settings(int smppPort, String systemId, String password) throws IOException {
    var text =
        """
        group = core
        admin-port = %d
        admin-interface = 127.0.0.1
        admin-password = nobody
        smsbox-port = %d
        smsbox-interface = 127.0.0.1
        log-file = "%s"
        log-level = 1
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        dlr-storage = internal

        group = smsc
        smsc = smpp
        smsc-id = carillon
        host = 127.0.0.1
        port = %d
        transceiver-mode = true
        smsc-username = %s
        smsc-password = %s
        system-type = VMA
        max-pending-submits = 50
        enquire-link-interval = 10

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = %d
        sendsms-interface = 127.0.0.1
        log-file = "%s"
        log-level = 1
        http-request-retry = 3

        group = sendsms-user
        username = tester
        password = tester
        max-messages = 10
        concatenation = true

        group = sms-service
        keyword = default
        max-messages = 0
        text = "none"
        """
            .formatted(
                adminPort,
                boxPort,
                folder.resolve("bearerbox.log"),
                smppPort,
                systemId,
                password,
                sendPort,
                folder.resolve("smsbox.log"));
    return Files.writeString(folder.resolve("kannel.conf"), text, StandardCharsets.UTF_8);
  }

  private void start(String program, Path settings) throws IOException {
    var output = folder.resolve(program + ".out").toFile();
    processes.add(
        new ProcessBuilder(find(program).orElseThrow().toString(), settings.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start());
  }

  /// Where messages are sent by HTTP.
  String sendUrl() {
    return "http://127.0.0.1:" + sendPort + "/cgi-bin/sendsms?username=tester&password=tester";
  }

  private void awaitPort(int port) throws IOException {
    var patience = new Patience(READY);
    while (processes.getLast().isAlive()) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException _) {
        patience.rest(this::said);
      }
    }
    throw new AssertionError("Kannel did not start: " + said());
  }

  /// The ends of what both wrote.
  String said() {
    var said = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(path -> path.toString().matches(".*\\.(log|out)")).toList()) {
        var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        said.append(file.getFileName()).append(":\n");
        lines
            .subList(Math.max(0, lines.size() - 30), lines.size())
            .forEach(line -> said.append(line).append('\n'));
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    return said.toString();
  }

  /// Ends the processes that it started, the last one first.
  @Override
  public void close() {
    for (var process : processes.reversed()) {
      process.destroy();
      try {
        if (!process.waitFor(Duration.ofSeconds(5))) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
