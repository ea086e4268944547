package io.carillon.app;

import io.carillon.app.settings.CarrierSettings;
import io.carillon.app.settings.Settings;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.model.Secret;
import io.carillon.sandbox.smsc.SandboxSmsc;
import io.carillon.wire.http.Errors;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The far end that we play ourselves: a message centre on a loopback port, and the link to it as
/// if the operator had configured it.
final class SandboxFloor implements AutoCloseable {
  private static final int BINDS = 4;
  private static final int WINDOW = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SandboxSmsc smsc;

  private SandboxFloor(SandboxSmsc smsc) {
    this.smsc = smsc;
  }

  /// Where the sandbox keeps what it takes.
  ///
  /// @param data the data folder
  static Path folder(Path data) {
    return data.resolve("sandbox");
  }

  static SandboxFloor open(Settings.Sandbox settings, Path folder) throws CannotStart {
    try {
      return new SandboxFloor(SandboxSmsc.open(settings.port(), settings.receiptDelay(), folder));
    } catch (IOException e) {
      throw new CannotStart("the sandbox could not start: " + e.getMessage(), e);
    }
  }

  CarrierSettings link() {
    return new CarrierSettings(
        Settings.SANDBOX,
        new CarrierSettings.Link(
            new CarrierSettings.Endpoint("127.0.0.1", smsc.port()),
            Optional.empty(),
            new CarrierSettings.Login(SandboxSmsc.SYSTEM_ID, new Secret(SandboxSmsc.PASSWORD), ""),
            CarrierSettings.Binding.TRANSCEIVER,
            Optional.empty(),
            new CarrierSettings.Pace(BINDS, WINDOW, PATIENCE, PATIENCE)),
        CarrierSettings.Forms.usual(SandboxSmsc.NETWORK_TAG),
        CarrierRules.USUAL,
        List.of());
  }

  /// What it shows, while it may.
  Mount mount(BooleanSupplier open) {
    var mount = smsc.mount();
    var routes =
        mount.routes().stream().map(route -> guarded(route, mount.errors(), open)).toList();
    return new Mount(mount.prefix(), routes, mount.errors(), mount.requestIds());
  }

  private static Route guarded(Route route, Errors errors, BooleanSupplier open) {
    return new Route(
        route.method(),
        route.pattern(),
        route.bodyMax(),
        request ->
            open.getAsBoolean()
                ? route.handler().handle(request)
                : errors.problem(request, new Problem.NotFound()));
  }

  @Override
  public void close() {
    smsc.close();
  }
}
