package io.carillon.model;

import java.time.Duration;
import java.time.Instant;

/// A user who signed in at one browser. Only the SHA-256 of what the browser shows is kept.
///
/// @param sha256 64 lower-case hexadecimal digits
/// @param browser what it calls itself, at most [#BROWSER_MAX] characters; empty where it does not
///   say
public record Session(
    Id id, Id user, AccountId account, String sha256, Life life, Sighting last, String browser) {
  /// How many characters of a browser's name are kept.
  public static final int BROWSER_MAX = 200;

  /// How many sessions a user may have; where one more begins, the oldest ends.
  public static final int OF_USER_MAX = 20;

  /// How long a session lives at most (NIST SP 800-63B §2.1.3).
  public static final Duration LIFE = Duration.ofHours(12);

  /// How long it lives where nothing is shown.
  public static final Duration IDLE = Duration.ofHours(1);

  public Session {
    if (browser.length() > BROWSER_MAX) {
      throw new IllegalArgumentException("a browser with too long a name");
    }
  }

  /// When it began, and when it ends at the latest.
  public record Life(Instant created, Instant expires) {}

  /// Whether it still opens the door at `now`.
  public boolean isLive(Instant now) {
    return now.isBefore(life.expires()) && now.isBefore(last.at().plus(IDLE));
  }

  /// What it shows is not printed.
  @Override
  public String toString() {
    return "session " + id;
  }
}
