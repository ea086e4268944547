package io.carillon.engine.billing;

import io.carillon.engine.billing.Plan.Limit;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.port.Usages;
import io.carillon.model.port.Usages.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// How much an account has used of one limit of its plan.
///
/// @param used in messages, segments or micro-units
public record PlanUse(Limit limit, long used) {
  private static final int WHOLE = 100;

  /// What is used of each limit, in their order. Reads once for each country that a limit names.
  public static List<PlanUse> of(Usages usages, Plan plan, AccountId account, Span month) {
    var totals = new HashMap<String, List<Total>>();
    var all = new ArrayList<PlanUse>(plan.limits().size());
    for (var limit : plan.limits()) {
      var there =
          totals.computeIfAbsent(
              limit.country(), country -> usages.total(filter(account, month, country)));
      all.add(new PlanUse(limit, Plans.used(limit.of(account, month), there)));
    }
    return all;
  }

  private static Usages.Filter filter(AccountId account, Span month, String country) {
    var channel = Optional.<Channel>empty();
    var direction = Optional.<Direction>empty();
    return new Usages.Filter(account, month.from(), month.until(), channel, direction, country);
  }

  /// How much that is of a hundred, rounded down; more where a limit that only shows was passed. Of
  /// nothing all is used.
  public long percent() {
    return limit.most() == 0 ? WHOLE : (long) ((double) used / limit.most() * WHOLE);
  }
}
