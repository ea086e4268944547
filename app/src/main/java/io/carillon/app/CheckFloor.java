package io.carillon.app;

import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.ContentPolicy;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.Destinations;
import io.carillon.engine.comply.destination.Pumping;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.util.List;

/// The checks that stand before messages, and what accounts set for them.
final class CheckFloor {
  final Policy<Destinations> destinations = Destinations.policy();
  final Policy<Pumping> pumping = Pumping.policy();
  final Policy<ContentPolicy> content = ContentPolicy.policy();
  final Checks checks;

  CheckFloor(Clock clock, Meters meters) {
    checks =
        new Checks(
            List.of(
                new DestinationCheck(destinations),
                new PumpingCheck(pumping, clock, meters),
                new ContentCheck(SpamModel.shipped(), content, clock, meters)));
  }
}
