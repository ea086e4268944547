package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.engine.comply.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How an account is guarded against one-time passwords that somebody asks for only to earn by
/// their delivery.
public record Pumping(Range range, Country country) {
  private static final int COUNT_MAX = 1_000_000;

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "ranges",
              "off",
              "More than range_count one-time passwords to one range of numbers within"
                  + " range_within: off, mark or refuse. Numbers of one range differ in their last"
                  + " range_digits digits only."),
          new Term("range_digits", "3", "How many last digits, 1 to 6."),
          new Term("range_count", "20", "So many may go to one range, 1 to 1000000."),
          new Term("range_within", "10m", "The time in which they are counted, at most 1d."),
          new Term(
              "countries",
              "off",
              "More than country_count one-time passwords to one unusual country within"
                  + " country_within: off, mark or refuse."),
          new Term(
              "usual",
              "",
              "Countries that are usual, for instance US CA. Empty: those that had at least one in"
                  + " fifty of the account's last one-time passwords, about a week of them, as far"
                  + " as the running server has seen them; until it has seen 200, all are."),
          new Term("country_count", "20", "So many may go to an unusual country, 1 to 1000000."),
          new Term("country_within", "1h", "The time in which they are counted, at most 1d."));

  /// How many may go to numbers that stand side by side.
  ///
  /// @param digits the last ones, in which numbers of one range differ
  public record Range(Reaction reaction, int digits, Limit limit) {}

  /// How many may go to a country that is unusual.
  ///
  /// @param usual ISO 3166-1 alpha-2; empty = as learnt
  public record Country(Reaction reaction, Set<String> usual, Limit limit) {}

  /// So many in so much time.
  public record Limit(int count, Duration within) {}

  /// What accounts may set, under the subject `pumping`.
  public static Policy<Pumping> policy() {
    return new Policy<>("pumping", TERMS, Pumping::of);
  }

  private static Pumping of(PolicyWords words) {
    return new Pumping(
        new Range(
            Reaction.of(words, "ranges"),
            words.number("range_digits", 1, 6),
            limit(words, "range")),
        new Country(
            Reaction.of(words, "countries"), words.countries("usual"), limit(words, "country")));
  }

  private static Limit limit(PolicyWords words, String of) {
    return new Limit(
        words.number(of + "_count", 1, COUNT_MAX), words.time(of + "_within", Duration.ofDays(1)));
  }
}
