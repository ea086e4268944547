package io.carillon.bench.database;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Disk;
import io.carillon.bench.rig.Footprint;
import io.carillon.bench.rig.Processes;
import io.carillon.bench.rig.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server from Debian's package, on a free loopback port and in a folder of its own,
/// with the settings as they are shipped: what is committed is synced. It does not run as root:
/// then it runs as the user `postgres`.
public final class Postgres implements Database {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER = "carillon";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
  private static final int LOOK_MS = 50;
  private static final int SECRET_OCTETS = 16;

  private final Path folder;
  private final int port;
  private final String password;
  private final Child server;

  private Postgres(Path folder, int port, String password, Child server) {
    this.folder = folder;
    this.port = port;
    this.password = password;
    this.server = server;
  }

  /// Its program `initdb`, beside which the others stand; throws where it is not installed, and
  /// says how to get it.
  public static Path require() throws IOException {
    if (Files.isDirectory(INSTALLED)) {
      try (var versions = Files.list(INSTALLED)) {
        var newest =
            versions
                .sorted(Comparator.comparingInt(Postgres::version).reversed())
                .map(version -> version.resolve("bin").resolve("initdb"))
                .filter(Files::isExecutable)
                .findFirst();
        if (newest.isPresent()) {
          return newest.get();
        }
      }
    }
    return Programs.require("initdb", "PostgreSQL", "postgresql");
  }

  private static int version(Path folder) {
    var digits = String.valueOf(folder.getFileName()).replaceAll("\\D.*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /// Makes a database cluster in a folder of the run and starts its server.
  ///
  /// @param environment variables for its processes
  public static Postgres start(Path run, Map<String, String> environment, Processes processes)
      throws IOException, InterruptedException {
    var initdb = require();
    var folder = Files.createDirectory(run.resolve("postgres"));
    var random = new byte[SECRET_OCTETS];
    new SecureRandom().nextBytes(random);
    var password = HexFormat.of().formatHex(random);
    var secret = Files.writeString(folder.resolve("password"), password);
    if (isRoot()) {
      // It has to get through to its folder, and may look at nothing else on the way.
      checkTheWay(run);
      Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx--x--x"));
      carryOut(List.of("chown", "-R", "postgres", folder.toString()));
    }
    var data = folder.resolve("data");
    carryOut(
        unprivileged(
            initdb.toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + secret,
            "-E",
            "UTF8",
            "--no-locale"));
    var port = freePort();
    var command =
        unprivileged(
            initdb.resolveSibling("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-k",
            folder.toString());
    var server =
        processes.start(new Child.Start("postgres", command, environment, false, STOP_LIMIT));
    awaitReady(initdb.resolveSibling("pg_isready"), port, server);
    return new Postgres(folder, port, password, server);
  }

  @Override
  public List<String> flags(Path data) {
    return List.of(
        "--data", data.toString(), "--store", "jdbc:postgresql://127.0.0.1:" + port + "/postgres");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("CARILLON_STORE_USER", USER, "CARILLON_STORE_PASSWORD", password);
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.of(server.handle());
  }

  @Override
  public long memory() {
    return Stream.concat(Stream.of(server.handle()), server.handle().descendants())
        .mapToLong(process -> Footprint.share(process).orElse(0))
        .sum();
  }

  @Override
  public long size() throws IOException {
    return Disk.size(folder.resolve("data"));
  }

  @Override
  public long sizeAtRest() throws IOException {
    return Disk.size(folder.resolve("data").resolve("base"));
  }

  @Override
  public String toString() {
    return "Postgres[" + port + "]";
  }

  private static void awaitReady(Path isReady, int port, Child server)
      throws IOException, InterruptedException {
    var ask = List.of(isReady.toString(), "-q", "-h", "127.0.0.1", "-p", Integer.toString(port));
    var until = System.nanoTime() + START_LIMIT.toNanos();
    while (!succeeds(ask)) {
      if (System.nanoTime() > until || !server.isAlive()) {
        throw new IOException("PostgreSQL did not start" + server.lastWords());
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  /// Whether everybody may pass to a folder.
  private static void checkTheWay(Path folder) throws IOException {
    for (var on = folder.toRealPath().getParent(); on != null; on = on.getParent()) {
      if (!Files.getPosixFilePermissions(on).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new IOException(
            "PostgreSQL runs as the user postgres, who may not pass "
                + on
                + ": name another --dir");
      }
    }
  }

  /// A command that does not run as root.
  private static List<String> unprivileged(String... command) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void carryOut(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " did not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
