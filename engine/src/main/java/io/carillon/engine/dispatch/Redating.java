package io.carillon.engine.dispatch;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.time.ClockWatch;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Message;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import java.time.Duration;
import java.util.function.Function;

/// Brings back moments that lie ahead because the wall clock was set back.
///
/// Problem: what waits for its turn, a next try or the settling of a doubt waits for a moment of
/// the wall clock; where that goes back by an hour or by years, it would wait for so much longer.
/// Idea: after such a jump those that wait longest are looked at, and none waits longer than it
/// would if it began to wait now. That goes on for a minute, since what was decided before the jump
/// may be written after it, and until there is none. A process that begins knows nothing of what
/// was done to the clock before, so it looks, too, and now and then without a reason: a clock that
/// is set ahead and back within a second is not noticed. What the caller named a moment for waits
/// for that moment.
final class Redating {
  private static final Duration SLIGHT = Duration.ofSeconds(1);
  private static final Duration LOOKS_FOR = Duration.ofMinutes(1);
  private static final Duration LOOKS_AFTER = Duration.ofMinutes(10);

  private final Desk desk;
  private final Messages messages;
  private final Clock clock;
  private final Function<Message, DoubtPolicy> policy;
  private final ClockWatch watch;
  private long until;
  private long next;
  private boolean looks = true;

  Redating(Desk desk, Messages messages, Clock clock, Function<Message, DoubtPolicy> policy) {
    this.desk = desk;
    this.messages = messages;
    this.clock = clock;
    this.policy = policy;
    watch = new ClockWatch(clock);
    until = clock.ticks();
    next = until;
  }

  /// To be called about each second.
  void sweep() {
    if (watch.moved().plus(SLIGHT).isNegative()) {
      looks = true;
      until = clock.ticks() + LOOKS_FOR.toNanos();
    }
    if (!looks && clock.ticks() - next < 0) {
      return;
    }
    next = clock.ticks() + LOOKS_AFTER.toNanos();
    var now = clock.now();
    var late =
        messages.ahead(now, Messages.ROWS_MAX).stream()
            .filter(message -> Steps.redated(message, policy.apply(message), now).isPresent())
            .map(message ->
                Matter.wish(
                    message,
                    current -> Steps.redated(current, policy.apply(current), clock.now()),
                    Matter.Ending.NONE))
            .toList();
    looks = !late.isEmpty() || clock.ticks() - until < 0;
    desk.settle(late, Urgency.INSIDE);
  }
}
