package io.carillon.engine.route;

import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Pick;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Why a message takes the carriers that it takes.
///
/// @param rules all, in their order; none where it is not live, for then it goes to the sandbox
/// @param route the one that decides: the first that fits; empty where none does
/// @param pick how that one picks among carriers of the same priority
/// @param ways its carriers, the best first
public record Explanation(List<Judged> rules, String route, Optional<Pick> pick, List<Way> ways) {
  public Explanation {
    rules = List.copyOf(rules);
    ways = List.copyOf(ways);
  }

  /// What one rule says of the message.
  ///
  /// @param misfit the first part of its match that does not fit; empty = it fits
  public record Judged(String route, String misfit) {}

  /// One carrier.
  ///
  /// @param share of the messages among those of its priority, as far as weights decide
  /// @param cost of a part, micros of the currency of all rates; empty = not known
  public record Way(Choice choice, double share, OptionalLong cost) {}
}
