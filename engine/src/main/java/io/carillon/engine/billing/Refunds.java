package io.carillon.engine.billing;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Leg;
import io.carillon.model.Message;

/// Gives the price back when an outbound message ends without any part of it having left for good.
public final class Refunds implements Consequence {
  @Override
  public Change follow(Change change) {
    var message = change.after();
    boolean ends = message.status().rank() == 50 && !change.former().isFinal();
    if (!ends
        || message.parties().direction() != Direction.OUTBOUND
        || message.bill().price().micros() == 0
        || left(message)) {
      return change;
    }
    return change.with(
        new Write.Moved(
            message.account(),
            Reason.REFUND,
            message.bill().price(),
            message.state().times().updated()));
  }

  private static boolean left(Message message) {
    return message.state().legs().stream()
        .map(Leg::standing)
        .anyMatch(standing ->
            switch (standing) {
              case NOT_TAKEN -> false;
              case INTENDED, TAKEN, UNKNOWN, DELIVERED, UNDELIVERED -> true;
            });
  }
}
