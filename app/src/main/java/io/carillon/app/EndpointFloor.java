package io.carillon.app;

import io.carillon.engine.account.Order;
import io.carillon.engine.notify.Retiring;
import io.carillon.model.Author;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/// What looks after the endpoints of accounts.
final class EndpointFloor {
  private final EngineFloor engine;
  private final Retiring retiring;

  EndpointFloor(EngineFloor.Ground ground, EngineFloor engine) {
    this.engine = engine;
    var store = ground.store();
    retiring =
        new Retiring(
            () -> store.accounts().directory(),
            store.attempts(),
            this::disable,
            ground.clock(),
            ground.meters());
    engine.notify.book().listen(retiring);
  }

  /// Disables what nobody hears at any more.
  void round() throws InterruptedException {
    retiring.round();
  }

  /// Unless somebody changed its state meanwhile.
  private boolean disable(Endpoint endpoint, String reason) throws InterruptedException {
    var now = engine.clock.now();
    var order =
        engine.roster.change(
            endpoint.resource(),
            Author.SERVER,
            Event.disabled(endpoint, reason, now),
            standing ->
                Endpoint.of(standing).state() == Endpoint.State.ENABLED
                    ? Optional.of(disabled(standing, reason, now))
                    : Optional.empty());
    return order instanceof Order.Done<Resource>;
  }

  private static Resource disabled(Resource endpoint, String reason, Instant now) {
    var facts = new HashMap<>(endpoint.facts());
    facts.put(Endpoint.STATE, Endpoint.State.DISABLED.word());
    facts.put(Endpoint.REASON, reason);
    return endpoint.with(endpoint.name(), facts, now);
  }
}
