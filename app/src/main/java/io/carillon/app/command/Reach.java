package io.carillon.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How a command reaches its server, and what it shows there.
///
/// The key comes from `--key`, else from CARILLON_API_KEY, else, for a server on this machine, from
/// the file in which `serve` keeps the first account's credentials. That file is never shown to a
/// server elsewhere.
final class Reach {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String FILE = "credentials";
  private static final String LINE = "API key";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the server; else CARILLON_URL, else http://127.0.0.1:8080")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "an API key; else CARILLON_API_KEY, else, for a server on this machine, the one in"
              + " its data folder")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the server's data folder; else CARILLON_SERVER_DATA, else ./data")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "certificates (PEM) by which an https server is trusted; else those of the JDK; on this"
              + " machine any is")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "says this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /// An API key, and where it was found.
  record Key(String text, String source) {
    @Override
    public String toString() {
      return "Key[" + source + "]";
    }
  }

  /// Where the server is.
  URI server(Map<String, String> environment) throws Trouble {
    boolean secure = !environment.getOrDefault("CARILLON_SERVER_TLS_CERTIFICATE", "").isEmpty();
    var port = environment.getOrDefault("CARILLON_SERVER_PORT", "8080");
    var usual = (secure ? "https" : "http") + "://127.0.0.1:" + port;
    var text =
        url.or(() -> Optional.ofNullable(environment.get("CARILLON_URL")))
            .filter(given -> !given.isBlank())
            .orElse(usual);
    var bare = text.strip().replaceAll("/+$", "");
    try {
      var uri = URI.create(bare);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new Trouble("the server's address must be an http or https URL");
  }

  /// Whether the server is on this machine.
  boolean isHere(Map<String, String> environment) throws Trouble {
    return HERE.contains(server(environment).getHost());
  }

  /// The server's data folder, where it was named.
  Optional<Path> data() {
    return data;
  }

  /// The key to show; empty where none is found.
  Optional<Key> key(Map<String, String> environment) throws Trouble {
    if (key.isPresent()) {
      return Optional.of(new Key(key.get(), "--key"));
    }
    var given = environment.getOrDefault("CARILLON_API_KEY", "");
    if (!given.isBlank()) {
      return Optional.of(new Key(given.strip(), "CARILLON_API_KEY"));
    }
    return isHere(environment) ? kept(environment) : Optional.empty();
  }

  private Optional<Key> kept(Map<String, String> environment) {
    var folder =
        data.orElseGet(() -> Path.of(environment.getOrDefault("CARILLON_SERVER_DATA", "data")));
    var file = folder.resolve(FILE);
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(LINE))
          .map(line -> new Key(line.substring(LINE.length()).strip(), file.toString()))
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The native API of the server, with the key.
  Api api(Map<String, String> environment) throws Trouble {
    var shown =
        key(environment)
            .orElseThrow(() ->
                new Trouble(
                    "there is no API key to show",
                    "name one with --key, or in the variable CARILLON_API_KEY;",
                    "./carillon serve printed one, and keeps it in its data folder"));
    return api(environment, Optional.of(shown));
  }

  /// The same, with a key or without one.
  Api api(Map<String, String> environment, Optional<Key> shown) throws Trouble {
    var server = server(environment);
    return new Api(server, shown, Trusting.context(isHere(environment), trust));
  }
}
