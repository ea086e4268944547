package io.carillon.engine.sender;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// That a number writes for a campaign: a resource whose name is the sender's address.
public record Assignment(Resource resource) {
  private static final String CAMPAIGN = "campaign";

  /// A new one.
  public static Assignment of(Id id, AccountId account, String sender, Id campaign, Instant now) {
    return new Assignment(
        new Resource(
            id,
            account,
            Resource.Kind.ASSIGNMENT,
            sender,
            Map.of(CAMPAIGN, campaign.hex()),
            now,
            now));
  }

  /// All of an account, the oldest first.
  public static List<Assignment> of(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.ASSIGNMENT).stream()
        .map(Assignment::new)
        .toList();
  }

  /// The address of the number.
  public String sender() {
    return resource.name();
  }

  /// What it writes for.
  public Optional<Id> campaign() {
    return resource.fact(CAMPAIGN).flatMap(Id::fromHex);
  }
}
