package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How every store holds accounts to what they may use.
public interface AllowancesContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Allowance messages(Optional<Channel> channel, long most) {
    return new Allowance(ACCOUNT, Span.month(START), channel, Measure.MESSAGES, "", most);
  }

  private static Write counted(AccountId account, int days, Channel channel, Sum sum) {
    var day = Usage.day(START).plusDays(days);
    return new Write.Counted(
        new Usage(new Slot(account, day, channel, Direction.OUTBOUND, "DE", "USD"), sum));
  }

  private static Commit one(Samples samples, Allowance allowance, long more, Sum sum) {
    return new Commit(
        Urgency.ACCEPT,
        List.of(new Guard.Within(allowance, more)),
        List.of(new Write.Added(samples.message()), counted(ACCOUNT, 0, Channel.SMS, sum)));
  }

  private Result write(Commit commit) throws InterruptedException {
    return ports().commits().write(commit);
  }

  @Test
  default void whatWasUsedInTheMonthCountsAndNothingElse() throws Exception {
    var sum = new Sum(1, 3, 500, new Cost(9, 1));
    var other = new AccountId(new Id(5, 5));
    var stranger = counted(other, 0, Channel.SMS, sum);
    write(
        Samples.inside(
            counted(ACCOUNT, 0, Channel.SMS, sum),
            counted(ACCOUNT, 30, Channel.SMS, sum),
            counted(ACCOUNT, 31, Channel.SMS, sum),
            counted(ACCOUNT, -1, Channel.SMS, sum),
            counted(ACCOUNT, 0, Channel.MMS, sum),
            stranger));
    var span = Span.month(START);
    var sms = Optional.of(Channel.SMS);
    var none = Optional.<Channel>empty();

    for (var asked :
        List.of(
            messages(sms, 2),
            messages(none, 3),
            new Allowance(ACCOUNT, span, none, Measure.SEGMENTS, "", 9),
            new Allowance(ACCOUNT, span, sms, Measure.AMOUNT, "USD", 1_000),
            new Allowance(ACCOUNT, span, sms, Measure.AMOUNT, "EUR", 0),
            new Allowance(ACCOUNT, span, none, "DE", Measure.MESSAGES, "", 3),
            new Allowance(ACCOUNT, span, none, "FR", Measure.MESSAGES, "", 0))) {
      var full = new Commit(Urgency.ACCEPT, List.of(new Guard.Within(asked, 0)), List.of());
      var over = new Commit(Urgency.ACCEPT, List.of(new Guard.Within(asked, 1)), List.of());
      assertThat(write(full)).as(asked.toString()).isEqualTo(new Result.Done());
      assertThat(write(over)).as(asked.toString()).isEqualTo(new Result.LimitReached(asked));
    }
  }

  @Test
  default void oneCountryIsCountedApartFromAnotherWithinOneCommit() throws Exception {
    var span = Span.month(START);
    var none = Optional.<Channel>empty();
    var german = new Allowance(ACCOUNT, span, none, "DE", Measure.MESSAGES, "", 2);
    var french = new Allowance(ACCOUNT, span, none, "FR", Measure.MESSAGES, "", 0);
    var used = counted(ACCOUNT, 0, Channel.SMS, new Sum(1, 1, 1, Cost.NONE));
    var guards = List.<Guard>of(new Guard.Within(german, 1), new Guard.Within(french, 0));
    var one = new Commit(Urgency.ACCEPT, guards, List.of(used));

    assertThat(write(one)).isEqualTo(new Result.Done());
    assertThat(write(one)).isEqualTo(new Result.Done());
    assertThat(write(one)).isEqualTo(new Result.LimitReached(german));
  }

  @Test
  default void whatSeveralAccountsSendTogetherIsCountedAsItWasSpentOfOne() throws Exception {
    var day = Span.day(START);
    var none = Optional.<Channel>empty();
    var most = new Allowance(ACCOUNT, day, none, Measure.TOGETHER, "", 3);
    var other = new Allowance(new AccountId(new Id(5, 5)), day, none, Measure.TOGETHER, "", 0);
    var one =
        new Commit(
            Urgency.ACCEPT,
            List.of(new Guard.Within(most, 1)),
            List.of(
                new Write.Spent(most.together(1)),
                counted(ACCOUNT, 0, Channel.SMS, new Sum(9, 9, 0, Cost.NONE))));
    var results = new CompletableFuture<List<Result>>();

    assertThat(write(one)).as("other usage does not count").isEqualTo(new Result.Done());
    ports().commits().hand(List.of(one, one, one), results::complete);

    assertThat(results.get(60, TimeUnit.SECONDS))
        .containsExactly(new Result.Done(), new Result.Done(), new Result.LimitReached(most));
    assertThat(write(one)).isEqualTo(new Result.LimitReached(most));
    var full = new Commit(Urgency.ACCEPT, List.of(new Guard.Within(other, 0)), List.of());
    assertThat(write(full)).isEqualTo(new Result.Done());
    var next = new Allowance(ACCOUNT, Span.day(day.ends()), none, Measure.TOGETHER, "", 1);
    assertThat(
            write(
                new Commit(
                    Urgency.ACCEPT,
                    List.of(new Guard.Within(next, 1)),
                    List.of(new Write.Spent(next.together(1))))))
        .as("the next day")
        .isEqualTo(new Result.Done());
  }

  @Test
  default void whoComesFirstInAGroupIsServedFirst() throws Exception {
    var samples = new Samples(1);
    var most = messages(Optional.empty(), 2);
    var commits = new ArrayList<Commit>();
    for (int i = 0; i < 4; i++) {
      commits.add(one(samples, most, 1, new Sum(1, 1, 0, Cost.NONE)));
    }
    var results = new CompletableFuture<List<Result>>();

    ports().commits().hand(commits, results::complete);

    assertThat(results.get(30, TimeUnit.SECONDS))
        .containsExactly(
            new Result.Done(),
            new Result.Done(),
            new Result.LimitReached(most),
            new Result.LimitReached(most));
  }

  @Test
  default void aChangeThatWouldUseTooMuchChangesNothing() throws Exception {
    var message = new Samples(1).message();
    var after = Samples.changed(message, message.state());
    var most = messages(Optional.empty(), 0);
    write(Samples.accept(message));
    var commit =
        new Commit(
            Urgency.ACCEPT,
            List.of(new Guard.Within(most, 1)),
            List.of(new Write.Changed(message, after)));

    assertThat(write(commit)).isEqualTo(new Result.LimitReached(most));
    assertThat(ports().messages().find(message.id())).contains(message);
  }

  /// Sixteen take messages, segments and money at once, and give money back: no month is ever seen
  /// over its limit.
  @Test
  default void noLimitIsPassedHoweverManySpendAtOnce() throws Exception {
    var span = Span.month(START);
    var messages = messages(Optional.of(Channel.SMS), 700);
    var amount = new Allowance(ACCOUNT, span, Optional.empty(), Measure.AMOUNT, "USD", 90_000);
    var done = new ArrayList<Future<Long>>();

    try (var spenders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        done.add(
            spenders.submit(
                new Spender(ports(), List.of(messages, amount), new Samples(200 + i), i)));
      }
    }

    long count = 0;
    for (var one : done) {
      count += one.get();
    }
    assertThat(used(ports()).messages()).isEqualTo(count).isLessThanOrEqualTo(700);
    assertThat(used(ports()).price()).isBetween(45_000L, 90_000L);
  }

  /// What the account used in the month.
  private static Sum used(Ports ports) {
    var span = Span.month(START);
    return ports
        .books()
        .usages()
        .total(Usages.Filter.of(ACCOUNT, span.from(), span.until()))
        .stream()
        .map(Usages.Total::sum)
        .reduce(Sum.ZERO, Sum::plus);
  }

  /// Uses what others use, too; answers how many messages it was let send.
  record Spender(Ports ports, List<Allowance> allowances, Samples samples, int seed)
      implements Callable<Long> {
    private static final int ORDERS = 60;

    @Override
    public Long call() throws InterruptedException {
      var chance = new SplittableRandom(seed);
      long sent = 0;
      for (int i = 0; i < ORDERS; i++) {
        long price = chance.nextInt(1, 400);
        var result = ports.commits().write(commit(samples.message(), price));
        var used = used(ports);
        assertThat(used.messages()).isLessThanOrEqualTo(allowances.getFirst().most());
        assertThat(used.price()).isLessThanOrEqualTo(allowances.getLast().most());
        if (result instanceof Result.Done) {
          sent++;
          if (chance.nextInt(4) == 0) {
            var back = new Sum(0, 0, -price, Cost.NONE);
            ports.commits().write(Samples.inside(counted(ACCOUNT, 0, Channel.SMS, back)));
          }
        } else {
          assertThat(result).isInstanceOf(Result.LimitReached.class);
        }
      }
      return sent;
    }

    private Commit commit(Message message, long price) {
      return new Commit(
          Urgency.ACCEPT,
          List.of(
              new Guard.Within(allowances.getFirst(), 1),
              new Guard.Within(allowances.getLast(), price)),
          List.of(
              new Write.Added(message),
              counted(ACCOUNT, 0, Channel.SMS, new Sum(1, 1, price, Cost.NONE))));
    }
  }
}
