package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.Rig.Setup;
import io.carillon.engine.dispatch.CarrierStanding.State;
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
  private final Outlooks outlooks = new Outlooks(rig.dispatch, rig.clock, _ -> 0);

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

    assertThat(outlooks.carrier(Samples.LANE)).isEmpty();
    assertThat(rig.meters.shown("carrier.links_up", "carrier", Samples.LANE)).isZero();
    assertThat(rig.kept(waiting).status()).isIn(Status.QUEUED, Status.FAILED);
  }

  private CarrierStanding standing() {
    return outlooks.carrier(Samples.LANE).orElseThrow();
  }

  @Test
  void aCarrierTellsHowItStandsAndWhy() {
    assertThat(standing().state()).isEqualTo(State.UP);
    assertThat(standing().detail()).isEmpty();

    rig.added();
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.THROTTLED, "0x58"));

    assertThat(standing().state()).isEqualTo(State.SLOWED);
    assertThat(standing().state().isUsable()).isTrue();
    assertThat(standing().detail()).contains("too fast");

    rig.carrier.up(false);

    assertThat(standing().state()).isEqualTo(State.DOWN);
    assertThat(standing().state().isUsable()).isFalse();
    assertThat(standing().detail()).isEqualTo("no bind");
  }
}
