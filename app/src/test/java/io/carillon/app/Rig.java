package io.carillon.app;

import io.carillon.app.run.SystemClock;
import io.carillon.app.settings.SettingsReader;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A whole server in this JVM, on a folder of the test's.
public final class Rig implements AutoCloseable {
  public static final String KEY = "sk_live_0123456789abcdef0123456789abcdef";
  public static final String SID = "AC0123456789abcdef0123456789abcdef";
  public static final String TOKEN = "token-0123456789abcdef";

  static final Map<String, String> CREDENTIALS =
      Map.of("CARILLON_ACCOUNT_SID", SID, "CARILLON_AUTH_TOKEN", TOKEN, "CARILLON_API_KEY", KEY);

  private final House house;
  private final Client client;
  private final Path file;
  private final AtomicReference<@Nullable Throwable> fatal;

  private Rig(House house, Path file, AtomicReference<@Nullable Throwable> fatal) {
    this.house = house;
    this.file = file;
    this.fatal = fatal;
    this.client = new Client(house.port(), KEY);
  }

  /// Starts on a folder with settings of the test's (YAML).
  public static Rig open(Path folder, String yaml) throws Exception {
    return open(folder, yaml, Stores.variables(folder.resolve("data")));
  }

  /// Starts on a folder with settings of the test's, and on the store that these variables name.
  static Rig open(Path folder, String yaml, Map<String, String> store) throws Exception {
    return open(folder, yaml, store, new SystemClock());
  }

  /// The same, by another clock.
  static Rig open(Path folder, String yaml, Map<String, String> store, Clock clock)
      throws Exception {
    return open(folder, yaml, store, fatal -> new House.World(clock, fatal));
  }

  /// The same, in a world of the test's.
  static Rig open(
      Path folder,
      String yaml,
      Map<String, String> store,
      Function<Consumer<Throwable>, House.World> around)
      throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    var environment = new HashMap<>(store);
    environment.put("CARILLON_SERVER_PORT", "0");
    environment.put("CARILLON_SERVER_DATA", folder.resolve("data").toString());
    environment.putAll(CREDENTIALS);
    Reload.Source source = () -> SettingsReader.read(Optional.of(file), environment);
    var card = FirstAccountCard.from(environment);
    var fatal = new AtomicReference<@Nullable Throwable>();
    var world = around.apply(why -> fatal.compareAndSet(null, why));
    return new Rig(House.open(source.read(), source, card, world), file, fatal);
  }

  /// Writes other settings, for the next reload.
  public void rewrite(String yaml) throws IOException {
    Files.writeString(file, yaml);
  }

  public int port() {
    return house.port();
  }

  /// The port of the SMPP server for customers.
  int smppPort() {
    return house.smppPort().orElseThrow();
  }

  /// The plain port beside the one with TLS.
  int redirectPort() {
    return house.redirectPort().orElseThrow();
  }

  /// Every path that is served.
  public List<Mount> mounts() {
    return house.mounts();
  }

  Client client() {
    return client;
  }

  /// A client that shows something else than the first key; its closing is the caller's.
  Client clientWith(String token) {
    return new Client(house.port(), token);
  }

  /// Fails where the server by itself would have ended its process, which is that of all tests.
  @Override
  public void close() {
    client.close();
    house.close();
    var why = fatal.get();
    if (why != null) {
      throw new AssertionError("the server would have ended its process at once", why);
    }
  }
}
