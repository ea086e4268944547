package io.carillon.model;

import java.util.Locale;

/// What a message waits for now. It never shows in the status.
public enum Wait {
  NOTHING(0),
  /// Its turn in the lane: room on the carrier.
  TURN(1),
  /// The moment that the caller named.
  SCHEDULE(2),
  /// The next try after a refusal that may pass.
  RETRY(3),
  /// The carrier asked us to slow down.
  THROTTLE(4),
  /// The carrier's answer: it is claimed, its bytes may be on the wire.
  ANSWER(5),
  /// A receipt that settles an unknown outcome, or the policy's moment.
  DOUBT(6),
  /// The receipt.
  RECEIPT(7),
  /// The hours in which its person may be written to.
  QUIET(8),
  /// What its carrier takes of its campaign or brand within a time.
  CAP(9),
  /// Our own answer to what its person said.
  REPLY(10),
  /// That its account may send again.
  SUSPENDED(11),
  /// That its person was not written to for so long that it may be written to again.
  FREQUENCY(12);

  private final int code;

  Wait(int code) {
    this.code = code;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// The stable lower-case word in traces and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
