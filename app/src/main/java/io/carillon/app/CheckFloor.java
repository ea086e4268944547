package io.carillon.app;

import io.carillon.app.settings.PolicyList;
import io.carillon.app.settings.PolicySettings;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Holding;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.engine.comply.quiet.QuietHoursCheck;
import io.carillon.engine.comply.sender.RegistrationCheck;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.CountryRules;
import io.carillon.model.Directory;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.util.List;
import java.util.function.Supplier;

/// The checks that stand before messages, and what accounts set for them.
final class CheckFloor {
  final PolicyList list = PolicyList.fresh();
  final Policies policies = list.all();
  final CountryRules rules = CountryRules.shipped();
  final Arranged arranged = new Arranged();
  final Checks all;
  private final QuietHoursCheck quiet;

  CheckFloor(PolicySettings settings, Clock clock, Meters meters) {
    quiet = new QuietHoursCheck(list.quietHours(), meters);
    all =
        new Checks(
            List.of(
                new DestinationCheck(list.destinations()),
                new RegistrationCheck(rules, arranged, list.senders(), meters),
                new PumpingCheck(list.pumping(), clock, meters),
                quiet,
                new ContentCheck(SpamModel.shipped(), list.content(), clock, meters)));
    adopt(settings);
  }

  /// What is asked again when a message's turn comes.
  ///
  /// @param directory the small tables as they are now
  Holding holding(Supplier<Directory> directory) {
    return (message, now) -> quiet.holds(message, directory.get(), now);
  }

  /// The server's own words are these from now on.
  void adopt(PolicySettings next) {
    policies.adopt(next.words(), next.fixed());
  }
}
