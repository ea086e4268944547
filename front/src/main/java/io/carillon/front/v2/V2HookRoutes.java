package io.carillon.front.v2;

import io.carillon.front.door.Area;
import io.carillon.front.door.Scope;
import io.carillon.wire.http.Route;
import java.util.List;

/// The paths of what accounts are told: webhooks, and the live feed.
final class V2HookRoutes {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;

  private final V2Webhooks webhooks;
  private final V2Events events;

  V2HookRoutes(
      V2Routes.Reading reading, V2Routes.Acting acting, V2Door door, V2Routes.Sources sources) {
    var feed = reading.feed();
    webhooks = new V2Webhooks(reading, acting.replays(), new V2Replays(acting, sources));
    events =
        new V2Events(
            feed.events(),
            new EventBody(reading.messages(), feed.shown()),
            feed.listeners(),
            caller -> door.knows(caller, Area.MESSAGES));
  }

  List<Route> routes(V2Routes to) {
    return List.of(
        to.search("/events", Scope.MESSAGING_READ, events::answer),
        to.search("/webhooks", Scope.MESSAGING_READ, webhooks::list),
        to.post("/webhooks/replays", BODY_MAX, Scope.MESSAGING_SEND, webhooks::replay),
        to.search("/webhooks/replays", Scope.MESSAGING_READ, webhooks::replays),
        to.get("/webhooks/replays/{replay}", Scope.MESSAGING_READ, webhooks::oneReplay),
        to.post(
            "/webhooks/replays/{replay}/cancel",
            BODY_MAX,
            Scope.MESSAGING_SEND,
            webhooks::cancelReplay),
        to.get("/webhooks/{id}", Scope.MESSAGING_READ, webhooks::one),
        to.post("/webhooks/{id}/retell", BODY_MAX, Scope.MESSAGING_SEND, webhooks::retell));
  }
}
