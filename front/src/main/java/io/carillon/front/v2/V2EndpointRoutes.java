package io.carillon.front.v2;

import io.carillon.front.door.Scope;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The paths about endpoints and how they were told, and what answers each.
final class V2EndpointRoutes {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;

  private final V2Endpoints endpoints;
  private final V2Attempts attempts;

  /// @param objections what stands against calling a URL
  V2EndpointRoutes(
      V2Routes.Reading reading,
      V2Routes.Acting acting,
      Function<String, Optional<String>> objections,
      V2Routes.Sources sources) {
    this.endpoints = new V2Endpoints(reading, acting, objections, sources);
    this.attempts = new V2Attempts(reading);
  }

  List<Route> routes(V2Routes to) {
    return List.of(
        to.post("/endpoints", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::create),
        to.search("/endpoints", Scope.ACCOUNT_READ, endpoints::list),
        to.get("/endpoints/{id}", Scope.ACCOUNT_READ, endpoints::one),
        to.post("/endpoints/{id}", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::change),
        to.delete("/endpoints/{id}", Scope.ACCOUNT_WRITE, endpoints::drop),
        to.search("/endpoints/{id}/attempts", Scope.ACCOUNT_READ, endpoints::attempts),
        to.search("/webhooks/{id}/attempts", Scope.MESSAGING_READ, attempts::ofWebhook),
        to.post("/endpoints/{id}/replays", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::replay),
        to.search("/endpoints/{id}/replays", Scope.ACCOUNT_READ, endpoints::replays),
        to.get("/endpoints/{id}/replays/{replay}", Scope.ACCOUNT_READ, endpoints::oneReplay),
        to.post(
            "/endpoints/{id}/replays/{replay}/cancel",
            BODY_MAX,
            Scope.ACCOUNT_WRITE,
            endpoints::cancelReplay),
        to.get("/endpoints/{id}/health", Scope.ACCOUNT_READ, endpoints::health),
        to.post("/endpoints/{id}/test", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::test),
        to.post("/endpoints/{id}/pause", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::pause),
        to.post("/endpoints/{id}/resume", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::resume),
        to.disclose("/endpoints/{id}/secret", Scope.ACCOUNT_WRITE, V2Door.bare(endpoints::secret)),
        to.post("/endpoints/{id}/secret/rotate", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::rotate));
  }
}
