package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.List;
import java.util.Locale;

/// What is done about a message for which its campaign has no room at the carrier.
///
/// @param reached once a cap is reached
public record CapPolicy(Manner reached) {
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "reached",
              "wait",
              "Once a carrier of the United States has taken of a campaign or brand what it lets it"
                  + " send (10DLC): wait (messages wait until there is room, those of a day until"
                  + " midnight in Los Angeles; where their validity ends before, they end as"
                  + " expired) or refuse (they are refused at once, with cap_reached)."));

  /// What is done.
  enum Manner {
    WAIT,
    REFUSE;

    static Manner of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What accounts may set, under the subject `caps`.
  public static Policy<CapPolicy> policy() {
    return new Policy<>("caps", TERMS, CapPolicy::of);
  }

  private static CapPolicy of(PolicyWords words) {
    return new CapPolicy(words.read("reached", "wait or refuse", Manner::of, Manner.WAIT));
  }
}
