package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.lane.Lane;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Tasks;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifyTest {
  private static final Telling FAILED = new Telling.NotNow(503, "HTTP 503", Optional.empty());
  private static final Telling TOLD = new Telling.Told(200);

  private Rig rig = new Rig();

  /// Sent and delivered, of which both are told.
  private Message delivered() {
    var message = rig.told(Status.SENT, Status.DELIVERED);
    rig.add(message);
    var farId = "far of " + message.id();
    rig.taken(farId);
    rig.receipt(Rig.receipt(message, farId, -1, Verdict.DELIVERED));
    return message;
  }

  /// What the endpoint heard, in order.
  private List<Status> heard() {
    return rig.herald.tried().stream().map(notice -> notice.change().status()).toList();
  }

  private static List<Progress> progress(List<Notice> notices) {
    return notices.stream().map(notice -> notice.telling().progress()).toList();
  }

  @Test
  void tellsEachChangeInOrder() {
    var message = delivered();

    assertThat(heard()).containsExactly(Status.SENT, Status.DELIVERED);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD, Progress.TOLD);
    assertThat(rig.meters.counted("notices.tried", "outcome", "told")).isEqualTo(2);
    assertThat(rig.notify.waiting()).isZero();
  }

  @Test
  void tellsWhatIsNoMessagesByTheSameLanes() throws Exception {
    var now = rig.clock.now();
    var facts = Map.of(Endpoint.URL, "https://example.com", Endpoint.EVENTS, "consent.*");
    var id = new Id(3, 3);
    var made = new Resource(id, Samples.ACCOUNT, Resource.Kind.ENDPOINT, "", facts, now, now);
    rig.write(new Write.Enrolled(new Entry.OfResource(made), Samples.OCCASION));
    var kind = Event.Kind.CONSENT_GIVEN;
    rig.endpoints.endpoint(_ -> FAILED);
    rig.write(new Write.Happened(new Event(Samples.ACCOUNT, now, kind, new Id(6, 6), Map.of())));

    sweepFor(4);
    var first = rig.endpoints.tried().getFirst();
    assertThat(rig.store.notices().of(first.message()).getFirst().telling().attempts())
        .isEqualTo(1);
    rig.endpoints.endpoint(_ -> TOLD);
    sweepFor(10);

    assertThat(rig.endpoints.tried()).hasSize(2);
    assertThat(first.lane()).isEqualTo(Endpoint.of(made).lane());
    assertThat(progress(rig.store.notices().of(first.message()))).containsExactly(Progress.TOLD);
    assertThat(rig.herald.tried()).isEmpty();
  }

  private void sweepFor(int seconds) {
    for (int second = 0; second < seconds; second++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.notify.sweep();
      rig.tasks.settle();
    }
  }

  @Test
  void whileNobodyHearsNoticesWaitUntriedAndGoAtOnceWhenSomebodyIsBack() {
    rig.herald.away(true);
    var message = delivered();
    for (int second = 0; second < 600; second++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.notify.sweep();
      rig.tasks.settle();
    }
    assertThat(heard()).isEmpty();
    assertThat(rig.notices(message)).allMatch(notice -> notice.telling().attempts() == 0);
    assertThat(rig.notify.waiting(rig.notices(message).getFirst().lane())).isPositive();

    rig.herald.away(false);
    rig.notify.wake(rig.notices(message).getFirst().lane());
    rig.tasks.settle();

    assertThat(heard()).containsExactly(Status.SENT, Status.DELIVERED);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD, Progress.TOLD);
  }

  @Test
  void whereNobodyComesBackNoticesAreGivenUpAfterTheUsualTime() {
    rig.herald.away(true);
    rig.herald.endpoint(_ -> FAILED);
    var message = delivered();

    rig.clock.advance(Retelling.GIVEN_UP_AFTER.plusSeconds(1));
    for (int i = 0; i < 3; i++) {
      rig.notify.sweep();
      rig.tasks.settle();
    }

    assertThat(progress(rig.notices(message))).containsExactly(Progress.DEAD, Progress.DEAD);
  }

  @Test
  void tellsOnlyWhatIsSynced() {
    var onDisk = new ArrayList<Status>();
    rig.herald.endpoint(notice -> {
      onDisk.add(rig.kept(notice.message()).status());
      return TOLD;
    });

    delivered();

    assertThat(onDisk).containsExactly(Status.SENT, Status.DELIVERED);
  }

  @Test
  void triesAgainWithGrowingPausesBeforeItTellsTheNext() {
    var tried = new ArrayList<Instant>();
    rig.herald.endpoint(notice -> {
      tried.add(rig.clock.now());
      return tried.size() < 3 ? FAILED : TOLD;
    });

    delivered();
    rig.tasks.pass(Duration.ofSeconds(30));

    assertThat(heard()).containsExactly(Status.SENT, Status.SENT, Status.SENT, Status.DELIVERED);
    assertThat(Duration.between(tried.get(0), tried.get(1)).toMillis()).isBetween(5_000L, 6_000L);
    assertThat(Duration.between(tried.get(1), tried.get(2)).toMillis()).isBetween(15_000L, 18_000L);
    assertThat(tried.get(3)).isEqualTo(tried.get(2));
  }

  @Test
  void letsTheNextPassAtTheThirdFailureAndStillTellsTheFirst() {
    var failures = new HashMap<Integer, Integer>();
    rig.herald.endpoint(notice -> {
      int times = failures.merge(notice.sequence(), 1, Integer::sum);
      return notice.sequence() == 1 && times < 5 ? FAILED : TOLD;
    });

    var message = delivered();
    for (int second = 0; second < 300; second++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.notify.sweep();
      rig.tasks.settle();
    }

    assertThat(heard())
        .containsExactly(
            Status.SENT, Status.SENT, Status.SENT, Status.DELIVERED, Status.SENT, Status.SENT);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD, Progress.TOLD);
  }

  @Test
  void givesUpAfter75HoursAndKeepsItForAReplay() {
    rig.herald.endpoint(_ -> FAILED);

    var message = delivered();
    for (int quarter = 0; quarter < 80 * 4; quarter++) {
      rig.tasks.pass(Duration.ofMinutes(15));
      rig.notify.sweep();
      rig.tasks.settle();
    }

    assertThat(progress(rig.notices(message))).containsExactly(Progress.DEAD, Progress.DEAD);
    for (var notice : rig.notices(message)) {
      assertThat(notice.telling().ended().orElseThrow())
          .isBetween(
              Samples.START.plus(Duration.ofHours(70)), Samples.START.plus(Duration.ofHours(76)));
    }
    assertThat(rig.rows(message)).contains(TraceRow.Kind.NOTICE_FAILED, TraceRow.Kind.NOTICE_DEAD);
    assertThat(rig.herald.tried().size()).isBetween(40, 60);
  }

  @Test
  void givesUpAtOnceWhatMayNotBeTold() {
    rig.herald.endpoint(_ -> new Telling.Gone("refused by the address guard"));

    var message = delivered();

    assertThat(progress(rig.notices(message))).containsExactly(Progress.DEAD, Progress.DEAD);
    assertThat(rig.herald.tried()).hasSize(2);
    assertThat(rig.meters.counted("notices.tried", "outcome", "dead")).isEqualTo(2);
  }

  @Test
  void tellsAfterARestartWhatWasOwedBefore() {
    rig.herald.endpoint(_ -> FAILED);
    var message = delivered();

    rig = rig.restarted();
    rig.tasks.pass(Duration.ofSeconds(10));
    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(heard()).containsExactly(Status.SENT, Status.DELIVERED);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD, Progress.TOLD);
  }

  @Test
  void tellsAgainWhatWasToldAndNotKept() {
    rig.herald.endpoint(_ -> {
      rig.store.breakNext(1);
      return TOLD;
    });
    var message = rig.told(Status.SENDING);

    rig.add(message);
    rig.herald.endpoint(_ -> TOLD);
    rig.tasks.pass(Duration.ofSeconds(3));
    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(rig.herald.tried()).hasSizeGreaterThan(1);
    assertThat(progress(rig.notices(message))).containsExactly(Progress.TOLD);
  }

  @Test
  void tellsAnEndpointThatIsNewFewAtATime() {
    rig = new Rig(Rig.Setup.USUAL.window(100));
    var inCall = new ArrayList<Tasks.Gate>();
    rig.herald.endpoint(_ -> {
      var gate = rig.tasks.gate();
      inCall.add(gate);
      pass(gate);
      return TOLD;
    });
    rig.tasks.later(
        "answers",
        Duration.ofSeconds(1),
        () -> {
          assertThat(inCall).hasSize(Concurrency.FIRST);
          rig.herald.endpoint(_ -> TOLD);
          inCall.forEach(Tasks.Gate::open);
        });

    for (int i = 0; i < 40; i++) {
      bring(rig.told(Status.SENDING));
    }
    rig.tasks.settle();
    rig.tasks.pass(Duration.ofSeconds(2));

    assertThat(rig.herald.tried()).hasSize(40);
  }

  private static void pass(Tasks.Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void delaysNobodyElseWhereOneEndpointIsSlow() {
    var heardAt = new HashMap<String, Instant>();
    rig.herald.endpoint(notice -> {
      if (notice.destination().startsWith("https://slow")) {
        var gate = rig.tasks.gate();
        rig.tasks.later("slow answer", Duration.ofSeconds(20), gate::open);
        pass(gate);
      }
      heardAt.putIfAbsent(notice.destination(), rig.clock.now());
      return TOLD;
    });
    rig.tasks.later(
        "another message",
        Duration.ofSeconds(1),
        () -> bring(rig.told("https://fast.example/", Status.SENDING)));

    rig.add(rig.told("https://slow.example/", Status.SENDING));
    rig.tasks.pass(Duration.ofSeconds(60));

    assertThat(heardAt.get("https://fast.example/")).isEqualTo(Samples.START.plusSeconds(1));
    assertThat(heardAt.get("https://slow.example/")).isEqualTo(Samples.START.plusSeconds(20));
  }

  private void bring(Message message) {
    rig.desk.add(List.of(message), List.of(), List.of(), Urgency.ACCEPT, _ -> {});
  }

  @Test
  void keepsALaneForEachAccountAndOrigin() {
    rig.herald.endpoint(_ -> FAILED);
    rig.add(rig.told("https://one.example/a", Status.SENDING));
    rig.add(rig.told("https://one.example/b?c=d", Status.SENDING));
    rig.add(rig.told("https://one.example:8443/a", Status.SENDING));

    assertThat(rig.meters.shown("notices.lanes")).isEqualTo(2);
  }

  @Test
  void forgetsALaneInWhichNothingIs() {
    delivered();
    assertThat(rig.meters.shown("notices.lanes")).isEqualTo(1);

    rig.notify.sweep();

    assertThat(rig.meters.shown("notices.lanes")).isZero();
  }

  @Test
  void asksTheStoreForWhatDidNotFitInMemory() {
    rig = new Rig(Rig.Setup.USUAL.window(100).lanes(new Lane.Limits(1, 1, 4)));
    var messages = new ArrayList<Message>();
    for (int i = 0; i < 60; i++) {
      messages.add(rig.told(Status.SENDING));
    }

    messages.forEach(rig::add);
    for (int i = 0; i < 30; i++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.dispatch.sweep();
      rig.notify.sweep();
      rig.tasks.settle();
    }

    assertThat(rig.herald.tried()).hasSize(60);
    assertThat(rig.store.notices().open()).isZero();
  }

  @Test
  void waitsForTheStoreToBeReadableAgain() {
    var message = rig.told(Status.SENDING);
    var owed = Samples.claimed(message, 1, Samples.START);
    rig.write(new Write.Added(owed), new Write.Owed(Samples.notice(owed, 1, Samples.START)));
    rig.tasks.pass(Duration.ofSeconds(5));
    rig.notify.sweep();
    rig.store.unreadable(true);
    rig.tasks.settle();
    assertThat(rig.herald.tried()).isEmpty();

    rig.store.unreadable(false);
    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(rig.herald.tried()).hasSize(1);
  }

  @Test
  void givesUpNoticesOfADialectThatIsGone() {
    var message = Samples.claimed(rig.samples.message(), 1, Samples.START);
    var notice = Samples.notice(message, 1, Samples.START);
    var foreign =
        new Notice(
            notice.message(),
            1,
            "gone",
            notice.lane(),
            notice.destination(),
            notice.change(),
            notice.telling());
    rig.write(new Write.Added(message), new Write.Owed(foreign));
    rig.tasks.pass(Duration.ofSeconds(5));

    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(progress(rig.notices(message))).containsExactly(Progress.DEAD);
  }

  @Test
  void startsNoFurtherTellingsOnceItIsDrained() {
    rig.notify.drain();

    delivered();

    assertThat(rig.herald.tried()).isEmpty();
    assertThat(rig.store.notices().open()).isEqualTo(2);
  }

  @Test
  void saysHowManyAreInsideAndThatNoneMoves() {
    var lane = Samples.ACCOUNT.value().hex() + " https://hook.example";
    assertThat(rig.notify.inside(lane)).as("no such lane").isZero();
    rig.herald.endpoint(_ -> TOLD);
    delivered();
    assertThat(rig.notify.inside(lane)).as("it told just now").isZero();

    rig.tasks.pass(Duration.ofSeconds(2));

    assertThat(rig.notify.inside(lane)).as("nothing was told for a second").isNegative();
  }
}
