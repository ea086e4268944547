package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.dispatch.CarrierStanding.Limit;
import io.carillon.engine.dispatch.Outlook.Reason;
import io.carillon.engine.route.Costs;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Match;
import io.carillon.engine.route.Plan;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.engine.route.Routes;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlooksTest {
  private static final Outcome THROTTLED = new Outcome.NotTaken(Fault.THROTTLED, "0x58");
  private static final Outcome ERROR = new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x08");

  private final Rig rig = new Rig();
  private final Outlooks outlooks = new Outlooks(rig.dispatch, rig.clock, _ -> 1_000);

  private Outlook of(Message message) {
    return outlooks.of(rig.kept(message)).orElseThrow();
  }

  private CarrierStanding carrier() {
    return outlooks.carriers().getFirst();
  }

  private void fill() {
    for (int i = 0; i < 10; i++) {
      rig.added();
    }
  }

  @Test
  void whatIsDoneWaitsForNothing() {
    var message = Samples.worked(rig.samples.message(), Message.Work.NONE);

    assertThat(outlooks.of(message)).isEmpty();
    assertThat(carrier().limit()).isEqualTo(Limit.NOTHING);
    assertThat(carrier().state()).isEqualTo(CarrierStanding.State.UP);
  }

  @Test
  void whatIsOnTheWireWaitsForItsAnswerThenForItsReceipt() {
    var message = rig.added();
    assertThat(of(message).reason()).isEqualTo(Reason.ANSWER);

    rig.answer(rig.carrier.open().getFirst(), new Outcome.Taken("far-1"));

    assertThat(of(message).reason()).isEqualTo(Reason.RECEIPT);
    assertThat(of(message).about()).isEmpty();
  }

  @Test
  void whatIsScheduledIsHeldUntilThen() {
    var at = rig.clock.now().plusSeconds(90);
    var message = Samples.worked(rig.samples.message(), Samples.waiting(Wait.SCHEDULE, at));

    var outlook = outlooks.of(message).orElseThrow();

    assertThat(outlook.reason()).isEqualTo(Reason.SCHEDULE);
    assertThat(outlook.aboutSeconds()).hasValue(90);
    assertThat(outlook.why()).contains(at.toString());
  }

  @Test
  void aFullWindowHoldsUpWhatStandsBehindIt() {
    fill();
    rig.added();
    var last = rig.added();

    assertThat(of(last).reason()).isEqualTo(Reason.WINDOW);
    assertThat(of(last).ahead()).hasValue(1);
    assertThat(of(last).why()).contains("10 parts");
    assertThat(carrier().limit()).isEqualTo(Limit.WINDOW);
    assertThat(carrier().waiting()).isEqualTo(2);
    assertThat(carrier().links().free()).isZero();
  }

  @Test
  void whatCameTooOftenSaysUntilWhenItsPersonIsLeftAlone() {
    var until = rig.clock.now().plus(Duration.ofHours(2));
    var message = Samples.worked(rig.samples.message(), Samples.waiting(Wait.FREQUENCY, until));

    var outlook = outlooks.of(message).orElseThrow();

    assertThat(outlook.reason()).isEqualTo(Reason.FREQUENCY);
    assertThat(outlook.why()).contains("as often as may be until " + until);
    assertThat(outlook.aboutSeconds()).hasValue(7_200);
    rig.clock.advance(Duration.ofHours(2));
    assertThat(outlooks.of(message).orElseThrow().reason()).isNotEqualTo(Reason.FREQUENCY);
  }

  @Test
  void nobodyCanTellWhenACarrierThatIsDownComesBack() {
    rig.carrier.up(false);
    var message = rig.added();
    rig.tasks.pass(Duration.ofSeconds(1));
    rig.dispatch.sweep();
    rig.tasks.pass(Duration.ofSeconds(7));

    assertThat(of(message).reason()).isEqualTo(Reason.CARRIER_DOWN);
    assertThat(of(message).about()).isEmpty();
    assertThat(of(message).why()).contains("down for 7 s");
    assertThat(carrier().state()).isEqualTo(CarrierStanding.State.DOWN);
    assertThat(carrier().limit()).isEqualTo(Limit.DOWN);
  }

  @Test
  void aRateTellsHowLong() {
    rig.dispatch.change(Samples.LANE, CarrierRules.USUAL.atRate(10));
    Message last = rig.added();
    for (int i = 0; i < 9; i++) {
      last = rig.added();
    }

    var outlook = of(last);

    assertThat(outlook.reason()).isIn(Reason.RATE, Reason.TURN);
    assertThat(outlook.ahead().orElseThrow()).isPositive();
    assertThat(outlook.aboutSeconds().orElseThrow()).isBetween(1L, 2L);
    assertThat(carrier().limit()).isEqualTo(Limit.RATE);
    assertThat(carrier().why()).contains("10 parts a second");
  }

  @Test
  void aCarrierThatIsAskedTooMuchIsPausedAndSlowed() {
    var first = rig.added();
    rig.answer(rig.carrier.open().getFirst(), THROTTLED);
    var next = rig.added();

    assertThat(of(first).reason()).isEqualTo(Reason.THROTTLE);
    assertThat(of(next).reason()).isEqualTo(Reason.THROTTLE);
    assertThat(of(next).aboutSeconds().orElseThrow()).isPositive();
    assertThat(carrier().limit()).isEqualTo(Limit.THROTTLED);
    assertThat(carrier().state()).isEqualTo(CarrierStanding.State.SLOWED);
  }

  @Test
  void anOpenCircuitTellsForHowLong() {
    for (int i = 0; i < 20; i++) {
      rig.added();
      rig.answer(rig.carrier.open().getFirst(), ERROR);
    }
    var message = rig.added();

    assertThat(of(message).reason()).isEqualTo(Reason.CIRCUIT);
    assertThat(of(message).about()).isPresent();
    assertThat(carrier().state()).isEqualTo(CarrierStanding.State.CIRCUIT_OPEN);
    assertThat(carrier().limit()).isEqualTo(Limit.CIRCUIT);
  }

  @Test
  void aRoutesLimitHoldsUpItsOwn() {
    var choices = List.of(Choice.of(Samples.LANE));
    var route = new Route("own", Match.ALL, choices, Pick.ORDER, new Limits(0, 1));
    rig.routing.adopt(new Routes(List.of(route), Costs.NONE, List.of()));
    var flow = Flow.of(Samples.ACCOUNT, new Plan("own", true, List.of()));
    Message last = rig.samples.message();
    for (int i = 0; i < 2; i++) {
      var message = rig.samples.message();
      var work = message.state().work();
      last =
          Samples.worked(
              message, Message.Work.fresh(work.lane(), flow, Wait.TURN, work.due().orElseThrow()));
      rig.add(last);
    }

    assertThat(of(last).reason()).isEqualTo(Reason.ROUTE_LIMIT);
    assertThat(of(last).why()).contains("at most 1 parts unanswered");
    assertThat(carrier().limit()).isEqualTo(Limit.ROUTE);
  }

  @Test
  void whatHasLostItsCarrierIsRoutedAgain() {
    var message =
        Samples.worked(
            rig.samples.message(), Message.Work.fresh("gone", "flow", Wait.TURN, rig.clock.now()));

    assertThat(outlooks.of(message).map(Outlook::reason)).contains(Reason.ROUTE);
    assertThat(outlooks.of(message).flatMap(Outlook::about)).isEqualTo(Optional.empty());
  }

  @Test
  void whatWaitsForOurOwnMachineIsToldSo() {
    rig.dispatch.change(Samples.LANE, CarrierRules.USUAL.atRate(10));
    fill();
    var last = rig.added();

    rig.machine = new Machine(new Machine.Cpu(0.99, 0.9, 2), Machine.IDLE.disk());
    assertThat(of(last).reason()).isEqualTo(Reason.CPU);
    assertThat(of(last).why()).contains("2 processors are 99 % busy");
    assertThat(of(last).about()).as("nothing has gone yet").isEmpty();

    rig.machine = new Machine(Machine.IDLE.cpu(), new Machine.Disk(1, Duration.ofMillis(80), 12));
    assertThat(of(last).reason()).isEqualTo(Reason.DISK);
    assertThat(of(last).why()).contains("takes 80.0 ms, 12 commits wait");
  }
}
