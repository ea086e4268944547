package io.carillon.front.v2;

import io.carillon.front.door.Scope;
import io.carillon.wire.http.Route;
import java.util.List;

/// The paths about endpoints, and what answers each.
final class V2EndpointRoutes {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;

  private final V2Endpoints endpoints;

  V2EndpointRoutes(V2Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  List<Route> routes(V2Routes to) {
    return List.of(
        to.post("/endpoints", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::create),
        to.search("/endpoints", Scope.ACCOUNT_READ, endpoints::list),
        to.get("/endpoints/{id}", Scope.ACCOUNT_READ, endpoints::one),
        to.post("/endpoints/{id}", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::change),
        to.delete("/endpoints/{id}", Scope.ACCOUNT_WRITE, endpoints::drop),
        to.post("/endpoints/{id}/pause", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::pause),
        to.post("/endpoints/{id}/resume", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::resume),
        to.disclose("/endpoints/{id}/secret", Scope.ACCOUNT_WRITE, V2Door.bare(endpoints::secret)),
        to.post("/endpoints/{id}/secret/rotate", BODY_MAX, Scope.ACCOUNT_WRITE, endpoints::rotate));
  }
}
