package io.carillon.engine.lookup;

import io.carillon.engine.route.Routing;
import io.carillon.model.Address;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import io.carillon.model.port.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts together what all sources know of a number: each part from the most trusted one that knows
/// it. For routes it answers at once, from memory alone.
public final class NumberLookup implements Lookup, Routing.Networks {
  private final Learning learning;
  private final NumberingPlan plan = new NumberingPlan();
  private volatile Asked asked;

  public NumberLookup(Learning learning, Asked asked) {
    this.learning = learning;
    this.asked = asked;
  }

  /// The sources that the settings name.
  ///
  /// @param http asks a far end; empty = there is none
  public record Asked(Optional<Lookup> http, Ranges ranges) {
    /// None.
    public static final Asked NOBODY = new Asked(Optional.empty(), Ranges.NONE);
  }

  /// Other settings: these are asked from now on.
  public void adopt(Asked next) {
    asked = next;
  }

  /// What is known; never empty, but every part of it may be. The far end is asked only where no
  /// receipt told the network, or afresh.
  @Override
  public Optional<NumberFacts> find(Address number, boolean afresh) throws InterruptedException {
    if (number.kind() != Address.Kind.PHONE) {
      return Optional.of(shortCode(number));
    }
    var now = asked;
    var learned = learning.find(number);
    var told = new ArrayList<NumberFacts>();
    if (now.http().isPresent() && (afresh || learned.isEmpty())) {
      told.addAll(ask(now.http().get(), number, afresh));
    }
    learned.ifPresent(told::add);
    now.ranges().of(number).ifPresent(told::add);
    plan.of(number).ifPresent(told::add);
    var facts = NumberFacts.none(number);
    for (var one : told) {
      facts = facts.or(one);
    }
    return Optional.of(facts);
  }

  private List<NumberFacts> ask(Lookup http, Address number, boolean afresh)
      throws InterruptedException {
    var answer = http.find(number, afresh);
    if (answer.isEmpty()) {
      return List.of();
    }
    var facts = answer.get();
    if (facts.network().isPresent() && facts.at().isPresent()) {
      learning.learn(number, facts.network().get(), Source.HTTP, facts.at().get());
    }
    return List.of(facts);
  }

  /// Nothing but what it is: no plan says whose it is.
  private static NumberFacts shortCode(Address code) {
    var type =
        code.kind() == Address.Kind.SHORT_CODE
            ? Optional.of(NumberFacts.Type.SHORT_CODE)
            : Optional.<NumberFacts.Type>empty();
    return new NumberFacts(
        code, "", type, Optional.empty(), type.map(_ -> Source.NUMBERING_PLAN), Optional.empty());
  }

  @Override
  public String of(Address recipient) {
    if (recipient.kind() != Address.Kind.PHONE) {
      return "";
    }
    var learned = learning.remembered(recipient).map(Network::code).orElse("");
    return learned.isEmpty() ? asked.ranges().code(recipient) : learned;
  }
}
