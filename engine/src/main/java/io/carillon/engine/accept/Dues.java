package io.carillon.engine.accept;

import io.carillon.engine.billing.Plans;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What new messages take: from the balance of who pays for them, and of the months of plans.
///
/// @param guards what must be there
/// @param charges what is taken
record Dues(List<Guard> guards, List<Write> charges) {
  /// What is said where there is nothing left of an allowance.
  static Refusal usedUp(Allowance used, Instant now) {
    return used.span().isDay()
        ? Refusal.later(Fault.DAY_USED_UP, Duration.between(now, used.span().ends()))
        : Refusal.of(Fault.PLAN_USED_UP, "", "");
  }

  /// Of whom, and in which currency: an account whose balance came into being while these were
  /// priced may have two for once, of which one finds no funds.
  private record Due(AccountId account, String currency) {}

  /// What these take; of each account it is one sum.
  static Dues of(List<Item> items, Directory directory, Plans plans) {
    var sums = new LinkedHashMap<Due, Money>();
    var messages = new ArrayList<Message>(items.size());
    for (var item : items) {
      messages.add(item.message());
      var price = item.message().bill().price();
      if (price.micros() > 0) {
        sums.merge(new Due(item.payer(), price.currency()), price, Money::plus);
      }
    }
    var guards = new ArrayList<Guard>(plans.guards(directory, messages));
    var charges = new ArrayList<Write>(1);
    var now = messages.getFirst().state().times().accepted();
    sums.forEach((due, sum) -> {
      guards.add(new Guard.FundsSuffice(due.account(), sum));
      charges.add(new Write.Moved(due.account(), Reason.CHARGE, sum.negated(), now));
    });
    return new Dues(guards, charges);
  }
}
