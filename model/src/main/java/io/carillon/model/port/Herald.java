package io.carillon.model.port;

import io.carillon.model.Message;
import io.carillon.model.Notice;
import java.time.Duration;
import java.util.Optional;

/// Tells one dialect's callers what happened. It renders and sends once; it never retries or
/// stores.
public interface Herald {
  /// The dialect whose notices it tells.
  String dialect();

  /// Tells one notice. Blocks the calling thread for at most 20 s. Throws nothing that the far end
  /// can cause.
  Telling tell(Message message, Notice notice);

  /// What came of it.
  sealed interface Telling {
    /// They have it. `answer` is the HTTP status.
    record Told(int answer) implements Telling {}

    /// Not now; `pause` where they named one. `answer` is the HTTP status, 0 where none came.
    record NotNow(int answer, String why, Optional<Duration> pause) implements Telling {}

    /// Never: the destination may not be told (refused by the address guard).
    record Gone(String why) implements Telling {}
  }
}
