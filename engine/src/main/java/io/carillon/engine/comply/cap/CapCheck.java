package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.cap.CapPolicy.Manner;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;

/// Refuses what its campaign has no room for at the carrier, for accounts that want it refused.
/// What may wait is accepted, and waits when its turn comes ([Caps#take]).
public final class CapCheck implements Check {
  private final Caps caps;
  private final Policy<CapPolicy> policy;

  /// @param policy what accounts have set
  public CapCheck(Caps caps, Policy<CapPolicy> policy) {
    this.caps = caps;
    this.policy = policy;
  }

  @Override
  public Checkpoint point() {
    return Checkpoint.CAPS;
  }

  @Override
  public Verdict of(Case asked) {
    boolean refuses =
        asked.use().live()
            && policy.of(asked.directory(), asked.account()).reached() == Manner.REFUSE;
    return refuses
        ? caps.reached(asked.parties(), asked.country(), asked.directory(), asked.at())
            .<Verdict>map(
                later -> new Verdict.Refused(Refusal.of(Fault.CAP_REACHED, "from", later.why())))
            .orElse(Verdict.PASSED)
        : Verdict.PASSED;
  }
}
