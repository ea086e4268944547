package io.carillon.engine.feed;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import java.util.List;

/// What an account's live feed has.
///
/// @param messages whether every change of every message
public record FeedPolicy(boolean messages) {
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "messages",
              "off",
              "Whether the live feed (GET /v2/events) has every change of every message (on) or"
                  + " only what else happens in the account (off). Each change takes about 60 bytes"
                  + " on disk for 3 days."));

  /// What accounts may set, under the subject `feed`.
  public static Policy<FeedPolicy> policy() {
    return new Policy<>("feed", TERMS, FeedPolicy::of);
  }

  private static FeedPolicy of(PolicyWords words) {
    return new FeedPolicy(words.flag("messages"));
  }
}
