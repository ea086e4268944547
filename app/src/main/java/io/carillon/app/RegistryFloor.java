package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.carriers.registry.RegistryClient;
import io.carillon.carriers.registry.RegistrySettings;
import io.carillon.engine.filing.Filer;
import io.carillon.engine.filing.Filer.Far;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Meters;
import io.carillon.sandbox.registry.SandboxRegistry;
import io.carillon.wire.http.GuardedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The registry of brands and campaigns, wired: the configured one; while the sandbox stands in for
/// carriers, one that it plays, which is opened when somebody files something.
final class RegistryFloor implements AutoCloseable {
  private static final Duration LOOKS = Duration.ofMillis(500);
  private static final Duration PLAYED = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  final Filer filer;
  private final EngineFloor engine;
  private final GuardedClient client;
  private final BooleanSupplier playing;
  private final Path folder;
  private volatile Optional<Far> configured;
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
    this.configured = configured(settings);
    this.filer = new Filer(accounts, engine.roster, this::far, engine.clock, meters);
  }

  /// Another registry from the next round on.
  void adopt(Settings next) {
    configured = configured(next);
  }

  private Optional<Far> configured(Settings settings) {
    return settings.registry().map(one -> new Far(new RegistryClient(client, one), PAUSE));
  }

  private Optional<Far> far() {
    return configured.or(() -> playing.getAsBoolean() ? Optional.of(played()) : Optional.empty());
  }

  private synchronized Far played() {
    var open = sandbox.orElseGet(this::opened);
    sandbox = Optional.of(open);
    var secret = new Secret(SandboxRegistry.SECRET);
    var settings = new RegistrySettings(open.url(), SandboxRegistry.KEY, secret, TIMEOUT);
    return new Far(new RegistryClient(client, settings), PLAYED);
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
