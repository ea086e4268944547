package io.carillon.app;

import io.carillon.app.settings.PolicyList;
import io.carillon.app.settings.Settings;
import io.carillon.engine.account.Bounds;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Holding;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.Suspension;
import io.carillon.engine.comply.cap.CapCheck;
import io.carillon.engine.comply.cap.CapFigures;
import io.carillon.engine.comply.cap.CapTable;
import io.carillon.engine.comply.cap.Caps;
import io.carillon.engine.comply.cap.Unbooking;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.engine.comply.destination.DestinationCheck;
import io.carillon.engine.comply.destination.PumpingCheck;
import io.carillon.engine.comply.limit.Limits;
import io.carillon.engine.comply.quiet.QuietHoursCheck;
import io.carillon.engine.comply.sender.RegistrationCheck;
import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.engine.dispatch.Holds;
import io.carillon.engine.frequency.Frequency;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.CountryRules;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The checks that stand before messages, and what accounts set for them.
final class CheckFloor {
  final PolicyList list = PolicyList.fresh();
  final Policies policies = list.all();
  final CountryRules rules = CountryRules.shipped();
  final Arranged arranged = new Arranged();
  final Checks all;
  final Caps caps;
  final Unbooking unbooking;
  final Frequency frequency;
  final Limits limits = new Limits(list.limits());
  final SignInRules signIn = new SignInRules(list.signIn());
  private final QuietHoursCheck quiet;
  private final Supplier<Directory> directory;

  /// @param directory the small tables as they are now
  /// @param networks MCC and MNC of a recipient's network, from memory
  CheckFloor(
      Settings settings,
      Clock clock,
      Supplier<Directory> directory,
      Function<Address, String> networks,
      Meters meters) {
    var knowing = new Caps.Knowing(arranged, directory, networks);
    var figures = new CapFigures(meters, CapTable.shipped().carriers());
    caps = new Caps(knowing, settings.caps().rules(), figures);
    unbooking = new Unbooking(caps, clock);
    frequency = new Frequency(directory, list.frequency(), meters);
    quiet = new QuietHoursCheck(list.quietHours(), meters);
    all =
        new Checks(
            List.of(
                new DestinationCheck(list.destinations()),
                new RegistrationCheck(rules, arranged, list.senders(), meters),
                new PumpingCheck(list.pumping(), clock, meters),
                quiet,
                new CapCheck(caps, list.caps()),
                new ContentCheck(SpamModel.shipped(), list.content(), clock, meters)));
    this.directory = directory;
    adopt(settings);
  }

  /// How many of a thing an account may have.
  int most(Directory standing, AccountId account, Bounds.Thing thing) {
    var may = limits.of(standing, account).rows();
    return switch (thing) {
      case KEY -> may.keys();
      case ACCOUNT -> may.accounts();
      case USER -> may.users();
      case APPLICATION -> may.applications();
      case ESME -> may.esmes();
      case ENDPOINT -> may.endpoints();
    };
  }

  /// What is asked again when a message's turn comes.
  Holds holds() {
    Holding hours = (message, now) -> quiet.holds(message, directory.get(), now);
    return new Holds(new Suspension(directory).or(hours), caps, frequency);
  }

  /// The server's own words and caps are these from now on.
  void adopt(Settings next) {
    policies.adopt(next.policies().words(), next.policies().fixed());
    caps.adopt(next.caps().rules());
  }
}
