package io.carillon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.change.Flights.Deferred;
import io.carillon.engine.change.Flights.Ending;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlightsTest {
  private final Samples samples = new Samples(1);
  private final Flights flights = new Flights(100);
  private final Message queued = samples.message();
  private final Message claimed = Samples.claimed(queued, 1, Samples.START);
  private final Message sent = Samples.sent(claimed, Samples.START, "far-1");

  private static Deferred matter(Message message) {
    return new Deferred(
        Matter.fact(message.id(), _ -> Optional.empty(), Matter.Ending.NONE), Urgency.INSIDE, 1);
  }

  private static Message waitingFor(Message message, Wait wait) {
    return Samples.worked(message, message.state().work().waiting(wait, Optional.empty()));
  }

  @Test
  void knowsAMessageAsItWillBe() {
    flights.admitProven(queued);
    flights.advance(claimed);

    assertThat(flights.latest(queued.id())).contains(claimed);
    assertThat(flights.size()).isEqualTo(1);
  }

  @Test
  void keepsWhatItKnowsWhenSomebodyRemembersSomethingElse() {
    flights.admitProven(claimed);

    flights.admit(queued);

    assertThat(flights.latest(queued.id())).contains(claimed);
  }

  @Test
  void letsOneChangeProveWhatSomebodyRemembered() {
    flights.admit(queued);
    assertThat(flights.mustWait(queued.id())).as("the first is tried").isFalse();

    flights.advance(claimed);
    assertThat(flights.mustWait(queued.id())).as("the second waits").isTrue();

    flights.back(queued.id(), Ending.CHANGED);
    assertThat(flights.mustWait(queued.id())).isFalse();
  }

  @Test
  void doesNotWaitWithWhatIsProven() {
    flights.admitProven(queued);
    flights.advance(claimed);

    assertThat(flights.mustWait(queued.id())).isFalse();
  }

  @Test
  void isNotProvenByWhatChangedNothing() {
    flights.admit(claimed);
    flights.advance(claimed);
    flights.defer(claimed.id(), matter(claimed));

    assertThat(flights.back(claimed.id(), Ending.NOTED)).hasSize(1);
    flights.advance(sent);
    assertThat(flights.mustWait(claimed.id())).isTrue();
  }

  @Test
  void decidesNothingOnATornFlightUntilAllIsBackAndThenForgetsIt() {
    flights.admitProven(queued);
    flights.advance(claimed);
    flights.advance(sent);
    var matter = matter(queued);

    assertThat(flights.back(queued.id(), Ending.REFUSED)).isEmpty();
    assertThat(flights.mustWait(queued.id())).isTrue();
    flights.defer(queued.id(), matter);
    assertThat(flights.back(queued.id(), Ending.REFUSED)).containsExactly(matter);

    assertThat(flights.latest(queued.id())).isEmpty();
    assertThat(flights.named("smsc", "far-1")).isEmpty();
  }

  @Test
  void staysTornWhateverComesBackAfterTheRefusal() {
    flights.admitProven(queued);
    flights.advance(claimed);
    flights.advance(claimed);

    flights.back(queued.id(), Ending.REFUSED);
    flights.back(queued.id(), Ending.NOTED);

    assertThat(flights.latest(queued.id())).isEmpty();
  }

  @Test
  void defersOnlyWhereSomethingIsOnItsWay() {
    flights.admitProven(queued);

    assertThatThrownBy(() -> flights.defer(queued.id(), matter(queued)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> flights.advance(samples.message()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> flights.back(samples.id(), Ending.CHANGED))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsAMessageOnceForAllWhoWait() {
    var first = matter(queued);
    var second = matter(queued);

    assertThat(flights.awaitRead(queued.id(), first)).isTrue();
    assertThat(flights.awaitRead(queued.id(), second)).isFalse();

    assertThat(flights.read(queued.id(), Optional.of(queued))).containsExactly(first, second);
    assertThat(flights.latest(queued.id())).contains(queued);
    assertThat(flights.read(queued.id(), Optional.empty())).isEmpty();
  }

  @Test
  void takesNobodysWordWhileAMessageIsBeingRead() {
    flights.awaitRead(queued.id(), matter(queued));

    flights.admit(queued);
    flights.admitProven(queued);

    assertThat(flights.latest(queued.id())).isEmpty();
  }

  @Test
  void forgetsWhatIsNotInTheStore() {
    flights.awaitRead(queued.id(), matter(queued));

    flights.read(queued.id(), Optional.empty());

    assertThat(flights.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"TURN", "SCHEDULE", "RETRY", "THROTTLE"})
  void forgetsWhatGoesBackToItsLane(Wait wait) {
    flights.admitProven(claimed);
    flights.advance(waitingFor(claimed, wait));

    flights.back(claimed.id(), Ending.CHANGED);

    assertThat(flights.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"ANSWER", "DOUBT", "RECEIPT"})
  void keepsWhatAFarEndWillSpeakOf(Wait wait) {
    flights.admitProven(claimed);
    flights.advance(waitingFor(claimed, wait));

    flights.back(claimed.id(), Ending.CHANGED);

    assertThat(flights.size()).isEqualTo(1);
  }

  @Test
  void forgetsWhatHasEnded() {
    flights.admitProven(sent);
    flights.advance(Samples.delivered(sent, Samples.START));

    flights.back(sent.id(), Ending.CHANGED);

    assertThat(flights.size()).isZero();
  }

  @Test
  void keepsWhatHasEndedWhileAPartOfItIsOut() {
    flights.admitProven(claimed);
    flights.advance(Samples.changed(claimed, claimed.state().raised(Status.FAILED, Samples.START)));

    flights.back(claimed.id(), Ending.CHANGED);

    assertThat(flights.size()).isEqualTo(1);
  }

  @Test
  void isSureThatNothingIsToBeDoneOnlyWhereTheStateIsProven() {
    flights.admit(queued);
    assertThat(flights.rest(queued.id())).isFalse();
    assertThat(flights.latest(queued.id())).as("to be read").isEmpty();

    flights.admitProven(queued);
    assertThat(flights.rest(queued.id())).isTrue();

    flights.admitProven(queued);
    flights.advance(claimed);
    assertThat(flights.rest(queued.id())).as("it may be refused").isFalse();
    assertThat(flights.latest(queued.id())).contains(claimed);
  }

  @Test
  void findsAMessageByTheNamesOfItsParts() {
    var parts = Samples.claimed(queued, 2, Samples.START);
    flights.admitProven(parts);
    flights.advance(Samples.sent(parts, Samples.START, "far-1", "far-2"));

    assertThat(flights.named("smsc", "far-1")).contains(queued.id());
    assertThat(flights.named("smsc", "far-2")).contains(queued.id());
    assertThat(flights.named("smsc", "far-3")).isEmpty();
    assertThat(flights.named("other", "far-1")).isEmpty();
    assertThat(flights.named("smsc", "")).isEmpty();
  }

  @Test
  void namesTheNewestWhereAFarEndUsesANameAgain() {
    var other = Samples.claimed(samples.message(), 1, Samples.START);
    flights.admitProven(claimed);
    flights.advance(sent);
    flights.admitProven(other);
    flights.advance(Samples.sent(other, Samples.START, "far-1"));
    assertThat(flights.named("smsc", "far-1")).contains(other.id());

    flights.advance(Samples.delivered(sent, Samples.START));
    flights.back(sent.id(), Ending.CHANGED);
    flights.back(sent.id(), Ending.CHANGED);

    assertThat(flights.latest(sent.id())).as("it has ended").isEmpty();
    assertThat(flights.named("smsc", "far-1")).contains(other.id());
  }

  @Test
  void knowsWhetherAnythingElseIsOutBetweenTwo() {
    flights.admitProven(claimed);
    var from = claimed.parties().from();
    var to = claimed.parties().to();

    assertThat(flights.anyOut("smsc", from, to, samples.id())).isTrue();
    assertThat(flights.anyOut("smsc", from, to, claimed.id())).as("but this one").isFalse();
    assertThat(flights.anyOut("smsc", to, from, samples.id())).isFalse();
    assertThat(flights.anyOut("other", from, to, samples.id())).isFalse();
    flights.advance(sent);
    assertThat(flights.anyOut("smsc", from, to, samples.id())).as("it was answered").isFalse();
  }

  @Test
  void forgetsTheOldestThatCanBeForgottenToMakeRoom() {
    var small = new Flights(2);
    var rested = new ArrayList<Message>();
    for (int i = 0; i < 3; i++) {
      var one =
          Samples.sent(
              Samples.claimed(samples.message(), 1, Samples.START), Samples.START, "far of " + i);
      rested.add(one);
      small.admitProven(one);
    }

    assertThat(small.size()).isEqualTo(2);
    assertThat(small.latest(rested.getFirst().id())).isEmpty();
    assertThat(small.named("smsc", "far of 0")).isEmpty();
    assertThat(small.named("smsc", "far of 2")).isPresent();
  }

  @Test
  void neverForgetsWhatIsOutOrOnItsWayToTheStore() {
    var small = new Flights(1);
    var out = Samples.claimed(samples.message(), 1, Samples.START);
    small.admitProven(out);
    small.admitProven(sent);
    small.advance(Samples.delivered(sent, Samples.START));

    for (int i = 0; i < 50; i++) {
      small.admitProven(samples.message());
    }

    assertThat(small.latest(out.id())).isPresent();
    assertThat(small.latest(sent.id())).isPresent();
    assertThat(small.size()).isEqualTo(3);
  }

  @Test
  void looksAtAFewOnlyToMakeRoom() {
    var small = new Flights(1);
    for (int i = 0; i < 20; i++) {
      small.admitProven(Samples.claimed(samples.message(), 1, Samples.START));
    }
    small.admitProven(sent);

    small.admitProven(samples.message());

    assertThat(small.latest(sent.id())).as("behind twenty that are out").isPresent();
    assertThat(List.of(small.size())).containsExactly(22);
  }
}
