package io.carillon.front.restcomm;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Refusal;
import java.util.Set;

/// A send of the right shape, in canonical words.
///
/// @param lacking what it needs and the channel does not carry: it is accepted, and fails
record Send(
    Channel channel,
    Ends ends,
    Content content,
    Wishes wishes,
    Kept kept,
    Set<Capability> lacking) {
  Send {
    lacking = Set.copyOf(lacking);
  }

  /// What a body turned out to be.
  sealed interface Read {
    /// A send of the right shape.
    record Asked(Send send) implements Read {}

    /// Not one.
    record Refused(Refusal refusal) implements Read {}
  }
}
