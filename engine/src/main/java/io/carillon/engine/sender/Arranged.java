package io.carillon.engine.sender;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
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
  private record Own(Map<Place, Instant> approved, Map<String, Campaign> campaigns) {}

  /// An active campaign of an active brand.
  ///
  /// @param serviceClass with AT&T, a letter; empty = not told
  public record Campaign(Id id, Brand brand, String useCase, String serviceClass) {}

  /// An active brand.
  ///
  /// @param account whose it is
  /// @param entity what kind of business, a word of its form
  /// @param score by its vetting, 0 to 100; 0 = not vetted
  public record Brand(AccountId account, Id id, String entity, int score) {}

  /// Whether a sender is registered in a country at a moment.
  ///
  /// @param sender its address
  public boolean isApproved(
      Directory directory, AccountId account, String sender, String country, Instant now) {
    var until = of(directory, account).approved().get(new Place(sender, country));
    return until != null && now.isBefore(until);
  }

  /// The active campaign that a number writes for.
  ///
  /// @param sender its address
  public Optional<Campaign> campaign(Directory directory, AccountId account, String sender) {
    return Optional.ofNullable(of(directory, account).campaigns().get(sender));
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
    return new Own(Map.copyOf(approved), campaigns(directory, account));
  }

  private static Map<String, Campaign> campaigns(Directory directory, AccountId account) {
    var campaigns = new HashMap<String, Campaign>();
    for (var assignment : Assignment.of(directory, account)) {
      assignment
          .campaign()
          .flatMap(id -> Filing.findUp(directory, account, FilingKind.CAMPAIGN, id))
          .flatMap(filing -> active(directory, filing))
          .ifPresent(campaign -> campaigns.put(assignment.sender(), campaign));
    }
    return Map.copyOf(campaigns);
  }

  /// A campaign that was filed, where it and its brand are active.
  public static Optional<Campaign> active(Directory directory, Filing filing) {
    var owner = filing.resource().account();
    var standing = filing.standing();
    return filing
        .brand()
        .flatMap(id -> Filing.find(directory, owner, FilingKind.BRAND, id))
        .filter(brand -> brand.standing().state() == FilingState.ACTIVE)
        .filter(_ -> standing.state() == FilingState.ACTIVE)
        .map(brand ->
            new Campaign(
                filing.id(),
                new Brand(
                    owner,
                    brand.id(),
                    brand.line("entity_type").orElse(""),
                    brand.standing().score().orElse(0)),
                filing.line("use_case").orElse(""),
                standing.serviceClass()));
  }

  /// The sender of an account from which a message is to leave, where it has one: the one that is
  /// registered everywhere before others of the same address.
  public static Optional<Sender> sender(Directory directory, AccountId account, Address address) {
    return directory.owners(address).stream()
        .filter(sender -> sender.account().equals(account))
        .reduce((one, other) -> one.everywhere() ? one : other);
  }
}
