package io.carillon.front.post;

import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Result;
import java.util.List;
import java.util.Optional;

/// What came of asking a hook and, where it failed, its fallback.
///
/// @param taken by whom it was taken; empty where by none
/// @param flaws what went wrong, in its order: nothing, or one for each hook that failed
public record Asked(Telling telling, Optional<Taken> taken, List<Turn.Flaw> flaws) {
  public Asked {
    flaws = List.copyOf(flaws);
  }

  /// What became of it, and what went over the wire at the first hook that failed.
  public Tried tried() {
    return new Tried(telling, flaws.stream().findFirst().map(Asked::exchange));
  }

  private static Exchange exchange(Turn.Flaw flaw) {
    var answer =
        flaw.result() instanceof Result.Answered came
            ? Optional.of(came)
            : Optional.<Result.Answered>empty();
    return Exchanges.of(new Asking(flaw.call(), List.of()), answer);
  }

  /// Who took it, and what they answered.
  public record Taken(Hook hook, Result.Answered answer) {}
}
