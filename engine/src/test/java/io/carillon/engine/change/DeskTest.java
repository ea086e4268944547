package io.carillon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Messages;
import io.carillon.testkit.Samples;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a desk decides, writes and tells.
class DeskTest extends DeskRig {
  @Test
  void readsAMessageThatIsNotInMemoryInATaskAndDecides() {
    var message = stored();

    settle(fact(message));
    assertThat(store.commits().waiting()).as("nobody was held up by a read").isZero();
    settle();

    assertThat(count(kept(message))).isEqualTo(1);
    assertThat(kept(message).state().rev()).isEqualTo(1);
    assertThat(endings.ended).containsExactly(Optional.of(kept(message)));
  }

  @Test
  void decidesOnTheSeedWithoutARead() {
    var message = stored();
    store.unreadable(true);

    settle(wish(message));
    store.step();
    store.unreadable(false);

    assertThat(count(kept(message))).isEqualTo(1);
  }

  @Test
  void decidesEachMatterOnTheOneBeforeWithoutWaitingForTheStore() {
    var message = stored();
    desk.admit(message);

    settle(fact(message));
    settle(fact(message), fact(message));

    assertThat(store.commits().waiting()).isEqualTo(3);
    settle();
    assertThat(count(kept(message))).isEqualTo(3);
    assertThat(endings.ended).hasSize(3);
  }

  @Test
  void wakesNobodyBeforeTheSync() {
    var message = stored();

    settle(wish(message));
    assertThat(woken).isEmpty();
    assertThat(endings.ended).isEmpty();

    settle();
    assertThat(woken).hasSize(1);
  }

  @Test
  void putsConsequencesIntoTheSameCommit() {
    var message = stored();
    consequences.add(change ->
        change.with(
            new Write.Noted(
                new TraceRow(
                    change.after().id(), Samples.START, TraceRow.Kind.NOTE, "it follows"))));

    settle(wish(message));
    settle();

    assertThat(store.traces().of(message.id())).extracting(TraceRow::detail).contains("it follows");
    assertThat(woken.getFirst().writes()).hasSize(2);
  }

  @Test
  void writesRowsThatChangeNothingOfTheMessage() {
    var message = stored();
    var row =
        new Write.Noted(new TraceRow(message.id(), Samples.START, TraceRow.Kind.NOTE, "seen"));

    settle(Matter.fact(message.id(), _ -> Optional.of(Step.only(List.of(row))), endings));
    settle();

    assertThat(kept(message).state().rev()).isZero();
    assertThat(store.traces().of(message.id())).hasSize(1);
    assertThat(endings.ended).containsExactly(Optional.of(message));
  }

  @Test
  void endsAMatterWithNothingToDo() {
    var message = stored();

    settle(Matter.fact(message.id(), _ -> Optional.empty(), endings));
    settle();

    assertThat(endings.ended).containsExactly(Optional.empty());
    assertThat(desk.inFlight()).isZero();
  }

  @Test
  void anOrderHearsThatThereIsNothingToDoOnlyOnceThatIsSynced() {
    var message = stored();
    desk.admit(message);
    settle(fact(message));

    settle(
        new Matter(
            message.id(), Optional.empty(), _ -> Optional.empty(), Matter.Kind.ORDER, endings));
    assertThat(endings.ended).isEmpty();
    settle();

    assertThat(endings.ended).containsExactly(Optional.of(kept(message)), Optional.empty());
  }

  @Test
  void endsAMatterOfAMessageThatDoesNotExist() {
    settle(Matter.fact(samples.id(), DeskRig::counted, endings));
    settle();

    assertThat(endings.ended).containsExactly(Optional.empty());
  }

  @Test
  void readsOnceForAllMattersOfAMessage() {
    var message = stored();

    settle(fact(message));
    settle(fact(message), fact(message));
    settle();

    assertThat(count(kept(message))).isEqualTo(3);
    assertThat(endings.ended).hasSize(3);
  }

  @Test
  void forgetsMessagesBeyondItsCapacityAndReadsThemAgain() {
    var small = desk(1);
    var messages = new ArrayList<Message>();
    for (int i = 0; i < 5; i++) {
      var claimed = Samples.claimed(samples.message(), 1, Samples.START);
      messages.add(stored(Samples.sent(claimed, Samples.START, "far " + i)));
    }
    for (var message : messages) {
      small.settle(List.of(fact(message)), Urgency.INSIDE);
      settle();
    }

    assertThat(small.inFlight()).isEqualTo(1);
    small.settle(List.of(fact(messages.getFirst())), Urgency.INSIDE);
    settle();
    assertThat(count(kept(messages.getFirst()))).isEqualTo(2);
  }

  @Test
  void bringsNewMessagesAllOrNone() {
    var results = new ArrayList<Result>();
    var fresh = List.of(samples.message(), samples.message());
    var again = List.of(samples.message(), fresh.getFirst());

    desk.add(fresh, List.of(), List.of(), Urgency.ACCEPT, results::add);
    store.step();
    desk.add(again, List.of(), List.of(), Urgency.ACCEPT, results::add);
    store.step();

    assertThat(results.getFirst()).isInstanceOf(Result.Done.class);
    assertThat(results.getLast()).isInstanceOf(Result.Broken.class);
    assertThat(store.messages().find(again.getFirst().id())).isEmpty();
    assertThat(woken).as("of the first only").hasSize(1);
  }

  /// As the store does it once the message stands in the archive alone.
  private Messages archiving(Message message) {
    InvocationHandler answers =
        (_, method, args) ->
            switch (method.getName()) {
              case "find" -> Optional.of(message);
              case "unarchived" -> store.messages().find(message.id());
              default -> method.invoke(store.messages(), args);
            };
    return (Messages)
        Proxy.newProxyInstance(
            Messages.class.getClassLoader(), new Class<?>[] {Messages.class}, answers);
  }

  @Test
  void whatWasArchivedWhileItWasInMemoryEndsUnchanged() {
    var message = stored();
    var other = desk(100, archiving(message));
    other.admit(message);
    var leaves = new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Erased(message)));
    store.commits().hand(List.of(leaves), _ -> {});
    store.drain();

    other.settle(List.of(fact(message), wish(message)), Urgency.INSIDE);
    settle();

    assertThat(endings.ended).containsExactly(Optional.empty(), Optional.empty());
    assertThat(endings.broken).isZero();
  }
}
