package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Place;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.History.Total;
import io.carillon.model.port.History.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// How every store searches messages.
public interface HistoryContract {
  /// The account that shares the store with the one that is searched.
  AccountId OTHER = new AccountId(new Id(1, 2));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private List<Message> filled(int count) throws InterruptedException {
    var samples = new Samples(7);
    var chance = new SplittableRandom(7);
    var messages = new ArrayList<Message>();
    var writes = new ArrayList<Write>();
    for (int i = 0; i < count; i++) {
      var message = varied(samples, chance, i);
      messages.add(message);
      writes.add(new Write.Added(message));
    }
    for (int from = 0; from < writes.size(); from += Commit.MESSAGES_MAX) {
      var some = writes.subList(from, Math.min(from + Commit.MESSAGES_MAX, writes.size()));
      assertThat(ports().commits().write(new Commit(Urgency.ACCEPT, List.of(), some)))
          .isEqualTo(new Result.Done());
    }
    return messages;
  }

  private static Message varied(Samples samples, SplittableRandom chance, int number) {
    var plain = samples.message(new Content.Text(chance.nextBoolean() ? "Grüße" : "100% Offer"));
    boolean inbound = chance.nextInt(4) == 0;
    var parties =
        new Parties(
            chance.nextInt(8) == 0 ? OTHER : ACCOUNT,
            inbound ? Direction.INBOUND : Direction.OUTBOUND,
            chance.nextInt(5) == 0 ? Channel.MMS : Channel.SMS,
            Address.phone("+1415555267" + chance.nextInt(3)),
            Address.phone("+4912345678" + (10 + chance.nextInt(20))));
    var origin =
        new Origin(
            new Place("pantheon", number % 7 == 0 ? "sms reply" : "sms", "", chance.nextInt(3) > 0),
            chance.nextBoolean() ? "ref_" + chance.nextInt(3) : "",
            Map.of("team", "t" + chance.nextInt(2), "n", "" + number % 3),
            Keepsake.NONE,
            "");
    var at = START.plusSeconds(number);
    var state = plain.state();
    if (inbound) {
      state = state.raised(Status.RECEIVED, at);
    } else if (chance.nextBoolean()) {
      state = state.raised(Status.SENT, at);
    }
    return new Message(
        plain.id(), parties, plain.content(), plain.terms(), plain.bill(), origin, state);
  }

  private static List<Filter> filters() {
    var all = Filter.of(ACCOUNT);
    var day = new Period(Optional.of(START.plusSeconds(20)), Optional.of(START.plusSeconds(90)));
    var since = new Period(Optional.of(START.plusSeconds(50)), Optional.empty());
    var until = new Period(Optional.empty(), Optional.of(START.plusSeconds(50)));
    return List.of(
        all,
        Filter.of(OTHER),
        Filter.of(new AccountId(new Id(9, 9))),
        all.with(new Kinds(Set.of(Direction.INBOUND), Set.of(), Set.of())),
        all.with(new Kinds(Set.of(), Set.of(Channel.MMS), Set.of(Status.SENT, Status.QUEUED))),
        all.with(new Ends(Match.whole("+14155552671"), Match.ANY)),
        all.with(new Ends(Match.whole("4155552671"), Match.ANY)),
        all.with(new Ends(Match.end("71"), Match.end("21"))),
        all.with(new Ends(Match.end("_1"), Match.ANY)),
        all.with(new Times(Period.ANY, day)),
        all.with(new Times(Period.ANY, since)),
        all.with(new Times(Period.ANY, until)),
        all.with(new Times(until, Period.ANY)),
        all.with(new Times(new Period(Optional.of(START), Optional.of(START)), Period.ANY)),
        all.with(new Words("", "ref_1", Map.of())),
        all.with(new Words("grÜ", "", Map.of())),
        all.with(new Words("0% o", "", Map.of("team", "t1"))),
        all.with(new Words("", "ref_2", Map.of("n", "2"))),
        all.with(Words.ANY.withReply(true)),
        all.with(new Words("grÜ", "", Map.of("n", "0")).withReply(true)),
        all.with(new Words("", "ref_1", Map.of()).withReply(false)),
        all.withLive(true),
        all.withLive(false).with(new Words("", "ref_1", Map.of())));
  }

