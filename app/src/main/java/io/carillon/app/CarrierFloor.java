package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.Settings.SmppLink;
import io.carillon.carriers.smpp.SmppCarrier;
import io.carillon.carriers.smpp.SmppSettings;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.Secret;
import io.carillon.model.port.Carrier;
import io.carillon.wire.http.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways out: the configured carriers, and the sandbox, which takes what is not live, and all
/// while no carrier is configured.
final class CarrierFloor implements AutoCloseable {
  private final Map<Carrier, DoubtPolicy> carriers = new LinkedHashMap<>();
  private final List<Carrier> live = new ArrayList<>();
  private final SandboxFloor sandbox;
  private final Carrier sandboxLine;

  private CarrierFloor(List<SmppLink> links, SandboxFloor sandbox) {
    this.sandbox = sandbox;
    for (var link : links) {
      live.add(carrier(link));
    }
    sandboxLine = carrier(sandbox.link());
    if (links.isEmpty()) {
      live.add(sandboxLine);
    }
  }

  private Carrier carrier(SmppLink link) {
    var carrier = new SmppCarrier(settings(link));
    carriers.put(carrier, link.doubt());
    return carrier;
  }

  static CarrierFloor open(Settings settings, Path folder) throws CannotStart {
    var sandbox = SandboxFloor.open(settings.sandbox(), folder.resolve("sandbox"));
    return new CarrierFloor(settings.carriers(), sandbox);
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

  /// Who carries what.
  Routing routing() {
    return new Routing(new Routes(live, List.of(sandboxLine)));
  }

  /// Whether the sandbox stands in for carriers: nobody real is reached.
  boolean isPlaying() {
    return live.contains(sandboxLine);
  }

  /// What the sandbox shows of itself, while it stands in: beside real carriers it shows nothing.
  Optional<Mount> sandboxMount() {
    return isPlaying() ? Optional.of(sandbox.mount()) : Optional.empty();
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
    sandbox.close();
  }
}
