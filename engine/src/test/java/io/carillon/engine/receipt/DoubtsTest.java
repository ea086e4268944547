package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.receipt.Doubts.Found;
import io.carillon.model.Address;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private final Samples samples = new Samples(1);
  private final Doubts doubts = new Doubts();

  /// A message of one part with this reference, in doubt.
  private Message doubtful(int reference) {
    return doubtful(Standing.UNKNOWN, "", reference);
  }

  private Message doubtful(Standing standing, String farId, int reference) {
    var claimed = Samples.claimed(samples.message(), 1, Samples.START);
    var state = claimed.state().with(List.of(new Leg(1, standing, farId, reference)));
    var work = state.work().waiting(Wait.DOUBT, Optional.of(Samples.START.plusSeconds(10)));
    return Samples.changed(claimed, state.with(state.facts(), work));
  }

  private static Message resent(Message message, Standing standing, String farId) {
    var leg = message.state().legs().getFirst();
    var state = message.state().with(List.of(new Leg(1, standing, farId, leg.reference())));
    var work =
        state.work().waiting(Wait.ANSWER, Optional.empty()).with(state.work().tries().doubted());
    return Samples.changed(message, state.with(state.facts(), work));
  }

  private static Receipt receipt(Message message, int reference) {
    return Rig.receipt(message, "far-1", reference, Verdict.DELIVERED);
  }

  @Test
  void findsThePartThatTheReceiptBearsTheReferenceOf() {
    var one = doubtful(11);
    var two = doubtful(12);
    doubts.note(one);
    doubts.note(two);

    assertThat(doubts.find("smsc", receipt(one, 12))).contains(new Found(two.id(), 1, true));
  }

  @Test
  void findsTheOnlyOneForAReceiptWithoutAReference() {
    var one = doubtful(11);
    doubts.note(one);

    assertThat(doubts.find("smsc", receipt(one, -1))).contains(new Found(one.id(), 1, false));
  }

  @Test
  void cannotTellTwoApartWithoutAReference() {
    var one = doubtful(11);
    doubts.note(one);
    doubts.note(doubtful(12));

    assertThat(doubts.find("smsc", receipt(one, -1))).isEmpty();
  }

  @Test
  void takesAForeignReferenceForNoneOfOurs() {
    var one = doubtful(11);
    doubts.note(one);

    assertThat(doubts.find("smsc", receipt(one, 99))).isEmpty();
  }

  @Test
  void looksOnlyBetweenTheTwoAndOnTheCarrier() {
    var one = doubtful(11);
    doubts.note(one);
    var parties = one.parties();
    var other =
        new Receipt(
            "far-1", 11, parties.from(), Address.phone("+13031112222"), Verdict.DELIVERED, "", "");

    assertThat(doubts.find("smsc", other)).isEmpty();
    assertThat(doubts.find("elsewhere", receipt(one, 11))).isEmpty();
  }

  @Test
  void stillKnowsTheFirstTryOfWhatIsSentAgain() {
    var one = doubtful(11);
    doubts.note(one);
    doubts.note(resent(one, Standing.INTENDED, ""));

    assertThat(doubts.find("smsc", receipt(one, 11))).contains(new Found(one.id(), 1, true));
  }

  @Test
  void isNotSureOfAnotherWhileAFirstTryIsUnaccountedFor() {
    var one = doubtful(11);
    doubts.note(one);
    doubts.note(resent(one, Standing.TAKEN, "far-7"));
    var two = doubtful(12);
    doubts.note(two);

    assertThat(doubts.find("smsc", receipt(two, -1))).as("it may speak of one").isEmpty();
    assertThat(doubts.find("smsc", receipt(two, 12))).contains(new Found(two.id(), 1, true));
  }

  @Test
  void doesNotSpeakOfAPartThatHasItsName() {
    var one = doubtful(Standing.TAKEN, "far-7", 11);
    doubts.note(one);

    assertThat(doubts.find("smsc", receipt(one, 11))).isEmpty();
  }

  @Test
  void forgetsWhatHasEnded() {
    var one = doubtful(11);
    doubts.note(one);
    assertThat(doubts.isEmpty()).isFalse();

    doubts.note(Samples.changed(one, one.state().raised(Status.FAILED, Samples.START)));

    assertThat(doubts.isEmpty()).isTrue();
    assertThat(doubts.find("smsc", receipt(one, 11))).isEmpty();
  }

  @Test
  void takesNoNoteOfWhatWasNeverInDoubt() {
    doubts.note(samples.message());
    doubts.note(Samples.claimed(samples.message(), 1, Samples.START));

    assertThat(doubts.size()).isZero();
  }
}
