package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.Rig.Setup;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.Samples;
import org.junit.jupiter.api.Test;

/// Carriers that are replaced or removed while messages wait for them, or are with them.
class CarrierChangeTest {
  private final Rig rig = new Rig(Setup.USUAL.window(1));

  private FakeCarrier replaced() {
    var next = new FakeCarrier(Samples.LANE, Channel.SMS, 10);
    rig.dispatch.add(next, CarrierRules.USUAL);
    next.start(rig.inbox, () -> rig.dispatch.room(next.name()));
    next.up(true);
    rig.tasks.settle();
    return next;
  }

  @Test
  void whatWaitsGoesToTheCarrierThatTakesThePlace() {
    var with = rig.added();
    var waiting = rig.added();

    var next = replaced();

    assertThat(next.sent()).extracting(part -> part.message().id()).containsExactly(waiting.id());
    rig.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1"));
    assertThat(rig.kept(with).status()).isEqualTo(Status.SENT);
  }

  @Test
  void whatWasClaimedAndHadNotLeftGoesToTheCarrierThatTakesThePlace() {
    var message = rig.added(rig.inParts(3));

    var next = replaced();
    rig.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1"));
    next.open().forEach(part -> next.answer(part, new Outcome.Taken("far-2")));
    rig.tasks.settle();

    assertThat(rig.carrier.sent()).hasSize(1);
    assertThat(next.sent()).extracting(part -> part.leg().part()).containsExactly(2, 3);
    assertThat(rig.kept(message).state().legs())
        .extracting(leg -> leg.standing())
        .containsOnly(Standing.TAKEN);
  }

  @Test
  void whatWaitsForACarrierThatIsGoneFailsWhereNoRouteKnowsAnother() {
    rig.added();
    var waiting = rig.added();

    rig.dispatch.remove(Samples.LANE);
    rig.tasks.settle();

    assertThat(rig.dispatch.condition(Samples.LANE).kind()).isEqualTo(Condition.Kind.UNKNOWN);
    assertThat(rig.meters.shown("carrier.links_up", "carrier", Samples.LANE)).isZero();
    assertThat(rig.kept(waiting).status()).isIn(Status.QUEUED, Status.FAILED);
  }

  @Test
  void aCarriersConditionTellsWhatLimitsIt() {
    assertThat(rig.dispatch.condition(Samples.LANE))
        .isEqualTo(new Condition(Condition.Kind.UP, ""));

    rig.added();
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.THROTTLED, "0x58"));

    var slowed = rig.dispatch.condition(Samples.LANE);
    assertThat(slowed.kind()).isEqualTo(Condition.Kind.SLOWED);
    assertThat(slowed.isUsable()).isTrue();
    assertThat(slowed.detail()).contains("too fast");

    rig.carrier.up(false);

    var down = rig.dispatch.condition(Samples.LANE);
    assertThat(down.kind()).isEqualTo(Condition.Kind.DOWN);
    assertThat(down.isUsable()).isFalse();
  }
}
