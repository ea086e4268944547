package io.carillon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Report;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SteppedTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeskTest {
  private final ManualClock clock = new ManualClock();
  private final SteppedTasks tasks = new SteppedTasks(clock, 3);
  private final MemoryStore store = MemoryStore.stepped(tasks::gate);
  private final Samples samples = new Samples(3);
  private final List<Commit> woken = new ArrayList<>();
  private final List<Consequence> consequences = new ArrayList<>();
  private final Desk desk = desk(100);
  private final Endings endings = new Endings();

  private Desk desk(int capacity) {
    return new Desk(
        store.commits(),
        store.messages(),
        tasks,
        List.of(change -> {
          var next = change;
          for (var consequence : consequences) {
            next = consequence.follow(next);
          }
          return next;
        }),
        List.of(woken::add),
        capacity);
  }

  /// What was told of matters.
  private static final class Endings implements Matter.Ending {
    private final List<Optional<Message>> ended = new ArrayList<>();
    private int broken;

    @Override
    public void ended(Optional<Message> after) {
      ended.add(after);
    }

    @Override
    public void broken() {
      broken++;
    }
  }

  /// All that can happen now happens.
  private void settle() {
    boolean busy = true;
    while (busy) {
      tasks.settle();
      busy = store.step();
    }
  }

  private Message stored() {
    return stored(samples.message());
  }

  private Message stored(Message message) {
    store.commits().hand(List.of(Samples.accept(message)), _ -> {});
    store.drain();
    return message;
  }

  private Message kept(Message message) {
    return store.messages().find(message.id()).orElseThrow();
  }

  /// A decision that adds one to what is read as a counter.
  private static Optional<Step> counted(Message message) {
    var state = message.state();
    return Optional.of(Step.to(message.with(state.with(state.facts(), counted(state.work())))));
  }

  private static int count(Message message) {
    return message.state().work().attempts();
  }

  private Matter fact(Message message) {
    return Matter.fact(message.id(), DeskTest::counted, endings);
  }

  private Matter wish(Message message) {
    return Matter.wish(message, DeskTest::counted, endings);
  }

  private void settle(Matter... matters) {
    desk.settle(List.of(matters), Urgency.INSIDE);
  }

  /// Somebody else changes the message in the store, unseen by the desk.
  private void changedElsewhere(Message message) {
    var now = kept(message);
    var after = Samples.worked(now, counted(now.state().work()));
    store.commits().hand(List.of(Samples.change(now, after)), _ -> {});
  }

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
  void endsAMatterOfAMessageThatDoesNotExist() {
    settle(Matter.fact(samples.id(), DeskTest::counted, endings));
    settle();

    assertThat(endings.ended).containsExactly(Optional.empty());
  }

  @Test
  void readsAndDecidesAgainWhereTheSeedWasOld() {
    var message = stored();
    changedElsewhere(message);
    store.drain();

    settle(wish(message));
    settle();

    assertThat(count(kept(message))).isEqualTo(2);
    assertThat(endings.ended).containsExactly(Optional.of(kept(message)));
  }

  @Test
  void makesNoSecondDecisionOnASeedThatIsNotProven() {
    var message = stored();
    changedElsewhere(message);
    store.drain();

    settle(wish(message));
    settle(fact(message));
    assertThat(store.commits().waiting()).as("the second waits").isEqualTo(1);
    settle();

    assertThat(count(kept(message))).isEqualTo(3);
    assertThat(endings.ended).hasSize(2);
  }

  @Test
  void losesNoneOfManyDecisionsWhereOneIsRefused() {
    var message = stored();
    desk.admit(message);
    for (int i = 0; i < 5; i++) {
      settle(fact(message));
    }
    store.breakNext(1);

    settle();
    tasks.pass(Duration.ofSeconds(2));
    settle();

    assertThat(count(kept(message))).isEqualTo(5);
    assertThat(kept(message).state().rev()).isEqualTo(5);
    assertThat(endings.ended).hasSize(5);
    assertThat(endings.broken).isZero();
  }

  @Test
  void decidesNothingOnATornMessageUntilAllItsCommitsAreBack() {
    var message = stored();
    desk.admit(message);
    settle(fact(message));
    settle(fact(message));
    store.breakNext(1);
    store.step(1);

    settle(fact(message));

    assertThat(store.commits().waiting()).as("the second of the torn line").isEqualTo(1);
    settle();
    tasks.pass(Duration.ofSeconds(2));
    settle();
    assertThat(count(kept(message))).isEqualTo(3);
  }

  @Test
  void triesAFactAgainUntilItIsWritten() {
    var message = stored();
    store.breakNext(3);

    settle(fact(message));
    for (int i = 0; i < 4; i++) {
      settle();
      tasks.pass(Duration.ofSeconds(1));
    }
    settle();

    assertThat(count(kept(message))).isEqualTo(1);
    assertThat(endings.ended).hasSize(1);
    assertThat(endings.broken).isZero();
  }

  @Test
  void dropsAWishThatTheStoreCannotWrite() {
    var message = stored();
    store.breakNext(1);

    settle(wish(message));
    settle();
    tasks.pass(Duration.ofSeconds(5));
    settle();

    assertThat(count(kept(message))).isZero();
    assertThat(endings.broken).isEqualTo(1);
    assertThat(endings.ended).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void triesAFactAgainThatCouldNotBeRead() {
    var message = stored();
    store.unreadable(true);
    settle(fact(message));
    tasks.settle();
    store.unreadable(false);
    assertThat(endings.ended).isEmpty();

    tasks.pass(Duration.ofSeconds(1));
    settle();

    assertThat(count(kept(message))).isEqualTo(1);
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
  void asksAFactAgainWhereMemoryWasNotSureThatNothingIsToBeDone() {
    var message = stored();
    changedElsewhere(message);
    store.drain();
    Decision second = current -> count(current) == 0 ? Optional.empty() : DeskTest.counted(current);

    desk.settle(List.of(Matter.fact(message.id(), second, endings).about(message)), Urgency.INSIDE);
    settle();

    assertThat(count(kept(message))).isEqualTo(2);
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

  @Test
  void givesUpOnAWishThatKeepsLosing() {
    var message = stored();
    Decision losing =
        current -> {
          changedElsewhere(current);
          return counted(current);
        };

    desk.settle(
        List.of(new Matter(message.id(), Optional.of(message), losing, false, endings)),
        Urgency.INSIDE);
    settle();

    assertThat(endings.broken).isEqualTo(1);
    assertThat(desk.inFlight()).isZero();
  }

  private static Message.Work counted(Message.Work work) {
    return work.with(work.tries().counted());
  }
}
