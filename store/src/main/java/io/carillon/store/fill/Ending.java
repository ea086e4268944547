package io.carillon.store.fill;

import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// How an outbound message came to its end.
///
/// @param code the far end's own code
record Ending(Status status, Leg.Standing leg, Optional<Fault> fault, String code) {
  private static final Ending DELIVERED =
      new Ending(Status.DELIVERED, Leg.Standing.DELIVERED, Optional.empty(), "000");
  private static final Ending SENT =
      new Ending(Status.SENT, Leg.Standing.TAKEN, Optional.empty(), "");
  private static final Ending EXPIRED =
      new Ending(Status.EXPIRED, Leg.Standing.UNDELIVERED, Optional.of(Fault.EXPIRED), "006");
  private static final List<Ending> UNDELIVERED =
      List.of(
          undelivered(Fault.UNDELIVERABLE, "027"),
          undelivered(Fault.RECIPIENT_UNKNOWN, "001"),
          undelivered(Fault.CONTENT_REFUSED, "045"));
  private static final List<Ending> FAILED =
      List.of(
          failed(Fault.RECIPIENT_UNKNOWN, "11"),
          failed(Fault.SENDER_REFUSED, "10"),
          failed(Fault.ATTEMPTS_USED_UP, "8"));

  private static Ending undelivered(Fault fault, String code) {
    return new Ending(Status.UNDELIVERED, Leg.Standing.UNDELIVERED, Optional.of(fault), code);
  }

  private static Ending failed(Fault fault, String code) {
    return new Ending(Status.FAILED, Leg.Standing.NOT_TAKEN, Optional.of(fault), code);
  }

  /// How long after it was sent it ends.
  Duration lag(SplittableRandom chance) {
    if (status == Status.EXPIRED) {
      return Duration.ofHours(10);
    }
    return status == Status.FAILED ? Duration.ZERO : Duration.ofMillis(600 + chance.nextInt(9_000));
  }

  /// One of these, as often as each is usual.
  static Ending drawn(SplittableRandom chance) {
    int of98 = chance.nextInt(98);
    if (of98 < 90) {
      return DELIVERED;
    }
    if (of98 < 93) {
      return UNDELIVERED.get(chance.nextInt(UNDELIVERED.size()));
    }
    if (of98 < 95) {
      return FAILED.get(chance.nextInt(FAILED.size()));
    }
    return of98 < 96 ? EXPIRED : SENT;
  }
}
