package io.carillon.engine.route;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the routes say of one message: the rule that takes it and its carriers, the best first.
///
/// @param route the name of the rule; empty where none takes it
/// @param limited whether the rule has limits of its own
public record Plan(String route, boolean limited, List<String> carriers) {
  /// No rule takes it.
  public static final Plan NONE = new Plan("", false, List.of());

  public Plan {
    carriers = List.copyOf(carriers);
  }

  /// The best carrier that is usable now; the best of all where none is, for it may come back.
  public Optional<String> pick(Predicate<String> usable) {
    for (var carrier : carriers) {
      if (usable.test(carrier)) {
        return Optional.of(carrier);
      }
    }
    return first();
  }

  /// The best carrier that is usable now and has not been tried.
  public Optional<String> next(List<String> tried, Predicate<String> usable) {
    for (var carrier : carriers) {
      if (!tried.contains(carrier) && usable.test(carrier)) {
        return Optional.of(carrier);
      }
    }
    return Optional.empty();
  }

  /// The best carrier.
  public Optional<String> first() {
    return carriers.isEmpty() ? Optional.empty() : Optional.of(carriers.getFirst());
  }
}
