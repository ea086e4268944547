package io.carillon.engine.comply.destination;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;

/// Asks whether the account may write to the recipient's country.
public final class DestinationCheck implements Check {
  private final Policy<Destinations> policy;

  /// @param policy what accounts have set
  public DestinationCheck(Policy<Destinations> policy) {
    this.policy = policy;
  }

  @Override
  public Checkpoint point() {
    return Checkpoint.DESTINATION;
  }

  @Override
  public Verdict of(Case asked) {
    var country = asked.country();
    return policy.of(asked.directory(), asked.account()).allows(country)
        ? Verdict.PASSED
        : new Verdict.Refused(Refusal.of(Fault.DESTINATION_NOT_ALLOWED, "to", said(country)));
  }

  private static String said(String country) {
    var where = country.isEmpty() ? "numbers of no country" : country;
    return "The account may not write to %s; its policy 'destinations' says so.".formatted(where);
  }
}
