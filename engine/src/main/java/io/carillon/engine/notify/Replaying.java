package io.carillon.engine.notify;

import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.model.Replay.Counts;
import io.carillon.model.Replay.State;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Notices.Stretch;
import io.carillon.model.port.ReplayJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out jobs that have a lane's destination told again a range of what it was told, or all
/// that was given up.
///
/// Problem: there may be a million of them, and an endpoint that just came back would fall over
/// them. Idea: a job goes through its lane, or all lanes of an account that go to URLs, in short
/// stretches, and goes on only while fewer than 1,000 notices of a lane are due (`ReplayRoom`).
/// Each stretch is one commit, which has both what is owed again and how far the job has come: a
/// crash repeats nothing and leaves nothing out. While an endpoint is paused its job waits, and
/// after the first stretch also while it rests.
public final class Replaying {
  /// How many jobs about URLs of an account may go on or wait for their turn.
  static final int URLS_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Replaying.class);
  private static final String URLS = "URLs of messages";
  private static final Counts NOTHING = new Counts(0, 0);
  private static final Id NOWHERE = Replay.Standing.NONE.behind();
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final ReplayJobs jobs;
  private final Notices notices;
  private final Supplier<Directory> directory;
  private final Commits commits;
  private final Lanes lanes;
  private final ReplayRoom room;
  private final Clock clock;
  private final Meters.Count queued;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile long open;
  private Id last = NOWHERE;

  /// @param directory which endpoints there are now
  public Replaying(
      Reading reading,
      Supplier<Directory> directory,
      Commits commits,
      Lanes lanes,
      Clock clock,
      Meters meters) {
    this.jobs = reading.jobs();
    this.notices = reading.notices();
    this.directory = directory;
    this.commits = commits;
    this.lanes = lanes;
    room = new ReplayRoom(notices, lanes, clock);
    this.clock = clock;
    queued = meters.count("replays.notices");
    meters.gauge("replays.open", () -> open);
  }

  /// The read ports that it needs.
  public record Reading(ReplayJobs jobs, Notices notices) {}

  /// What tells what is owed.
  public interface Lanes {
    /// How a lane stands; empty where nothing waits in it and it does not rest.
    Optional<LaneStanding> standing(String lane);

    /// Something is owed in this lane, and its endpoint is to be asked at once.
    void probe(String lane);
  }

  /// What is known of all jobs.
  public ReplayJobs jobs() {
    return jobs;
  }

  /// What stands against a job that somebody orders: its endpoint hears nothing any more, or
  /// another job of it goes on, or too many about URLs wait. To be asked when nobody else can order
  /// one.
  public Optional<Refusal> objection(Replay job, Directory standing) {
    var dead = against(job, standing);
    if (dead.isPresent()) {
      var words = "The endpoint is disabled: resume it first.";
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "", words));
    }
    long others =
        jobs.page(job.account(), job.lane(), Optional.empty(), ReplayJobs.ROWS_MAX).stream()
            .filter(Replay::isOpen)
            .count();
    if (job.endpoint().isPresent() && others > 0) {
      return Optional.of(tooMany("Another replay of this endpoint goes on"));
    }
    return others >= URLS_MAX
        ? Optional.of(tooMany(URLS_MAX + " such replays go on or wait"))
        : Optional.empty();
  }

  private static Refusal tooMany(String what) {
    var words = what + ": wait until one ends, or cancel one.";
    return new Refusal(Fault.TOO_MANY_REQUESTS, "", words, Optional.of(AGAIN));
  }

  /// Why a job can never go on.
  private static Optional<String> against(Replay job, Directory standing) {
    if (job.endpoint().isEmpty()) {
      return Optional.empty();
    }
    var endpoint = standing.endpoint(job.account(), job.endpoint().get());
    if (endpoint.isEmpty()) {
      return Optional.of("the endpoint was deleted");
    }
    return endpoint.get().state() == Endpoint.State.DISABLED
        ? Optional.of("the endpoint was disabled")
        : Optional.empty();
  }

  private boolean isPaused(Replay job) {
    return job.endpoint()
        .flatMap(name -> directory.get().endpoint(job.account(), name))
        .filter(endpoint -> endpoint.state() == Endpoint.State.PAUSED)
        .isPresent();
  }

  /// Ends a job that goes on; what it has owed already stays owed. Answers how it stands then;
  /// empty where that could not be kept.
  public Optional<Replay> cancel(Replay job, Author by) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      var now = jobs.find(job.id()).orElse(job);
      if (!now.isOpen()) {
        return Optional.of(now);
      }
      room.forget(now);
      var ended = now.ended(State.CANCELED, "", clock.now());
      var row = new Write.Enrolled(new Entry.OfReplay(ended), new Occasion(clock.now(), by));
      return wrote(List.of(row)) ? Optional.of(ended) : Optional.empty();
    } finally {
      turn.unlock();
    }
  }

  /// Goes on with jobs, the oldest of each lane, each in its turn, for about two seconds at most.
  /// To be called each second, by one thread.
  public void round() throws InterruptedException {
    var every = jobs.open(ReplayJobs.ROWS_MAX);
    open = every.size();
    var busy = new HashSet<String>();
    var all = every.stream().filter(job -> busy.add(job.lane())).toList();
    var order = new ArrayList<Replay>(all.size());
    all.stream().filter(job -> job.id().compareTo(last) > 0).forEach(order::add);
    all.stream().filter(job -> job.id().compareTo(last) <= 0).forEach(order::add);
    long end = clock.ticks() + ROUND.toNanos();
    for (var job : order) {
      if (clock.ticks() - end >= 0) {
        return;
      }
      goOn(job.id());
      last = job.id();
    }
  }

  private void goOn(Id id) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      var job = jobs.find(id).filter(Replay::isOpen);
      if (job.isPresent()) {
        goOn(job.get());
      }
    } finally {
      turn.unlock();
    }
  }

  private void goOn(Replay job) throws InterruptedException {
    var dead = against(job, directory.get());
    if (dead.isPresent()) {
      ended(job.ended(State.FAILED, dead.get(), clock.now()), List.of());
      return;
    }
    if (isPaused(job)) {
      return;
    }
    long end = clock.ticks() + TURN.toNanos();
    var at = job;
    var next = step(at, end);
    while (!next.equals(at) && next.isOpen() && clock.ticks() - end < 0) {
      at = next;
      next = step(at, end);
    }
  }

  /// Looks on until something is found; answers how the job stands then: as before where what was
  /// found is to wait, or could not be kept.
  private Replay step(Replay job, long end) throws InterruptedException {
    var begin = job.standing().behind();
    var behind = begin.equals(NOWHERE) ? job.wanted().begin() : begin;
    var stretch = look(job, behind);
    var meant = meant(job.wanted(), stretch);
    while (meant.isEmpty() && !stretch.over() && clock.ticks() - end < 0) {
      behind = stretch.last();
      stretch = look(job, behind);
      meant = meant(job.wanted(), stretch);
    }
    var now = clock.now();
    var leftOut = room.leftOut(job, lanes(meant));
    if (leftOut.isEmpty()) {
      var looked = job.after(behind, NOTHING, false, now);
      return behind.equals(begin) || !wrote(rows(looked, List.of())) ? job : looked;
    }
    var step = ReplayStep.of(stretch.notices(), meant::contains, leftOut.get(), now);
    var next = job.after(stretch.last(), step.counts(), stretch.over(), now);
    boolean kept = next.isOpen() ? wrote(rows(next, step.rows())) : ended(next, step.rows());
    if (!kept) {
      return job;
    }
    if (job.standing().started().isEmpty()) {
      LOG.info("replay {} of {} begins", job.id().uuid(), job.endpoint().orElse(URLS));
    }
    queued.add(step.counts().queued());
    room.owed(next, step.lanes());
    step.lanes().forEach(lanes::probe);
    return next;
  }

  private static Set<String> lanes(Set<Notice> notices) {
    return notices.stream().map(Notice::lane).collect(Collectors.toSet());
  }

  private Set<Notice> meant(Replay.Wanted wanted, Stretch stretch) {
    var others = others(stretch);
    return stretch.notices().stream()
        .filter(notice -> wanted.goesTo(notice.destination()))
        .filter(notice ->
            kind(notice, others)
                .filter(kind -> wanted.means(kind, notice.change().at()))
                .isPresent())
        .collect(Collectors.toSet());
  }

  /// Empty where it is not kept any more.
  private static Optional<Event.Kind> kind(Notice notice, Map<MessageId, Happening> others) {
    return Happening.isNamed(notice.message())
        ? Optional.ofNullable(others.get(notice.message())).map(one -> one.event().kind())
        : Optional.of(Event.Kind.of(notice.change().status()));
  }

  /// What is no message's comes behind all messages.
  private Stretch look(Replay job, Id behind) {
    var wanted = job.wanted();
    var until = wanted.end(behind);
    var stretch =
        job.only()
            .map(lane -> notices.stretch(lane, wanted.failed(), behind, until))
            .orElseGet(() -> notices.urls(job.account(), wanted.failed(), behind, until));
    var next = stretch.over() ? wanted.others() : Optional.<Id>empty();
    return next.filter(_ -> !isOther(behind))
        .map(others -> new Stretch(stretch.notices(), others, false))
        .orElse(stretch);
  }

  private Map<MessageId, Happening> others(Stretch stretch) {
    var ids = stretch.notices().stream().map(Notice::message).filter(Happening::isNamed).toList();
    return ids.isEmpty() ? Map.of() : notices.happenings(ids);
  }

  private static boolean isOther(Id id) {
    return Happening.isNamed(new MessageId(id));
  }

  private boolean ended(Replay job, List<Write> rows) throws InterruptedException {
    boolean kept = wrote(rows(job, rows));
    if (kept) {
      var standing = job.standing();
      LOG.info(
          "replay {} of {} has ended, {}: {} owed again, {} owed still, {} left out",
          job.id().uuid(),
          job.endpoint().orElse(URLS),
          standing.state().word(),
          standing.counts().queued(),
          standing.counts().owed(),
          standing.counts().resting());
      room.forget(job);
    }
    return kept;
  }

  private static List<Write> rows(Replay job, List<Write> rows) {
    var all = new ArrayList<Write>(rows);
    all.add(new Write.Replayed(job));
    return all;
  }

  private boolean wrote(List<Write> rows) throws InterruptedException {
    return commits.write(new Commit(Urgency.ACCEPT, List.of(), rows)) instanceof Result.Done;
  }
}
