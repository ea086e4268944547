package io.carillon.engine.dispatch;

import java.time.Duration;

/// What is done about a part of which we cannot know whether the far end took it.
///
/// @param pause how long a receipt may settle it before the policy acts
public record DoubtPolicy(Kind kind, Duration pause) {
  /// Resend once, 10 s after the doubt.
  public static final DoubtPolicy USUAL = new DoubtPolicy(Kind.RESEND, Duration.ofSeconds(10));

  /// What is done.
  public enum Kind {
    /// Sent once more; a second doubt fails it.
    RESEND,
    /// Nothing, until a receipt comes.
    HOLD,
    /// It fails.
    FAIL
  }
}
