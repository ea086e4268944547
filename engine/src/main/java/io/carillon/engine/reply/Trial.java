package io.carillon.engine.reply;

import io.carillon.engine.consent.Intent;
import java.util.Optional;
import java.util.Set;

/// What would follow if a person wrote something.
///
/// @param taken what consent makes of it, which no rule is asked about then; empty = nothing
/// @param choice which rule, and why the others do not
/// @param text what would be said; empty = nothing
/// @param against why it would not be said all the same; empty = it would
/// @param labels what the conversation would bear besides what it bears, as far as they fit
public record Trial(
    Optional<Intent> taken,
    Choice choice,
    String text,
    Optional<String> against,
    Set<String> labels) {
  public Trial {
    labels = Set.copyOf(labels);
  }
}
