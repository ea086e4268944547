package io.carillon.engine.inbound;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter.Ending;
import io.carillon.engine.inbound.Arrivals.Whole;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fragment;
import io.carillon.model.Message;
import io.carillon.model.Report.Arrived;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Fragments;
import io.carillon.model.port.Fragments.Place;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Prints;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps the parts of what a person writes until all are there, and makes them one message.
///
/// Problem: the parts come in any order, twice, over several links, or never; each is answered for
/// by itself, and what was answered must not be lost. Idea: a part is written down before its
/// answer; the last one is not, since the commit that keeps the message drops the others. What
/// waits stands in memory, too, so that nothing is read again but at the start. Invariants: the
/// lock is held while commits are handed over, so that the dropping of a series comes behind all of
/// its parts; a series that was dropped is never written to again; what is not whole after a stated
/// wait, or stands beyond a bound of [Shelf], becomes a message as it is, and its trace says what
/// is missing.
public final class Gathering {
  private static final int DUE_MAX = 500;

  private final Desk desk;
  private final Arrivals arrivals;
  private final Strays strays;
  private final Sources sources;
  private final Object lock = new Object();
  private final Shelf shelf = new Shelf();
  private final Meters.Count parts;
  private final Meters.Count repeated;
  private final Meters.Count partial;
  private final Repeats repeats;
  private volatile Duration wait;

  public Gathering(
      Desk desk, Arrivals arrivals, Sources sources, Patience patience, Meters meters) {
    this.desk = desk;
    this.arrivals = arrivals;
    this.sources = sources;
    strays = new Strays(desk, arrivals, sources, meters);
    repeats = new Repeats(desk, sources.prints(), sources.clock(), patience.repeats(), meters);
    wait = patience.parts();
    parts = meters.count("messages.parts");
    repeated = meters.count("messages.parts_repeated");
    partial = meters.count("messages.partial");
    meters.gauge("messages.parts_waiting", this::waiting);
  }

  /// What it needs besides.
  public record Sources(Fragments fragments, Prints prints, Clock clock, Ids ids, Tasks tasks) {}

  /// For how long something is waited for.
  ///
  /// @param parts of parts, for the others
  /// @param repeats of what may come again, since our answer may be lost; zero = it is not known
  ///   again
  public record Patience(Duration parts, Duration repeats) {}

  /// What was written to senders that nobody owns.
  public Strays strays() {
    return strays;
  }

  /// Parts that begin a text from now on wait so long for the others.
  public void adopt(Patience next) {
    wait = next.parts();
    repeats.adopt(next.repeats());
  }

  private int waiting() {
    synchronized (lock) {
      return shelf.parts();
    }
  }

  /// Takes in what an earlier run kept. Called once, before carriers start.
  public void recover() {
    repeats.recover();
    var all = sources.fragments();
    var series = new ArrayList<Fragment>();
    for (var some = all.after(Place.FIRST, Fragments.ROWS_MAX);
        !some.isEmpty();
        some = all.after(Place.of(some.getLast()), Fragments.ROWS_MAX)) {
      for (var fragment : some) {
        if (!series.isEmpty() && !series.getFirst().series().equals(fragment.series())) {
          recover(series);
          series.clear();
        }
        series.add(fragment);
      }
    }
    if (!series.isEmpty()) {
      recover(series);
    }
  }

  /// The wait goes on where it was; ids grow with time, so the oldest come first.
  private void recover(List<Fragment> fragments) {
    var first = fragments.stream().map(Fragment::at).min(Instant::compareTo).orElseThrow();
    var waited = Duration.between(first, sources.clock().now());
    var left = waited.isNegative() ? wait : wait.minus(waited);
    var key = Series.Key.of(fragments.getFirst());
    long due = sources.clock().ticks() + Math.max(0, left.toNanos());
    synchronized (lock) {
      var series = new Series(fragments.getFirst().series(), key, due);
      for (var fragment : fragments) {
        series.put(fragment, repeats.recovered(fragment));
        series.synced(fragment.part().number());
      }
      add(series);
    }
  }

  /// Takes what a person wrote; `bringer` hears when it is synced.
  public void take(String carrier, Arrived arrived, Bringer bringer) {
    var account = arrivals.owner(arrived.to());
    var brought = repeats.brought(carrier, arrived, bringer);
    if (arrived.manner().part().total() > 1) {
      parts.add(1);
      var fragment =
          new Fragment(sources.ids().next(), account, carrier, arrived, sources.clock().now());
      part(new Piece(fragment, brought, bringer));
    } else if (!repeats.isRepeat(brought, bringer)) {
      var whole = new Whole(carrier, arrived, 1, List.of(), repeats.recall(List.of(brought)));
      keep(account, whole, repeats.watched(brought, bringer));
    }
  }

  /// A connection over which deliveries came has ended.
  ///
  /// @param inOrder whether both ends agreed to it
  public void ended(long connection, boolean inOrder) {
    repeats.ended(connection, inOrder);
  }

  private void keep(Optional<AccountId> account, Whole whole, Ending ending) {
    if (account.isPresent()) {
      arrivals.keep(account.get(), whole, ending);
    } else {
      strays.keep(whole, ending);
    }
  }

