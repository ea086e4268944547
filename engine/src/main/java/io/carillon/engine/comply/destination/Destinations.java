package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// To which countries an account may write.
///
/// @param allowed ISO 3166-1 alpha-2; empty = all
/// @param denied these never
public record Destinations(Set<String> allowed, Set<String> denied) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

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
        words -> new Destinations(countries(words, "allow"), countries(words, "deny")));
  }

  static Set<String> countries(PolicyWords words, String term) {
    return words.read(
        term,
        "two-letter countries (ISO 3166-1), for instance US CA GB",
        _ -> {
          var countries =
              words.list(term).stream()
                  .map(country -> country.toUpperCase(Locale.ROOT))
                  .collect(Collectors.toUnmodifiableSet());
          if (!countries.stream().allMatch(country -> COUNTRY.matcher(country).matches())) {
            throw new IllegalArgumentException();
          }
          return countries;
        },
        Set.of());
  }

  boolean allows(String country) {
    return (allowed.isEmpty() || allowed.contains(country)) && !denied.contains(country);
  }
}
