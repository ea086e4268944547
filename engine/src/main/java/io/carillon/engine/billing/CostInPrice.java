package io.carillon.engine.billing;

import io.carillon.model.Conversions;
import io.carillon.model.Message;
import io.carillon.model.Money;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What carriers ask for a part, in the currency of the message's price, so that one can be taken
/// from the other: by the rate of the moment at which it was accepted, as its price was. Where no
/// rate is known its cost is not either.
public final class CostInPrice implements Tallying.PartCost {
  private final Tallying.PartCost costs;
  private final Supplier<String> currency;
  private final Supplier<Conversions> conversions;

  /// @param currency of what `costs` tells
  public CostInPrice(
      Tallying.PartCost costs, Supplier<String> currency, Supplier<Conversions> conversions) {
    this.costs = costs;
    this.currency = currency;
    this.conversions = conversions;
  }

  @Override
  public OptionalLong of(Message message, String carrier) {
    var asked = costs.of(message, carrier);
    var price = message.bill().price().currency();
    var from = currency.get();
    if (asked.isEmpty() || price.equals(from)) {
      return asked;
    }
    var accepted = message.state().times().accepted();
    return conversions
        .get()
        .convert(new Money(asked.getAsLong(), from), price, accepted)
        .map(cost -> OptionalLong.of(cost.micros()))
        .orElseGet(OptionalLong::empty);
  }
}
