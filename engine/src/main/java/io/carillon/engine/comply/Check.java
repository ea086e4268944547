package io.carillon.engine.comply;

import io.carillon.model.Refusal;
import io.carillon.model.Wait;
import java.time.Instant;

/// One policy that an outbound message has to comply with: pure, on what is in memory, a few
/// microseconds at most.
public interface Check {
  /// Where in the order it stands.
  Checkpoint point();

  /// What it says of a message.
  Verdict of(Case asked);

  /// What a check says.
  sealed interface Verdict {
    /// Nothing stands against it.
    Verdict PASSED = new Passed();

    /// Nothing stands against it.
    record Passed() implements Verdict {}

    /// It may go; its trace says what was noticed.
    ///
    /// @param note at most 400 characters, without words of the message, number or secret
    record Marked(String note) implements Verdict {}

    /// It may not go.
    record Refused(Refusal refusal) implements Verdict {}

    /// It may go, but not before a moment.
    ///
    /// @param until the earliest moment
    /// @param waitsFor what it then waits for
    /// @param why a few words for its trace
    record Later(Instant until, Wait waitsFor, String why) implements Verdict {}
  }
}
