package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Check.Verdict.Later;
import io.carillon.engine.comply.cap.Bound.Place;
import io.carillon.engine.comply.cap.Cap.Window;
import io.carillon.engine.comply.cap.DayRoom.Day;
import io.carillon.model.Message;
import io.carillon.model.Spending;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is left of all caps, under one lock: what asks for several gets all or nothing.
final class Rooms {
  /// So many minutes are remembered, those asked for last: what is forgotten begins as after a
  /// restart.
  private static final int MINUTES_MAX = 100_000;

  private final CapFigures found;
  private final Map<Place, DayRoom> days = new HashMap<>();
  private final Map<Place, MinuteRoom> minutes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, MinuteRoom> eldest) {
          return size() > MINUTES_MAX;
        }
      };

  Rooms(CapFigures found) {
    this.found = found;
  }

  /// What wants to go.
  ///
  /// @param called whether it waits here, and has booked this moment
  /// @param counted when it was first sent, where that counts for all that comes after
  record Asked(int parts, boolean called, Optional<Instant> counted) {
    static Asked of(Message message, int parts) {
      var state = message.state();
      boolean sure = state.work().doubts() == 0;
      return new Asked(
          parts, Caps.waits(message), sure ? state.times().sending() : Optional.empty());
    }

    /// Whether it was counted on this day already.
    boolean isCounted(Day day) {
      return counted.filter(sent -> !sent.isBefore(day.from())).isPresent();
    }
  }

  /// What an earlier run used.
  synchronized void recall(Spending spending, Instant now) {
    Bound.Place.of(spending)
        .ifPresent(place ->
            days.computeIfAbsent(place, _ -> new DayRoom(now))
                .recall(new Day(spending.from(), spending.until()), spending.parts()));
  }

  /// Takes what is asked for of all bounds, or of none.
  synchronized Allowance take(List<Bound> bounds, Asked asked, Instant now) {
    var full = bounds.stream().filter(bound -> !hasDay(bound, asked, now)).findFirst();
    if (full.isPresent()) {
      return waits(full.get(), day(full.get(), now).day(now).until(), now);
    }
    var latest = Optional.<Allowance>empty();
    var until = now;
    for (var bound : bounds) {
      if (!hasMinute(bound, asked, now)) {
        var free = minute(bound, now).book(asked.parts(), now);
        if (free.isAfter(until)) {
          until = free;
          latest = Optional.of(waits(bound, free, now));
        }
      }
    }
    return latest.orElseGet(() -> taken(bounds, asked, now));
  }

  private Allowance waits(Bound bound, Instant until, Instant now) {
    found.waits(bound, now);
    return new Allowance.Waits(later(bound, until));
  }

  private static Later later(Bound bound, Instant until) {
    var why = "caps: %s: there is room at %s".formatted(bound.said(), until);
    return new Later(until, Wait.CAP, why);
  }

  private Allowance taken(List<Bound> bounds, Asked asked, Instant now) {
    var spent = new ArrayList<Spending>(1);
    var back = new ArrayList<Runnable>(bounds.size());
    for (var bound : bounds) {
      switch (bound.cap().window()) {
        case MINUTE -> {
          var room = minute(bound, now);
          room.take(asked.parts(), now);
          back.add(() -> room.giveBack(asked.parts()));
        }
        case DAY -> {
          var room = day(bound, now);
          var day = room.day(now);
          if (!asked.isCounted(day)) {
            room.take(asked.parts());
            spent.add(bound.spending(day, asked.parts()));
            back.add(() -> room.giveBack(asked.parts(), day));
          }
        }
      }
    }
    return new Allowance.Taken(spent, () -> giveBack(back));
  }

  private synchronized void giveBack(List<Runnable> back) {
    back.forEach(Runnable::run);
  }

  /// A message of more parts than a whole day has goes when nothing else of the day went.
  private boolean hasDay(Bound bound, Asked asked, Instant now) {
    if (bound.cap().window() != Window.DAY) {
      return true;
    }
    var room = day(bound, now);
    int used = room.used(now);
    return asked.isCounted(room.day(now)) || used == 0 || used + asked.parts() <= bound.parts();
  }

  private boolean hasMinute(Bound bound, Asked asked, Instant now) {
    return bound.cap().window() != Window.MINUTE
        || minute(bound, now).has(asked.parts(), asked.called(), now);
  }

  /// What had booked a moment of a minute does not come. What waits for another day has booked
  /// none.
  synchronized void unbook(List<Bound> bounds, int parts, Instant due, Instant now) {
    for (var bound : bounds) {
      if (bound.cap().window() == Window.DAY && day(bound, now).day(now).until().equals(due)) {
        return;
      }
    }
    for (var bound : bounds) {
      var room = bound.cap().window() == Window.MINUTE ? minutes.get(bound.place()) : null;
      if (room != null) {
        room.unbook(parts, due, now);
      }
    }
  }

  /// The first bound that has no room for even one part, and when there is some.
  synchronized Optional<Later> full(List<Bound> bounds, Instant now) {
    var one = new Asked(1, false, Optional.empty());
    for (var bound : bounds) {
      if (!hasDay(bound, one, now) || !hasMinute(bound, one, now)) {
        found.refuses(bound);
        return Optional.of(later(bound, free(bound, now)));
      }
    }
    return Optional.empty();
  }

  private Instant free(Bound bound, Instant now) {
    return switch (bound.cap().window()) {
      case MINUTE -> minute(bound, now).free(1, now);
      case DAY -> day(bound, now).day(now).until();
    };
  }

  /// How many parts went on this day, or in this minute.
  synchronized int used(Bound bound, Instant now) {
    return switch (bound.cap().window()) {
      case MINUTE -> minute(bound, now).used(now);
      case DAY -> day(bound, now).used(now);
    };
  }

  private DayRoom day(Bound bound, Instant now) {
    return days.computeIfAbsent(bound.place(), _ -> new DayRoom(now));
  }

  private MinuteRoom minute(Bound bound, Instant now) {
    var room = minutes.computeIfAbsent(bound.place(), _ -> new MinuteRoom(bound.parts(), now));
    room.adopt(bound.parts());
    return room;
  }
}
