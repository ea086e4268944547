package io.carillon.engine.inbound;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter.Ending;
import io.carillon.engine.inbound.Answering.Cause;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Print;
import io.carillon.model.Report.Arrived;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Prints;
import io.carillon.model.port.Prints.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Knows again what a far end brings a second time, since our answer to the first was lost.
///
/// Problem: what was kept and not answered comes again, and is not to be told twice; but a person
/// may write the same words twice, and both are to be told. Idea: [Answering] tells the two apart;
/// the mark of a delivery is on disk with it as long as its answer may be lost, so that a kill
/// forgets none, and is dropped in the background once the answer must have come. Invariants: a
/// delivery is answered as a repeat only once the first is on disk; it takes the place of the first
/// then, so that one loss excuses one repeat, unless that one's answer is lost, too.
final class Repeats {
  /// Beyond so many the oldest are not known again.
  static final int MOST = 100_000;

  private static final Id NOTHING = new Id(0, 0);
  private static final int ENDED_MOST = 1_000;
  private static final int SETTLED_MOST = 1_000;

  private final Desk desk;
  private final Prints prints;
  private final Clock clock;
  private final Object lock = new Object();
  private final Lookout lookout = new Lookout();

  /// The connections that ended last: what was on its way from one may come in behind its end.
  private final SequencedSet<Long> ended = new LinkedHashSet<>();

  private final List<Write> over = new ArrayList<>();
  private final Meters.Count repeated;
  private volatile Duration window;

  /// @param window for how long what may be lost is known again; zero = nothing ever is
  Repeats(Desk desk, Prints prints, Clock clock, Duration window, Meters meters) {
    this.desk = desk;
    this.prints = prints;
    this.clock = clock;
    this.window = window;
    repeated = meters.count("messages.deliveries_repeated");
    meters.gauge("messages.deliveries_unsure", this::size);
  }

  void adopt(Duration next) {
    window = next;
  }

  private int size() {
    synchronized (lock) {
      return lookout.size();
    }
  }

  /// Takes in what an earlier run kept and may not have answered. The window begins anew: while no
  /// server ran, nobody could bring anything.
  void recover() {
    for (var some = prints.after(Place.FIRST, Prints.ROWS_MAX);
        !some.isEmpty();
        some = prints.after(Place.of(some.getLast()), Prints.ROWS_MAX)) {
      for (var print : some) {
        synchronized (lock) {
          killed(print).whose = Optional.of(print.whose());
        }
      }
    }
  }

  /// A part of an earlier run.
  Brought recovered(Fragment fragment) {
    var mark = mark(fragment.carrier(), fragment.arrived()).orElse(NOTHING);
    synchronized (lock) {
      return killed(new Print(fragment.series(), fragment.part().number(), mark, fragment.at()));
    }
  }

  private Brought killed(Print print) {
    long now = clock.ticks();
    var lost = Answering.to(now).ended(now, Cause.KILL);
    var one = new Brought(print.mark(), print.part(), print.at(), 0, lost);
    one.synced = true;
    add(one);
    lookout.lose(one);
    return one;
  }

  /// A delivery as it comes in.
  Brought brought(String carrier, Arrived arrived, Bringer bringer) {
    var delivery = arrived.manner().delivery();
    boolean hoped = delivery.connection() != 0 && window.isPositive();
    var mark = hoped ? mark(carrier, arrived) : Optional.<Id>empty();
    var brought =
        new Brought(
            mark.orElse(NOTHING),
            arrived.manner().part().number(),
            clock.now(),
            mark.isPresent() ? delivery.connection() : 0,
            Answering.to(clock.ticks()));
    if (mark.isPresent()) {
      bringer.onAnswer(kept -> answered(brought, kept));
    }
    return brought;
  }

  private Optional<Id> mark(String carrier, Arrived arrived) {
    return Imprint.of(carrier, arrived).map(prints::mark);
  }

  /// Whether a delivery was brought before: then all is done that is to be done about it, and
  /// `ending` hears when it may be answered. Else it is one by which later ones are known from now
  /// on; who keeps it does so with [#watched].
  boolean isRepeat(Brought next, Ending ending) {
    Brought first;
    String why;
    synchronized (lock) {
      if (next.connection == 0) {
        return false;
      }
      var lost = lookout.find(next.mark, clock.ticks(), window);
      if (lost == null) {
        add(next);
        return false;
      }
      first = lost;
      why = first.answering.why();
      again(first, next);
      if (!first.synced) {
        first.waiting.add(toTell(first, why, ending));
        return true;
      }
    }
    tell(first, why, ending);
    return true;
  }

  /// A part came again that waits for the others: its answer counts from now on.
  void renew(Brought first, Brought next) {
    synchronized (lock) {
      if (first.known && next.connection != 0) {
        again(first, next);
      }
    }
  }

  private void again(Brought first, Brought next) {
    next.first = first;
    first.latest = next;
    first.connection = next.connection;
    first.answering = next.answering;
    endedBefore(first);
    lookout.renew(first);
  }

