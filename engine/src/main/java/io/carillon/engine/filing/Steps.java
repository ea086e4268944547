package io.carillon.engine.filing;

import io.carillon.engine.sender.Filing.Standing;
import io.carillon.engine.sender.FilingState;
import io.carillon.model.port.Registry;
import io.carillon.model.port.Registry.Answer;
import java.util.Optional;

/// What the registry's answers make of a filing.
final class Steps {
  private Steps() {}

  /// How it stands after an answer; empty = as before.
  static Optional<Standing> after(Standing before, Answer answer) {
    var next =
        switch (answer) {
          case Answer.Stands stands ->
              new Standing(
                  state(stands.state()),
                  stands.registryId(),
                  stands.reason(),
                  stands.score().isPresent() ? stands.score() : before.score(),
                  stands.serviceClass().isEmpty() ? before.serviceClass() : stands.serviceClass());
          case Answer.Refused(var reason) ->
              new Standing(
                  FilingState.REJECTED,
                  before.registryId(),
                  reason,
                  before.score(),
                  before.serviceClass());
          case Answer.Unreachable _ -> before;
        };
    return Optional.of(next).filter(found -> !found.equals(before));
  }

  private static FilingState state(Registry.State state) { // table
    return switch (state) {
      case PENDING -> FilingState.PENDING;
      case ACTIVE -> FilingState.ACTIVE;
      case REJECTED -> FilingState.REJECTED;
      case SUSPENDED -> FilingState.SUSPENDED;
      case EXPIRED -> FilingState.EXPIRED;
    };
  }

  /// Whether the registry is to be asked about it from time to time.
  static boolean isFollowed(Standing standing) {
    return !standing.registryId().isEmpty()
        && switch (standing.state()) {
          case PENDING, ACTIVE, SUSPENDED -> true;
          case DRAFT, SUBMITTED, REJECTED, EXPIRED -> false;
        };
  }
}
