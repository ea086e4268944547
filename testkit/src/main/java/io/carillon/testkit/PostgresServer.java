package io.carillon.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server from Debian's package, on a free loopback port and in a folder of its
/// own, with sync as shipped. Where there is none, tests are skipped and say so.
///
/// Its user is `carillon`, who needs no password; `guarded` needs the password `open sesame`.
public final class PostgresServer implements AutoCloseable {
  /// Who owns every database.
  public static final String USER = "carillon";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer shared;
  private static String missing = "";

  private final boolean isRoot = System.getProperty("user.name").equals("root");
  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// The one that all tests of this process share; stopped with the process.
  public static synchronized PostgresServer shared() {
    var known = shared;
    if (known == null && missing.isEmpty()) {
      try {
        known = made();
        shared = known;
        Runtime.getRuntime().addShutdownHook(new Thread(known::close));
      } catch (IOException | IllegalStateException none) {
        missing = "PostgreSQL cannot be had here, its tests are skipped: " + none.getMessage();
      }
    }
    return known == null ? abort(missing) : known;
  }

  /// One for a test that stops it; the closing is the caller's.
  public static PostgresServer own() {
    shared();
    try {
      return made();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static PostgresServer made() throws IOException {
    var programs = programs();
    var folder = Files.createTempDirectory("carillon-postgres");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var server = new PostgresServer(programs, folder, port);
    server.initialize();
    server.start();
    server.sql("postgres", "CREATE ROLE guarded LOGIN PASSWORD 'open sesame'");
    return server;
  }

  private void initialize() throws IOException {
    if (isRoot) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    var data = folder.resolve("data");
    postgres(
        "initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale");
    var rules = data.resolve("pg_hba.conf");
    var guarded = "host all guarded 127.0.0.1/32 scram-sha-256\n";
    Files.writeString(rules, guarded + Files.readString(rules));
  }

  /// Starts it, at first or after it was stopped; returns when it takes connections.
  public void start() {
    var options =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c max_connections=400 -k " + folder;
    control("-o", options, "-l", folder.resolve("log").toString(), "-w", "-t", "30", "start");
  }

  /// Stops it as an operator does: open connections are ended, what was committed is kept.
  public void stop() {
    control("-m", "fast", "-w", "stop");
  }

  /// Ends it at once, as a crash does.
  public void crash() {
    control("-m", "immediate", "-w", "stop");
  }

  private void control(String... words) {
    var command = new ArrayList<>(List.of("pg_ctl", "-D", folder.resolve("data").toString()));
    command.addAll(List.of(words));
    postgres(command.toArray(String[]::new));
  }

  /// The name of a new database without any table.
  public String database() {
    return database("TEMPLATE template0");
  }

  /// The name of a new database, made as the words after CREATE DATABASE say.
  public String database(String how) {
    var name = "carillon_" + DATABASES.incrementAndGet();
    sql("postgres", "CREATE DATABASE " + name + " " + how);
    return name;
  }

  /// For JDBC.
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// Carries a statement out; what it answers, a line a row, its values with bars between.
  public String sql(String database, String statement) {
    return run(
        List.of(
            programs.resolve("psql").toString(),
            "-h127.0.0.1",
            "-p" + port,
            "-U" + USER,
            "-qAtX",
            "-vON_ERROR_STOP=1",
            "-d" + database,
            "-c" + statement));
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

  /// One of its programs, which will not run as root.
  private void postgres(String... command) {
    var all = new ArrayList<String>();
    if (isRoot) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    all.addAll(List.of(command));
    all.set(all.indexOf(command[0]), programs.resolve(command[0]).toString());
    run(all);
  }

  private static String run(List<String> command) {
    try {
      var output = Files.createTempFile("carillon-postgres", ".out");
      var process =
          new ProcessBuilder(command)
              .directory(new File(System.getProperty("java.io.tmpdir")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      var said = Files.readString(output).strip();
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /// Ends it and takes its folder away; also when it does not run.
  @Override
  public void close() {
    try {
      crash();
    } catch (IllegalStateException _) {
      // it did not run
    }
    try {
      // A process of its own: unlinking took more than 30 s on a busy disk, for which the end of
      // the
      // JVM, whose hook this is, does not wait.
      new ProcessBuilder("rm", "-rf", folder.toString()).start();
    } catch (IOException _) {
      // the temporary folder is all that stays behind
    }
  }
}
