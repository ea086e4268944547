package io.carillon.app;

import io.carillon.app.settings.CarrierSettings;
import io.carillon.app.settings.Settings;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Meters;
import io.carillon.wire.http.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The ways out: the configured carriers, and the sandbox, which takes what is not live, and all
/// while no carrier is configured.
final class CarrierFloor implements AutoCloseable {
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Set<Carrier> leaving = ConcurrentHashMap.newKeySet();
  private final Meters meters;
  private final SandboxFloor sandbox;
  private final Carrier sandboxLine;
  private final boolean shown;
  private final Routing routing;
  private volatile boolean playing;
  private Optional<EngineFloor> engine = Optional.empty();
  private boolean closed;

  /// A configured carrier, and what it was made of.
  private record Line(CarrierSettings settings, Carrier carrier) {}

  private CarrierFloor(Settings settings, SandboxFloor sandbox, Meters meters) {
    this.meters = meters;
    this.sandbox = sandbox;
    for (var carrier : settings.carriers()) {
      lines.put(carrier.name(), new Line(carrier, SmppLinks.carrier(carrier, meters)));
    }
    sandboxLine = SmppLinks.carrier(sandbox.link(), meters);
    playing = lines.isEmpty();
    shown = playing;
    routing = new Routing(routes(settings));
  }

  static CarrierFloor open(Settings settings, Path folder, Meters meters) throws CannotStart {
    var sandbox = SandboxFloor.open(settings.sandbox(), SandboxFloor.folder(folder));
    return new CarrierFloor(settings, sandbox, meters);
  }

  /// The routes of the settings; where they have none, every carrier takes its channel, in order.
  private Routes routes(Settings settings) {
    var live = lines.values().stream().map(Line::carrier).toList();
    List<Route> rules =
        settings.routes().isEmpty()
            ? Routes.byChannel(live.isEmpty() ? List.of(sandboxLine) : live)
            : settings.routes();
    return new Routes(rules, settings.costs(), List.of(sandboxLine));
  }

  /// The carriers in the order of the settings, then the sandbox, with how each is treated.
  synchronized Map<Carrier, CarrierRules> carriers() {
    var carriers = new LinkedHashMap<Carrier, CarrierRules>();
    lines.values().forEach(line -> carriers.put(line.carrier(), line.settings().rules()));
    carriers.put(sandboxLine, CarrierRules.USUAL);
    return carriers;
  }

  /// Who carries what.
  Routing routing() {
    return routing;
  }

  /// Whether the sandbox stands in for carriers: nobody real is reached.
  boolean isPlaying() {
    return playing;
  }

  /// What the sandbox shows of itself, where it stands in when the server starts: beside real
  /// carriers it shows nothing, also where they come later.
  Optional<Mount> sandboxMount() {
    return shown ? Optional.of(sandbox.mount(this::isPlaying)) : Optional.empty();
  }

  /// Connects; what comes in goes to the engine.
  synchronized void start(EngineFloor floor) {
    engine = Optional.of(floor);
    carriers().keySet().forEach(carrier -> start(carrier, floor));
  }

  private static void start(Carrier carrier, EngineFloor engine) {
    var name = carrier.name();
    carrier.start(engine.inbox, () -> engine.dispatch.room(name));
  }

  /// Takes other carriers and routes. A carrier that is bound as before keeps its binds. One that
  /// is not has another in its place at once, which binds when the old one is drained, so that
  /// nobody has more binds than were agreed. What waits for one that is gone is routed again.
  ///
  /// @throws IllegalArgumentException where a carrier cannot be made; then nothing was changed
  synchronized void adopt(Settings next) {
    var floor = engine.orElseThrow();
    var old = Map.copyOf(lines);
    var made = new LinkedHashMap<String, Line>();
    for (var settings : next.carriers()) {
      var carrier =
          Optional.ofNullable(old.get(settings.name()))
              .filter(line -> line.settings().isBoundAs(settings))
              .map(Line::carrier)
              .orElseGet(() -> SmppLinks.carrier(settings, meters));
      made.put(settings.name(), new Line(settings, carrier));
    }
    lines.clear();
    lines.putAll(made);
    made.forEach((name, line) -> put(Optional.ofNullable(old.get(name)), line, floor));
    playing = lines.isEmpty();
    routing.adopt(routes(next));
    old.forEach((name, line) -> {
      if (!made.containsKey(name)) {
        floor.dispatch.remove(name);
        leave(line.carrier(), () -> {});
      }
    });
  }

  private void put(Optional<Line> before, Line line, EngineFloor floor) {
    var rules = line.settings().rules();
    var carrier = line.carrier();
    if (before.isEmpty()) {
      floor.dispatch.add(carrier, rules);
      start(carrier, floor);
    } else if (!before.get().carrier().equals(carrier)) {
      floor.dispatch.add(carrier, rules);
      leave(before.get().carrier(), () -> startUnlessClosed(carrier, floor));
    } else if (!before.get().settings().rules().equals(rules)) {
      floor.dispatch.change(carrier.name(), rules);
    }
  }

  private synchronized void startUnlessClosed(Carrier carrier, EngineFloor floor) {
    var line = lines.get(carrier.name());
    if (!closed && line != null && line.carrier().equals(carrier)) {
      start(carrier, floor);
    }
  }

  /// Closing waits for the answers of what is on the wire, a few seconds at most.
  private void leave(Carrier carrier, Runnable then) {
    leaving.add(carrier);
    Thread.ofVirtual()
        .name("carrier " + carrier.name() + " leaves")
        .start(() -> {
          carrier.close();
          leaving.remove(carrier);
          then.run();
        });
  }

  @Override
  public void close() {
    var all = new ArrayList<Carrier>(leaving);
    synchronized (this) {
      closed = true;
      all.addAll(carriers().keySet());
    }
    all.parallelStream().forEach(Carrier::close);
    sandbox.close();
  }
}
