package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.carriers.registry.RegistryClient;
import io.carillon.carriers.registry.RegistryNotices;
import io.carillon.carriers.registry.RegistrySettings;
import io.carillon.engine.filing.Filer;
import io.carillon.engine.filing.Filer.Far;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Meters;
import io.carillon.sandbox.registry.SandboxRegistry;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registry of brands and campaigns, wired: the configured one; while the sandbox stands in for
/// carriers, one that it plays, which is opened when somebody files something.
final class RegistryFloor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFloor.class);
  private static final Duration LOOKS = Duration.ofMillis(500);
  private static final Duration PLAYED = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration TOLD_PAUSE = Duration.ofMinutes(10);
  private static final long AGAIN = Duration.ofMinutes(1).toNanos();

  final Filer filer;
  private final EngineFloor engine;
  private final GuardedClient client;
  private final BooleanSupplier playing;
  private final Path folder;
  private final String word = UUID.randomUUID().toString();
  private volatile Optional<RegistrySettings> configured;
  private volatile int port;
  private Optional<RegistrySettings> subscribed = Optional.empty();
  private long subscribing;
  private Optional<SandboxRegistry> sandbox = Optional.empty();

  /// When the sandbox plays a registry, and where it keeps what it is handed.
  ///
  /// @param now whether it stands in for carriers
  record Playing(BooleanSupplier now, Path folder) {}

  RegistryFloor(
      Settings settings,
      EngineFloor engine,
      Accounts accounts,
      GuardedClient client,
      Playing playing,
      Meters meters) {
    this.engine = engine;
    this.client = client;
    this.playing = playing.now();
    this.folder = playing.folder();
    this.configured = settings.registry();
    this.filer = new Filer(accounts, engine.roster, this::far, engine.clock, meters);
  }

  /// Another registry from the next round on.
  void adopt(Settings next) {
    configured = next.registry();
  }

  /// Where the registry that we play tells what happens, once the server listens there.
  void listen(int at) {
    port = at;
  }

  /// What takes the registry's notices.
  Mount mount() {
    Supplier<Optional<String>> own =
        () ->
            configured.isPresent()
                ? configured.flatMap(RegistrySettings::word)
                : Optional.of(word).filter(_ -> playing.getAsBoolean());
    return new RegistryNotices(own, filer::told).mount();
  }

  /// One round of questions; asks to be told, too, once for each registry.
  void round() throws InterruptedException {
    filer.round();
    subscribe();
  }

  private void subscribe() throws InterruptedException {
    var now = configured.or(this::played).filter(one -> one.notices().isPresent());
    boolean waits = engine.clock.ticks() - subscribing < AGAIN;
    if (now.isEmpty() || now.equals(subscribed) || (waits && subscribing != 0)) {
      return;
    }
    subscribing = engine.clock.ticks();
    if (new RegistryClient(client, now.get()).subscribe(now.get().notices().orElseThrow())) {
      subscribed = now;
      subscribing = 0;
    } else {
      LOG.warn("the registry will not tell what happens to filings; it is asked, too");
    }
  }

  private Optional<Far> far() {
    if (configured.isEmpty() && playing.getAsBoolean()) {
      play();
      return played().map(one -> new Far(new RegistryClient(client, one), PLAYED));
    }
    return configured.map(one ->
        new Far(new RegistryClient(client, one), one.notices().isPresent() ? TOLD_PAUSE : PAUSE));
  }

  private synchronized void play() {
    sandbox = Optional.of(sandbox.orElseGet(this::opened));
  }

  /// The registry that we play, where it is open.
  private synchronized Optional<RegistrySettings> played() {
    return sandbox.map(open -> {
      var secret = new Secret(SandboxRegistry.SECRET);
      var notices = "http://127.0.0.1:" + port + RegistryNotices.PATH + word;
      return new RegistrySettings(
          open.url(), SandboxRegistry.KEY, secret, TIMEOUT, Optional.of(notices));
    });
  }

  private SandboxRegistry opened() {
    try {
      return SandboxRegistry.open(folder, LOOKS.toNanos(), engine.clock::ticks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    sandbox.ifPresent(SandboxRegistry::close);
  }
}
