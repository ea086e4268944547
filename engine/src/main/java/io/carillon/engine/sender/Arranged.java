package io.carillon.engine.sender;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Sender;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What accounts have arranged for their senders, ready to be asked before each message: read once
/// for an account, until the directory changes.
public final class Arranged {
  private volatile Known known = new Known(Directory.EMPTY, new ConcurrentHashMap<>());

  private record Known(Directory directory, ConcurrentHashMap<AccountId, Own> of) {}

  /// A sender in a country.
  private record Place(String sender, String country) {}

  /// Until when a sender is approved; the end of time where nothing ends it.
  private record Own(Map<Place, Instant> approved) {}

  /// Whether a sender is registered in a country at a moment.
  ///
  /// @param sender its address
  public boolean isApproved(
      Directory directory, AccountId account, String sender, String country, Instant now) {
    var until = of(directory, account).approved().get(new Place(sender, country));
    return until != null && now.isBefore(until);
  }

  private Own of(Directory directory, AccountId account) {
    var now = known;
    if (now.directory() != directory) {
      now = new Known(directory, new ConcurrentHashMap<>());
      known = now;
    }
    return now.of().computeIfAbsent(account, id -> read(directory, id));
  }

  private static Own read(Directory directory, AccountId account) {
    var approved = new HashMap<Place, Instant>();
    for (var registration : Registration.of(directory, account)) {
      var terms = registration.terms();
      if (terms.state() == RegistrationState.APPROVED) {
        approved.merge(
            new Place(registration.sender(), registration.country()),
            terms.expires().orElse(Instant.MAX),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return new Own(Map.copyOf(approved));
  }

  /// The sender of an account from which a message is to leave, where it has one: the one that is
  /// registered everywhere before others of the same address.
  public static Optional<Sender> sender(Directory directory, AccountId account, Address address) {
    return directory.owners(address).stream()
        .filter(sender -> sender.account().equals(account))
        .reduce((one, other) -> one.everywhere() ? one : other);
  }
}
