package io.carillon.engine.dispatch;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;

/// Ends messages whose time is over while they wait: before a carrier that is down nothing is
/// claimed, so that no claim would find it out.
final class Expiring {
  private static final int ROWS_MAX = 2_000;

  private final Desk desk;
  private final Messages messages;
  private final Clock clock;

  Expiring(Desk desk, Messages messages, Clock clock) {
    this.desk = desk;
    this.messages = messages;
    this.clock = clock;
  }

  /// Looks at those that have waited longest in a lane.
  void sweep(String lane) {
    var now = clock.now();
    var over =
        messages.due(lane, now, ROWS_MAX).stream()
            .filter(message -> Claims.isExpired(message, now))
            .map(message ->
                Matter.wish(
                    message, current -> Claims.expired(current, clock.now()), Matter.Ending.NONE))
            .toList();
    desk.settle(over, Urgency.INSIDE);
  }
}
