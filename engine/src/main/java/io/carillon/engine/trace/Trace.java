package io.carillon.engine.trace;

import io.carillon.model.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The story of one message, oldest step first.
public record Trace(Message message, List<Step> steps, Waiting waiting) {
  public Trace {
    steps = List.copyOf(steps);
  }

  /// One thing that happened.
  ///
  /// @param what a stable word: `accepted`, `checks_passed`, `route_chosen`, `claimed`, `sent`,
  ///   `delivered`, `notice_told` …
  /// @param detail a sentence or a few words; may be empty
  public record Step(Instant at, String what, String detail) {}

  /// What it waits for now.
  ///
  /// @param reason a stable word; `nothing` when it waits for nothing, `notice` when what a person
  ///   wrote waits to be told
  /// @param lane the lane it stands in; empty = none
  /// @param until the moment when something is done next, where one is known
  public record Waiting(String reason, String lane, Optional<Instant> until) {
    static final String NOTICE = "notice";
  }
}