  /// A part as it comes in, and who hears when it is synced.
  private record Piece(Fragment fragment, Brought brought, Ending ending) {
    Piece in(Series series) {
      return new Piece(
          new Fragment(
              series.id, fragment.account(), fragment.carrier(), fragment.arrived(), fragment.at()),
          brought,
          ending);
    }
  }

  private void part(Piece fresh) {
    synchronized (lock) {
      var known = shelf.find(Series.Key.of(fresh.fragment()));
      switch (known.map(series -> series.fit(fresh.fragment())).orElse(Series.Fit.OTHER)) {
        case NEW -> {
          if (!repeats.isRepeat(fresh.brought(), fresh.ending())) {
            add(known.orElseThrow(), fresh.in(known.orElseThrow()));
          }
        }
        case KEPT -> {
          again(known.orElseThrow(), fresh);
          fresh.ending().ended(Optional.empty());
        }
        case COMING -> {
          again(known.orElseThrow(), fresh);
          known.orElseThrow().await(fresh.fragment().part().number(), fresh.ending());
        }
        case OTHER -> {
          if (!repeats.isRepeat(fresh.brought(), fresh.ending())) {
            begin(fresh);
            known
                .filter(series -> !series.isClosing())
                .ifPresent(series -> close(series, "since its reference came with another text"));
          }
        }
      }
    }
  }

  private void again(Series series, Piece fresh) {
    repeated.add(1);
    repeats.renew(series.brought(fresh.fragment().part().number()), fresh.brought());
  }

  private void begin(Piece first) {
    long due = sources.clock().ticks() + wait.toNanos();
    var fragment = first.fragment();
    var series = new Series(fragment.series(), Series.Key.of(fragment), due);
    shelf.add(series);
    add(series, first);
  }

  /// One that was recovered.
  private void add(Series series) {
    shelf.add(series);
    if (series.isWhole()) {
      close(series, "");
    }
  }

  private void add(Series series, Piece piece) {
    var fragment = piece.fragment();
    int number = fragment.part().number();
    shelf.put(series, fragment, piece.brought());
    series.await(number, repeats.watched(piece.brought(), piece.ending()));
    if (series.isWhole()) {
      close(series, "");
      return;
    }
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Fragmented(fragment))),
        result -> written(series, number, result instanceof Result.Done));
    shelf.beyond(series).forEach(oldest -> close(oldest, "since too many texts waited"));
  }

  private void written(Series series, int number, boolean done) {
    List<Ending> waited;
    synchronized (lock) {
      if (!done && series.isClosing()) {
        // it stands in the message, whose commit says what becomes of it
        return;
      }
      waited = done ? series.synced(number) : shelf.drop(series, number);
    }
    tell(waited, done);
  }

  private static void tell(List<Ending> waited, boolean done) {
    for (var ending : waited) {
      if (done) {
        ending.ended(Optional.empty());
      } else {
        ending.broken();
      }
    }
  }

  /// Makes what is here a message; what comes under its key from now on is another text, save the
  /// same parts once more.
  private void close(Series series, String why) {
    series.close();
    var fragments = series.fragments();
    var whole =
        new Whole(
            fragments.getLast().carrier(),
            Gathered.of(fragments, why),
            fragments.size(),
            List.of(new Write.Joined(series.id)),
            repeats.recall(series.brought()));
    keep(
        series.key.line().account(),
        whole,
        new Ending() {
          @Override
          public void ended(Optional<Message> after) {
            closed(series);
          }

          @Override
          public void broken() {
            reopened(series);
          }
        });
  }

  private void closed(Series series) {
    var waited = new ArrayList<Ending>();
    synchronized (lock) {
      shelf.remove(series);
      for (var fragment : series.fragments()) {
        waited.addAll(series.synced(fragment.part().number()));
      }
      if (!series.isWhole()) {
        partial.add(1);
      }
    }
    tell(waited, true);
  }

  /// The parts that are on disk wait on; who brought the others brings them again.
  private void reopened(Series series) {
    var waited = new ArrayList<Ending>();
    synchronized (lock) {
      series.reopen();
      for (var fragment : series.fragments()) {
        int number = fragment.part().number();
        if (!series.isSynced(number)) {
          waited.addAll(shelf.drop(series, number));
        }
      }
    }
    tell(waited, false);
  }

  /// Makes messages of what has waited long enough, and forgets what is not brought again any more.
  /// To be called each second.
  public void sweep() {
    repeats.sweep();
    synchronized (lock) {
      for (var series : shelf.due(sources.clock().ticks(), DUE_MAX)) {
        close(series, "when the wait of " + words(wait) + " was over");
      }
    }
  }

  private static String words(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /// Forgets the parts that came from a person to some accounts, whose rows were taken away.
  public void forget(Address person, Collection<AccountId> accounts) {
    synchronized (lock) {
      for (var series : shelf.of(person)) {
        var account = series.key.line().account();
        if (!series.isClosing() && account.map(accounts::contains).orElse(true)) {
          shelf.remove(series);
        }
      }
    }
  }

  /// How many texts wait for parts.
  int open() {
    synchronized (lock) {
      return shelf.size();
    }
  }
}
