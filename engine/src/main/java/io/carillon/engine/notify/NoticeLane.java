package io.carillon.engine.notify;

import io.carillon.engine.lane.Lane;
import io.carillon.engine.lane.Lane.Held;
import io.carillon.engine.notify.Tellers.Kind;
import io.carillon.model.Endpoint;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Priority;
import io.carillon.model.Subject;
import io.carillon.model.port.Herald.Telling;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lane before one endpoint: what is to be told, in order for each message.
///
/// Problem: of one message's notices only the oldest open one may be told, until it is told, dead
/// or has failed three times; but asking the store which one that is would cost a read a notice.
/// Idea: for each message a *queue* with the head, as it stood at its last try, and those behind
/// it. Invariant: where a queue is, it has what the store would say; where none is, either
/// everything older is known to be settled, or the store is asked.
final class NoticeLane {
  /// How many notices are told to one endpoint at the same time, at most.
  static final int TELLERS_MAX = Endpoint.CONCURRENCY_MAX;

  /// What is read for a probe: more would be told only if it is answered.
  private static final int PROBED = 10;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final String name;
  private final Tellers places;
  private final Concurrency concurrency;
  private final Circuit circuit;
  private Instant born;
  private final Lane<NoticeName, Untold> lane;
  private final Map<Chain, Queue> queues = new HashMap<>();
  private int tellers;
  private int starting;
  private volatile long toldAt = NEVER;
  private long failedAt = NEVER;
  private boolean leftOut;
  private boolean ending;

  /// All that the store had waits for what is here: it is not asked again until that changes.
  private boolean heldUp;

  private volatile boolean resting;

  /// A lane that knows nothing of messages from before `born`, and of its very microsecond.
  NoticeLane(String name, Lane.Limits limits, Tellers places, Instant born) {
    this.name = name;
    this.places = places;
    this.born = born;
    this.lane = new Lane<>(limits);
    circuit = new Circuit(name.hashCode());
    concurrency = new Concurrency(places.bound(name));
  }

  /// Names a notice.
  record NoticeName(MessageId message, int sequence, String destination) {
    static NoticeName of(Notice notice) {
      return new NoticeName(notice.message(), notice.sequence(), notice.destination());
    }
  }

  private record Chain(MessageId message, String destination) {
    static Chain of(Notice notice) {
      return new Chain(notice.message(), notice.destination());
    }
  }

  /// The notices of one message, oldest first. Where it has gaps, the store has more of them.
  private static final class Queue {
    private Notice head;
    private final ArrayDeque<Untold> behind = new ArrayDeque<>(0);
    private boolean gaps;

    Queue(Notice head, boolean gaps) {
      this.head = head;
      this.gaps = gaps;
    }

    /// Takes in what follows; what a refill has brought already is left alone.
    void add(Untold entry) {
      int last = behind.isEmpty() ? head.sequence() : behind.getLast().notice().sequence();
      int next = entry.notice().sequence();
      if (next > last) {
        gaps |= next > last + 1;
        if (!gaps) {
          behind.addLast(entry);
        }
      }
    }

    boolean isHead(Notice notice) {
      return head.sequence() == notice.sequence();
    }
  }

  /// A notice and what it speaks of.
  record Untold(Notice notice, Subject subject) {
    Held<NoticeName, Untold> held() {
      return new Held<>(NoticeName.of(notice), this, priority(), subject.account().value().hex());
    }

    private Priority priority() {
      return switch (subject) {
        case Message message -> message.terms().priority();
        case Happening _ -> Priority.NORMAL;
      };
    }
  }

  String name() {
    return name;
  }

  Lane<NoticeName, Untold> lane() {
    return lane;
  }

  /// When one was told last, in ticks.
  long toldAt() {
    return toldAt;
  }

