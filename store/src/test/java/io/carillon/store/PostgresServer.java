package io.carillon.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.carillon.model.Secret;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server from Debian's package, on a free loopback port and in a folder of its
/// own, with sync as shipped. Started once for all tests, stopped with the process. Where there is
/// none, tests are skipped and say so.
final class PostgresServer {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final PostgresServer ONLY = new PostgresServer();

  private final String missing;
  private final int port;
  private final AtomicBoolean migrated = new AtomicBoolean();

  private PostgresServer() {
    int found = 0;
    String why = "";
    try {
      found = start();
    } catch (IOException | IllegalStateException none) {
      why = "PostgreSQL cannot be had here, its tests are skipped: " + none.getMessage();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      why = "interrupted while PostgreSQL started";
    }
    port = found;
    missing = why;
  }

  /// Settings of a fresh database with all tables; skips the test, aloud, where there is no server.
  static StoreSettings.Postgres fresh() {
    if (!ONLY.missing.isEmpty()) {
      abort(ONLY.missing);
    }
    if (ONLY.migrated.compareAndSet(false, true)) {
      ONLY.create("template_of_tests", "template0");
      Store.open(ONLY.settings("template_of_tests"), _ -> {}).close();
    }
    var name = "carillon_" + DATABASES.incrementAndGet();
    ONLY.create(name, "template_of_tests");
    return ONLY.settings(name);
  }

  private void create(String name, String template) {
    var url = settings("postgres").url();
    try (var connection = DriverManager.getConnection(url, "carillon", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    } catch (SQLException broken) {
      throw new IllegalStateException("no database could be made", broken);
    }
  }

  private StoreSettings.Postgres settings(String database) {
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return new StoreSettings.Postgres(url, "carillon", new Secret(""), 2);
  }

  private static int start() throws IOException, InterruptedException {
    var programs = programs();
    var folder = Files.createTempDirectory("carillon-postgres");
    boolean isRoot = System.getProperty("user.name").equals("root");
    if (isRoot) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    var data = folder.resolve("data").toString();
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    run(
        as(
            isRoot,
            programs.resolve("initdb").toString(),
            "-D",
            data,
            "-U",
            "carillon",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale"));
    var options = "-p " + port + " -c listen_addresses=127.0.0.1 -k " + folder;
    var control = programs.resolve("pg_ctl").toString();
    var log = folder.resolve("log").toString();
    run(as(isRoot, control, "-D", data, "-o", options, "-l", log, "-w", "-t", "30", "start"));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(as(isRoot, control, "-D", data), folder)));
    return port;
  }

  private static Path programs() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      throw new IOException("the package postgresql is not installed");
    }
    try (var versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("the package postgresql is not installed"));
    }
  }

  private static List<String> as(boolean isRoot, String... command) {
    var all = new ArrayList<String>();
    if (isRoot) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void stop(List<String> control, Path folder) {
    try {
      var command = new ArrayList<>(control);
      command.addAll(List.of("-m", "immediate", "stop"));
      run(command);
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | InterruptedException | IllegalStateException _) {
      // the temporary folder is all that stays behind
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile("carillon-postgres", ".out");
    var process =
        new ProcessBuilder(command)
            .directory(new File(System.getProperty("java.io.tmpdir")))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    var said = Files.readString(output);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
    }
  }
}
