package io.carillon.engine.change;

import io.carillon.model.Message;
import io.carillon.model.MessageId;
import java.util.Optional;

/// One decision to be made about one message, and who wants to know how it ended.
///
/// @param seed the message as the caller knows it, which saves reading it
/// @param must whether it is tried again until the store can write it; else it is dropped then
public record Matter(
    MessageId id, Optional<Message> seed, Decision decision, boolean must, Ending ending) {

  /// A matter that is tried until it is written: what happened cannot be made undone.
  public static Matter fact(MessageId id, Decision decision, Ending ending) {
    return new Matter(id, Optional.empty(), decision, true, ending);
  }

  /// A matter that may be dropped when the store cannot write it.
  public static Matter wish(Message seed, Decision decision, Ending ending) {
    return new Matter(seed.id(), Optional.of(seed), decision, false, ending);
  }

  /// This matter, with the message as it was just read.
  public Matter about(Message message) {
    return new Matter(id, Optional.of(message), decision, must, ending);
  }

  /// This matter, with nothing known of the message.
  Matter unseeded() {
    return new Matter(id, Optional.empty(), decision, must, ending);
  }

  /// Told exactly once; it must return at once.
  public interface Ending {
    /// For callers who do not care.
    Ending NONE =
        new Ending() {
          @Override
          public void ended(Optional<Message> after) {}

          @Override
          public void broken() {}
        };

    /// The step was synced, with the message as it was after it; or there was no step to take.
    void ended(Optional<Message> after);

    /// The store could not write it; nothing happened.
    void broken();
  }
}
