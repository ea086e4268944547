package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import java.util.List;
import java.util.Set;

/// To which countries an account may write.
///
/// @param allowed ISO 3166-1 alpha-2; empty = all
/// @param denied these never
public record Destinations(Set<String> allowed, Set<String> denied) {
  public Destinations {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /// What accounts may set, under the subject `destinations`.
  public static Policy<Destinations> policy() {
    return new Policy<>(
        "destinations",
        List.of(
            new Term(
                "allow",
                "",
                "Countries that may be written to, for instance US CA GB; empty allows all. With a"
                    + " list, numbers of no country are refused, too."),
            new Term("deny", "", "Countries that may not be written to, whatever allow says.")),
        words -> new Destinations(words.countries("allow"), words.countries("deny")));
  }

  boolean allows(String country) {
    return (allowed.isEmpty() || allowed.contains(country)) && !denied.contains(country);
  }
}
