package io.carillon.engine.notify;

import io.carillon.model.Id;
import io.carillon.model.Replay;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Notices;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells a job which lanes take more now.
///
/// A lane takes nothing while 1,000 of it are due. One that rests is asked with the first stretch;
/// then a job of one lane waits until it answers. A job of many waits for a minute of rest, and
/// leaves out what goes to those that rest for longer: one that is dead holds up nobody else.
///
/// Not safe for several threads. What was asked is known since the start only; then nothing rests.
final class ReplayRoom {
  /// How many notices of a lane may be due when its job owes more of them.
  static final int AHEAD_MAX = 1_000;

  private static final Duration WAITED_FOR = Duration.ofMinutes(1);

  private final Notices notices;
  private final Replaying.Lanes lanes;
  private final Clock clock;
  private final Map<Id, Set<String>> asked = new HashMap<>();

  ReplayRoom(Notices notices, Replaying.Lanes lanes, Clock clock) {
    this.notices = notices;
    this.lanes = lanes;
    this.clock = clock;
  }

  private enum Answer {
    TAKES,
    WAITS,
    LEFT_OUT
  }

  /// The lanes among these that are left out; empty where the job is to wait.
  Optional<Set<String>> leftOut(Replay job, Set<String> of) {
    var leftOut = new HashSet<String>();
    for (var lane : of) {
      switch (answer(job, lane)) {
        case TAKES -> {}
        case WAITS -> {
          return Optional.empty();
        }
        case LEFT_OUT -> leftOut.add(lane);
      }
    }
    return Optional.of(leftOut);
  }

  private Answer answer(Replay job, String lane) {
    var standing = lanes.standing(lane);
    var rests = standing.flatMap(LaneStanding::restsUntil);
    boolean isSilent = rests.isPresent() || standing.filter(LaneStanding::probes).isPresent();
    boolean isAsked = isSilent && asked.getOrDefault(job.id(), Set.of()).contains(lane);
    if (!isAsked && notices.countDue(lane, clock.now(), AHEAD_MAX) < AHEAD_MAX) {
      return Answer.TAKES;
    }
    boolean isLong = rests.filter(clock.now().plus(WAITED_FOR)::isBefore).isPresent();
    return isLong && job.only().isEmpty() ? Answer.LEFT_OUT : Answer.WAITS;
  }

  /// A job has owed something in these lanes.
  void owed(Replay job, Set<String> to) {
    asked.computeIfAbsent(job.id(), _ -> new HashSet<>()).addAll(to);
  }

  /// A job has ended.
  void forget(Replay job) {
    asked.remove(job.id());
  }
}
