package io.carillon.engine.accept;

import io.carillon.engine.comply.Checkpoint;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import java.time.Instant;

/// What is kept of a submission that policy refused.
final class KeptRefusal {
  private KeptRefusal() {}

  /// What no check stopped, a guard of the commit did.
  static Checkpoint guarded(Fault fault) {
    if (fault == Fault.NOT_NOW) {
      return Checkpoint.FREQUENCY;
    }
    return fault == Fault.OPTED_OUT ? Checkpoint.CONSENT : Checkpoint.MONEY;
  }

  /// It has neither words nor whole addresses.
  static Refused of(Submission submission, Refusal refusal, Checkpoint point, Instant now) {
    var source = submission.source();
    var from = submission.ends().from();
    var to = submission.ends().to();
    var detail =
        refusal.detail().replace(from, Refused.masked(from)).replace(to, Refused.masked(to));
    return new Refused(
        source.account(),
        source.requestId(),
        submission.index(),
        source.place().dialect(),
        submission.channel(),
        Refused.masked(from),
        Refused.masked(to),
        new Refusal(refusal.fault(), refusal.field(), detail, refusal.retryAfter()),
        point.before(),
        now);
  }
}
