package io.carillon.engine.comply;

import io.carillon.model.Message;
import java.time.Instant;

/// Gives messages whose turn has come what they need of what is bounded. It is asked for each
/// claim, so it must cost next to nothing for a message that nothing bounds.
public interface Allowances {
  /// Nothing is bounded.
  Allowances NONE =
      new Allowances() {
        @Override
        public boolean concern(Message message) {
          return false;
        }

        @Override
        public Allowance take(Message message, int parts, Instant now) {
          return Allowance.FREE;
        }
      };

  /// Whether anything bounds a message: only then it has to be asked for.
  boolean concern(Message message);

  /// Takes what a message of so many parts needs, or says until when it waits.
  Allowance take(Message message, int parts, Instant now);
}
