package io.carillon.engine.route;

import io.carillon.model.AccountId;
import java.util.Optional;

/// Names the flow of a message: whose turn it takes in its lane. Those of one account share a flow;
/// on a route with limits of its own the account has another one there, so that what may not go
/// over that route holds up nothing else.
public final class Flow {
  private static final char ROUTE = '/';

  private Flow() {}

  /// The flow of an account where it takes a route.
  public static String of(AccountId account, Plan plan) {
    var own = account.value().hex();
    return plan.limited() ? own + ROUTE + plan.route() : own;
  }

  /// The route whose limits hold for a flow; empty where none has any.
  public static Optional<String> route(String flow) {
    int at = flow.indexOf(ROUTE);
    return at < 0 ? Optional.empty() : Optional.of(flow.substring(at + 1));
  }
}
