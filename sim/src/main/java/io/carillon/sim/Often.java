package io.carillon.sim;

import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// How often accounts wrote to persons, worked out at the end from what left, without the store's
/// own count and without asking when somebody may be written to.
final class Often {
  private Often() {}

  private record Pair(AccountId account, Address person) {}

  /// No account wrote to a person more often than that; 0 = any number.
  static void judge(Collection<Course> courses, int most) {
    if (most == 0) {
      return;
    }
    var moments = new HashMap<Pair, List<Instant>>();
    for (var course : courses) {
      var message = course.latest();
      if (message.parties().direction() == Direction.OUTBOUND
          && !message.origin().dialect().equals(Clearance.ANSWERS)) {
        var pair = new Pair(message.account(), message.parties().to());
        course
            .went()
            .ifPresent(at -> moments.computeIfAbsent(pair, _ -> new ArrayList<>()).add(at));
      }
    }
    moments.forEach((pair, at) -> {
      at.sort(null);
      for (int i = most; i < at.size(); i++) {
        if (at.get(i).isBefore(at.get(i - most).plus(Temper.OFTEN))) {
          throw new AssertionError("written to more often than may be: " + pair + " " + at);
        }
      }
    });
  }
}
