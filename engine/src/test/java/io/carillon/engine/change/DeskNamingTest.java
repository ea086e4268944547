package io.carillon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Report;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a desk knows of the names that carriers gave.
class DeskNamingTest extends DeskRig {
  @Test
  void tellsOfANewNameInsideItsLockBeforeTheSync() {
    var names = new ArrayList<String>();
    desk.onNaming(
        (carrier, farId, id) -> names.add(carrier + " " + farId + " " + id.equals(named)));
    var claimed = stored(Samples.claimed(samples.message(), 1, Samples.START));
    named = claimed.id();
    desk.admit(claimed);

    settle(
        Matter.fact(
            claimed.id(), current -> Optional.of(Step.to(taken(current))), Matter.Ending.NONE));

    assertThat(names).containsExactly("smsc far-1 true");
    assertThat(desk.named("smsc", receipt("far-1"), () -> {})).contains(claimed.id());
  }

  @Test
  void runsWhatIsToBeDoneForAnUnknownNameInsideItsLock() {
    var asked = new ArrayList<String>();

    assertThat(desk.named("smsc", receipt("far-9"), () -> asked.add("absent"))).isEmpty();

    assertThat(asked).containsExactly("absent");
  }

  @Test
  void cannotSayThatNothingElseIsOutWhileAFactIsNotWritten() {
    var message = stored();
    var from = message.parties().from();
    var to = message.parties().to();
    assertThat(desk.anyOut("smsc", from, to, samples.id())).isFalse();
    store.breakNext(1);
    settle(fact(message));
    settle();

    assertThat(desk.anyOut("smsc", from, to, samples.id())).as("in limbo").isTrue();

    tasks.pass(Duration.ofSeconds(1));
    settle();
    assertThat(desk.anyOut("smsc", from, to, samples.id())).isFalse();
  }

  private Report.Receipt receipt(String farId) {
    var parties = samples.message().parties();
    return new Report.Receipt(
        farId, -1, parties.from(), parties.to(), Report.Verdict.DELIVERED, "", "");
  }

  private MessageId named = new Samples(99).id();

  private static Message taken(Message message) {
    var legs = List.of(message.state().legs().getFirst().takenAs("far-1"));
    var state = message.state().with(legs);
    var work = state.work().waiting(Wait.RECEIPT, Optional.empty());
    return message.with(state.with(state.facts(), work).raised(Status.SENT, Samples.START));
  }
}
