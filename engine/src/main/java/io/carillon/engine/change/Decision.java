package io.carillon.engine.change;

import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is to become of a message, decided on what it is now. Pure; it may be asked again when the
/// message changed in between.
@FunctionalInterface
public interface Decision {
  /// The next step, or nothing when there is nothing to do any more.
  Optional<Step> on(Message current);

  /// What is to become of it instead where a person has stopped it: to be said by every decision
  /// whose steps ask for that.
  default Decision stopped() {
    throw new IllegalStateException("a decision that did not ask whether anybody stopped it");
  }

  /// What is to become of it instead where its account would use more than it may: to be said by
  /// every decision whose steps ask for that.
  default Decision limited() {
    throw new IllegalStateException("a decision that did not ask what its account may use");
  }

  /// What is to become of it instead where its person was written to too often: to be said by every
  /// decision whose steps ask for that.
  ///
  /// @param free when it may go
  default Decision tooOften(Instant free) {
    throw new IllegalStateException("a decision that did not ask how often its person is reached");
  }

  /// A step.
  ///
  /// @param after the message with its next state (the desk raises its `rev`); empty when nothing
  ///   of it changes
  /// @param also further rows of the commit
  /// @param guards what must hold where it is written
  record Step(Optional<Message> after, List<Write> also, List<Guard> guards) {
    /// A step that nothing but the `rev` guards.
    public Step(Optional<Message> after, List<Write> also) {
      this(after, also, List.of());
    }

    /// This step, where these hold.
    public Step guarded(List<Guard> all) {
      return all.isEmpty() ? this : new Step(after, also, all);
    }

    /// A step to another state.
    public static Step to(Message after, List<Write> also) {
      return new Step(Optional.of(after), also);
    }

    /// A step to another state, without further rows.
    public static Step to(Message after) {
      return to(after, List.of());
    }

    /// This step, with these rows before its own.
    public Step with(List<Write> before) {
      return before.isEmpty()
          ? this
          : new Step(after, Stream.concat(before.stream(), also.stream()).toList(), guards);
    }

    /// A step that only writes rows.
    public static Step only(List<Write> rows) {
      return new Step(Optional.empty(), rows);
    }
  }
}
