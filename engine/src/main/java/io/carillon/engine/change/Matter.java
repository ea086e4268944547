package io.carillon.engine.change;

import io.carillon.model.Message;
import io.carillon.model.MessageId;
import java.time.Instant;
import java.util.Optional;

/// One decision to be made about one message, and who wants to know how it ended.
///
/// @param seed the message as the caller knows it, which saves reading it
public record Matter(
    MessageId id, Optional<Message> seed, Decision decision, Kind kind, Ending ending) {
  /// What becomes of it where the store cannot write, or there is nothing to decide.
  public enum Kind {
    /// It happened, and cannot be made undone: it is tried until it is written.
    FACT,
    /// It is dropped where it cannot be written. Who gave it hears only of what is synced: where
    /// there is nothing left to decide because of something that is not, that is waited for.
    ORDER,
    /// It is dropped where it cannot be written, and who wishes it believes what memory says.
    WISH
  }

  /// A matter that is tried until it is written: what happened cannot be made undone.
  public static Matter fact(MessageId id, Decision decision, Ending ending) {
    return new Matter(id, Optional.empty(), decision, Kind.FACT, ending);
  }

  /// A matter that may be dropped when the store cannot write it.
  public static Matter wish(Message seed, Decision decision, Ending ending) {
    return new Matter(seed.id(), Optional.of(seed), decision, Kind.WISH, ending);
  }

  /// This matter, with the message as it was just read.
  public Matter about(Message message) {
    return new Matter(id, Optional.of(message), decision, kind, ending);
  }

  /// This matter, with nothing known of the message.
  Matter unseeded() {
    return new Matter(id, Optional.empty(), decision, kind, ending);
  }

  /// What is to be decided instead, now that a person has stopped it.
  Matter stopped() {
    return new Matter(id, Optional.empty(), decision.stopped(), kind, ending);
  }

  /// What is to be decided instead, now that its account has used what it may.
  Matter limited() {
    return new Matter(id, Optional.empty(), decision.limited(), kind, ending);
  }

  /// What is to be decided instead, now that its person was written to too often.
  Matter tooOften(Instant free) {
    return new Matter(id, Optional.empty(), decision.tooOften(free), kind, ending);
  }

  boolean must() {
    return kind == Kind.FACT;
  }

  boolean mustBeSure() {
    return kind != Kind.WISH;
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
