package io.carillon.engine.comply;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Message;
import java.time.Instant;
import java.util.Optional;

/// Says of a message whose turn has come whether it must wait all the same.
///
/// Asked once for each claim, so it must cost next to nothing where an account has set nothing.
@FunctionalInterface
public interface Holding {
  /// Nothing waits.
  Holding NONE = (_, _) -> Optional.empty();

  /// Until when, and what it then waits for; empty where it may go.
  Optional<Verdict.Later> of(Message message, Instant now);

  /// What this says or, where it lets a message go, another.
  default Holding or(Holding other) {
    return (message, now) -> of(message, now).or(() -> other.of(message, now));
  }
}
