package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.accept.Pressure.Limits;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SteppedTasks;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PressureTest {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Optional<Refusal> COME_IN = Optional.empty();
  private static final String ENDPOINT = Samples.ACCOUNT.value().hex() + " https://hook.example";

  private final ManualClock clock = new ManualClock();
  private final SteppedTasks tasks = new SteppedTasks(clock, 5);
  private final MemoryStore store = MemoryStore.stepped(tasks::gate);
  private final MemoryMeters meters = new MemoryMeters();
  private final Samples samples = new Samples(5);
  private final Map<String, Integer> carriers = new HashMap<>();
  private final Map<String, Integer> endpoints = new HashMap<>();
  private final Pressure pressure =
      new Pressure(
          new Limits(3, 200, 10, PAUSE, 1_000),
          store.commits(),
          new Pressure.Sources(clock, tasks, meters),
          lane -> carriers.getOrDefault(lane, 0),
          lane -> endpoints.getOrDefault(lane, 0));

  private Optional<Refusal> refuses(Message... coming) throws InterruptedException {
    return pressure.refuses(List.of(coming));
  }

  private long waited() {
    return meters.counted("accept.waited");
  }

  private static Message before(Message message, String lane) {
    var work = message.state().work();
    return Samples.worked(
        message, new Message.Work(lane, work.flow(), work.waitsFor(), work.due(), work.tries(), 0));
  }

  @Test
  void letsCallersInWhereNothingPresses() throws InterruptedException {
    carriers.put("smsc", 10);

    assertThat(refuses(samples.message())).isEqualTo(COME_IN);

    assertThat(clock.ticks()).isZero();
    assertThat(waited()).isZero();
  }

  @Test
  void refusesWhereTooManyCommitsWaitToBeWritten() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      store.commits().hand(List.of(Samples.accept(samples.message())), _ -> {});
    }

    assertThat(refuses(samples.message()))
        .contains(Refusal.later(Fault.OVERLOADED, Duration.ofSeconds(1)));

    store.drain();
    assertThat(refuses(samples.message())).isEqualTo(COME_IN);
  }

  @Test
  void whatIsLeftOfAFullDiskBelongsToWhatWasAcceptedBefore() throws InterruptedException {
    assertThat(pressure.disk(999)).isFalse();
    assertThat(refuses(samples.message()))
        .contains(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(10)));

    assertThat(pressure.disk(1_000)).isTrue();
    assertThat(refuses(samples.message())).isEqualTo(COME_IN);
  }

  @Test
  void refusesWhereALaneIsFullInTheStoreAndSaysWhenToComeAgain() throws InterruptedException {
    pressure.recount(() -> Map.of("smsc", 200L));

    assertThat(refuses(samples.message()))
        .contains(Refusal.later(Fault.TOO_MANY_REQUESTS, Duration.ofSeconds(1)));
    assertThat(refuses(before(samples.message(), "other"))).isEqualTo(COME_IN);
  }

  @Test
  void refusesWhatWouldOverfillALane() throws InterruptedException {
    pressure.recount(() -> Map.of("smsc", 198L));

    assertThat(refuses(samples.message(), samples.message())).isEqualTo(COME_IN);
    assertThat(refuses(samples.message(), samples.message(), samples.message())).isPresent();
  }

  @Test
  void looksAtTheLaneOfEachMessageOfABulk() throws InterruptedException {
    pressure.recount(() -> Map.of("other", 200L));
    assertThat(refuses(samples.message(), before(samples.message(), "other"))).isPresent();

    carriers.put("third", 11);
    refuses(samples.message(), before(samples.message(), "third"));
    assertThat(waited()).isEqualTo(1);
  }

  @Test
  void countsTheStoreFromTimeToTimeOnly() throws InterruptedException {
    pressure.recount(() -> Map.of("smsc", 200L));
    pressure.recount(Map::of);
    assertThat(refuses(samples.message())).as("the count of just now holds").isPresent();

    clock.advance(Duration.ofSeconds(6));
    pressure.recount(Map::of);

    assertThat(refuses(samples.message())).isEqualTo(COME_IN);
  }

  @Test
  void holdsCallersUpBeforeABusyCarrierForAShortWhileOnly() throws InterruptedException {
    carriers.put("smsc", 11);

    assertThat(refuses(samples.message())).isEqualTo(COME_IN);

    assertThat(Duration.ofNanos(clock.ticks())).isEqualTo(PAUSE);
    assertThat(waited()).isEqualTo(1);
  }

  @Test
  void holdsWhoBringsManyUpForLongerBeforeALongLane() throws InterruptedException {
    var many = new Message[129];
    Arrays.setAll(many, _ -> samples.message());

    carriers.put("smsc", 40);
    assertThat(refuses(many)).isEqualTo(COME_IN);
    assertThat(Duration.ofNanos(clock.ticks())).isEqualTo(PAUSE);

    carriers.put("smsc", 41);
    assertThat(refuses(many)).isEqualTo(COME_IN);
    assertThat(Duration.ofNanos(clock.ticks())).isEqualTo(PAUSE.multipliedBy(3));
  }

  @Test
  void letsThemInAsSoonAsThereIsRoom() throws InterruptedException {
    carriers.put("smsc", 11);
    tasks.later("some are sent", Duration.ofMillis(20), () -> carriers.put("smsc", 10));

    refuses(samples.message());

    assertThat(Duration.ofNanos(clock.ticks())).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void holdsNobodyUpBeforeACarrierThatDoesNotMove() throws InterruptedException {
    carriers.put("smsc", -1);

    refuses(samples.message());

    assertThat(clock.ticks()).isZero();
  }

  @Test
  void holdsCallersUpBeforeTheirOwnBusyEndpoint() throws InterruptedException {
    endpoints.put(ENDPOINT, 11);

    refuses(samples.message());
    assertThat(waited()).as("it has no webhook").isZero();

    refuses(new Rig().told(Status.SENT));
    assertThat(waited()).isEqualTo(1);
  }

  /// The whole engine: whatever comes in, what is inside of a lane that moves stays bounded.
  @Test
  void keepsWhatIsInsideBoundedWhereCallersComeFasterThanTheCarrierTakes()
      throws InterruptedException {
    var rig =
        new Rig(
            Rig.Setup.USUAL
                .window(1)
                .pressure(new Limits(100, 1_000, 5, Duration.ofMillis(50), 0)));
    rig.carrier.onSend(part ->
        rig.tasks.later(
            "taken",
            Duration.ofMillis(10),
            () -> rig.carrier.answer(part, new Outcome.Taken("far " + part.message().id()))));

    int most = 0;
    for (int i = 0; i < 60; i++) {
      var result = rig.accept.take(List.of(Rig.submission("+14155550100", "hello"))).getFirst();
      assertThat(result).isInstanceOf(Result.Accepted.class);
      most = Math.max(most, rig.dispatch.inside("smsc"));
    }
    rig.tasks.pass(Duration.ofSeconds(5));

    assertThat(most).isLessThanOrEqualTo(7);
    assertThat(rig.carrier.sent()).hasSize(60);
    assertThat(rig.meters.counted("accept.waited")).isGreaterThan(40);
  }

  @Test
  void acceptsForACarrierThatIsDownUpToTheHardBoundAndThenRefusesClearly()
      throws InterruptedException {
    var rig = new Rig(Rig.Setup.USUAL.pressure(new Limits(100, 20, 5, Duration.ofMillis(50), 0)));
    rig.carrier.up(false);

    int accepted = 0;
    Optional<Refusal> refusal = Optional.empty();
    for (int i = 0; i < 100 && refusal.isEmpty(); i++) {
      rig.tasks.pass(Duration.ofSeconds(6));
      rig.pressure.recount(rig.store.messages()::waiting);
      var result = rig.accept.take(List.of(Rig.submission("+14155550100", "hello"))).getFirst();
      switch (result) {
        case Result.Accepted _ -> accepted++;
        case Result.Refused(var no) -> refusal = Optional.of(no);
      }
    }

    assertThat(accepted).isEqualTo(20);
    assertThat(refusal).contains(Refusal.later(Fault.TOO_MANY_REQUESTS, Duration.ofSeconds(1)));
    assertThat(rig.meters.counted("accept.waited")).as("nobody was held up").isZero();
  }

  @Test
  void holdsUpNobodyForAnEndpointThatIsDead() throws InterruptedException {
    var rig = new Rig(Rig.Setup.USUAL.window(50).pressure(new Limits(100, 1_000, 5, PAUSE, 0)));
    rig.herald.endpoint(_ -> new Telling.NotNow(0, "no answer", Optional.empty()));
    for (int i = 0; i < 30; i++) {
      rig.desk.add(
          List.of(rig.told(Status.SENDING)), List.of(), List.of(), Urgency.ACCEPT, _ -> {});
    }
    rig.tasks.pass(Duration.ofSeconds(2));

    rig.pressure.refuses(List.of(rig.told(Status.SENDING)));

    assertThat(rig.meters.counted("accept.waited")).isZero();
  }
}
