package io.carillon.engine.change;

import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import java.util.List;
import java.util.Optional;

/// What is to become of a message, decided on what it is now. Pure; it may be asked again when the
/// message changed in between.
@FunctionalInterface
public interface Decision {
  /// The next step, or nothing when there is nothing to do any more.
  Optional<Step> on(Message current);

  /// A step: the message with its next state (the `rev` is raised by the desk) and further rows. A
  /// step whose message is the current one itself changes nothing of it and only writes the rows.
  record Step(Message after, List<Write> also) {
    /// A step without further rows.
    public static Step to(Message after) {
      return new Step(after, List.of());
    }
  }
}
