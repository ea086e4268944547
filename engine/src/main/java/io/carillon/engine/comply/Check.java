package io.carillon.engine.comply;

import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One policy that an outbound message has to comply with: pure, on what is in memory, a few
/// microseconds at most. Only that of windows reads the store, for the few channels that have some.
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
    record Later(Instant until, Wait waitsFor, String why) implements Verdict {
      /// No check lets a message wait longer for anything of its own than this.
      public static final Duration MAX = Duration.ofDays(8);

      /// The message as it waits so: until then, or until its time is over. Where nobody said how
      /// long it lasts, and only the hour is against it, its usual time begins then; where its
      /// person was written to before, as others may be that wait with it, it lasts for [#MAX]. Its
      /// status does not tell.
      public Message on(Message message) {
        var terms = message.terms();
        var over = message.until();
        var begun = over.minus(terms.lasting());
        var lasts =
            switch (waitsFor) {
              case QUIET -> Duration.between(begun, until).plus(terms.lasting());
              case FREQUENCY -> MAX;
              case NOTHING, TURN, SCHEDULE, RETRY, THROTTLE, ANSWER, DOUBT -> terms.lasting();
              case RECEIPT, CAP, REPLY, SUSPENDED -> terms.lasting();
            };
        boolean anew =
            !terms.validity().isPositive()
                && !lasts.equals(terms.lasting())
                && !until.isAfter(begun.plus(lasts));
        return anew
            ? waiting(message.with(terms.lasting(lasts)), until)
            : waiting(message, until.isAfter(over) ? over.plusMillis(1) : until);
      }

      private Message waiting(Message message, Instant next) {
        var state = message.state();
        var work = state.work().waiting(waitsFor, Optional.of(next));
        return message.with(state.with(state.facts(), work));
      }
    }
  }
}
