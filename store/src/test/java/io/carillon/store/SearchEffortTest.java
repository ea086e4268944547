package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Message;
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
import io.carillon.model.port.History.Words;
import io.carillon.store.fill.MadeUpHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the store is asked, and for how many messages, with 200,000 of them: the figures that
/// do not depend on the machine.
@Tag("slow")
class SearchEffortTest {
  private static final int MESSAGES = 200_000;
  private static final int LIMIT = 50;

  @TempDir Path folder;

  /// Counts questions.
  private record Counting(Readers readers, AtomicInteger questions) implements Readers {
    @Override
    public <T> T read(String what, Question<T> question) {
      questions.incrementAndGet();
      return readers.read(what, question);
    }

    @Override
    public void close() {
      readers.close();
    }
  }

  private static List<Filter> filters() {
    var all = Filter.of(ACCOUNT);
    var day =
        new Period(
            Optional.of(START.minus(Duration.ofDays(30))),
            Optional.of(START.minus(Duration.ofDays(29))));
    var filters = new ArrayList<Filter>();
    filters.add(all);
    for (var status : Status.values()) {
      filters.add(all.with(new Kinds(Set.of(), Set.of(), Set.of(status))));
    }
    for (var channel : List.of(Channel.SMS, Channel.MMS, Channel.RCS)) {
      filters.add(all.with(new Kinds(Set.of(), Set.of(channel), Set.of())));
    }
    filters.add(all.with(new Kinds(Set.of(Direction.INBOUND), Set.of(), Set.of())));
    for (var end : List.of("3", "93", "193", "0193", "50193", "550193", "5550193", "14155550193")) {
      filters.add(all.with(new Ends(Match.ANY, Match.end(end))));
      filters.add(all.with(new Ends(Match.end(end), Match.ANY)));
    }
    filters.add(all.with(new Ends(Match.ANY, Match.whole("+14155550193"))));
    filters.add(all.with(new Ends(Match.ANY, Match.whole("+14155559999"))));
    filters.add(all.with(new Times(day, Period.ANY)));
    filters.add(all.with(new Times(Period.ANY, day)));
    filters.add(all.with(new Words("", "order-1000500", Map.of())));
    filters.add(all.with(new Words("", "none", Map.of())));
    filters.add(all.with(new Words("", "", Map.of("campaign", "c7"))));
    filters.add(all.with(new Words("", "", Map.of("campaign", "c7", "team", "t7"))));
    filters.add(all.withLive(false));
    return filters;
  }

  @Test
  void anyFilterAsksTheStoreForThePageAlone() throws Exception {
    var plan =
        new MadeUpHistory.Plan(MESSAGES, 5, Optional.of(ACCOUNT), START, Duration.ofDays(90), 1);
    try (var filling = Filling.open(new StoreSettings.Sqlite(folder))) {
      filling.fill(new MadeUpHistory(plan), _ -> {});
    }
    var messages = new ArrayList<Message>();
    new MadeUpHistory(plan).forEachRemaining(messages::add);
    messages.removeIf(message -> !message.account().equals(ACCOUNT));

    try (var store = Opened.sqlite(folder)) {
      assertThat(store.isIndexed()).isTrue();
      var questions = new AtomicInteger();
      var history = store.history(readers -> new Counting(readers, questions));
      for (var filter : filters()) {
        assertPagesAndCount(history, questions, filter, messages);
      }
    }
  }

  private static void assertPagesAndCount(
      History history, AtomicInteger questions, Filter filter, List<Message> messages) {
    var passing = messages.stream().filter(filter::passes).toList();
    questions.set(0);

    var newest = history.page(filter, Order.NEWEST, Start.FIRST, LIMIT);
    assertThat(newest.messages())
        .as("%s", filter)
        .isEqualTo(passing.reversed().subList(0, Math.min(LIMIT, passing.size())));
    assertThat(newest.more()).isEqualTo(passing.size() > LIMIT);
    assertThat(questions.getAndSet(0)).as("%s", filter).isLessThanOrEqualTo(1);

    int deep = passing.size() / 2;
    var behind = history.page(filter, Order.NEWEST, new Start.Offset(deep), LIMIT);
    assertThat(behind.messages())
        .isEqualTo(passing.reversed().subList(deep, Math.min(deep + LIMIT, passing.size())));
    assertThat(questions.getAndSet(0)).as("%s", filter).isLessThanOrEqualTo(1);

    assertThat(history.count(filter)).isEqualTo(new History.Total(passing.size(), false));
    assertThat(questions.get()).as("%s", filter).isZero();
  }
}
