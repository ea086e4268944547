package io.carillon.engine.route;

import io.carillon.model.Address;
import io.carillon.model.Message;
import io.carillon.model.Wording;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/// The routes in force, what is known of the recipients' networks, which carriers are usable now,
/// and how they take texts.
public final class Routing {
  private volatile Networks networks;
  private volatile Routes routes;
  private volatile Predicate<String> usable = _ -> true;
  private volatile Function<String, Wording> wordings = _ -> Wording.USUAL;

  /// Routes by what the message itself says.
  public Routing(Routes routes) {
    this(routes, _ -> "");
  }

  public Routing(Routes routes, Networks networks) {
    this.routes = routes;
    this.networks = networks;
  }

  /// Knows the networks of recipients, without asking anybody: it must return at once.
  @FunctionalInterface
  public interface Networks {
    /// MCC and MNC, `26201`; empty = not known.
    String of(Address recipient);
  }

  /// Who knows the networks of recipients from now on.
  public void ask(Networks who) {
    networks = who;
  }

  /// Other routes are in force from now on.
  public void adopt(Routes next) {
    routes = next;
  }

  /// Who says whether a carrier can be used now: it is up, and its circuit is closed.
  public void watch(Predicate<String> now) {
    usable = now;
  }

  /// Who says how a carrier takes texts.
  public void hear(Function<String, Wording> carriers) {
    wordings = carriers;
  }

  /// How a carrier takes texts.
  public Wording wording(String carrier) {
    return wordings.apply(carrier);
  }

  /// The routes in force.
  public Routes routes() {
    return routes;
  }

  /// What a carrier asks for one part of a message; empty where it is not known.
  public OptionalLong cost(Message message, String carrier) {
    var costs = routes.costs();
    return costs.asks(carrier) ? costs.of(carrier, asked(message)) : OptionalLong.empty();
  }

  /// Whether a carrier can be used now.
  public boolean isUsable(String carrier) {
    return usable.test(carrier);
  }

  /// The carriers for a message, the best first.
  public Plan plan(Message message) {
    return routes.plan(asked(message), message.id().value().low());
  }

  /// The carriers for what is asked, the best first.
  ///
  /// @param dice decides where a rule picks by weight
  public Plan plan(Asked asked, long dice) {
    return routes.plan(asked, dice);
  }

  /// The carrier of a plan that a message goes to now; empty where it has none.
  public Optional<String> pick(Plan plan) {
    return plan.pick(usable);
  }

  /// MCC and MNC of a recipient, where they are known and the routes look at them; else empty.
  public String network(Address recipient) {
    return routes.askNetworks() ? networks.of(recipient) : "";
  }

  /// What the routes look at.
  public Asked asked(Message message) {
    return Asked.of(message, network(message.parties().to()));
  }

  /// The carrier for a message now; empty where no route takes it.
  public Optional<String> carrierFor(Message message) {
    return pick(plan(message));
  }

  /// Whether a rule that uses this carrier knows another one that is usable now.
  public boolean hasAlternative(String carrier) {
    return routes.rules().stream()
        .map(Route::choices)
        .filter(choices -> choices.stream().anyMatch(one -> one.carrier().equals(carrier)))
        .flatMap(List::stream)
        .anyMatch(one -> !one.carrier().equals(carrier) && isUsable(one.carrier()));
  }

  /// Another carrier that is usable now, for a message that `tried` will not take; empty where the
  /// routes know none.
  public Optional<String> elsewhere(Message message, List<String> tried) {
    return plan(message).next(tried, usable);
  }
}
