package io.carillon.engine.receipt;

import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.port.Meters;
import java.time.Duration;

/// What is counted of the receipts that came over one link of a carrier.
final class ReceiptFigures {
  private final Meters.Count taken;
  private final Meters.Count unmatched;
  private final Meters.Timing lag;

  /// @param link its name; empty = the carrier was asked
  ReceiptFigures(Meters meters, String carrier, String link) {
    var labels = new String[] {"carrier", carrier, "bind", link};
    taken = meters.count("receipts.taken", labels);
    unmatched = meters.count("receipts.unmatched", labels);
    lag = meters.timing("receipts.lag", labels);
  }

  void taken() {
    taken.add(1);
  }

  void unmatched() {
    unmatched.add(1);
  }

  /// A receipt was written to this message.
  void settled(Message message) {
    var times = message.state().times();
    if (message.parties().direction() == Direction.OUTBOUND && times.sent().isPresent()) {
      lag.record(Duration.between(times.sent().get(), times.updated()));
    }
  }
}
