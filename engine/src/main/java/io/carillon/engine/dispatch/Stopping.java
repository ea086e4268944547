package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The end of a message whose person does not want it any more.
public final class Stopping {
  private static final String WHY = "consent: the person has stopped its sender";

  private Stopping() {}

  /// Ends a message that waits for its turn, its moment or a next try; nothing else: what is on the
  /// wire, or may be, is settled by its carrier.
  public static Optional<Step> waiting(Message message, Instant now) {
    boolean waits =
        switch (message.state().work().waitsFor()) {
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET -> !message.status().isFinal();
          case NOTHING, ANSWER, DOUBT, RECEIPT -> false;
        };
    return waits ? Optional.of(ended(message, now)) : Optional.empty();
  }

  static Step ended(Message message, Instant now) {
    return Steps.ended(message, Status.FAILED, Fault.OPTED_OUT, "", now)
        .with(List.of(Steps.row(message, now, TraceRow.Kind.CHECKED, WHY)));
  }
}
