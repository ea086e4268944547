package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.lane.Lane;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Carrier.Part;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SteppedTasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarrierLaneTest {
  private final Samples samples = new Samples(1);
  private final ManualClock clock = new ManualClock();
  private final MemoryMeters meters = new MemoryMeters();
  private final FakeCarrier carrier = new FakeCarrier("smsc", Channel.SMS, 3);
  private final List<Answer> answered = new ArrayList<>();
  private final CarrierLane lane =
      new CarrierLane(
          carrier,
          CarrierRules.USUAL,
          new Dispatch.Sources(clock, new SteppedTasks(clock, 1)),
          meters,
          (_, answers) -> answered.addAll(answers));

  private Message claimed(int parts) {
    return Samples.claimed(samples.message(), parts, Samples.START);
  }

  private static List<Part> parts(Message message) {
    var legs = message.state().legs();
    return legs.stream().map(leg -> new Part(message, leg, legs.size())).toList();
  }

  @Test
  void promisesEachSlotOnce() {
    assertThat(lane.promise(2, clock.ticks())).isTrue();
    assertThat(lane.promise(1, clock.ticks())).isTrue();
    assertThat(lane.free()).isZero();
    assertThat(lane.promise(1, clock.ticks())).isFalse();

    lane.withdraw(2);
    assertThat(lane.free()).isEqualTo(2);
    lane.withdraw(1);
    assertThat(lane.isUnpromised()).isTrue();
  }

  @Test
  void promisesAMessageOfMorePartsThanTheWindowWhatThereIs() {
    assertThat(lane.promise(5, clock.ticks())).isTrue();
    assertThat(lane.promise(1, clock.ticks())).isFalse();

    lane.withdraw(5);
    lane.promise(1, clock.ticks());
    assertThat(lane.promise(5, clock.ticks())).as("not beside others").isFalse();
  }

  @Test
  void promisesNothingOfACarrierThatIsDown() {
    carrier.up(false);

    assertThat(lane.promise(1, clock.ticks())).isFalse();
    assertThat(lane.promise(5, clock.ticks())).isFalse();
  }

  @Test
  void givesOutWhatMayBeSentInOrderAsRoomAppears() {
    var message = claimed(5);
    lane.enqueue(parts(message));

    var first = lane.sendable();
    carrier.send(first, lane.answers());
    assertThat(first).extracting(part -> part.leg().part()).containsExactly(1, 2, 3);
    assertThat(lane.sendable()).isEmpty();
    assertThat(lane.ready()).isEqualTo(2);

    carrier.answer(first.getFirst(), new Outcome.Taken("far-1"));
    assertThat(lane.sendable()).extracting(part -> part.leg().part()).containsExactly(4);
    assertThat(answered).hasSize(1);
  }

  @Test
  void takesBackWhatHasNotLeft() {
    lane.promise(2, clock.ticks());
    lane.enqueue(parts(claimed(2)));

    var unsent = lane.takeBack("the server stops");

    assertThat(unsent).hasSize(2);
    assertThat(unsent.getFirst().outcome()).isEqualTo(new Outcome.NotSent("the server stops"));
    assertThat(lane.ready()).isZero();
    assertThat(lane.isUnpromised()).isTrue();
    assertThat(lane.takeBack("again")).isEmpty();
  }

  @Test
  void recallsOnlyThePartsThatAreNoIntentsAnyMore() {
    var message = claimed(2);
    var other = claimed(1);
    lane.promise(3, clock.ticks());
    lane.enqueue(parts(message));
    lane.enqueue(parts(other));
    var legs = new ArrayList<>(message.state().legs());
    legs.set(0, legs.getFirst().with(Standing.DELIVERED));

    lane.recall(Samples.changed(message, message.state().with(legs)));

    assertThat(lane.sendable())
        .extracting(Part::leg)
        .containsExactly(legs.getLast(), other.state().legs().getFirst());
    assertThat(lane.free()).as("one promise was withdrawn").isEqualTo(1);
  }

  @Test
  void countsThePartsThatAreStillToBeTaken() {
    var fresh = samples.message();
    assertThat(lane.parts(fresh)).isEqualTo(1);

    var tried = claimed(3);
    var legs = new ArrayList<Leg>();
    for (var leg : tried.state().legs()) {
      legs.add(leg.with(leg.part() == 1 ? Standing.TAKEN : Standing.NOT_TAKEN));
    }
    assertThat(lane.parts(Samples.changed(tried, tried.state().with(legs)))).isEqualTo(2);
  }

  @Test
  void restsUntilTheMoment() {
    assertThat(lane.rests(Long.MIN_VALUE + 5)).isFalse();

    lane.rest(1_000);

    assertThat(lane.rests(999)).isTrue();
    assertThat(lane.rests(1_000)).isFalse();
  }

  @Test
  void countsWhatBecameOfParts() {
    lane.learn(new Outcome.Taken("far-1"), clock.ticks());
    lane.learn(new Outcome.NotTaken(Fault.REJECTED, ""), clock.ticks());
    lane.learn(new Outcome.NotSent("down"), clock.ticks());
    lane.learn(new Outcome.Unknown("lost"), clock.ticks());
    lane.learn(new Outcome.Unknown("lost"), clock.ticks());

    assertThat(counted("taken")).isEqualTo(1);
    assertThat(counted("not_taken")).isEqualTo(1);
    assertThat(counted("not_sent")).isEqualTo(1);
    assertThat(counted("unknown")).isEqualTo(2);
  }

  private long counted(String outcome) {
    return meters.counted("carrier.answers", "carrier", "smsc", "outcome", outcome);
  }

  @Test
  void saysThatItDoesNotMoveWhileItsCarrierIsDown() {
    lane.lane().offer(CarrierLane.held(samples.message()));
    assertThat(lane.inside()).isEqualTo(1);
    assertThat(meters.shown("lane.waiting", "lane", "smsc")).isEqualTo(1);

    carrier.up(false);
    assertThat(lane.inside()).isNegative();

    lane.lane().take(1);
    lane.lane().release(samples.id());
    assertThat(lane.inside()).isNegative();
  }

  @Test
  void whatStandsInTheStoreOnlyCountsAsALaneFull() {
    int fitting = Lane.Limits.USUAL.perFlow();
    for (int i = 0; i < fitting; i++) {
      lane.lane().offer(CarrierLane.held(samples.message()));
    }
    assertThat(lane.inside()).isEqualTo(fitting);

    lane.lane().offer(CarrierLane.held(samples.message()));
    assertThat(lane.inside()).isEqualTo(fitting + Lane.Limits.USUAL.entries());
  }
}
