package io.carillon.app;

import io.carillon.engine.billing.LowBalance;
import io.carillon.engine.billing.PlanFigures;
import io.carillon.engine.notify.Announcing;
import io.carillon.model.AccountId;

/// What watches balances and plans, and tells accounts that their balance is low.
final class BalanceFloor implements AutoCloseable {
  private final LowBalance low;
  private final Announcing announcing;
  private final PlanFigures plans;

  BalanceFloor(EngineFloor.Ground ground, EngineFloor engine, FrontFloor front) {
    var store = ground.store();
    var policy = engine.checks.list.balance();
    var events = store.accountEvents();
    var watching = new LowBalance.Ground(events, store.accounts(), policy);
    low = new LowBalance(watching, ground.clock(), engine.ids, ground.meters());
    var herald =
        front.accountHerald(
            store.accounts(),
            (AccountId account) -> policy.of(store.accounts().directory(), account).webhook(),
            ground.clock());
    announcing = new Announcing(events, herald, ground.clock(), ground.tasks(), ground.meters());
    plans = new PlanFigures(store.accounts(), store.usages(), ground.clock(), ground.meters());
  }

  /// Looks at balances, and begins to tell what is due; blocks until what was found is kept.
  void round() throws InterruptedException {
    low.round();
    announcing.round();
  }

  /// Looks what is used of plans.
  void plans() {
    plans.round();
  }

  @Override
  public void close() {
    announcing.drain();
  }
}
