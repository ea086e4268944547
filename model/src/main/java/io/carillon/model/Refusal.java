package io.carillon.model;

import java.time.Duration;
import java.util.Optional;

/// One fault said to one caller: the only "no" that crosses a package.
///
/// @param field the canonical name of what was wrong (`to`, `from`, `text` …), empty when it is the
///   whole request
/// @param detail what exactly was wrong, safe to show; empty when the fault's words say it all
/// @param retryAfter when to come again, where coming again helps
public record Refusal(Fault fault, String field, String detail, Optional<Duration> retryAfter) {
  /// A refusal that names a field and a detail.
  public static Refusal of(Fault fault, String field, String detail) {
    return new Refusal(fault, field, detail, Optional.empty());
  }

  /// A refusal that says when to come again.
  public static Refusal later(Fault fault, Duration pause) {
    return new Refusal(fault, "", "", Optional.of(pause));
  }
}
