package io.carillon.engine.billing;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import java.util.OptionalLong;

/// Counts what is used: each message once, when it comes into being, with what it costs; what is
/// given back, billed anew or taken by a carrier is added when that happens, to the day of the
/// message. Messages of test keys, and those that failed as they were accepted, are not counted.
///
/// The sum of an account's prices is so at any time what it paid for its messages and did not get
/// back.
public final class Tallying implements Consequence {
  private final PartCost costs;

  /// @param costs what carriers ask
  public Tallying(PartCost costs) {
    this.costs = costs;
  }

  /// What a carrier asks for one part of a message.
  @FunctionalInterface
  public interface PartCost {
    /// In micro-units of the currency of all rates; empty = not known. Must return at once.
    OptionalLong of(Message message, String carrier);
  }

  @Override
  public Change follow(Change change) {
    var after = change.after();
    boolean stillborn = change.before().isEmpty() && after.status().rank() == 50;
    if (stillborn || !after.origin().place().live()) {
      return change;
    }
    var more = change.before().map(before -> more(before, after)).orElseGet(() -> fresh(after));
    return more.equals(Sum.ZERO)
        ? change
        : change.with(new Write.Counted(new Usage(Slot.of(after), more)));
  }

  private Sum fresh(Message message) {
    long price = Refunds.kept(message).micros();
    return new Sum(1, message.bill().segments(), price, cost(message, taken(message)));
  }

  private Sum more(Message before, Message after) {
    return new Sum(
        0,
        after.bill().segments() - before.bill().segments(),
        Refunds.kept(after).micros() - Refunds.kept(before).micros(),
        cost(after, taken(after) - taken(before)));
  }

  private long cost(Message message, int parts) {
    return parts == 0 ? 0 : parts * costs.of(message, message.state().facts().carrier()).orElse(0);
  }

  /// How many parts a carrier has taken.
  private static int taken(Message message) {
    int taken = 0;
    for (var leg : message.state().legs()) {
      taken +=
          switch (leg.standing()) {
            case TAKEN, DELIVERED, UNDELIVERED -> 1;
            case INTENDED, NOT_TAKEN, UNKNOWN -> 0;
          };
    }
    return taken;
  }
}
