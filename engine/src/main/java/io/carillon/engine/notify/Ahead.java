package io.carillon.engine.notify;

import io.carillon.engine.time.ClockWatch;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds what lies ahead because the wall clock was set back, for a minute at least, since what was
/// told before may be written after it. A process that begins looks for it, too, and each ten
/// minutes anybody, for a clock that was set ahead and back at once is not noticed. What was tried
/// has a new moment.
final class Ahead {
  private static final Duration FOR = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration SLIGHT = Duration.ofSeconds(1);

  private final Notices notices;
  private final Clock clock;
  private final ClockWatch watch;
  private volatile boolean any = true;
  private long until;
  private long next;

  Ahead(Notices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
    watch = new ClockWatch(clock);
    until = clock.ticks();
    next = until;
  }

  /// The lanes in which anything is to be told at once; asked by one thread, each second.
  List<String> lanes() {
    if (watch.moved().plus(SLIGHT).isNegative()) {
      any = true;
      until = clock.ticks() + FOR.toNanos();
    }
    if (!any && clock.ticks() - next < 0) {
      return List.of();
    }
    next = clock.ticks() + AFTER.toNanos();
    var ahead = find();
    any = !ahead.isEmpty() || clock.ticks() - until < 0;
    return ahead.stream().map(Notice::lane).distinct().toList();
  }

  /// What is due in a lane, and what lies ahead in it.
  List<Notice> with(String lane, List<Notice> due) {
    if (!any) {
      return due;
    }
    var all = new ArrayList<>(due);
    find().stream().filter(row -> row.lane().equals(lane)).forEach(all::add);
    return all;
  }

  private List<Notice> find() {
    var now = clock.now();
    return notices.ahead(now, now.plus(Retelling.PAUSE_LONGEST), Messages.ROWS_MAX);
  }
}
