package io.carillon.engine.route;

import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.model.Channel;
import io.carillon.model.port.Carrier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which carriers a message may take, the best first: the first rule that takes it decides. What is
/// not live goes to the sandbox, whatever the rules say.
///
/// Immutable: other settings are another value.
public final class Routes {
  private static final Comparator<Choice> BY_PRIORITY = Comparator.comparingInt(Choice::priority);

  private final List<Route> rules;
  private final IdentityHashMap<Route, Plan> settled = new IdentityHashMap<>();
  private final Costs costs;
  private final boolean askNetworks;
  private final Map<Channel, Plan> sandbox = new EnumMap<>(Channel.class);

  /// @param rules in their order
  /// @param sandbox those that play the far end for what is not live
  public Routes(List<Route> rules, Costs costs, List<Carrier> sandbox) {
    this.rules = List.copyOf(rules);
    this.costs = costs;
    this.askNetworks =
        costs.askNetworks() || rules.stream().anyMatch(rule -> !rule.match().networks().isEmpty());
    for (var rule : rules) {
      if (rule.pick() == Pick.ORDER || rule.choices().size() == 1) {
        settled.put(rule, plan(rule, rule.choices().stream().sorted(BY_PRIORITY)));
      }
    }
    for (var carrier : sandbox) {
      this.sandbox.computeIfAbsent(
          carrier.channel(), _ -> new Plan("sandbox", false, List.of(carrier.name())));
    }
  }

  /// Where the settings have no rules: every carrier takes its channel, in this order.
  public Routes(List<Carrier> carriers, List<Carrier> sandbox) {
    this(byChannel(carriers), Costs.NONE, sandbox);
  }

  /// Every carrier takes its channel, in this order, and nothing goes to a sandbox.
  public Routes(List<Carrier> carriers) {
    this(carriers, List.of());
  }

  /// One rule a channel, with all its carriers in their order.
  public static List<Route> byChannel(List<Carrier> carriers) {
    var byChannel = new EnumMap<Channel, List<Choice>>(Channel.class);
    for (var carrier : carriers) {
      byChannel
          .computeIfAbsent(carrier.channel(), _ -> new ArrayList<>())
          .add(Choice.of(carrier.name()));
    }
    var rules = new ArrayList<Route>();
    byChannel.forEach((channel, choices) ->
        rules.add(
            new Route(
                "all " + channel.word(), Match.of(channel), choices, Pick.ORDER, Limits.NONE)));
    return rules;
  }

  /// The carriers for a message, the best first.
  ///
  /// @param dice decides where a rule picks by weight: the same number, the same carriers
  public Plan plan(Asked asked, long dice) {
    if (!asked.live()) {
      return sandbox.getOrDefault(asked.channel(), Plan.NONE);
    }
    for (var rule : rules) {
      if (rule.match().takes(asked)) {
        var plan = settled.get(rule);
        return plan == null ? drawn(rule, asked, dice) : plan;
      }
    }
    return Plan.NONE;
  }

  /// How a message is judged, rule by rule, and what its carriers cost.
  ///
  /// @param dice decides where a rule picks by weight
  public Explanation explain(Asked asked, long dice) {
    var judged = new ArrayList<Explanation.Judged>();
    Optional<Route> decides = Optional.empty();
    if (asked.live()) {
      for (var rule : rules) {
        var misfit = rule.match().misfit(asked);
        judged.add(new Explanation.Judged(rule.name(), misfit));
        decides = decides.isEmpty() && misfit.isEmpty() ? Optional.of(rule) : decides;
      }
    }
    var plan = plan(asked, dice);
    var choices = decides.map(Route::choices).orElse(List.of());
    var ways = new ArrayList<Explanation.Way>();
    for (var carrier : plan.carriers()) {
      var choice =
          choices.stream()
              .filter(one -> one.carrier().equals(carrier))
              .findFirst()
              .orElseGet(() -> Choice.of(carrier));
      ways.add(new Explanation.Way(choice, share(choice, choices), costs.of(carrier, asked)));
    }
    return new Explanation(judged, plan.route(), decides.map(Route::pick), ways);
  }

  /// Of those of its priority, by their weights.
  private static double share(Choice choice, List<Choice> choices) {
    int all =
        choices.stream()
            .filter(one -> one.priority() == choice.priority())
            .mapToInt(Choice::weight)
            .sum();
    return all == 0 ? 1 : (double) choice.weight() / all;
  }

  /// Whether any rule or cost looks at the recipient's network.
  boolean askNetworks() {
    return askNetworks;
  }

  /// The rules, in their order.
  public List<Route> rules() {
    return rules;
  }

  /// The rule of this name; empty where there is none.
  public Optional<Route> rule(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /// What carriers ask.
  public Costs costs() {
    return costs;
  }

  private Plan drawn(Route rule, Asked asked, long dice) {
    if (rule.pick() == Pick.COST) {
      var byCost = BY_PRIORITY.thenComparingLong(choice -> cost(choice, asked));
      return plan(rule, rule.choices().stream().sorted(byCost));
    }
    var lots = new HashMap<Choice, Double>();
    rule.choices().forEach(choice -> lots.put(choice, lot(choice, dice)));
    return plan(rule, rule.choices().stream().sorted(BY_PRIORITY.thenComparing(lots::get)));
  }

  private long cost(Choice choice, Asked asked) {
    return costs.of(choice.carrier(), asked).orElse(Long.MAX_VALUE);
  }

  /// Lots that come out as often first as their weights say (Efraimidis and Spirakis, 2006).
  private static double lot(Choice choice, long dice) {
    long mixed = (dice ^ choice.carrier().hashCode() * 0x9E37_79B9_7F4A_7C15L);
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    double share = ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    return -Math.log(1 - share) / choice.weight();
  }

  private static Plan plan(Route rule, Stream<Choice> ordered) {
    boolean limited = !rule.limits().equals(Limits.NONE);
    return new Plan(rule.name(), limited, ordered.map(Choice::carrier).toList());
  }
}
