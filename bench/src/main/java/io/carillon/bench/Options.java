package io.carillon.bench;

import io.carillon.bench.database.Database;
import io.carillon.bench.load.Generator;
import io.carillon.bench.scene.Scenario;
import io.carillon.bench.scene.Wishes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `./carillon bench` was asked for.
///
/// @param scenarios what is sent, one after the other
/// @param generator what sends it
/// @param plan for how long
/// @param wishes how it is sent
/// @param rates at which rates one scenario is sent
/// @param peer who is run beside us
/// @param carrier the far end as the server's carrier
/// @param repeat how many runs, each on a server and a data folder of its own
/// @param startOnly measure only starting
/// @param place where files go
/// @param server how the server is started
record Options(
    List<Scenario> scenarios,
    Generator.Kind generator,
    Plan plan,
    Wishes wishes,
    RateList rates,
    Peer peer,
    Carrier carrier,
    int repeat,
    boolean startOnly,
    Place place,
    Server server) {

  /// @param kannel with how many connections Kannel is loaded beside us; empty: not at all
  /// @param quickens whether the loopback is set to acknowledge at once meanwhile
  record Peer(List<Integer> kannel, boolean quickens) {
    Peer {
      kannel = List.copyOf(kannel);
    }
  }

  /// @param drain how long completions are waited for after the load
  /// @param binds SMPP sessions of the server
  /// @param window submit_sm that may be unanswered on each
  record Carrier(Duration drain, int binds, int window) {}

  /// @param json the file for the figures
  /// @param dir where the folders of the runs are made
  /// @param keep leave them there
  /// @param histories where filled data folders are kept
  record Place(Optional<Path> json, Path dir, boolean keep, Optional<Path> histories) {}

  /// @param mainClass to run
  /// @param jvmFlags to run it with
  /// @param rest how long it is left alone before the load
  /// @param slowSync how much longer each of its syncs takes; then they are counted too
  /// @param database what it keeps its messages in
  /// @param histories how many messages of the past that holds, one run after the other; empty:
  ///   none
  /// @param asks whether lists and messages are asked for while the load runs
  record Server(
      String mainClass,
      List<String> jvmFlags,
      Duration rest,
      Optional<Duration> slowSync,
      Database.Kind database,
      List<String> histories,
      boolean asks) {
    Server {
      jvmFlags = List.copyOf(jvmFlags);
      histories = List.copyOf(histories);
    }
  }

  /// Throws `IllegalArgumentException` with a sentence for the caller.
  static Options parse(String... args) {
    return OptionsReader.read(args);
  }

  /// What is measured, in this order, as often as it is repeated.
  List<Trial> trials() {
    if (scenarios.size() > 1) {
      return scenarios.stream().<Trial>map(one -> ours(one.word(), one)).toList();
    }
    var scenario = scenarios.getFirst();
    if (comparesWithKannel()) {
      var trials = new ArrayList<Trial>(List.of(ours("Carillon", scenario)));
      peer.kannel().forEach(connections -> trials.add(new Trial.Kannel(connections)));
      return trials;
    }
    if (server.histories().size() > 1) {
      return server.histories().stream().<Trial>map(one -> after(one, scenario)).toList();
    }
    return rates.isEmpty() ? List.of(ours(scenario.word(), scenario)) : atRates(scenario);
  }

  private List<Trial> atRates(Scenario scenario) {
    var trials = new ArrayList<Trial>();
    if (rates.half()) {
      trials.add(ours("maximum", scenario));
      trials.add(new Trial.Ours("half of it", scenario, wishes, 0.5, history()));
    }
    for (var rate : rates.perSecond()) {
      trials.add(
          new Trial.Ours("%,d / s".formatted(rate), scenario, wishes.at(rate), 0, history()));
    }
    return trials;
  }

  /// What is started where only starts are measured.
  Trial.Ours started() {
    return ours("start", scenarios.getFirst());
  }

  private Trial.Ours ours(String name, Scenario scenario) {
    return new Trial.Ours(name, scenario, wishes, 0, history());
  }

  private Trial.Ours after(String history, Scenario scenario) {
    var none = history.equals("0");
    return new Trial.Ours(
        none ? "empty" : "after " + history, scenario, wishes, 0, none ? "" : history);
  }

  /// The one history of all trials.
  private String history() {
    var one = server.histories().size() == 1 ? server.histories().getFirst() : "";
    return one.equals("0") ? "" : one;
  }

  boolean comparesWithKannel() {
    return !peer.kannel().isEmpty();
  }

  /// Whether the load is to keep to rates of the caller's.
  boolean asksForRates() {
    return !rates.isEmpty() || wishes.perSecond() > 0;
  }

  /// What was asked for, for the report.
  Map<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("what", sentence());
    settings.put("scenarios", scenarios.stream().map(Scenario::word).toList());
    settings.put("load", generator.name().toLowerCase(Locale.ROOT));
    if (wishes.connections() > 0) {
      settings.put("connections", wishes.connections());
    }
    if (wishes.perSecond() > 0) {
      settings.put("perSecond", wishes.perSecond());
    }
    if (wishes.carrierRate() > 0) {
      settings.put("carrierRate", wishes.carrierRate());
    }
    settings.put("warmupSeconds", plan.warmup().toSeconds());
    if (plan.countsMessages()) {
      settings.put("messages", plan.messages());
    } else {
      settings.put("seconds", plan.measured().toSeconds());
    }
    settings.put("receiptDelayMs", wishes.far().receiptDelay().toMillis());
    settings.put("kannelConnections", peer.kannel());
    settings.put("binds", carrier.binds());
    settings.put("window", carrier.window());
    server.slowSync().ifPresent(delay -> settings.put("slowSyncMs", delay.toMillis()));
    settings.put("store", server.database().name().toLowerCase(Locale.ROOT));
    settings.put("history", server.histories());
    settings.put("queries", server.asks());
    settings.put("startOnly", startOnly);
    settings.put("serverJvmFlags", server.jvmFlags());
    return settings;
  }

  private String sentence() {
    if (startOnly) {
      return "Starting and idle memory";
    }
    var measured =
        plan.countsMessages()
            ? "%,d messages".formatted(plan.messages())
            : "%d s".formatted(plan.measured().toSeconds());
    var delay = wishes.far().receiptDelay();
    return "%s: %s after %d s of warm-up, %s%d binds × %d, receipts %s%s"
        .formatted(
            scenarios.size() > 1 ? "All scenarios" : scenarios.getFirst().what(),
            measured,
            plan.warmup().toSeconds(),
            wishes.perSecond() > 0
                ? "%,.0f messages a second by a schedule, ".formatted(wishes.perSecond())
                : wishes.connections() > 0 ? wishes.connections() + " connections, " : "",
            carrier.binds(),
            carrier.window(),
            delay.isZero() ? "at once" : "%d ms late".formatted(delay.toMillis()),
            ground());
  }

  /// What the server stands on, where it is not what a new user has.
  private String ground() {
    var store = server.database() == Database.Kind.POSTGRES ? ", on PostgreSQL" : "";
    return store
        + server
            .slowSync()
            .filter(delay -> !delay.isZero())
            .map(delay -> ", each sync %d ms longer".formatted(delay.toMillis()))
            .orElse("");
  }

  /// Refuses what does not go together.
  void check() {
    if (comparesWithKannel()) {
      if (generator != Generator.Kind.WRK) {
        throw new IllegalArgumentException("--compare takes wrk as the load of both");
      }
      if (!scenarios.equals(List.of(Scenario.SINGLE))) {
        throw new IllegalArgumentException("Kannel is compared by single sends only");
      }
    }
    if (generator == Generator.Kind.WRK) {
      if (plan.countsMessages()) {
        throw new IllegalArgumentException("wrk cannot stop after a number of messages");
      }
      if (asksForRates()) {
        throw new IllegalArgumentException("wrk knows no schedule: rates need --load own");
      }
      if (scenarios.stream().anyMatch(one -> !one.suitsWrk())) {
        throw new IllegalArgumentException(
            "wrk sends one kind of request only: single, twilio, silent");
      }
    }
    if (asksForRates() && scenarios.stream().anyMatch(one -> !one.takesRate())) {
      throw new IllegalArgumentException(
          "a rate goes with one of single, twilio, bulk, long, silent");
    }
    checkServer();
    if (wishes.perSecond() > 0 && !rates.isEmpty()) {
      throw new IllegalArgumentException("--rate and --rates exclude each other");
    }
  }

  private void checkServer() {
    var several = server.histories().size() > 1;
    if (several
        && (scenarios.size() > 1 || !rates.isEmpty() || comparesWithKannel() || startOnly)) {
      throw new IllegalArgumentException("several histories go with one scenario at one rate");
    }
    if (place.histories().isPresent() && server.database() == Database.Kind.POSTGRES) {
      throw new IllegalArgumentException("--history-dir keeps data folders of SQLite only");
    }
  }
}
