package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.port.Events.Kept;
import io.carillon.model.port.Events.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How every store keeps what happened in accounts.
public interface EventsContract {
  /// Another one.
  AccountId OTHER = new AccountId(new Id(7, 7));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  /// Something that happened so many seconds after the start.
  static Event event(AccountId account, int second) {
    return new Event(
        account, START.plusSeconds(second), Kind.MESSAGE_SENT, new Id(6, second), Map.of());
  }

  private void happen(Event... all) throws InterruptedException {
    for (var one : all) {
      var written = ports().commits().write(inside(new Write.Happened(one)));
      assertThat(written).isEqualTo(new Result.Done());
    }
  }

  private List<Event> read(AccountId account, long after, int limit) {
    return ports().books().feed().after(account, after, limit).stream().map(Kept::event).toList();
  }

  @Test
  default void eventsAreReadInTheOrderInWhichTheyWereKept() throws Exception {
    var failed =
        new Event(
            ACCOUNT, START, Kind.MESSAGE_FAILED, new Id(6, 9), Map.of(Event.FAULT, "opted_out"));
    happen(event(ACCOUNT, 5), event(OTHER, 1), failed);

    assertThat(read(ACCOUNT, 0, 10)).containsExactly(event(ACCOUNT, 5), failed);
    assertThat(read(OTHER, 0, 10)).containsExactly(event(OTHER, 1));
    assertThat(read(new AccountId(new Id(9, 9)), 0, 10)).isEmpty();

    var feed = ports().books().feed();
    var first = feed.after(ACCOUNT, 0, 1).getFirst();
    assertThat(feed.after(ACCOUNT, first.number(), 10))
        .extracting(Kept::event)
        .containsExactly(failed);
    assertThat(feed.after(ACCOUNT, feed.span().newest(), 10)).isEmpty();
  }

  @Test
  default void theEventsOfOneCommitKeepTheirOrder() throws Exception {
    var writes =
        IntStream.range(0, 50)
            .<Write>mapToObj(second -> new Write.Happened(event(ACCOUNT, second)))
            .toList();

    assertThat(ports().commits().write(new Commit(Urgency.INSIDE, List.of(), writes)))
        .isEqualTo(new Result.Done());

    assertThat(read(ACCOUNT, 0, 100)).extracting(Event::subject).isSorted().hasSize(50);
  }

  @Test
  default void anEventOfACommitThatWasRefusedDidNotHappen() throws Exception {
    var samples = new Samples(3);
    var message = ports().keep(samples.message());
    var after = Samples.delivered(message, START);
    ports().change(message, after);

    var stale =
        new Commit(
            Urgency.INSIDE,
            List.of(),
            List.of(new Write.Changed(message, after), new Write.Happened(event(ACCOUNT, 1))));

    assertThat(ports().commits().write(stale)).isInstanceOf(Result.Stale.class);
    assertThat(read(ACCOUNT, 0, 10)).isEmpty();
    assertThat(ports().books().feed().span()).isEqualTo(new Span(0, 0));
  }
}