  /// What a telling says of the endpoint; moments are in ticks. Answers whether the lane begins to
  /// rest with it: then all that waits is left to the store.
  synchronized boolean judge(Telling telling, long begun, long ended, Instant now) {
    if (telling instanceof Telling.Gone) {
      return false;
    }
    if (!telling.isOfEndpoint()) {
      circuit.close();
      concurrency.told(begun, ended, tellers >= concurrency.limit());
      toldAt = telling instanceof Telling.Told ? ended : toldAt;
      return false;
    }
    concurrency.failed(begun, ended);
    failedAt = ended;
    boolean rests = circuit.failed(begun, ended, telling.rest());
    if (rests) {
      queues.clear();
      lane.leaveToStore();
      heldUp = false;
      bornAgain(now);
    }
    return rests;
  }

  /// From now on it knows nothing of messages from before.
  private void bornAgain(Instant now) {
    born = now.isAfter(born) ? now : born;
  }

  synchronized Circuit.Standing circuit(long ticks) {
    return circuit.standing(ticks);
  }

  /// Whether the endpoint has failed so often in a row that what is too old need not be tried.
  synchronized boolean isDead() {
    return circuit.failures() >= Retelling.TRIES_LEAST;
  }

  /// Begins to end what is too old before a dead endpoint, unless that has begun; [#ended] ends it.
  synchronized boolean beginEnding(long ticks) {
    boolean begins = !ending && isDead() && circuit.standing(ticks) != Circuit.Standing.CLOSED;
    ending |= begins;
    return begins;
  }

  synchronized void ended() {
    ending = false;
  }

  synchronized LaneStanding standing(long ticks, Instant now) {
    var rest = circuit.restsFor(ticks);
    return new LaneStanding(
        tellers,
        tellersMax(ticks),
        circuit.failures(),
        rest.isZero() ? Optional.empty() : moment(circuit.since(), ticks, now),
        rest.isZero() ? Optional.empty() : Optional.of(now.plus(rest)),
        circuit.standing(ticks) == Circuit.Standing.PROBING,
        moment(toldAt, ticks, now),
        moment(failedAt, ticks, now),
        lane.held());
  }

  private static Optional<Instant> moment(long at, long ticks, Instant now) {
    return at == NEVER ? Optional.empty() : Optional.of(now.minusNanos(ticks - at));
  }

  /// Nobody hears at this endpoint, or what is told cannot be kept: no teller starts until it is
  /// roused.
  void rest() {
    resting = true;
  }

  boolean isResting() {
    return resting;
  }

  /// Somebody may hear again.
  void rouse() {
    resting = false;
  }

  /// Somebody surely hears again: the endpoint is asked at once.
  synchronized void rouseNow() {
    resting = false;
    circuit.close();
  }

  /// An account wants something to be told now: the endpoint is asked, whatever it did before.
  synchronized void probe(long ticks) {
    circuit.probe(ticks);
    noteMore();
  }

  /// How many notices the store is to be asked for now, at most `rows`; 0 = none.
  synchronized int refillRows(int rows, long ticks) {
    int wanted =
        switch (circuit.standing(ticks)) {
          case CLOSED -> rows;
          case RESTING -> 0;
          case PROBING -> Math.min(PROBED, rows);
        };
    return wanted > 0 && !heldUp && lane.wantsRefill(wanted) ? wanted : 0;
  }

  /// The store has more than is here.
  synchronized void noteMore() {
    heldUp = false;
    lane.noteMore();
  }

  /// A notice was owed just now: it goes into the lane, or behind an older one of its message.
  /// Where an older one may be in the store only, the store is asked, since it knows the order.
  ///
  /// @param most while this many are held, more is left to the store
  synchronized void owed(Untold entry, int most, long ticks) {
    var queue = queues.get(Chain.of(entry.notice()));
    boolean here = lane.held() < most && circuit.standing(ticks) == Circuit.Standing.CLOSED;
    if (queue != null) {
      queue.add(entry);
    } else if (!here || lane.hasMore() || !isNext(entry)) {
      lane.noteMore();
    } else {
      queues.put(Chain.of(entry.notice()), new Queue(entry.notice(), false));
      lane.offer(entry.held());
    }
  }

  /// Whether all older ones of its message are known to be settled.
  private boolean isNext(Untold entry) {
    return switch (entry.subject()) {
      case Message message ->
          message.state().times().accepted().isAfter(born) || entry.notice().sequence() == 1;
      case Happening _ -> true;
    };
  }