  @Test
  default void findsWhatPassesEachFilterInEachOrder() throws Exception {
    var messages = filled(200);

    for (var filter : filters()) {
      for (var key : History.Key.values()) {
        for (boolean ascending : new boolean[] {true, false}) {
          var order = new Order(key, ascending);
          var expected =
              messages.stream().filter(filter::passes).sorted(order.comparator()).toList();
          var page = ports().history().page(filter, order, Start.FIRST, 1_000);
          assertThat(page.messages()).as("%s %s", filter, order).isEqualTo(expected);
          assertThat(page.more()).isFalse();
        }
      }
      assertThat(ports().history().count(filter))
          .as("%s", filter)
          .isEqualTo(new Total(messages.stream().filter(filter::passes).count(), false));
    }
  }

  @Test
  default void pagesAddUpToTheWhole() throws Exception {
    filled(700);

    for (var filter : filters()) {
      for (var order : List.of(Order.NEWEST, Order.OLDEST, new Order(History.Key.TO, true))) {
        var whole = ports().history().page(filter, order, Start.FIRST, 1_000).messages();
        assertThat(byOffset(filter, order)).isEqualTo(whole);
        if (order.by() == History.Key.ACCEPTED) {
          assertThat(byCursor(filter, order)).isEqualTo(whole);
        }
      }
    }
  }

  private List<Message> byOffset(Filter filter, Order order) {
    var found = new ArrayList<Message>();
    for (boolean more = true; more; ) {
      var page = ports().history().page(filter, order, new Start.Offset(found.size()), 37);
      found.addAll(page.messages());
      more = page.more();
    }
    return found;
  }

  private List<Message> byCursor(Filter filter, Order order) {
    var found = new ArrayList<Message>();
    Start start = Start.FIRST;
    for (boolean more = true; more; ) {
      var page = ports().history().page(filter, order, start, 41);
      found.addAll(page.messages());
      more = page.behind().isPresent();
      if (more) {
        start = new Start.After(page.behind().get());
      }
    }
    return found;
  }

  @Test
  default void pagesHaveABoundAndAnOrder() {
    var history = ports().history();
    var all = Filter.of(ACCOUNT);
    var after = new Start.After(new Samples(1).id());

    assertThatThrownBy(() -> history.page(all, Order.NEWEST, Start.FIRST, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.page(all, Order.NEWEST, Start.FIRST, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.page(all, new Order(History.Key.BODY, true), after, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(history.page(all, Order.NEWEST, after, 10).messages()).isEmpty();
    assertThat(history.page(all, Order.NEWEST, new Start.Offset(1L << 40), 10).more()).isFalse();
  }

  /// Lives go on, messages are forgotten, and any filter finds what a look at everything finds.
  @Test
  default void anyFilterFindsWhatPassesInTheMidstOfLives() throws Exception {
    var chance = new SplittableRandom(23);
    var standing = new ArrayList<>(filled(500));
    for (int round = 0; round < 4; round++) {
      live(standing, chance);
      for (int i = 0; i < 25; i++) {
        var filter = RandomFilters.filter(chance);
        boolean up = chance.nextBoolean();
        var order = up ? Order.OLDEST : Order.NEWEST;
        var all = standing.stream().filter(filter::passes).sorted(order.comparator()).toList();

        assertThat(byCursor(filter, order)).as("%s", filter).isEqualTo(all);
        assertThat(ports().history().count(filter)).isEqualTo(new Total(all.size(), false));
        int from = chance.nextInt(all.size() + 5);
        var start = new Start.Offset(from);
        assertThat(ports().history().page(filter, order, start, 1_000).messages())
            .isEqualTo(all.subList(Math.min(from, all.size()), all.size()));
      }
    }
  }

  private void live(List<Message> standing, SplittableRandom chance) throws InterruptedException {
    for (int i = 0; i < 60; i++) {
      int place = chance.nextInt(standing.size());
      var before = standing.get(place);
      if (chance.nextInt(8) == 0) {
        var erased = new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Erased(before)));
        assertThat(ports().commits().write(erased)).isEqualTo(new Result.Done());
        standing.remove(place);
      } else {
        var at = START.plusSeconds(chance.nextInt(700));
        var raised = before.state().raised(RandomFilters.status(chance), at);
        var revision = before.state().revision();
        var after =
            before.with(raised.with(new Message.Revision(revision.rev() + 1, revision.notices())));
        assertThat(ports().commits().write(Samples.change(before, after)))
            .isEqualTo(new Result.Done());
        standing.set(place, after);
      }
    }
  }
}
