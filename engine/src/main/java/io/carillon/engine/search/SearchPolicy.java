package io.carillon.engine.search;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.List;

/// Whether an account's messages are found by the words of their bodies.
public record SearchPolicy(boolean bodies) {
  private static final String BODIES = "bodies";
  private static final List<Term> TERMS =
      List.of(
          new Term(
              BODIES,
              "off",
              "Whether messages are found by words of their bodies. Each word then costs the store"
                  + " a row, written a little after the message, and its files show which messages"
                  + " of the account have a word in common, though not the word. Messages that are"
                  + " there already are filled in; without it all these rows are dropped."));

  /// What accounts may set, under the subject `search`.
  public static Policy<SearchPolicy> policy() {
    return new Policy<>("search", TERMS, SearchPolicy::of);
  }

  private static SearchPolicy of(PolicyWords words) {
    return new SearchPolicy(words.flag(BODIES));
  }
}
