package io.carillon.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Write;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Origin;
import io.carillon.model.Status;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TallyingTest {
  private static final Instant LATER = Samples.START.plusSeconds(200_000);

  private final Samples samples = new Samples(1);
  private final Message message = samples.message();
  private final Tallying tallying = new Tallying((_, _) -> OptionalLong.of(40));

  private List<Write> follow(Message before, Message after) {
    return tallying.follow(new Change(Optional.of(before), after, List.of())).also();
  }

  private Message told(Message before, Message after) {
    return tallying.follow(new Change(Optional.of(before), after, List.of())).after();
  }

  private static Write counted(Message message, Sum sum) {
    return new Write.Counted(new Usage(Slot.of(message), sum));
  }

  @Test
  void aNewMessageIsCountedWithItsPrice() {
    var sum = new Sum(1, message.bill().segments(), message.bill().price().micros(), Cost.NONE);

    assertThat(tallying.follow(Change.of(message)).also()).containsExactly(counted(message, sum));
    assertThat(Slot.of(message).day()).isEqualTo(Usage.day(Samples.START));
  }

  @Test
  void whatFailedAsItWasAcceptedIsNot() {
    var failed = message.with(message.state().raised(Status.FAILED, Samples.START));

    assertThat(tallying.follow(Change.of(failed)).also()).isEmpty();
  }

  @Test
  void whatATestKeySentIsNot() {
    var origin = message.origin();
    var place = origin.place();
    var test = new Message.Place(place.dialect(), place.form(), place.region(), false);
    var sent =
        new Message(
            message.id(),
            message.parties(),
            message.content(),
            message.terms(),
            message.bill(),
            new Origin(
                test, origin.reference(), origin.tags(), origin.keepsake(), origin.decision()),
            message.state());

    assertThat(tallying.follow(Change.of(sent)).also()).isEmpty();
  }

  @Test
  void whatIsGivenBackIsTakenOffTheDayOfTheMessage() {
    var canceled = Samples.changed(message, message.state().raised(Status.CANCELED, LATER));

    assertThat(follow(message, canceled))
        .containsExactly(
            counted(message, new Sum(0, 0, -message.bill().price().micros(), Cost.NONE)));
  }

  @Test
  void whatACarrierTookHasItsCost() {
    var claimed = Samples.claimed(message, 2, LATER);
    var sent = told(claimed, Samples.sent(claimed, LATER, "a", "b"));
    var delivered = told(sent, Samples.delivered(sent, LATER));

    assertThat(follow(message, claimed)).isEmpty();
    assertThat(sent.state().facts().cost()).hasValue(80);
    assertThat(follow(claimed, Samples.sent(claimed, LATER, "a", "b")))
        .containsExactly(counted(message, new Sum(0, 0, 0, new Cost(80, 1))));
    assertThat(delivered.state().facts().cost()).hasValue(80);
    assertThat(follow(sent, delivered)).isEmpty();
  }

  @Test
  void aCostStaysAsItStoodWhenTheCarrierTookIt() {
    var claimed = Samples.claimed(message, 2, LATER);
    var sent = told(claimed, Samples.sent(claimed, LATER, "a", "b"));
    var legs = sent.state().legs();
    var half = List.of(legs.getFirst(), legs.getLast().with(Leg.Standing.NOT_TAKEN));
    var less = Samples.changed(sent, sent.state().with(half));
    var dearer = new Tallying((_, _) -> OptionalLong.of(1_000));

    var change = dearer.follow(new Change(Optional.of(sent), less, List.of()));

    assertThat(change.after().state().facts().cost()).hasValue(40);
    assertThat(change.also()).containsExactly(counted(message, new Sum(0, 0, 0, new Cost(-40, 0))));
  }

  @Test
  void aCostIsKnownAlsoWhereItIsNothingAndNoLongerOnceAllCameBack() {
    var claimed = Samples.claimed(message, 1, LATER);
    var free = new Tallying((_, _) -> OptionalLong.of(0));
    var change =
        free.follow(new Change(Optional.of(claimed), Samples.sent(claimed, LATER, "a"), List.of()));

    assertThat(change.also()).containsExactly(counted(message, new Sum(0, 0, 0, new Cost(0, 1))));
    var sent = change.after();
    var back = List.of(sent.state().legs().getFirst().with(Leg.Standing.NOT_TAKEN));
    var less = Samples.changed(sent, sent.state().with(back));
    assertThat(free.follow(new Change(Optional.of(sent), less, List.of())).also())
        .containsExactly(counted(message, new Sum(0, 0, 0, new Cost(0, -1))));
  }

  @Test
  void whatNobodyKnowsTheCostOfHasNone() {
    var claimed = Samples.claimed(message, 1, LATER);
    var unknown = new Tallying((_, _) -> OptionalLong.empty());
    var sent = Samples.sent(claimed, LATER, "a");

    var change = unknown.follow(new Change(Optional.of(claimed), sent, List.of()));

    assertThat(change.after().state().facts().cost()).isEmpty();
    assertThat(change.also()).isEmpty();
  }
}
