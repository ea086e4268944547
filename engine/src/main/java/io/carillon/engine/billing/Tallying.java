package io.carillon.engine.billing;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Message.State;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import java.util.Optional;
import java.util.OptionalLong;

/// Counts what is used: each message once, when it comes into being, with what it costs; what is
/// given back, billed anew or taken by a carrier is added when that happens, to the day of the
/// message, and the message itself notes what its carrier asked. Messages of test keys, and those
/// that failed as they were accepted, are not counted.
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
    var before = change.before();
    var cost = cost(before, after);
    var stands = after.state();
    var next = cost.equals(stands.facts().cost()) ? stands : costing(stands, cost);
    var more = more(before, after, cost);
    return more.equals(Sum.ZERO)
        ? new Change(before, after.with(next), change.also())
        : change.with(next, new Write.Counted(new Usage(Slot.of(after), more)));
  }

  private static State costing(State state, OptionalLong cost) {
    return state.with(state.facts().costing(cost), state.work());
  }

  private static Sum more(Optional<Message> before, Message after, OptionalLong cost) {
    var costs = Cost.of(cost).minus(before.map(Tallying::cost).orElse(Cost.NONE));
    long price = Refunds.kept(after).micros();
    return before
        .map(was ->
            new Sum(
                0,
                after.bill().segments() - was.bill().segments(),
                price - Refunds.kept(was).micros(),
                costs))
        .orElseGet(() -> new Sum(1, after.bill().segments(), price, costs));
  }

  private static Cost cost(Message message) {
    return Cost.of(message.state().facts().cost());
  }

  /// What is asked for all parts that are taken now: what came to them is added as it is asked now,
  /// what left them is taken off by its share.
  private OptionalLong cost(Optional<Message> before, Message after) {
    int had = before.map(Tallying::taken).orElse(0);
    int has = taken(after);
    var stands = after.state().facts().cost();
    if (has == had) {
      return stands;
    }
    if (has == 0) {
      return OptionalLong.empty();
    }
    if (has < had) {
      return stands.isPresent() ? OptionalLong.of(stands.getAsLong() * has / had) : stands;
    }
    var each = costs.of(after, after.state().facts().carrier());
    return each.isPresent()
        ? OptionalLong.of(stands.orElse(0) + (has - had) * each.getAsLong())
        : stands;
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
