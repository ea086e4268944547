package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Parties;
import io.carillon.model.Money;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundsTest {
  private static final Instant NOW = Samples.START.plusSeconds(7);

  private final Samples samples = new Samples(1);

  private static List<Write> follow(Message before, Message after) {
    return new Refunds().follow(new Change(Optional.of(before), after, List.of())).also();
  }

  private static Message raised(Message before, Status status) {
    return Samples.changed(before, before.state().raised(status, NOW));
  }

  private static Message standing(Message before, Standing... standings) {
    var legs = new ArrayList<Leg>();
    for (int i = 0; i < standings.length; i++) {
      legs.add(new Leg(i + 1, standings[i], "", i));
    }
    return Samples.changed(before, before.state().with(legs));
  }

  private Message out(Standing... standings) {
    var claimed = Samples.claimed(samples.message(), standings.length, Samples.START);
    return standing(claimed, standings);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"FAILED", "EXPIRED", "CANCELED", "UNDELIVERED"})
  void givesThePriceBackWithTheEndOfWhatNeverLeft(Status end) {
    var message = samples.message();

    assertThat(follow(message, raised(message, end)))
        .containsExactly(
            new Write.Moved(Samples.ACCOUNT, Reason.REFUND, message.bill().price(), NOW));
  }

  @Test
  void givesItBackWhereAllPartsWereRefused() {
    var refused = out(Standing.NOT_TAKEN, Standing.NOT_TAKEN);

    assertThat(follow(refused, raised(refused, Status.FAILED))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Standing.class,
      names = {"TAKEN", "UNKNOWN", "DELIVERED", "UNDELIVERED"})
  void keepsItWhereAPartLeftOrMayHave(Standing standing) {
    var mixed = out(Standing.NOT_TAKEN, standing);

    assertThat(follow(mixed, raised(mixed, Status.FAILED))).isEmpty();
  }

  @Test
  void waitsForThePartThatIsOutAndGivesItBackWhenThatComesBackRefused() {
    var out = out(Standing.NOT_TAKEN, Standing.INTENDED);
    var failed = raised(out, Status.FAILED);
    assertThat(follow(out, failed)).isEmpty();

    var back = standing(failed, Standing.NOT_TAKEN, Standing.NOT_TAKEN);

    assertThat(follow(failed, back)).hasSize(1);
  }

  @Test
  void givesItBackOnce() {
    var failed = raised(samples.message(), Status.FAILED);

    assertThat(follow(failed, Samples.worked(failed, failed.state().work()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"SENDING", "SENT", "DELIVERED", "READ"})
  void keepsItWhileItIsOnItsWayAndWhereItArrived(Status status) {
    var message = samples.message();

    assertThat(follow(message, raised(message, status))).isEmpty();
  }

  @Test
  void hasNothingToGiveBackForInboundOrFreeMessages() {
    var message = samples.message();
    var parties = message.parties();
    var inbound =
        with(
            message,
            new Parties(
                parties.account(),
                Direction.INBOUND,
                parties.channel(),
                parties.from(),
                parties.to()),
            message.bill());
    var free = with(message, parties, new Bill(message.bill().encoding(), 1, Samples.usd(0)));

    assertThat(follow(inbound, raised(inbound, Status.FAILED))).isEmpty();
    assertThat(follow(free, raised(free, Status.FAILED))).isEmpty();
  }

  private static Message with(Message message, Parties parties, Bill bill) {
    return new Message(
        message.id(),
        parties,
        message.content(),
        message.terms(),
        bill,
        message.origin(),
        message.state());
  }

  @Test
  void givesItBackForANewMessageThatEndsAtOnce() {
    var expired = raised(samples.message(), Status.EXPIRED);

    assertThat(new Refunds().follow(Change.of(expired)).also()).hasSize(1);
  }

  @Test
  void whatIsKeptIsThePriceUntilItComesBack() {
    var message = samples.message();
    var price = message.bill().price();
    var nothing = new Money(0, price.currency());

    assertThat(Refunds.kept(message)).isEqualTo(price);
    assertThat(Refunds.kept(raised(message, Status.DELIVERED))).isEqualTo(price);
    assertThat(Refunds.kept(raised(message, Status.FAILED))).isEqualTo(nothing);
    assertThat(Refunds.kept(raised(out(Standing.TAKEN), Status.FAILED))).isEqualTo(price);
  }
}
