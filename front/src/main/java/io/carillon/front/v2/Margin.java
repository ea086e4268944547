package io.carillon.front.v2;

import io.carillon.engine.billing.Refunds;
import io.carillon.model.Message;
import io.carillon.model.Money;
import java.util.Optional;

/// What a message leaves to those who run the server.
///
/// @param charged what the account paid and did not get back
/// @param cost what carriers asked for the parts that they took; empty = nothing was taken, or it
///   is not known
record Margin(Money charged, Optional<Money> cost) {
  static Margin of(Message message) {
    var cost = message.state().facts().cost();
    var currency = message.bill().price().currency();
    return new Margin(
        Refunds.kept(message),
        cost.isPresent() ? Optional.of(new Money(cost.getAsLong(), currency)) : Optional.empty());
  }

  /// What is left of what was charged; empty where the cost is not known.
  Optional<Money> left() {
    return cost.map(asked -> charged.plus(asked.negated()));
  }
}
