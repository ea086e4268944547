package io.carillon.engine.notify;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Wake;
import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.engine.notify.NoticeLane.NoticeName;
import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Subject;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what is owed, a lane for each endpoint, so that one that is slow or dead delays only
/// itself.
///
/// A lane has as many tellers as its endpoint takes well (`Concurrency`), tasks that end when
/// nothing is left; all lanes share their places (`Tellers`). An endpoint that fails again and
/// again is left alone for a while (`Circuit`): what is owed to it stays in the store alone and
/// keeps its due. Of one message and destination only the oldest open notice is told; a failing one
/// lets the next pass at its third failure. Telling is at least once: a crash between the telling
/// and its commit repeats it.
public final class Notify implements Wake, Replaying.Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Notify.class);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration UNTOLD_FOR = Duration.ofSeconds(2);

  /// Where all lanes together hold so many, one takes no more in while it holds a few.
  static final int HELD_MAX = 50_000;

  private static final int FEW = 100;
  private static final Duration MOVES_WITHIN = Duration.ofSeconds(1);

  private final Desk desk;
  private final Notices notices;
  private final Clock clock;
  private final Tasks tasks;
  private final Heralds heralds;
  private final ConcurrentHashMap<String, NoticeLane> lanes = new ConcurrentHashMap<>();
  private final Tellers places = new Tellers();
  private final Ahead ahead;
  private final Refills refills;
  private final DeadLetters deadLetters;
  private final Logbook book;
  private final Meters.Count told;
  private final Meters.Count failed;
  private final Meters.Count dead;
  private final Meters.Count rests;
  private volatile boolean draining;
  private volatile boolean crowded;

  /// Where the sweep before ended, since each looks at some lanes only.
  private int swept;

  private UnaryOperator<Message> shown = UnaryOperator.identity();
  private BiFunction<Message, Telling, Telling> done = (_, telling) -> telling;
  private Lane.Limits limits = new Lane.Limits(20_000, 5_000, 1_000);

  public Notify(
      Desk desk, Reading reading, List<Herald> heralds, Clock clock, Tasks tasks, Meters meters) {
    this.desk = desk;
    this.notices = reading.notices();
    this.clock = clock;
    this.tasks = tasks;
    this.heralds = new Heralds(heralds, clock);
    ahead = new Ahead(notices, clock);
    refills = new Refills(notices, reading.messages(), ahead, clock);
    book = new Logbook(clock);
    told = meters.count("notices.tried", "outcome", "told");
    failed = meters.count("notices.tried", "outcome", "failed");
    dead = meters.count("notices.tried", "outcome", "dead");
    rests = meters.count("notices.rests");
    deadLetters = new DeadLetters(desk, notices, clock, dead);
    meters.gauge("notices.lanes", lanes::size);
    meters.gauge("notices.resting", this::resting);
    meters.gauge("notices.tellers", places::taken);
    meters.gauge("notices.waiting", this::waiting);
  }

  /// Sets how much each lane holds; for the time of wiring only.
  public void bound(Lane.Limits next) {
    limits = next;
  }

  /// Heeds what owners of endpoints set as `concurrency`; for the time of wiring only.
  public void heed(Supplier<Directory> directory) {
    places.bound(lane -> OwnBound.of(lane, directory));
  }

  /// What is kept of how tries went.
  public Logbook book() {
    return book;
  }

  /// Sets as what a message is told, which may be less than is known of it; for the time of wiring
  /// only.
  public void show(UnaryOperator<Message> next) {
    shown = next;
  }

  /// Sets what does that which an endpoint asks for, before the telling is kept; for the time of
  /// wiring only.
  public void answer(BiFunction<Message, Telling, Telling> next) {
    done = next;
  }

  /// The read ports that notify needs.
  public record Reading(Notices notices, Messages messages) {}

  @Override
  public void after(Commit commit) {
    Message message = null;
    for (var write : commit.writes()) {
      switch (write) {
        case Write.Added(var added) -> message = added;
        case Write.Changed(_, var changed) -> message = changed;
        case Write.Owed(var notice) -> {
          if (message != null && message.id().equals(notice.message())) {
            owed(notice, message);
          }
        }
        case Write.Retold _, Write.Noted _, Write.Erased _, Write.Beside _ -> {}
      }
    }
  }

  private void owed(Notice notice, Message message) {
    var lane =
        lanes.compute(
            notice.lane(),
            (name, known) -> {
              var home = known == null ? fresh(name) : known;
              home.owed(
                  new Untold(notice, message), crowded ? FEW : Integer.MAX_VALUE, clock.ticks());
              return home;
            });
    pump(lane);
  }

  private NoticeLane lane(String name) {
    return lanes.computeIfAbsent(name, this::fresh);
  }

  private NoticeLane fresh(String name) {
    return new NoticeLane(name, limits, places, clock.now());
  }

  private void pump(NoticeLane lane) {
    if (draining || lane.isResting()) {
      return;
    }
    long ticks = clock.ticks();
    int rows = lane.refillRows(crowded ? FEW : limits.refill(), ticks);
    if (rows > 0) {
      tasks.start("refill notices", () -> refill(lane, rows));
    }
    for (var kind = lane.begin(ticks); kind.isPresent(); kind = lane.begin(ticks)) {
      var place = kind.get();
      tasks.start("tell notices", () -> tell(lane, place));
    }
  }

  /// A teller. What breaks it is a bug of ours; the others go on.
  private void tell(NoticeLane lane, Tellers.Kind place) {
    lane.started();
    boolean done = false;
    try {
      done = tellAll(lane, place);
    } finally {
      if (!done) {
        lane.stop(place);
      }
      for (var next = places.next(); next.isPresent(); next = places.next()) {
        pump(next.get());
      }
      pump(lane);
    }
  }

  /// Tells one after the other; false where it stops with work left.
  private boolean tellAll(NoticeLane lane, Tellers.Kind place) {
    boolean first = true;
    for (var held = lane.next(place, true, clock.ticks());
        held.isPresent();
        held = lane.next(place, first, clock.ticks())) {
      if (draining || lane.isResting()) {
        lane.lane().restore(held.get());
        return false;
      }
      if (heralds.nobodyHears(held.get().entry().notice())) {
        lane.rest();
        lane.lane().restore(held.get());
        return false;
      }
      tell(lane, held.get());
      first = false;
    }
    return true;
  }

  /// Somebody hears again at a destination: what waited for them goes at once.
  ///
  /// @param name of the lane before the destination (`Callback.lane`)
  public void wake(String name) {
    var lane = lane(name);
    lane.rouseNow();
    lane.noteMore();
    pump(lane);
  }

  /// An account asked for something to be told again: its endpoint is not left alone any longer.
  ///
  /// @param name of the notice's lane
  @Override
  public void probe(String name) {
    var lane = lane(name);
    lane.probe(clock.ticks());
    pump(lane);
  }

  private void tell(NoticeLane lane, Held<NoticeName, Untold> held) {
    var entry = held.entry();
    var at = clock.now();
    long begun = clock.ticks();
    var tried = heralds.tell(entry, shown);
    var now = clock.now();
    long ended = clock.ticks();
    if (lane.judge(tried.telling(), begun, ended, now)) {
      rests.add(1);
    }
    var telling =
        entry.subject() instanceof Message message
            ? done.apply(message, tried.telling())
            : tried.telling();
    switch (telling) {
      case Telling.Told _ -> told.add(1);
      case Telling.NotNow _ -> failed.add(1);
      case Telling.GivenUp _, Telling.Gone _ -> dead.add(1);
    }
    var after = Retelling.after(entry.notice(), telling, now);
    var lasting = new Logbook.Lasting(at, Duration.ofNanos(ended - begun));
    var seen = new Tried(telling, tried.exchange());
    var rows = book.with(after, entry.subject().account(), entry.notice(), seen, lasting);
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), rows), result -> told(lane, held, rows, result));
  }

  private void told(
      NoticeLane lane, Held<NoticeName, Untold> held, List<Write> rows, Result result) {
    lane.lane().release(held.key());
    if (!(result instanceof Result.Done)) {
      LOG.warn("message {}: the telling of a notice was not kept", held.key().message());
      // It will be told again: not at full speed, for as long as the store cannot write.
      lane.rest();
      lane.noteMore();
      return;
    }
    for (var row : rows) {
      if (row instanceof Write.Retold(var notice, var frees, _)) {
        if (frees) {
          lane.freed(notice);
        } else if (notice.telling().attempts() < Retelling.FREES_AT && lane.failed(notice)) {
          notice.telling().due().ifPresent(due -> later(lane, held.entry().subject(), notice, due));
        }
      }
    }
    pump(lane);
  }

  /// The first tries are timed here; the later ones, which let others pass, the sweep finds.
  private void later(NoticeLane lane, Subject subject, Notice notice, Instant due) {
    var pause = Duration.between(clock.now(), due);
    if (pause.compareTo(SOON) <= 0) {
      tasks.later(
          "tell again",
          pause,
          () -> {
            lane.again(new Untold(notice, subject));
            pump(lane);
          });
    } else {
      lane.leaveToStore(notice, clock.now());
    }
  }

  private void refill(NoticeLane lane, int most) {
    boolean filled = refills.fill(lane, most);
    if (filled) {
      pump(lane);
    }
  }

  /// Finds what is due and nobody was told of, ends what is too old before dead endpoints, and
  /// forgets lanes in which nothing is. To be called about each second, by one thread; each looks
  /// at 5,000 lanes of the store, and the next one goes on.
  public void sweep() {
    long ticks = clock.ticks();
    for (var name : lanes.keySet()) {
      lanes.computeIfPresent(name, (_, lane) -> lane.isIdle(ticks) ? null : lane);
    }
    crowded = waiting() > HELD_MAX;
    for (var lane : lanes.values()) {
      lane.rouse();
      pump(lane);
    }
    deadLetters.end(lanes.values());
    ahead.lanes().forEach(this::ask);
    var due = notices.lanesDue(clock.now().minus(UNTOLD_FOR), swept);
    swept = due.next();
    due.lanes().forEach(this::ask);
  }

  private void ask(String name) {
    var lane = lane(name);
    lane.noteMore();
    pump(lane);
  }

  /// Starts no further tellings; those under way end by themselves within a herald's limit.
  public void drain() {
    draining = true;
  }

  @Override
  public Optional<LaneStanding> standing(String lane) {
    return Optional.ofNullable(lanes.get(lane))
        .map(known -> known.standing(clock.ticks(), clock.now()));
  }

  private long resting() {
    long ticks = clock.ticks();
    return lanes.values().stream()
        .filter(lane -> lane.circuit(ticks) != Circuit.Standing.CLOSED)
        .count();
  }

  /// Notices that wait or are being told, in memory.
  public long waiting() {
    return lanes.values().stream().mapToLong(lane -> lane.lane().held()).sum();
  }

  /// Notices that wait or are being told in one lane, in memory.
  public long waiting(String lane) {
    var known = lanes.get(lane);
    return known == null ? 0 : known.lane().held();
  }

  /// Notices of one endpoint's lane that wait or are being told, in memory; negative when none was
  /// told for a second.
  public int inside(String lane) {
    var known = lanes.get(lane);
    if (known == null) {
      return 0;
    }
    boolean moves = clock.ticks() - known.toldAt() < MOVES_WITHIN.toNanos();
    return moves ? known.lane().held() : -1;
  }
}