  private void add(Brought one) {
    endedBefore(one);
    lookout.add(one);
    var oldest = lookout.beyond(MOST);
    if (oldest != null) {
      forget(oldest);
    }
  }

  private void endedBefore(Brought one) {
    if (ended.contains(one.connection)) {
      one.answering = one.answering.ended(clock.ticks(), Cause.BREAK);
    }
  }

  private void forget(Brought one) {
    lookout.remove(one);
    one.whose.ifPresent(whose -> over.add(new Write.Settled(whose, one.part)));
  }

  private Ending toTell(Brought first, String why, Ending ending) {
    return new Ending() {
      @Override
      public void ended(Optional<Message> after) {
        tell(first, why, ending);
      }

      @Override
      public void broken() {
        ending.broken();
      }
    };
  }

  /// Says in the trace of the first that it came again.
  private void tell(Brought first, String why, Ending ending) {
    repeated.add(1);
    Optional<Id> whose;
    synchronized (lock) {
      whose = first.whose;
    }
    if (whose.isEmpty()) {
      ending.ended(Optional.empty());
      return;
    }
    var words = "the carrier brought part " + first.part + " again, which counts once: " + why;
    var row = new TraceRow(new MessageId(whose.get()), clock.now(), TraceRow.Kind.NOTE, words);
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Noted(row))),
        result -> {
          if (result instanceof Result.Done) {
            ending.ended(Optional.empty());
          } else {
            ending.broken();
          }
        });
  }

  /// An ending by which it is known whether a delivery is kept.
  Ending watched(Brought one, Ending ending) {
    return new Ending() {
      @Override
      public void ended(Optional<Message> after) {
        var waited = kept(one);
        ending.ended(after);
        waited.forEach(waiting -> waiting.ended(Optional.empty()));
      }

      @Override
      public void broken() {
        var waited = notKept(one);
        ending.broken();
        waited.forEach(Ending::broken);
      }
    };
  }

  private List<Ending> kept(Brought one) {
    synchronized (lock) {
      one.synced = true;
      return waited(one);
    }
  }

  /// What is not on disk is brought again as another one.
  private List<Ending> notKept(Brought one) {
    synchronized (lock) {
      lookout.remove(one);
      return waited(one);
    }
  }

  /// A delivery is answered now, with all that came along. Who refuses what is on disk has it
  /// brought again.
  private void answered(Brought one, boolean kept) {
    synchronized (lock) {
      var first = one.first;
      if (!first.known || first.latest != one) {
        return;
      }
      if (kept) {
        first.answering = first.answering.given(clock.ticks());
      } else {
        first.answering = first.answering.ended(clock.ticks(), Cause.REFUSAL);
        lookout.lose(first);
      }
    }
  }

  private static List<Ending> waited(Brought one) {
    var waited = List.copyOf(one.waiting);
    one.waiting.clear();
    return waited;
  }

  /// By what deliveries are known again.
  Recall recall(List<Brought> deliveries) {
    return new Recall() {
      @Override
      public List<Write> rows(Id whose) {
        return Repeats.this.rows(deliveries, whose);
      }

      @Override
      public void waive() {
        synchronized (lock) {
          deliveries.forEach(lookout::remove);
        }
      }
    };
  }

  private List<Write> rows(List<Brought> deliveries, Id whose) {
    var rows = new ArrayList<Write>(deliveries.size());
    synchronized (lock) {
      for (var one : deliveries) {
        if (one.known) {
          one.whose = Optional.of(whose);
          rows.add(new Write.Printed(new Print(whose, one.part, one.mark, one.at)));
        }
      }
    }
    return rows;
  }

  /// A connection has ended.
  void ended(long connection, boolean inOrder) {
    synchronized (lock) {
      ended.add(connection);
      if (ended.size() > ENDED_MOST) {
        ended.removeFirst();
      }
      long now = clock.ticks();
      var cause = inOrder ? Cause.IN_ORDER : Cause.BREAK;
      for (var one : lookout.of(connection)) {
        one.answering = one.answering.ended(now, cause);
        stand(one, now);
      }
    }
    settle();
  }

  private void stand(Brought one, long now) {
    switch (one.answering.at(now, window)) {
      case UNDERWAY -> {}
      case LOST -> lookout.lose(one);
      case OVER -> forget(one);
    }
  }

  /// Forgets those whose answers came, and what is too long ago. To be called each second.
  void sweep() {
    synchronized (lock) {
      long now = clock.ticks();
      for (var one : lookout.old(now, window)) {
        stand(one, now);
      }
    }
    settle();
  }

  private void settle() {
    List<Write> writes;
    synchronized (lock) {
      writes = List.copyOf(over);
      over.clear();
    }
    for (int from = 0; from < writes.size(); from += SETTLED_MOST) {
      var some = writes.subList(from, Math.min(writes.size(), from + SETTLED_MOST));
      desk.note(new Commit(Urgency.INSIDE, List.of(), some), _ -> {});
    }
  }
}
