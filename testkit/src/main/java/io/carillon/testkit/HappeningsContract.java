package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store owes endpoints what happened and is no message's.
public interface HappeningsContract {
  /// Of nothing in particular.
  Id ID = new Id(6, 9);

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void write(Write... writes) throws InterruptedException {
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  /// An endpoint of the account that hears of these types, one a line.
  private Endpoint endpoint(int number, String events) throws InterruptedException {
    var facts = Map.of(Endpoint.URL, "https://example.com/" + number, Endpoint.EVENTS, events);
    var id = new Id(3, number);
    var made = new Resource(id, ACCOUNT, Resource.Kind.ENDPOINT, "", facts, START, START);
    write(new Write.Enrolled(new Entry.OfResource(made), Samples.OCCASION));
    return Endpoint.of(made);
  }

  private static Event event(AccountId account, Kind kind, Id subject) {
    return new Event(account, START, kind, subject, Map.of("why", "test"));
  }

  private List<Notice> owed(Endpoint to) {
    return ports().notices().due(to.lane(), START, 10);
  }

  private Event told(Notice notice) {
    var ids = List.of(notice.message());
    return Objects.requireNonNull(ports().notices().happenings(ids).get(notice.message())).event();
  }

  @Test
  default void endpointsAreOwedWhatTheyHearInTheCommitOfWhatHappened() throws Exception {
    var talks = endpoint(1, "conversation.*");
    var all = endpoint(2, "*");
    var messages = endpoint(3, "message.*");
    var closed = event(ACCOUNT, Kind.CONVERSATION_CLOSED, new Id(6, 1));
    var given = event(ACCOUNT, Kind.CONSENT_GIVEN, new Id(6, 2));

    write(
        new Write.Happened(closed),
        new Write.Happened(given),
        new Write.Happened(event(ACCOUNT, Kind.MESSAGE_SENT, new Id(6, 3))),
        new Write.Happened(event(new AccountId(new Id(7, 7)), Kind.CONSENT_GIVEN, new Id(6, 4))));

    assertThat(owed(talks))
        .singleElement()
        .satisfies(one -> assertThat(told(one)).isEqualTo(closed));
    assertThat(owed(all)).extracting(this::told).containsExactlyInAnyOrder(closed, given);
    assertThat(owed(messages)).isEmpty();
    assertThat(owed(all)).allMatch(notice -> Happening.isNamed(notice.message()));
    assertThat(owed(all)).extracting(Notice::destination).containsOnly(all.name());
    var both = ports().notices().of(owed(talks).getFirst().message());
    assertThat(both).extracting(Notice::sequence).containsExactly(1, 2);
  }

  @Test
  default void anAccountsOwnEventIsOwedInTheTransactionInWhichItIsRaised() throws Exception {
    var money = endpoint(1, "balance.low");
    var what = new AccountEvent.What.BalanceLow(new Money(1, "USD"), new Money(2, "USD"));
    var telling = Notice.Telling.owedAt(START);
    var raised = AccountEvent.of(new Id(4, 4), ACCOUNT, START, what, telling);

    ports().books().events().raise(raised);
    ports().books().events().raise(raised);

    assertThat(owed(money))
        .singleElement()
        .satisfies(one -> assertThat(told(one)).isEqualTo(Event.of(raised)));
  }

  @Test
  default void whatHappensToAnEndpointIsToldToTheOthers() throws Exception {
    var gone = endpoint(1, "*");
    var other = endpoint(2, "webhook.disabled");

    write(new Write.Happened(Event.disabled(gone, "HTTP 410", START)));

    assertThat(owed(gone)).isEmpty();
    assertThat(owed(other)).hasSize(1);
    assertThat(told(owed(other).getFirst()).facts()).containsEntry("reason", "HTTP 410");
  }

  @Test
  default void whatWasOwedIsListedByTheTime() throws Exception {
    endpoint(1, "*");
    for (int i = 0; i < 3; i++) {
      var at = START.plusSeconds(i);
      write(new Write.Happened(new Event(ACCOUNT, at, Kind.BALANCE_LOW, new Id(6, i), Map.of())));
    }
    write(new Write.Happened(event(new AccountId(new Id(7, 7)), Kind.CONSENT_GIVEN, ID)));

    var up = ports().notices().happenings(ACCOUNT, Optional.empty(), true, 10);
    assertThat(up).extracting(one -> one.event().subject().low()).containsExactly(0L, 1L, 2L);
    var down = ports().notices().happenings(ACCOUNT, Optional.empty(), false, 2);
    assertThat(down).containsExactly(up.get(2), up.get(1));
    var second = Optional.of(Happening.place(up.get(1).id()));
    assertThat(ports().notices().happenings(ACCOUNT, second, true, 10)).containsExactly(up.get(2));
    assertThat(ports().notices().happenings(ACCOUNT, second, false, 10)).containsExactly(up.get(0));
    assertThat(ports().notices().happenings(new AccountId(ID), Optional.empty(), true, 10))
        .isEmpty();
  }

  @Test
  default void aStretchBehindAllMessagesHasWhatHappenedFromAMomentOn() throws Exception {
    var all = endpoint(1, "*");
    for (int i = 0; i < 3; i++) {
      var at = START.plusSeconds(i);
      write(new Write.Happened(new Event(ACCOUNT, at, Kind.BALANCE_LOW, new Id(6, i), Map.of())));
    }
    var notices = ports().notices();
    var from = Happening.first(START.plusSeconds(1));
    var until = Happening.first(START.plusSeconds(2).plusMillis(1));

    var some = notices.stretch(all.lane(), false, from, until);
    assertThat(some.notices()).extracting(one -> told(one).subject().low()).containsExactly(1L, 2L);
    assertThat(some.over()).isTrue();
    assertThat(notices.stretch(all.lane(), true, from, until).notices()).isEmpty();
    var dead =
        new Notice.Telling(Notice.Progress.DEAD, 9, Optional.empty(), Optional.of(START), 503);
    write(new Write.Retold(some.notices().getFirst().with(dead), true, START));
    assertThat(notices.stretch(all.lane(), true, from, until).notices()).hasSize(1);
    var messages = Id.first(START.plusSeconds(60).toEpochMilli());
    assertThat(notices.stretch(all.lane(), false, new Id(0, 0), messages).notices()).isEmpty();
  }

  @Test
  default void whatIsOwedIsRetoldLikeAnyNotice() throws Exception {
    var all = endpoint(1, "*");
    write(new Write.Happened(event(ACCOUNT, Kind.CONSENT_GIVEN, new Id(6, 2))));
    var notice = owed(all).getFirst();
    Instant later = START.plusSeconds(5);
    var failed =
        new Notice.Telling(Notice.Progress.OPEN, 1, Optional.of(later), Optional.empty(), 503);

    write(new Write.Retold(notice.with(failed), false, START));

    assertThat(owed(all)).isEmpty();
    assertThat(ports().notices().due(all.lane(), later, 10)).containsExactly(notice.with(failed));
    assertThat(ports().notices().failed(ACCOUNT, 10)).isEmpty();
  }
}
