package io.carillon.engine.dispatch;

import java.time.Duration;
import java.time.Instant;

/// What is done about a part of which we cannot know whether the far end took it.
///
/// @param pause how long a receipt may settle it before the policy acts; not for [Kind#HOLD]
public record DoubtPolicy(Kind kind, Duration pause) {
  /// Resend once, 10 s after the doubt.
  public static final DoubtPolicy USUAL = new DoubtPolicy(Kind.RESEND, Duration.ofSeconds(10));

  private static final Duration HELD_FOR = Duration.ofDays(7);

  /// When the policy acts on what is in doubt since this moment.
  Instant actsAt(Instant doubted) {
    return doubted.plus(kind == Kind.HOLD ? HELD_FOR : pause);
  }

  /// What is done.
  public enum Kind {
    /// Sent once more; a second doubt fails it.
    RESEND,
    /// Nothing for 7 days, as long as receipts that name no part are kept; then it fails.
    HOLD,
    /// It fails.
    FAIL
  }
}
