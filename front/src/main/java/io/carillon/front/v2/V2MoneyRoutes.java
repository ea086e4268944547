package io.carillon.front.v2;

import io.carillon.front.door.Scope;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.function.Supplier;

/// The paths about money, and what answers each.
final class V2MoneyRoutes {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;

  private final V2Money money;
  private final V2OwnBalances own;
  private final V2Usage usage;
  private final V2Rates rates;
  private final V2Conversions conversions;
  private final V2Plans plans;
  private final V2AccountEvents events;

  /// @param below answers about sub-accounts
  /// @param currency of all rates
  V2MoneyRoutes(
      V2Routes.Reading reading,
      V2Routes.Acting acting,
      V2SubAccounts below,
      Supplier<String> currency,
      V2Routes.Sources sources) {
    this.money = new V2Money(reading, acting.cashier(), sources);
    this.own = new V2OwnBalances(reading.accounts(), acting, below, sources);
    this.usage = new V2Usage(reading.usages(), sources.clock());
    this.rates = new V2Rates(reading.accounts(), acting.cashier(), currency);
    this.conversions = new V2Conversions(reading.accounts(), acting.cashier());
    this.plans = new V2Plans(reading, acting.roster(), sources);
    this.events = new V2AccountEvents(reading.events(), acting.roster(), sources.clock());
  }

  List<Route> routes(V2Routes to) {
    return List.of(
        to.get("/balance", Scope.ACCOUNT_READ, money::balance),
        to.search("/balances", Scope.OPERATE, money::balances),
        to.post("/balance/credit", BODY_MAX, Scope.OPERATE, money::credit),
        to.get("/accounts/{account}/balance", Scope.ACCOUNT_READ, own::balance),
        to.post("/accounts/{account}/balance", BODY_MAX, Scope.ACCOUNT_WRITE, own::change),
        to.post("/accounts/{account}/transfers", BODY_MAX, Scope.ACCOUNT_WRITE, own::transfer),
        to.search("/ledger", Scope.ACCOUNT_READ, money::list),
        to.post("/ledger", BODY_MAX, Scope.OPERATE, money::post),
        to.search("/account/events", Scope.ACCOUNT_READ, events::list),
        to.post("/account/events/{id}/retell", BODY_MAX, Scope.ACCOUNT_WRITE, events::retell),
        to.search("/usage", Scope.ACCOUNT_READ, usage::list),
        to.search("/usage.csv", Scope.ACCOUNT_READ, usage::sheet),
        to.search("/rates", Scope.OPERATE, rates::list),
        to.get("/rates.csv", Scope.OPERATE, rates::sheet),
        to.order("/rates.csv", V2Rates.SHEET_MAX, Scope.OPERATE, rates::take),
        to.search("/conversions", Scope.OPERATE, conversions::list),
        to.get("/conversions.csv", Scope.OPERATE, conversions::sheet),
        to.order("/conversions.csv", V2Conversions.SHEET_MAX, Scope.OPERATE, conversions::take),
        to.get("/plan", Scope.ACCOUNT_READ, plans::own),
        to.post("/plan", BODY_MAX, Scope.OPERATE, plans::assign),
        to.search("/plans", Scope.OPERATE, plans::list),
        to.post("/plans", BODY_MAX, Scope.OPERATE, plans::create),
        to.get("/plans/{id}", Scope.OPERATE, plans::one),
        to.post("/plans/{id}", BODY_MAX, Scope.OPERATE, plans::change),
        to.delete("/plans/{id}", Scope.OPERATE, plans::drop));
  }
}
