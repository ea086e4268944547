package io.carillon.engine.trace;

import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The story of one message, oldest step first.
///
/// @param owed the first of its notices that is still to be told; empty = none is
public record Trace(Message message, List<Step> steps, Optional<Notice> owed) {
  public Trace {
    steps = List.copyOf(steps);
  }

  /// What it waits for now.
  public Waiting waiting() {
    return Waiting.of(message, owed);
  }

  /// One thing that happened.
  ///
  /// @param what a stable word: `accepted`, `checks_passed`, `route_chosen`, `claimed`, `sent`,
  ///   `delivered`, `notice_told` …
  /// @param detail a sentence or a few words; may be empty
  public record Step(Instant at, String what, String detail) {}

  /// What a message waits for.
  ///
  /// @param reason a stable word; `nothing` when it waits for nothing, `notice` when what a person
  ///   wrote waits to be told
  /// @param lane the lane it stands in; empty = none
  /// @param until the moment when something is done next, where one is known
  public record Waiting(String reason, String lane, Optional<Instant> until) {
    private static final String NOTICE = "notice";

    /// What a person wrote is over for us once it was told; what we sent is not held up by notices.
    ///
    /// @param owed the first of its notices that is still to be told
    public static Waiting of(Message message, Optional<Notice> owed) {
      var work = message.state().work();
      return owed.filter(_ -> mayOwe(message))
          .map(notice -> new Waiting(NOTICE, work.lane(), notice.telling().due()))
          .orElseGet(() -> new Waiting(work.waitsFor().word(), work.lane(), work.due()));
    }

    /// Whether a notice is all that the message may wait for.
    public static boolean mayOwe(Message message) {
      return message.parties().direction() == Direction.INBOUND
          && message.state().work().waitsFor() == Wait.NOTHING;
    }
  }
}
