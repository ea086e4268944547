package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.model.Replay.Counts;
import io.carillon.model.Replay.State;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Notices.Stretch;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayingTest {
  private static final Id ENDPOINT =
      Id.fromUuid("01912d68-783e-7a03-8467-5661c1243ad4").orElseThrow();
  private static final String NAME = "ep_" + ENDPOINT.uuid();
  private static final String LANE = Samples.ACCOUNT.value().hex() + ' ' + NAME;

  private Rig rig = new Rig();
  private boolean rests;
  private Replaying replaying = replaying();

  private Replaying replaying() {
    var lanes =
        new Replaying.Lanes() {
          @Override
          public Optional<LaneStanding> standing(String lane) {
            var until = rests ? Optional.of(rig.clock.now()) : Optional.<Instant>empty();
            return Optional.of(new LaneStanding(0, 4, 0, until, until, false, until, until, 0));
          }

          @Override
          public void probe(String lane) {
            rig.notify.probe(lane);
          }
        };
    var store = rig.store;
    return new Replaying(
        new Replaying.Reading(store.replays(), store.notices()),
        store.accounts()::directory,
        store.commits(),
        lanes,
        rig.clock,
        rig.meters);
  }

  private void endpoint(String state) {
    var url = "https://example.org/x";
    var facts = Map.of(Endpoint.URL, url, Endpoint.EVENTS, "*", Endpoint.STATE, state);
    var now = rig.clock.now();
    var resource =
        new Resource(ENDPOINT, Samples.ACCOUNT, Resource.Kind.ENDPOINT, "", facts, now, now);
    rig.write(new Write.Enrolled(new Entry.OfResource(resource), Samples.OCCASION));
  }

  /// New messages, each with so many notices that stand so.
  private List<Message> owed(int messages, int notices, Telling telling) {
    var all = new ArrayList<Message>();
    for (int i = 0; i < messages; i++) {
      var message = rig.samples.message();
      all.add(message);
      rig.write(new Write.Added(message));
      for (int sequence = 1; sequence <= notices; sequence++) {
        rig.write(new Write.Owed(notice(message.id(), sequence).with(telling)));
      }
    }
    return all;
  }

  private Notice notice(MessageId message, int sequence) {
    var change = new Notice.Change(Status.SENT, rig.clock.now(), Optional.empty());
    var telling = Telling.owedAt(rig.clock.now());
    return new Notice(message, sequence, "pantheon", LANE, NAME, change, telling);
  }

  private Telling dead() {
    var now = Optional.of(rig.clock.now());
    return new Telling(Progress.DEAD, 19, Optional.empty(), now, 503);
  }

  private Telling told() {
    return new Telling(Progress.TOLD, 0, Optional.empty(), Optional.of(rig.clock.now()), 200);
  }

  private Replay ordered(boolean failed) {
    var now = rig.clock.now();
    var kinds = EnumSet.allOf(Event.Kind.class);
    return ordered(
        new Replay.Wanted(failed, now.minusSeconds(3_600), now.plusSeconds(3_600), kinds));
  }

  private Replay ordered(Replay.Wanted wanted) {
    var now = rig.clock.now();
    var job = new Replay(new Id(9, 9), Samples.ACCOUNT, LANE, wanted, now, Replay.Standing.NONE);
    rig.write(new Write.Enrolled(new Entry.OfReplay(job), Samples.OCCASION));
    return job;
  }

  private void round() {
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
  }

  private Replay standing() {
    return rig.store.replays().find(new Id(9, 9)).orElseThrow();
  }

  /// Has told what is due, as seconds pass.
  private void tell(int seconds) {
    for (int i = 0; i < seconds; i++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.notify.sweep();
      rig.tasks.settle();
    }
  }

  @Test
  void whatWasGivenUpIsToldOnceInItsOrder() {
    endpoint("");
    var messages = owed(3, 3, dead());
    owed(2, 1, told());
    ordered(true);

    round();
    tell(9);

    assertThat(standing().standing().state()).isEqualTo(State.DONE);
    assertThat(standing().standing().counts()).isEqualTo(new Counts(9, 0));
    assertThat(rig.herald.tried()).hasSize(9);
    for (var message : messages) {
      assertThat(rig.notices(message))
          .allMatch(notice -> notice.telling().progress() == Progress.TOLD);
      assertThat(rig.herald.tried().stream().filter(one -> one.message().equals(message.id())))
          .extracting(Notice::sequence)
          .containsExactly(1, 2, 3);
    }
    assertThat(rig.meters.counted("replays.notices")).isEqualTo(9);
  }

  @Test
  void aRangeTellsAgainWhatWasToldButNotWhatComesSoon() {
    endpoint("");
    owed(2, 1, told());
    owed(1, 1, dead());
    var soon = Optional.of(rig.clock.now().plusSeconds(30));
    owed(1, 1, new Telling(Progress.OPEN, 2, soon, Optional.empty(), 503));
    var late = Optional.of(rig.clock.now().plusSeconds(3_000));
    owed(1, 1, new Telling(Progress.OPEN, 5, late, Optional.empty(), 503));
    ordered(false);

    round();
    tell(9);

    assertThat(standing().standing().counts()).isEqualTo(new Counts(4, 1));
    assertThat(rig.herald.tried()).hasSize(4);
    assertThat(rig.herald.tried()).extracting(one -> one.telling().attempts()).contains(5);
  }

  @Test
  void onlyTheChangesThatAreMeantAreToldAgain() {
    var message = rig.samples.message();
    var at = rig.clock.now();
    var wanted =
        new Replay.Wanted(true, at, at.plusSeconds(10), EnumSet.of(Event.Kind.MESSAGE_SENT));
    var rows = new ArrayList<Notice>();
    for (var status : List.of(Status.SENT, Status.DELIVERED)) {
      for (int second : List.of(-1, 0, 9, 10)) {
        var change = new Notice.Change(status, at.plusSeconds(second), Optional.empty());
        rows.add(new Notice(message.id(), rows.size() + 1, "pantheon", LANE, NAME, change, dead()));
      }
    }

    var step =
        ReplayStep.of(
            rows,
            row -> wanted.means(Event.Kind.of(row.change().status()), row.change().at()),
            Set.of(),
            at);

    assertThat(step.counts()).isEqualTo(new Counts(2, 0));
    assertThat(step.rows())
        .filteredOn(Write.Retold.class::isInstance)
        .extracting(row -> ((Write.Retold) row).notice().sequence())
        .containsExactly(2, 3);
  }

  @Test
  void whatIsNoMessagesComesBehindAllMessages() {
    endpoint("");
    var early = happened(Event.Kind.CONVERSATION_CLOSED);
    rig.tasks.pass(Duration.ofSeconds(1));
    var late = happened(Event.Kind.CONSENT_GIVEN);
    var message = owed(1, 1, dead()).getFirst().id();
    ordered(true);
    round();
    tell(9);
    assertThat(standing().standing().counts()).isEqualTo(new Counts(3, 0));
    assertThat(rig.herald.tried()).extracting(Notice::message).containsExactly(message);
    assertThat(rig.endpoints.tried())
        .extracting(Notice::message)
        .containsExactlyInAnyOrder(early, late);

    var now = rig.clock.now();
    var closed = EnumSet.of(Event.Kind.CONVERSATION_CLOSED);
    ordered(new Replay.Wanted(false, now.minusSeconds(60), now, closed));
    round();
    assertThat(standing().standing().counts()).isEqualTo(new Counts(1, 0));
    assertThat(rig.endpoints.tried()).hasSize(3).extracting(Notice::message).endsWith(early);
    ordered(new Replay.Wanted(false, now, now.plusSeconds(60), closed));
    round();
    assertThat(standing().standing().state()).isEqualTo(State.DONE);
    assertThat(standing().standing().counts()).isEqualTo(new Counts(0, 0));
  }

  /// Something that was given up; answers its id.
  private MessageId happened(Event.Kind kind) {
    var at = rig.clock.now();
    rig.write(new Write.Happened(new Event(Samples.ACCOUNT, at, kind, new Id(6, 6), Map.of())));
    var notice = rig.store.notices().due(LANE, at, 10).getLast();
    rig.write(new Write.Retold(notice.with(dead()), true, at));
    return notice.message();
  }

  @Test
  void aJobOwesNoMoreThanTheEndpointTakes() {
    endpoint("");
    rig.herald.away(true);
    owed(Stretch.ROWS * 4, 1, dead());
    ordered(true);

    for (int i = 0; i < 9; i++) {
      round();
    }

    assertThat(standing().standing().state()).isEqualTo(State.RUNNING);
    assertThat(standing().standing().counts().queued())
        .isBetween((long) ReplayRoom.AHEAD_MAX, (long) ReplayRoom.AHEAD_MAX + Stretch.ROWS);

    rig.herald.away(false);
    for (int i = 0; i < 20; i++) {
      tell(1);
      round();
    }
    assertThat(standing().standing().state()).isEqualTo(State.DONE);
    assertThat(standing().standing().counts()).isEqualTo(new Counts(Stretch.ROWS * 4L, 0));
    var told = new HashSet<MessageId>();
    assertThat(rig.herald.tried()).allMatch(notice -> told.add(notice.message()));
    assertThat(told).hasSize(Stretch.ROWS * 4);
  }

  @Test
  void aCrashNeitherRepeatsNorLeavesOut() {
    endpoint("");
    var messages = owed(Stretch.ROWS + 100, 1, dead());
    rig.herald.away(true);
    ordered(true);
    rig.store.breakNext(1);
    round();
    rig = rig.restarted();
    replaying = replaying();

    round();
    tell(9);

    assertThat(standing().standing().counts()).isEqualTo(new Counts(messages.size(), 0));
    assertThat(rig.herald.tried()).hasSize(messages.size());
  }

  @Test
  void aPausedEndpointKeepsItsJobWaiting() {
    endpoint(Endpoint.State.PAUSED.word());
    owed(2, 1, dead());
    ordered(true);

    round();
    assertThat(standing().standing()).isEqualTo(Replay.Standing.NONE);
    endpoint("");
    round();
    assertThat(standing().standing().state()).isEqualTo(State.DONE);
  }

  @Test
  void whileTheEndpointRestsOneStretchAsksIt() {
    endpoint("");
    owed(Stretch.ROWS + 10, 1, dead());
    ordered(true);
    rests = true;
    rig.herald.endpoint(_ -> new Herald.Telling.NotNow(503, "HTTP 503", Optional.empty()));

    round();
    long asked = standing().standing().counts().queued();
    round();
    assertThat(asked).isBetween(1L, Stretch.ROWS + 1L);
    assertThat(standing().standing().counts().queued()).isEqualTo(asked);

    rests = false;
    round();
    assertThat(standing().standing().state()).isEqualTo(State.DONE);
  }

  @Test
  void aJobOfAnEndpointThatIsGoneFails() {
    endpoint(Endpoint.State.DISABLED.word());
    var job = ordered(true);
    assertThat(replaying.objection(job, rig.store.accounts().directory()))
        .map(Refusal::fault)
        .contains(Fault.FORBIDDEN);

    round();

    assertThat(standing().standing().state()).isEqualTo(State.FAILED);
    assertThat(standing().standing().reason()).isEqualTo("the endpoint was disabled");
  }

  @Test
  void ofOneLaneOneJobGoesOn() {
    endpoint("");
    var job = ordered(true);
    var directory = rig.store.accounts().directory();
    assertThat(replaying.objection(job, directory))
        .map(Refusal::fault)
        .contains(Fault.TOO_MANY_REQUESTS);

    round();

    assertThat(replaying.objection(job, directory)).isEmpty();
  }

  @Test
  void whatIsCanceledGoesOnNoMore() {
    endpoint("");
    owed(2, 1, dead());
    var job = ordered(true);
    rig.tasks.start(
        "cancel",
        () -> {
          try {
            replaying.cancel(job, Author.SERVER);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    rig.tasks.settle();

    round();

    assertThat(standing().standing().state()).isEqualTo(State.CANCELED);
    assertThat(standing().standing().counts()).isEqualTo(new Counts(0, 0));
    assertThat(rig.herald.tried()).isEmpty();
  }
}
