package io.carillon.engine.notify;

import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.model.Replay.State;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Notices.Stretch;
import io.carillon.model.port.ReplayJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out jobs that have a lane's destination told again a range of what it was told, or all
/// that was given up.
///
/// Problem: there may be a million of them, and an endpoint that just came back would fall over
/// them. Idea: a job goes through its lane in short stretches, and goes on only while fewer than
/// 1,000 notices of the lane are due. Each stretch is one commit, which has both what is owed again
/// and how far the job has come: a crash repeats nothing and leaves nothing out. While an endpoint
/// is paused its job waits, and after the first stretch also while it rests.
public final class Replaying {
  /// How many notices of a lane may be due when its job owes more of them.
  static final int AHEAD_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Replaying.class);
  private static final Id NOWHERE = Replay.Standing.NONE.behind();
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final ReplayJobs jobs;
  private final Notices notices;
  private final Supplier<Directory> directory;
  private final Commits commits;
  private final Lanes lanes;
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
  /// another job of its lane goes on. To be asked when nobody else can order one.
  public Optional<Refusal> objection(Replay job, Directory standing) {
    var dead = against(job, standing);
    if (dead.isPresent()) {
      var words = "The endpoint is disabled: resume it first.";
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "", words));
    }
    return jobs.page(job.account(), job.lane(), Optional.empty(), 1).stream()
            .anyMatch(Replay::isOpen)
        ? Optional.of(
            new Refusal(
                Fault.TOO_MANY_REQUESTS,
                "",
                "Another replay of this endpoint goes on: wait until it ends, or cancel it.",
                Optional.of(AGAIN)))
        : Optional.empty();
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
      var ended = now.ended(State.CANCELED, "", clock.now());
      var row = new Write.Enrolled(new Entry.OfReplay(ended), new Occasion(clock.now(), by));
      return wrote(List.of(row)) ? Optional.of(ended) : Optional.empty();
    } finally {
      turn.unlock();
    }
  }

  /// Goes on with jobs, each in its turn, for about two seconds at most. To be called each second,
  /// by one thread.
  public void round() throws InterruptedException {
    var all = jobs.open(ReplayJobs.ROWS_MAX);
    open = all.size();
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
    boolean rests = lanes.standing(job.lane()).flatMap(LaneStanding::restsUntil).isPresent();
    if (isPaused(job) || (rests && job.standing().counts().queued() > 0)) {
      return;
    }
    long room = (long) AHEAD_MAX - notices.countDue(job.lane(), clock.now(), AHEAD_MAX);
    long end = clock.ticks() + TURN.toNanos();
    var at = job;
    while (room > 0 && at.isOpen() && clock.ticks() - end < 0) {
      var next = step(at, end);
      long more = next.standing().counts().queued() - at.standing().counts().queued();
      if (next.equals(at) || (more > 0 && rests)) {
        return;
      }
      room -= more;
      at = next;
    }
  }

  /// Looks on until something is found; answers how the job stands then.
  private Replay step(Replay job, long end) throws InterruptedException {
    var begin = job.standing().behind();
    var stretch = look(job, begin.equals(NOWHERE) ? job.wanted().begin() : begin);
    while (stretch.notices().isEmpty() && !stretch.over() && clock.ticks() - end < 0) {
      stretch = look(job, stretch.last());
    }
    var now = clock.now();
    var step = ReplayStep.of(job.wanted(), stretch, others(stretch), now);
    var next = job.after(stretch.last(), step.counts(), stretch.over(), now);
    boolean kept = next.isOpen() ? wrote(rows(next, step.rows())) : ended(next, step.rows());
    if (!kept) {
      return job;
    }
    if (job.standing().started().isEmpty()) {
      LOG.info("replay {} of {} begins", job.id().uuid(), job.endpoint().orElse("a URL"));
    }
    if (step.counts().queued() > 0) {
      queued.add(step.counts().queued());
      lanes.probe(job.lane());
    }
    return next;
  }

  /// What is no message's comes behind all messages.
  private Stretch look(Replay job, Id behind) {
    var wanted = job.wanted();
    var stretch = notices.stretch(job.lane(), wanted.failed(), behind, wanted.end(behind));
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
          "replay {} of {} has ended, {}: {} owed again, {} owed still",
          job.id().uuid(),
          job.endpoint().orElse("a URL"),
          standing.state().word(),
          standing.counts().queued(),
          standing.counts().owed());
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
