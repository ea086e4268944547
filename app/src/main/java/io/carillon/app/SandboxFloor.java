package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.Settings.SmppLink;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.sandbox.smsc.SandboxSmsc;
import io.carillon.wire.http.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The far end that we play ourselves: a message centre on a loopback port, and the link to it as
/// if the operator had configured it.
final class SandboxFloor implements AutoCloseable {
  private static final int BINDS = 4;
  private static final int WINDOW = 100;

  private final SandboxSmsc smsc;

  private SandboxFloor(SandboxSmsc smsc) {
    this.smsc = smsc;
  }

  static SandboxFloor open(Settings.Sandbox settings, Path folder) throws CannotStart {
    try {
      return new SandboxFloor(SandboxSmsc.open(settings.port(), settings.receiptDelay(), folder));
    } catch (IOException e) {
      throw new CannotStart("the sandbox could not start: " + e.getMessage(), e);
    }
  }

  SmppLink link() {
    return new SmppLink(
        Settings.SANDBOX,
        new Settings.Endpoint("127.0.0.1", smsc.port()),
        new Settings.Login(SandboxSmsc.SYSTEM_ID, SandboxSmsc.PASSWORD, ""),
        new Settings.Pace(BINDS, WINDOW, Duration.ofSeconds(30), Duration.ofSeconds(30)),
        DoubtPolicy.USUAL,
        SandboxSmsc.NETWORK_TAG);
  }

  Mount mount() {
    return smsc.mount();
  }

  @Override
  public void close() {
    smsc.close();
  }
}
