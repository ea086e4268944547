package io.carillon.engine.comply.sender;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.engine.comply.Reaction;
import io.carillon.engine.sender.CountryRule;
import io.carillon.engine.sender.CountryRule.Names;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is done about senders that may not write where they write, or are not registered there.
///
/// @param names about names where they are forbidden or unregistered, and short codes abroad
/// @param tollFree about toll-free numbers of the United States and Canada that are not verified
/// @param campaigns about ordinary numbers of the United States that write there for no campaign
/// @param others countries for which something else holds than the data file says
public record SenderPolicy(
    Reaction names, Reaction tollFree, Reaction campaigns, Map<Names, Set<String>> others) {
  private static final List<Term> TERMS =
      List.of(
          new Term(
              "names",
              "refuse",
              "A name that writes to a country where names are forbidden, or where it is not"
                  + " registered though it has to be, and a short code that writes abroad: off,"
                  + " mark or refuse."),
          new Term(
              "toll_free",
              "refuse",
              "A toll-free number that writes to the United States or Canada and is not registered"
                  + " in US: off, mark or refuse. Carriers there block it."),
          new Term(
              "campaigns",
              "refuse",
              "An ordinary number of the United States (10DLC) that writes to that country for no"
                  + " active campaign: off, mark or refuse. Carriers there block it."),
          new Term(
              "names_allowed",
              "",
              "Countries where names may send whatever the shipped rules say, for instance GB SG."),
          new Term("names_registered", "", "Countries where only registered names may send."),
          new Term("names_forbidden", "", "Countries where names may not send."));

  public SenderPolicy {
    others = Map.copyOf(others);
  }

  /// What accounts may set, under the subject `senders`.
  public static Policy<SenderPolicy> policy() {
    return new Policy<>("senders", TERMS, SenderPolicy::of);
  }

  private static SenderPolicy of(PolicyWords words) {
    var others = new EnumMap<Names, Set<String>>(Names.class);
    for (var names : Names.values()) {
      others.put(names, words.countries("names_" + names.word()));
    }
    return new SenderPolicy(
        Reaction.of(words, "names"),
        Reaction.of(words, "toll_free"),
        Reaction.of(words, "campaigns"),
        others);
  }

  /// What holds for names in a country, by these words before the data file's.
  public Names names(String country, CountryRule rule) {
    for (var names : Names.values()) {
      if (others.getOrDefault(names, Set.of()).contains(country)) {
        return names;
      }
    }
    return rule.alphanumeric();
  }
}