  /// The store let the one behind this notice pass.
  synchronized void freed(Notice notice) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    if (queue == null || !queue.isHead(notice)) {
      return;
    }
    var next = queue.behind.pollFirst();
    if (next == null) {
      queues.remove(Chain.of(notice));
      if (queue.gaps || leftOut) {
        leftOut = false;
        lane.noteMore();
      }
    } else {
      queue.head = next.notice();
      lane.offer(next.held());
    }
  }

  /// The head of a queue failed and is tried again by [#again] after a while; false where it was
  /// left to the store meanwhile.
  synchronized boolean failed(Notice notice) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    boolean here = queue != null && queue.isHead(notice);
    if (queue != null && here) {
      queue.head = notice;
    }
    return here;
  }

  /// The time has come to try a failed head again, unless that has been done.
  synchronized void again(Untold entry) {
    var queue = queues.get(Chain.of(entry.notice()));
    if (queue != null && queue.head.equals(entry.notice())) {
      lane.offer(entry.held());
    }
  }

  /// A failed notice is left to the store until its next try: so are those behind it.
  synchronized void leaveToStore(Notice notice, Instant now) {
    heldUp = false;
    var queue = queues.get(Chain.of(notice));
    if (queue != null && queue.isHead(notice)) {
      queues.remove(Chain.of(notice));
      bornAgain(now);
    }
  }

  /// What the store had: the heads of their messages' notices, and failed ones that let the heads
  /// pass. One that is ahead of the head here comes by itself, when that one is released.
  synchronized void refill(List<Untold> entries, boolean all) {
    var taken = new ArrayList<Held<NoticeName, Untold>>(entries.size());
    for (var entry : entries) {
      var queue = queues.get(Chain.of(entry.notice()));
      if (queue != null && entry.notice().sequence() > queue.head.sequence()) {
        leftOut = true;
      } else {
        taken.add(entry.held());
      }
    }
    heldUp = taken.isEmpty();
    for (var fresh : lane.refill(taken, all)) {
      var notice = fresh.entry().notice();
      if (notice.telling().attempts() < Retelling.FREES_AT) {
        queues.putIfAbsent(Chain.of(notice), new Queue(notice, true));
      }
    }
  }

  /// Begins a teller, if one more may tell and there is a place for it; it ends when [#next] has
  /// nothing more.
  synchronized Optional<Kind> begin(long ticks) {
    if (tellers >= tellersMax(ticks) || starting >= lane.waiting()) {
      return Optional.empty();
    }
    var kind = concurrency.isSlow() || circuit.failures() > 0 ? Kind.SLOW : Kind.QUICK;
    if (!places.take(this, kind)) {
      return Optional.empty();
    }
    tellers++;
    starting++;
    return Optional.of(kind);
  }

  private int tellersMax(long ticks) {
    return switch (circuit.standing(ticks)) {
      case CLOSED -> concurrency.limit();
      case RESTING -> 0;
      case PROBING -> 1;
    };
  }

  /// A teller that began is there.
  synchronized void started() {
    starting--;
  }

  /// The next one to tell; empty ends the teller: nothing is left, or fewer are to tell now, or its
  /// place is wanted for another lane.
  synchronized Optional<Held<NoticeName, Untold>> next(Kind kind, boolean first, long ticks) {
    boolean goesOn = tellers <= tellersMax(ticks) && (first || !places.isWanted(kind));
    var taken = goesOn ? lane.take(1) : List.<Held<NoticeName, Untold>>of();
    if (taken.isEmpty()) {
      stop(kind);
      return Optional.empty();
    }
    return Optional.of(taken.getFirst());
  }

  /// A teller stops with work left.
  synchronized void stop(Kind kind) {
    tellers--;
    places.give(kind);
  }

  synchronized boolean isIdle(long ticks) {
    return tellers == 0
        && queues.isEmpty()
        && lane.isIdle()
        && circuit.standing(ticks) != Circuit.Standing.RESTING;
  }
}
