package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.route.Costs;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Match;
import io.carillon.engine.route.Plan;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.engine.route.Routes;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Dispatch before more than one carrier, and before carriers that want less.
class DispatchRoutesTest {
  private static final Outcome REFUSED = new Outcome.NotTaken(Fault.SENDER_REFUSED, "0x0a");
  private static final Outcome THROTTLED = new Outcome.NotTaken(Fault.THROTTLED, "0x58");
  private static final Outcome ERROR = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x08");

  private final Rig rig = new Rig();
  private final FakeCarrier other = new FakeCarrier("other", Channel.SMS, 10);

  private void both() {
    rig.dispatch.add(other, CarrierRules.USUAL);
    other.start(rig.inbox, () -> rig.dispatch.room("other"));
    rig.routing.adopt(new Routes(List.of(rig.carrier, other)));
    rig.tasks.settle();
  }

  private void sweepFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      rig.tasks.pass(Duration.ofSeconds(1));
      rig.dispatch.sweep();
      rig.tasks.settle();
    }
  }

  private void only(Limits limits) {
    var choices = List.of(Choice.of(Samples.LANE));
    var route = new Route("own", Match.ALL, choices, Pick.ORDER, limits);
    rig.routing.adopt(new Routes(List.of(route), Costs.NONE, List.of()));
  }

  /// A message on the route that [#only] made.
  private Message routed() {
    var message = rig.samples.message();
    var work = message.state().work();
    var flow = Flow.of(Samples.ACCOUNT, new Plan("own", true, List.of()));
    return Samples.worked(
        message, Message.Work.fresh(work.lane(), flow, Wait.TURN, work.due().orElseThrow()));
  }

  private void errors(int times) {
    for (int i = 0; i < times; i++) {
      rig.added();
      rig.answer(rig.carrier.open().getFirst(), ERROR);
    }
  }

  @Test
  void givesWhatOneCarrierRefusesToTheNext() {
    both();
    var message = rig.added();

    rig.answer(rig.carrier.open().getFirst(), REFUSED);

    assertThat(other.open()).hasSize(1);
    other.answer(other.open().getFirst(), new Outcome.Taken("far-1"));
    rig.tasks.settle();
    assertThat(rig.kept(message).status()).isEqualTo(Status.SENT);
    assertThat(rig.kept(message).state().facts().carrier()).isEqualTo("other");
    assertThat(rig.rows(message))
        .containsExactly(TraceRow.Kind.NOT_TAKEN, TraceRow.Kind.FAILED_OVER);
  }

  @Test
  void failsWhatAllCarriersRefuse() {
    both();
    var message = rig.added();

    rig.answer(rig.carrier.open().getFirst(), REFUSED);
    other.answer(other.open().getFirst(), REFUSED);
    rig.tasks.settle();

    assertThat(rig.kept(message).status()).isEqualTo(Status.FAILED);
    assertThat(rig.carrier.sent()).hasSize(1);
    assertThat(other.sent()).hasSize(1);
    assertThat(rig.kept(message).state().work().tries().refusedBy()).containsExactly(Samples.LANE);
  }

  @Test
  void givesWhatWaitsForACarrierThatIsDownToAnother() {
    rig.carrier.up(false);
    var message = rig.added();
    both();

    sweepFor(3);
    assertThat(other.sent()).as("it may come back at once").isEmpty();
    sweepFor(5);

    assertThat(other.sent()).hasSize(1);
    assertThat(rig.kept(message).state().work().lane()).isEqualTo("other");
  }

  @Test
  void leavesWhatIsOnTheWireOfACarrierThatWentDownToItsPolicy() {
    both();
    var message = rig.added();
    rig.carrier.up(false);

    sweepFor(8);
    assertThat(other.sent()).isEmpty();
    rig.answer(rig.carrier.open().getFirst(), new Outcome.Unknown("the link went"));

    assertThat(rig.waitsFor(message)).isEqualTo(Wait.DOUBT);
    assertThat(other.sent()).isEmpty();
  }

  @Test
  void waitsForACarrierThatIsDownWhereThereIsNoOther() {
    rig.carrier.up(false);
    var message = rig.added();

    sweepFor(10);

    assertThat(rig.waitsFor(message)).isEqualTo(Wait.TURN);
    rig.carrier.up(true);
    rig.tasks.settle();
    assertThat(rig.carrier.open()).hasSize(1);
  }

  @Test
  void sendsNothingWhileACarrierSaysItIsTooMuch() {
    var first = rig.added();
    rig.answer(rig.carrier.open().getFirst(), THROTTLED);
    var second = rig.added();

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(first)).isEqualTo(Wait.THROTTLE);
    assertThat(rig.kept(first).state().work().attempts()).isZero();
    sweepFor(4);

    assertThat(rig.carrier.sent()).hasSize(3);
    assertThat(rig.kept(second).status()).isEqualTo(Status.SENDING);
  }

  @Test
  void goesNoFasterThanTheRateAndNeedsNoSweepForIt() {
    rig.dispatch.change(Samples.LANE, CarrierRules.USUAL.atRate(10));
    var messages = new ArrayList<Message>();
    for (int i = 0; i < 10; i++) {
      messages.add(rig.samples.message());
    }

    rig.add(messages.toArray(Message[]::new));

    assertThat(rig.carrier.sent()).hasSizeLessThanOrEqualTo(2);
    rig.tasks.pass(Duration.ofMillis(500));
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).hasSizeBetween(4, 7);
    rig.tasks.pass(Duration.ofSeconds(1));
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).hasSize(10);
  }

  @Test
  void restsACarrierThatAnswersNothingButErrors() {
    errors(20);
    int sent = rig.carrier.sent().size();

    var next = rig.added();
    sweepFor(8);
    assertThat(rig.carrier.sent()).as("the circuit is open").hasSize(sent);
    assertThat(rig.kept(next).state().work().attempts()).isZero();

    sweepFor(4);
    assertThat(rig.carrier.open()).as("one tries").hasSize(1);
  }

  @Test
  void relievesACarrierWhoseCircuitIsOpen() {
    both();
    errors(20);

    sweepFor(7);

    assertThat(other.sent()).hasSize(10);
    assertThat(rig.routing.isUsable(Samples.LANE)).isFalse();
  }

  @Test
  void holdsARouteToItsWindowWhateverItsCarrierCouldTake() {
    only(new Limits(0, 2));
    for (int i = 0; i < 5; i++) {
      rig.added(routed());
    }
    var free = rig.added();

    assertThat(rig.carrier.open()).hasSize(3);
    assertThat(rig.carrier.open()).anyMatch(part -> part.message().id().equals(free.id()));

    rig.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1"));
    assertThat(rig.carrier.open()).as("one more of the route").hasSize(3);
  }

  @Test
  void holdsARouteToItsRate() {
    only(new Limits(10, 0));
    for (int i = 0; i < 8; i++) {
      rig.added(routed());
    }

    assertThat(rig.carrier.sent()).hasSizeLessThanOrEqualTo(2);
    rig.tasks.pass(Duration.ofSeconds(2));
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).hasSize(8);
  }

  @Test
  void givesWhatWaitsForARemovedCarrierToAnother() {
    both();
    rig.carrier.up(false);
    rig.write(new Write.Added(rig.samples.message()));
    rig.routing.adopt(new Routes(List.of(other)));

    rig.dispatch.remove(Samples.LANE);
    rig.tasks.settle();

    assertThat(rig.dispatch.carriers()).containsExactly(other);
    assertThat(other.sent()).hasSize(1);
  }
}
