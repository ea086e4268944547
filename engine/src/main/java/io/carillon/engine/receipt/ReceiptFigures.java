package io.carillon.engine.receipt;

import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.port.Meters;
import java.time.Duration;

/// What is counted of one carrier's receipts.
final class ReceiptFigures {
  private final Meters.Count taken;
  private final Meters.Count unmatched;
  private final Meters.Timing lag;

  ReceiptFigures(Meters meters, String carrier) {
    taken = meters.count("receipts.taken", "carrier", carrier);
    unmatched = meters.count("receipts.unmatched", "carrier", carrier);
    lag = meters.timing("receipts.lag", "carrier", carrier);
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
