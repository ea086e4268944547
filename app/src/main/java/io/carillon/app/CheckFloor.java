package io.carillon.app;

import io.carillon.app.settings.PolicyList;
import io.carillon.app.settings.PolicySettings;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.engine.comply.sender.RegistrationCheck;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.CountryRules;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.util.List;

/// The checks that stand before messages, and what accounts set for them.
final class CheckFloor {
  final PolicyList list = PolicyList.fresh();
  final Policies policies = list.all();
  final CountryRules rules = CountryRules.shipped();
  final Arranged arranged = new Arranged();
  final Checks all;

  CheckFloor(PolicySettings settings, Clock clock, Meters meters) {
    all =
        new Checks(
            List.of(
                new DestinationCheck(list.destinations()),
                new RegistrationCheck(rules, arranged, list.senders(), meters),
                new PumpingCheck(list.pumping(), clock, meters),
                new ContentCheck(SpamModel.shipped(), list.content(), clock, meters)));
    adopt(settings);
  }

  /// The server's own words are these from now on.
  void adopt(PolicySettings next) {
    policies.adopt(next.words(), next.fixed());
  }
}
