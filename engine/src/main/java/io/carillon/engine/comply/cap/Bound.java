package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.cap.Cap.Scope;
import io.carillon.engine.comply.cap.Cap.Window;
import io.carillon.engine.comply.cap.DayRoom.Day;
import io.carillon.engine.sender.Arranged.Campaign;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Spending;
import java.util.Optional;

/// A cap of somebody: of a brand, of a campaign, or of one of its numbers.
///
/// @param account whose brand it is
/// @param owner the brand or the campaign
/// @param number the number's address; empty = of all
record Bound(Cap cap, AccountId account, Id owner, String number) {
  /// What tells its room from others; the numbers may change.
  record Place(String carrier, Scope scope, Window window, Id owner, String number) {
    /// The one whose day was kept.
    static Optional<Place> of(Spending spending) {
      var words = spending.name().split(" ", 2);
      return Scope.of(words[words.length - 1])
          .map(scope -> new Place(words[0], scope, Window.DAY, spending.owner(), ""));
    }
  }

  static Bound of(Cap cap, Campaign campaign, String number) {
    var owner = campaign.brand();
    return switch (cap.scope()) {
      case BRAND -> new Bound(cap, owner.account(), owner.id(), "");
      case CAMPAIGN -> new Bound(cap, owner.account(), campaign.id(), "");
      case NUMBER -> new Bound(cap, owner.account(), campaign.id(), number);
    };
  }

  Place place() {
    return new Place(cap.carrier(), cap.scope(), cap.window(), owner, number);
  }

  /// That so many parts of it were used on a day.
  Spending spending(Day day, int parts) {
    var name = cap.carrier() + " " + cap.scope().word();
    return new Spending(account, owner, name, day.from(), day.until(), parts);
  }

  int parts() {
    return cap.parts().orElse(Integer.MAX_VALUE);
  }

  /// What it is called, for people.
  String said() {
    return "%s takes %,d parts of a %s a %s"
        .formatted(cap.carrier(), parts(), cap.scope().word(), cap.window().word());
  }
}
