package io.carillon.app.command;

import io.carillon.app.settings.CarrierSettings;
import io.carillon.app.settings.Settings;
import io.carillon.app.settings.SettingsReader;
import io.carillon.app.settings.SettingsRefused;
import io.carillon.model.port.StoreException;
import io.carillon.store.Census;
import io.carillon.store.KeyPlace;
import io.carillon.store.PersonKeysStanding;
import io.carillon.store.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the doctor looks at on this machine, where the server is or would be.
final class LocalChecks {
  private static final int JDK_MIN = 25;
  private static final long GIB = 1L << 30;
  private static final long SPACE_LOW = GIB;
  private static final long SPACE_NONE = 100L << 20;
  private static final int CONNECT_MS = 3_000;

  private final Map<String, String> environment;
  private final Optional<Path> config;
  private final Optional<Path> data;

  LocalChecks(Map<String, String> environment, Optional<Path> config, Optional<Path> data) {
    this.environment = environment;
    this.config = config;
    this.data = data;
  }

  /// Looks at everything.
  ///
  /// @param running whether the server answers
  void look(boolean running, List<Finding> findings) {
    findings.add(jdk());
    var settings = settings(findings);
    if (settings.isEmpty()) {
      return;
    }
    folder(settings.get().server().data(), findings);
    personKeys(settings.get().store(), findings);
    if (settings.get().store() instanceof StoreSettings.Postgres database) {
      findings.add(database(database));
    }
    if (!running) {
      findings.add(port(settings.get().server()));
      for (var carrier : settings.get().carriers()) {
        findings.add(carrier(carrier));
      }
    }
    exposed(settings.get().server()).ifPresent(findings::add);
    new TlsChecks(Instant.now()).look(settings.get(), findings);
  }

  private static Finding jdk() {
    var version = Runtime.version();
    return version.feature() >= JDK_MIN
        ? Finding.ok("JDK", version.toString())
        : Finding.fail(
            "JDK", version + " is too old", "install a JDK " + JDK_MIN + " and set JAVA_HOME");
  }

  private Optional<Settings> settings(List<Finding> findings) {
    var name = config.map(Path::toString).orElse("the defaults and the environment");
    try {
      var all = new HashMap<>(environment);
      data.ifPresent(folder -> all.put("CARILLON_SERVER_DATA", folder.toString()));
      var settings = SettingsReader.read(config, all);
      int carriers = settings.carriers().size();
      findings.add(
          Finding.ok(
              "settings", name + ": " + carriers + (carriers == 1 ? " carrier" : " carriers")));
      return Optional.of(settings);
    } catch (SettingsRefused e) {
      e.troubles()
          .forEach(trouble ->
              findings.add(
                  Finding.fail(
                      "settings", trouble, "./carillon settings prints every setting, annotated")));
      return Optional.empty();
    }
  }

  private static Finding database(StoreSettings.Postgres database) {
    try {
      return Finding.ok("store", database.place() + ", " + Census.engine(database));
    } catch (StoreException unreachable) {
      return Finding.fail(
          "store", database.place() + ": " + unreachable.getMessage(), "see docs/guide/storage.md");
    }
  }

  private static void folder(Path folder, List<Finding> findings) {
    var name = folder.toString();
    if (!Files.isDirectory(folder)) {
      findings.add(
          Files.exists(folder)
              ? Finding.fail("data folder", name + " is a file", "name a folder with --data")
              : Finding.note("data folder", name + " is not there yet", "serve makes it"));
      return;
    }
    if (!Files.isWritable(folder)) {
      findings.add(
          Finding.fail(
              "data folder", name + " cannot be written to", "give it to the server's user"));
      return;
    }
    try {
      findings.add(space(folder));
      forItsOwner("credentials", folder.resolve("credentials")).ifPresent(findings::add);
      forItsOwner("master key", folder.resolve(KeyPlace.FILE)).ifPresent(findings::add);
    } catch (IOException e) {
      findings.add(
          Finding.fail("data folder", name + " cannot be read", "give it to the server's user"));
    }
  }

  private static Finding space(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    var what = folder + ", " + free / (1L << 20) + " MiB free";
    var advice = "free some: a server that cannot write refuses every message";
    if (free < SPACE_NONE) {
      return Finding.fail("data folder", what, advice);
    }
    return free < SPACE_LOW
        ? Finding.warn("data folder", what, advice)
        : Finding.ok("data folder", what);
  }

  /// Where there is a store already.
  private static void personKeys(StoreSettings store, List<Finding> findings) {
    var about = "keys of persons";
    try {
      var standing = PersonKeysStanding.of(store);
      if (standing.needed().isEmpty()) {
        return;
      }
      findings.add(
          standing.isWell()
              ? Finding.ok(about, standing.file() + ", " + standing.words())
              : Finding.fail(about, standing.words(), "see docs/guide/storage.md"));
      forItsOwner(about, standing.file()).ifPresent(findings::add);
    } catch (StoreException _) {
      // there is none, or the finding about the store says more
    } catch (IOException _) {
      findings.add(
          Finding.fail(
              about, store.personKeys() + " cannot be read", "give it to the server's user"));
    }
  }

  private static Optional<Finding> forItsOwner(String about, Path file) throws IOException {
    if (!Files.exists(file) || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return Optional.empty();
    }
    var modes = Files.getPosixFilePermissions(file);
    boolean open =
        modes.contains(PosixFilePermission.GROUP_READ)
            || modes.contains(PosixFilePermission.OTHERS_READ);
    return open
        ? Optional.of(
            Finding.warn(
                about,
                file + " is readable by others (" + PosixFilePermissions.toString(modes) + ")",
                "chmod 600 " + file))
        : Optional.empty();
  }

  /// Asked only while our server does not answer.
  private static Finding port(Settings.Server server) {
    if (server.port() == 0) {
      return Finding.note("port", "any free one: serve prints it", "name it here with --url");
    }
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(server.host()), server.port()));
      return Finding.ok("port", server.port() + " is free");
    } catch (IOException _) {
      return Finding.fail(
          "port",
          server.port() + " of " + server.host() + " is taken by another program",
          "stop that, or serve on another: ./carillon serve --port N");
    }
  }

  /// Asked only while no server is there to say how its links stand.
  private static Finding carrier(CarrierSettings carrier) {
    var at = carrier.link().endpoint();
    var place = at.host() + ":" + at.port();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(at.host(), at.port()), CONNECT_MS);
      return Finding.ok("carrier " + carrier.name(), place + " takes connections");
    } catch (IOException e) {
      return Finding.fail(
          "carrier " + carrier.name(),
          place + " cannot be connected to: " + e.getMessage(),
          "check host and port in the settings, and that this machine's address is let in there");
    }
  }

  private static Optional<Finding> exposed(Settings.Server server) {
    boolean open = server.host().equals("0.0.0.0") || server.host().equals("::");
    return open && server.tls().isEmpty()
        ? Optional.of(
            Finding.note(
                "network",
                "the server listens to the whole network, without TLS",
                "name a certificate in server.tls, or put a TLS proxy before it"))
        : Optional.empty();
  }
}
