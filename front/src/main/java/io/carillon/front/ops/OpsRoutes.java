package io.carillon.front.ops;

import io.carillon.front.door.Problems;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// `/healthz`, `/readyz`, `/metrics`, and the answer to paths that nobody owns.
///
/// | path | answers |
/// |---|---|
/// | `GET /healthz` | 200 while the process lives |
/// | `GET /readyz` | 200 while a message can be accepted durably, else 503; the body says why |
/// | `GET /metrics` | the figures in Prometheus' text format 0.0.4 |
public final class OpsRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<Readiness> readiness;
  private final Supplier<String> scrape;
  private final Ids ids;

  /// @param readiness asked at each request; must answer at once
  /// @param scrape the figures, in Prometheus' text format
  /// @param ids names requests
  public OpsRoutes(Supplier<Readiness> readiness, Supplier<String> scrape, Ids ids) {
    this.readiness = readiness;
    this.scrape = scrape;
    this.ids = ids;
  }

  /// The root of the server.
  public Mount mount() {
    return new Mount(
        "",
        List.of(
            Route.get("/healthz", _ -> Reply.json(200, health())),
            Route.get("/readyz", _ -> ready()),
            Route.get("/metrics", _ -> metrics())),
        Problems::plain,
        () -> "req_" + ids.next().uuid(),
        true);
  }

  private static byte[] health() {
    return new JsonWriter().object().text("status", "alive").end().bytes();
  }

  private Reply ready() {
    var now = readiness.get();
    var json = new JsonWriter().object();
    json.text("status", now.accepting() ? "ready" : "not_ready");
    json.textOrNull("detail", now.detail());
    json.array("carriers");
    for (var way : now.carriers()) {
      var state = way.state();
      json.object().text("name", way.name()).text("channel", way.channel().word());
      json.text("state", word(state));
      json.number("links", state.links()).number("up", state.up());
      json.number("in_flight", state.inFlight()).textOrNull("detail", state.detail()).end();
    }
    return Reply.json(now.accepting() ? 200 : 503, json.endArray().end().bytes());
  }

  private static String word(Carrier.State state) {
    return state.up() >= state.links() ? "up" : state.up() > 0 ? "degraded" : "down";
  }

  private Reply metrics() {
    return Reply.of(200, PROMETHEUS, scrape.get().getBytes(StandardCharsets.UTF_8));
  }
}
