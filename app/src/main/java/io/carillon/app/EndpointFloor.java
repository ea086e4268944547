package io.carillon.app;

import io.carillon.engine.account.Order;
import io.carillon.engine.notify.Retiring;
import io.carillon.model.Author;
import io.carillon.model.Endpoint;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
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
    var before = endpoint.resource();
    var facts = new HashMap<>(before.facts());
    facts.put(Endpoint.STATE, Endpoint.State.DISABLED.word());
    facts.put(Endpoint.REASON, reason);
    var after = before.with(before.name(), facts, engine.clock.now());
    var order =
        engine
            .roster
            .by(Author.SERVER)
            .change(
                before,
                after,
                (directory, _) ->
                    directory
                        .endpoint(endpoint.account(), endpoint.name())
                        .filter(now -> now.state() == Endpoint.State.ENABLED)
                        .map(_ -> Optional.<Refusal>empty())
                        .orElseGet(() -> Optional.of(Refusal.of(Fault.NOT_FOUND, "", ""))));
    return order instanceof Order.Done<Resource>;
  }
}
