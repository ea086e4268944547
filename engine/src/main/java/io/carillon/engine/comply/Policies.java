package io.carillon.engine.comply;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every policy there is, by its subject, and which of them no account may set for itself.
public final class Policies {
  private final Map<String, Policy<?>> all = new LinkedHashMap<>();
  private volatile Set<String> fixed = Set.of();

  /// In the order in which they are shown; each subject once.
  public Policies(List<Policy<?>> policies) {
    for (var policy : policies) {
      if (all.put(policy.subject(), policy) != null) {
        throw new IllegalArgumentException("two policies on " + policy.subject());
      }
    }
  }

  /// All of them.
  public List<Policy<?>> all() {
    return List.copyOf(all.values());
  }

  /// The one on a subject.
  public Optional<Policy<?>> find(String subject) {
    return Optional.ofNullable(all.get(subject));
  }

  /// Whether accounts have to leave this one as the settings have it.
  public boolean isFixed(Policy<?> policy) {
    return fixed.contains(policy.subject());
  }

  /// The server's own words from now on, by subject, and the subjects that accounts have to leave
  /// alone: what they set before does not count then.
  public void adopt(Map<String, Map<String, String>> words, Set<String> nextFixed) {
    fixed = new HashSet<>(nextFixed);
    all.values()
        .forEach(policy ->
            policy.adopt(
                words.getOrDefault(policy.subject(), Map.of()),
                nextFixed.contains(policy.subject())));
  }
}
