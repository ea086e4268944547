package io.carillon.app.settings;

import io.carillon.engine.comply.Policies;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What the operator says of policies.
///
/// @param words the server's own words, by subject
/// @param fixed the subjects that accounts have to leave as they are
public record PolicySettings(Map<String, Map<String, String>> words, Set<String> fixed) {
  public PolicySettings {
    words = Map.copyOf(words);
    fixed = Set.copyOf(fixed);
  }

  /// Reads `policies` and `policies-fixed`. Subjects and words that no policy has are refused.
  static PolicySettings read(Section root) {
    var policies = PolicyList.fresh().all();
    var section = root.section("policies");
    var words = new HashMap<String, Map<String, String>>();
    for (var policy : policies.all()) {
      var own = section.pairs(policy.subject());
      policy
          .problems(own)
          .forEach((word, wrong) -> section.trouble(policy.subject() + "." + word, wrong));
      words.put(policy.subject(), own);
    }
    section.refuseUnknown();
    return new PolicySettings(words, fixed(root, policies));
  }

  private static Set<String> fixed(Section root, Policies policies) {
    var fixed = root.texts("policies-fixed");
    fixed.stream()
        .filter(subject -> policies.find(subject).isEmpty())
        .forEach(subject ->
            root.trouble("policies-fixed", "holds '" + subject + "', which is no policy"));
    return Set.copyOf(fixed);
  }
}
