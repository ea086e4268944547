package io.carillon.engine.billing;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.RosterOrders;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Gives accounts that stand below others a balance of their own, or takes it away again. Messages
/// accepted from then on are paid from what it says; those before are settled where they were paid.
public final class OwnBalances {
  private final Accounts accounts;

  public OwnBalances(Accounts accounts) {
    this.accounts = accounts;
  }

  /// Gives an account a balance of its own, which nothing stands on yet. Nothing is changed where
  /// it has one.
  ///
  /// @param id of the setting; the same each time, so that two made at once are one
  public Optional<Refusal> give(AccountId account, Id id, Instant now, RosterOrders orders)
      throws InterruptedException {
    if (standing(account).isPresent()) {
      return Optional.empty();
    }
    var kind = Resource.Kind.SETTINGS;
    var setting =
        new Resource(id, account, kind, Directory.OWN_BALANCE, Map.of("own", "true"), now, now);
    return refused(orders.put(setting));
  }

  /// Takes it away, if nothing stands on it. Nothing is changed where it has none. What comes back
  /// to it later can be transferred.
  public Optional<Refusal> take(AccountId account, RosterOrders orders)
      throws InterruptedException {
    var setting = standing(account);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    var left = accounts.balance(account).filter(balance -> balance.micros() != 0);
    return left.isPresent() ? left.map(OwnBalances::left) : refused(orders.drop(setting.get()));
  }

  private Optional<Resource> standing(AccountId account) {
    return accounts.directory().resource(account, Resource.Kind.SETTINGS, Directory.OWN_BALANCE);
  }

  private static Refusal left(Money balance) {
    var detail =
        "Its own balance is "
            + balance.decimal().toPlainString()
            + " "
            + balance.currency()
            + ": transfer that first.";
    return Refusal.of(Fault.FORBIDDEN, "own", detail);
  }

  private static Optional<Refusal> refused(Order<Resource> order) {
    return switch (order) {
      case Order.Done<Resource> _ -> Optional.empty();
      case Order.Refused<Resource>(var no) -> Optional.of(no);
    };
  }
}
