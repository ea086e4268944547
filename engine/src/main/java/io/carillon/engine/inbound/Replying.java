package io.carillon.engine.inbound;

import io.carillon.model.Message;
import io.carillon.model.port.StoreException;
import java.util.List;
import java.util.Optional;

/// Answers persons' messages that were kept as ones that wait for our answer.
public interface Replying {
  /// Whether it is the one to answer a message.
  boolean isFor(Message message);

  /// Answers messages, at most 500, and tells what became of each answer, in their order; waits
  /// until the answers are accepted, or refused. It may be asked again after a crash: it must not
  /// answer twice.
  ///
  /// @throws StoreException where the store cannot be read; it will be asked again
  List<Reply> answer(List<Message> messages) throws InterruptedException;

  /// What became of an answer.
  sealed interface Reply {
    /// It is given, or never will be.
    ///
    /// @param note what the message's trace tells of it; empty = nothing
    record Settled(Optional<String> note) implements Reply {}

    /// It is to be tried again later.
    record Later() implements Reply {}
  }
}
