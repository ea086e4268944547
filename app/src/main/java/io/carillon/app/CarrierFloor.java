package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.Settings.SmppLink;
import io.carillon.carriers.smpp.SmppCarrier;
import io.carillon.carriers.smpp.SmppSettings;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.model.Secret;
import io.carillon.model.port.Carrier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways out: the configured carriers, or the sandbox where there is none.
final class CarrierFloor implements AutoCloseable {
  private final Map<Carrier, DoubtPolicy> carriers = new LinkedHashMap<>();
  private final Optional<SandboxFloor> sandbox;

  private CarrierFloor(List<SmppLink> links, Optional<SandboxFloor> sandbox) {
    this.sandbox = sandbox;
    for (var link : links) {
      carriers.put(new SmppCarrier(settings(link)), link.doubt());
    }
  }

  static CarrierFloor open(Settings settings, Path folder) throws CannotStart {
    if (!settings.carriers().isEmpty()) {
      return new CarrierFloor(settings.carriers(), Optional.empty());
    }
    var sandbox = SandboxFloor.open(settings.sandbox(), folder.resolve("sandbox"));
    return new CarrierFloor(List.of(sandbox.link()), Optional.of(sandbox));
  }

  private static SmppSettings settings(SmppLink link) {
    var pace = link.pace();
    return new SmppSettings(
        link.name(),
        new SmppSettings.Endpoint(link.endpoint().host(), link.endpoint().port()),
        new SmppSettings.Login(
            link.login().systemId(),
            new Secret(link.login().password()),
            link.login().systemType()),
        pace.binds(),
        new SmppSettings.Pace(pace.window(), pace.enquireLink(), pace.responseTimeout()),
        link.networkTag());
  }

  /// The carriers in the order of the settings, with what is done about their doubts.
  Map<Carrier, DoubtPolicy> carriers() {
    return Collections.unmodifiableMap(carriers);
  }

  /// The sandbox, while it stands in.
  Optional<SandboxFloor> sandbox() {
    return sandbox;
  }

  /// Connects; what comes in goes to the engine.
  void start(EngineFloor engine) {
    for (var carrier : carriers.keySet()) {
      var name = carrier.name();
      carrier.start(engine.inbox, () -> engine.dispatch.room(name));
    }
  }

  @Override
  public void close() {
    new ArrayList<>(carriers.keySet()).parallelStream().forEach(Carrier::close);
    sandbox.ifPresent(SandboxFloor::close);
  }
}
