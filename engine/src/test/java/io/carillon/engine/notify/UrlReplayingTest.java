package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.model.Replay.Counts;
import io.carillon.model.Replay.State;
import io.carillon.model.Status;
import io.carillon.model.port.Notices.Stretch;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Jobs about the URLs that messages name: many hosts, of which some may be dead.
class UrlReplayingTest {
  private static final String ONE = "https://one.example";
  private static final String TWO = "http://two.example:8080";
  private static final String SMPP = "smpp:user";

  private final Rig rig = new Rig();

  /// For how long hosts rest.
  private final Map<String, Duration> rests = new HashMap<>();

  private final Replaying replaying = replaying();

  private Replaying replaying() {
    var lanes =
        new Replaying.Lanes() {
          @Override
          public Optional<LaneStanding> standing(String lane) {
            var until = Optional.ofNullable(rests.get(lane)).map(rig.clock.now()::plus);
            return Optional.of(new LaneStanding(0, 4, 0, until, until, false, until, until, 0));
          }

          @Override
          public void probe(String lane) {}
        };
    return new Replaying(
        new Replaying.Reading(rig.store.replays(), rig.store.notices()),
        rig.store.accounts()::directory,
        rig.store.commits(),
        lanes,
        rig.clock,
        rig.meters);
  }

  private static String lane(String host) {
    return Samples.ACCOUNT.value().hex() + ' ' + host;
  }

  /// Notices of so many messages, each at a host, that were given up.
  private void dead(int messages, String host, String path) {
    var now = rig.clock.now();
    var dead = new Telling(Progress.DEAD, 19, Optional.empty(), Optional.of(now), 503);
    var change = new Notice.Change(Status.SENT, now, Optional.empty());
    for (int i = 0; i < messages; i++) {
      var message = rig.samples.message();
      rig.write(new Write.Added(message));
      rig.write(
          new Write.Owed(new Notice(message.id(), 1, "v2", lane(host), host + path, change, dead)));
    }
  }

  private Replay ordered(long number, String url) {
    var now = rig.clock.now();
    var kinds = EnumSet.of(Event.Kind.MESSAGE_SENT);
    var wanted = new Replay.Wanted(true, now.minusSeconds(60), now.plusSeconds(60), kinds, url);
    var lane = Replay.urls(Samples.ACCOUNT);
    var none = Replay.Standing.NONE;
    var job = new Replay(new Id(9, number), Samples.ACCOUNT, lane, wanted, now, none);
    rig.write(new Write.Enrolled(new Entry.OfReplay(job), Samples.OCCASION));
    return job;
  }

  private Replay.Standing after(Replay job) {
    rig.tasks.start(
        "replay",
        () -> {
          try {
            replaying.round();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    rig.tasks.settle();
    return rig.store.replays().find(job.id()).orElseThrow().standing();
  }

  private int due(String host) {
    return rig.store.notices().countDue(lane(host), rig.clock.now(), Stretch.ROWS * 10);
  }

  @Test
  void allHostsAreToldAgainButNobodyElse() {
    dead(3, ONE, "/hook");
    dead(2, TWO, "/hook");
    dead(4, SMPP, "");
    var job = ordered(1, "");

    var standing = after(job);

    assertThat(standing.state()).isEqualTo(State.DONE);
    assertThat(standing.counts()).isEqualTo(new Counts(5, 0));
    assertThat(due(ONE)).isEqualTo(3);
    assertThat(due(TWO)).isEqualTo(2);
    assertThat(due(SMPP)).isZero();
  }

  @Test
  void oneUrlIsMeantOrThoseThatBeginSo() {
    dead(3, ONE, "/hook");
    dead(2, ONE, "/hook?of=1");
    dead(4, ONE, "/other");
    dead(5, TWO, "/hook");

    assertThat(after(ordered(1, ONE + "/hook")).counts()).isEqualTo(new Counts(3, 0));
    assertThat(after(ordered(2, ONE + "/hook*")).counts()).isEqualTo(new Counts(2, 0));
    assertThat(after(ordered(3, ONE + "/*")).counts()).isEqualTo(new Counts(4, 0));
    assertThat(due(TWO)).isZero();
  }

  @Test
  void aDeadHostHoldsUpNobodyElse() {
    rests.put(lane(ONE), Duration.ofMinutes(4));
    dead(Stretch.ROWS + 100, ONE, "/hook");
    dead(30, TWO, "/hook");
    var job = ordered(1, "");

    var standing = after(job);

    assertThat(standing.state()).isEqualTo(State.DONE);
    assertThat(standing.counts()).isEqualTo(new Counts(Stretch.ROWS + 30, 0, 100));
    assertThat(due(ONE)).isEqualTo(Stretch.ROWS);
    assertThat(due(TWO)).isEqualTo(30);
  }

  @Test
  void aShortRestIsWaitedFor() {
    rests.put(lane(ONE), Duration.ofSeconds(30));
    dead(Stretch.ROWS + 100, ONE, "/hook");
    var job = ordered(1, "");

    assertThat(after(job).counts()).isEqualTo(new Counts(Stretch.ROWS, 0));
    assertThat(after(job).counts()).isEqualTo(new Counts(Stretch.ROWS, 0));
    rests.clear();
    assertThat(after(job).counts()).isEqualTo(new Counts(Stretch.ROWS + 100, 0));
  }

  @Test
  void aJobOfOneUrlWaitsForIt() {
    rests.put(lane(ONE), Duration.ofMinutes(4));
    dead(Stretch.ROWS + 100, ONE, "/hook");
    var job = ordered(1, ONE + "/*");

    assertThat(after(job).counts()).isEqualTo(new Counts(Stretch.ROWS, 0));
    assertThat(after(job).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void noHostIsOwedMoreThanItTakes() {
    dead(Stretch.ROWS * 3, ONE, "/hook");
    var job = ordered(1, "");

    for (int i = 0; i < 5; i++) {
      after(job);
    }

    assertThat(due(ONE)).isEqualTo(ReplayRoom.AHEAD_MAX);
    assertThat(after(job).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void ofAnAccountOneJobGoesOnAndSomeWait() {
    dead(2, ONE, "/hook");
    var directory = rig.store.accounts().directory();
    var job = ordered(1, "");
    assertThat(replaying.objection(job, directory)).isEmpty();
    for (int i = 2; i <= Replaying.URLS_MAX; i++) {
      ordered(i, "");
    }
    assertThat(replaying.objection(job, directory))
        .map(Refusal::fault)
        .contains(Fault.TOO_MANY_REQUESTS);

    assertThat(after(job).state()).isEqualTo(State.DONE);

    assertThat(replaying.objection(job, directory)).isEmpty();
    assertThat(rig.store.replays().find(new Id(9, 2)).orElseThrow().standing().state())
        .isEqualTo(State.WAITING);
    assertThat(after(job)).isEqualTo(after(job));
    assertThat(rig.store.replays().find(new Id(9, 3)).orElseThrow().isOpen()).isFalse();
  }
}
