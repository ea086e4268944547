package io.carillon.testkit;

import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.RUN;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store finds of messages for which something is to be done.
public interface WorkContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Message with(Message message, Work work) {
    return message.with(message.state().with(message.state().facts(), work));
  }

  private static Message with(Message message, Priority priority) {
    var terms =
        new Terms(Purpose.OTP, priority, true, Duration.ZERO, Optional.empty(), Optional.empty());
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        terms,
        message.bill(),
        message.origin(),
        message.state());
  }

  @Test
  default void dueMessagesComeByPriorityThenAge() throws Exception {
    var samples = new Samples(1);
    var late = ports().keep(with(samples.message(), waiting(Wait.RETRY, START.plusSeconds(9))));
    var quiet = ports().keep(with(samples.message(), waiting(Wait.QUIET, START.plusSeconds(8))));
    var capped = ports().keep(with(samples.message(), waiting(Wait.CAP, START.plusSeconds(7))));
    var often =
        ports().keep(with(samples.message(), waiting(Wait.FREQUENCY, START.plusSeconds(6))));
    var low = ports().keep(with(samples.message(), Priority.LOW));
    var normal =
        ports().keep(with(samples.message(), waiting(Wait.THROTTLE, START.plusSeconds(2))));
    var older = ports().keep(with(samples.message(), waiting(Wait.SCHEDULE, START.plusSeconds(1))));
    var high = ports().keep(with(samples.message(), Priority.HIGH));
    var messages = ports().messages();

    assertThat(messages.due(LANE, START.plusSeconds(5), 10))
        .containsExactly(high, older, normal, low);
    assertThat(messages.due(LANE, START.plusSeconds(5), 2)).containsExactly(high, older);
    assertThat(messages.due(LANE, START.plusSeconds(9), 10)).contains(late, quiet, capped, often);
    assertThat(messages.due(LANE, START.minusSeconds(1), 10)).isEmpty();
    assertThat(messages.due("other", START.plusSeconds(5), 10)).isEmpty();
  }

  @Test
  default void whatIsClaimedOrInDoubtIsNotDue() throws Exception {
    var samples = new Samples(1);
    ports().keep(with(samples.message(), waiting(Wait.ANSWER, START)));
    ports().keep(with(samples.message(), waiting(Wait.DOUBT, START)));
    ports().keep(with(samples.message(), waiting(Wait.RECEIPT, START)));
    ports().keep(with(samples.message(), Work.NONE));

    assertThat(ports().messages().due(LANE, START.plusSeconds(5), 10)).isEmpty();
    assertThat(ports().messages().lanesDue(START.plusSeconds(5))).isEmpty();
    assertThat(ports().messages().waiting()).isEmpty();
  }

  @Test
  default void lanesWithDueMessagesAreNamed() throws Exception {
    var samples = new Samples(1);
    for (var lane : List.of("c", "a", "b", "a")) {
      var due = lane.equals("b") ? START.plusSeconds(60) : START;
      var work = Work.fresh(lane, "", Wait.TURN, due);
      ports().keep(with(samples.message(), work));
    }

    assertThat(ports().messages().lanesDue(START)).containsExactly("a", "c");
    assertThat(ports().messages().waiting()).isEqualTo(Map.of("a", 2L, "b", 1L, "c", 1L));
  }

  @Test
  default void claimsOfOtherRunsAreFound() throws Exception {
    var samples = new Samples(1);
    var own = ports().keep(samples.message());
    ports().change(own, Samples.claimed(own, 1, START));
    var turn = new Work(LANE, "", Wait.ANSWER, Optional.of(START), Tries.NONE, RUN - 1);
    var orphan = ports().keep(with(samples.message(), turn));
    var younger =
        ports()
            .keep(
                with(
                    samples.message(),
                    new Work(
                        LANE,
                        "",
                        Wait.ANSWER,
                        Optional.of(START.plusSeconds(1)),
                        Tries.NONE,
                        RUN - 1)));

    assertThat(ports().messages().claimedByOthers(RUN, 10)).containsExactly(orphan, younger);
    assertThat(ports().messages().claimedByOthers(RUN, 1)).containsExactly(orphan);
  }

  @Test
  default void whatWaitsForOurAnswerIsFoundAndStandsInNoLane() throws Exception {
    var samples = new Samples(1);
    ports().keep(with(samples.message(), waiting(Wait.TURN, START)));
    var later = ports().keep(with(samples.message(), unanswered(START.plusSeconds(2))));
    var first = ports().keep(with(samples.message(), unanswered(START)));
    var messages = ports().messages();

    assertThat(messages.unanswered(10)).containsExactly(first, later);
    assertThat(messages.unanswered(1)).containsExactly(first);
    assertThat(messages.lanesDue(START.plusSeconds(5))).containsExactly(LANE);
    var state = first.state().with(first.state().facts(), Work.NONE);
    var _ = ports().change(first, first.with(state.with(new Message.Revision(1, 0))));
    assertThat(messages.unanswered(10)).containsExactly(later);
  }

  private static Work unanswered(Instant due) {
    return Work.fresh("", "", Wait.REPLY, due);
  }

  @Test
  default void whatWaitsUntilItsAccountMaySendIsFoundAndNotCounted() throws Exception {
    var samples = new Samples(1);
    ports().keep(with(samples.message(), waiting(Wait.QUIET, START)));
    var over = START.plusSeconds(60);
    var first = ports().keep(with(samples.message(), waiting(Wait.SUSPENDED, over)));
    var second = ports().keep(with(samples.message(), waiting(Wait.SUSPENDED, over)));
    var messages = ports().messages();

    assertThat(messages.suspended(_ -> true, 10)).containsExactly(Samples.ACCOUNT);
    assertThat(messages.suspended(_ -> false, 10)).isEmpty();
    assertThat(messages.suspended(Samples.ACCOUNT, 10)).containsExactly(first, second);
    assertThat(messages.suspended(Samples.ACCOUNT, 1)).containsExactly(first);
    assertThat(messages.suspended(new AccountId(new Id(7, 7)), 10)).isEmpty();
    assertThat(messages.waiting()).isEqualTo(Map.of(LANE, 1L));
    assertThat(messages.due(LANE, START.plusSeconds(59), 10)).doesNotContain(first, second);
    assertThat(messages.due(LANE, over, 10)).contains(first, second);
    assertThat(messages.ahead(START, 10)).isEmpty();
  }

  @Test
  default void doubtedMessagesAreFound() throws Exception {
    var samples = new Samples(1);
    ports().keep(samples.message());
    var doubted = ports().keep(with(samples.message(), waiting(Wait.DOUBT, START.plusSeconds(10))));

    var held = ports().keep(with(samples.message(), waiting(Wait.DOUBT, START.plusSeconds(20))));

    assertThat(ports().messages().doubted(Instant.MAX, 10)).containsExactly(doubted, held);
    assertThat(ports().messages().doubted(Instant.MAX, 1)).containsExactly(doubted);
    assertThat(ports().messages().doubted(START.plusSeconds(10), 10)).containsExactly(doubted);
    assertThat(ports().messages().doubted(START.plusSeconds(9), 10)).isEmpty();
  }

  @Test
  default void whatWaitsForAPauseIsFoundWhereItWaitsLongest() throws Exception {
    var samples = new Samples(1);
    var turn = ports().keep(with(samples.message(), waiting(Wait.TURN, START.plusSeconds(10))));
    var retry = ports().keep(with(samples.message(), waiting(Wait.RETRY, START.plusSeconds(12))));
    var slow = ports().keep(with(samples.message(), waiting(Wait.THROTTLE, START.plusSeconds(13))));
    var doubt = ports().keep(with(samples.message(), waiting(Wait.DOUBT, START.plusSeconds(11))));
    var quiet = ports().keep(with(samples.message(), waiting(Wait.QUIET, START.plusSeconds(14))));
    ports().keep(with(samples.message(), waiting(Wait.SCHEDULE, START.plusSeconds(20))));
    ports().keep(with(samples.message(), waiting(Wait.ANSWER, START.plusSeconds(20))));
    ports().keep(with(samples.message(), waiting(Wait.TURN, START)));

    assertThat(ports().messages().ahead(START, 10))
        .containsExactly(quiet, slow, retry, doubt, turn);
    assertThat(ports().messages().ahead(START, 2)).containsExactly(quiet, slow);
    assertThat(ports().messages().ahead(START.plusSeconds(12), 10)).containsExactly(quiet, slow);
  }

  @Test
  default void messagesWithoutAReceiptAreFoundByTheTimeInTheirIds() throws Exception {
    var clock = new ManualClock(START);
    var ids = new SeededIds(3, clock);
    var samples = new Samples(1);
    var waiting = new ArrayList<Message>();
    for (int second = 0; second < 4; second++) {
      var message =
          with(
              samples.message(),
              waiting(Wait.RECEIPT, START).waiting(Wait.RECEIPT, Optional.empty()));
      waiting.add(ports().keep(named(message, new MessageId(ids.next()))));
      ports()
          .keep(
              named(
                  with(samples.message(), waiting(Wait.DOUBT, START)), new MessageId(ids.next())));
      clock.advance(Duration.ofSeconds(1));
    }

    var messages = ports().messages();
    assertThat(messages.unreported(START, START.plusSeconds(4), 10))
        .containsExactlyElementsOf(waiting);
    assertThat(messages.unreported(START.plusSeconds(1), START.plusSeconds(3), 10))
        .containsExactly(waiting.get(1), waiting.get(2));
    assertThat(messages.unreported(START, START.plusSeconds(4), 3)).hasSize(3);
    assertThat(messages.unreported(Instant.EPOCH, START, 10)).isEmpty();
  }

  private static Message named(Message message, MessageId id) {
    return new Message(
        id,
        message.parties(),
        message.content(),
        message.terms(),
        message.bill(),
        message.origin(),
        message.state());
  }
}
