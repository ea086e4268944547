package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.Funds;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.Status;
import io.carillon.model.Tariff;
import io.carillon.model.Transfer;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// How every store keeps balances, the ledger and the price list.
public interface LedgerContract {
  /// An account below [Samples#ACCOUNT].
  AccountId BELOW = new AccountId(new Id(8, 8));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void write(Write... writes) throws InterruptedException {
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  private static Posting posting(long id, long micros, String note) {
    return new Posting(
        new Id(0, id), ACCOUNT, Reason.TOP_UP, usd(micros), note, START.plusSeconds(id));
  }

  @Test
  default void whatIsMovedByHandIsALineByItself() throws Exception {
    var first = posting(1, 500, "paid");
    var second = posting(2, 70, "paid again");
    write(new Write.Posted(first), new Write.Posted(second));
    write(new Write.Moved(ACCOUNT, Reason.CHARGE, usd(-30), START.plusSeconds(3)));

    var ledger = ports().books().ledger();
    var all = new Ledger.Filter(ACCOUNT, Optional.empty(), Period.ANY);
    var lines = ledger.page(all, true, OptionalLong.empty(), 10).lines();
    assertThat(lines).extracting(Ledger.Line::note).containsExactly("paid", "paid again", "");
    assertThat(lines)
        .extracting(Ledger.Line::posting)
        .containsExactly(Optional.of(first.id()), Optional.of(second.id()), Optional.empty());
    assertThat(lines).extracting(line -> line.amount().micros()).containsExactly(500L, 70L, -30L);
    assertThat(ledger.postings(second.id())).containsExactly(second);
    assertThat(ledger.postings(new Id(0, 9))).isEmpty();
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(540));
  }

  private static Transfer transfer(Id id, boolean back, long micros) {
    var from = back ? BELOW : ACCOUNT;
    return new Transfer(id, from, back ? ACCOUNT : BELOW, usd(micros), "moved", START);
  }

  private Result order(Transfer transfer) throws InterruptedException {
    var writes = new ArrayList<Write>();
    transfer.postings().forEach(posting -> writes.add(new Write.Posted(posting)));
    writes.add(new Write.Enrolled(new Entry.Transferred(transfer), Samples.OCCASION));
    var guard = new Guard.FundsSuffice(transfer.from(), transfer.amount());
    return ports().commits().write(new Commit(Urgency.ACCEPT, List.of(guard), writes));
  }

  @Test
  default void aTransferStandsInTheBooksOfBothAndInTheAuditLog() throws Exception {
    write(new Write.Moved(ACCOUNT, Reason.OPENING, usd(100), START));
    long revision = ports().accounts().directory().revision();
    var there = transfer(new Id(0, 5), false, 70);

    assertThat(order(there)).isEqualTo(new Result.Done());
    assertThat(order(transfer(new Id(0, 6), false, 31))).isEqualTo(new Result.FundsShort(ACCOUNT));
    assertThat(order(transfer(new Id(0, 7), true, 20))).isEqualTo(new Result.Done());

    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(50));
    assertThat(ports().accounts().balance(BELOW)).contains(usd(50));
    assertThat(Transfer.of(ports().books().ledger().postings(there.id()))).contains(there);
    var filter = new Ledger.Filter(BELOW, Optional.of(Reason.TRANSFER), Period.ANY);
    var lines = ports().books().ledger().page(filter, true, OptionalLong.empty(), 10).lines();
    assertThat(lines).extracting(line -> line.amount().micros()).containsExactly(70L, -20L);
    assertThat(ports().accounts().directory().revision()).isEqualTo(revision);
  }

  /// Many at once move money to and fro: none is made, none is lost, nobody is overdrawn.
  @Test
  default void transfersAtOnceNeitherMakeNorLoseMoney() throws Exception {
    write(new Write.Moved(ACCOUNT, Reason.OPENING, usd(5_000), START));
    var moved = new ArrayList<Future<Long>>();

    try (var movers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        int mover = i;
        moved.add(movers.submit(() -> moved(mover, new SplittableRandom(mover))));
      }
    }

    long below = 0;
    for (var one : moved) {
      below += one.get();
    }
    assertThat(ports().accounts().balance(BELOW)).contains(usd(below));
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(5_000 - below));
  }

  /// Answers how much more went there than came back.
  private long moved(int mover, SplittableRandom chance) throws InterruptedException {
    long there = 0;
    for (int i = 0; i < 60; i++) {
      boolean back = chance.nextBoolean();
      var transfer = transfer(new Id(1 + mover, i), back, chance.nextInt(1, 1_500));
      var result = order(transfer);
      if (result instanceof Result.Done) {
        there += (back ? -1 : 1) * transfer.amount().micros();
      } else {
        assertThat(result).isEqualTo(new Result.FundsShort(transfer.from()));
      }
      var has = ports().accounts().balance(transfer.from());
      assertThat(has.map(Money::micros).orElse(0L)).isNotNegative();
    }
    return there;
  }

  @Test
  default void aBookIsReadPageByPageInBothDirections() throws Exception {
    for (int i = 1; i <= 7; i++) {
      var reason = i % 3 == 0 ? Reason.REFUND : Reason.CHARGE;
      write(new Write.Moved(ACCOUNT, reason, usd(i), START.plusSeconds(i)));
    }
    write(new Write.Moved(new AccountId(new Id(7, 7)), Reason.CHARGE, usd(1), START));
    var since = new Period(Optional.of(START.plusSeconds(3)), Optional.of(START.plusSeconds(6)));

    assertThat(walked(Optional.empty(), Period.ANY, true))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(walked(Optional.empty(), Period.ANY, false))
        .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(walked(Optional.of(Reason.REFUND), Period.ANY, true)).containsExactly(3L, 6L);
    assertThat(walked(Optional.empty(), since, true)).containsExactly(3L, 4L, 5L);
    var all = new Ledger.Filter(ACCOUNT, Optional.empty(), Period.ANY);
    assertThatThrownBy(() ->
            ports().books().ledger().page(all, true, OptionalLong.empty(), Ledger.LINES_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Long> walked(Optional<Reason> reason, Period at, boolean oldest) {
    var filter = new Ledger.Filter(ACCOUNT, reason, at);
    var found = new ArrayList<Long>();
    var behind = OptionalLong.empty();
    for (boolean more = true; more; ) {
      var page = ports().books().ledger().page(filter, oldest, behind, 2);
      page.lines().forEach(line -> found.add(line.amount().micros()));
      more = page.more();
      behind = OptionalLong.of(page.lines().getLast().number());
    }
    return found;
  }

  @Test
  default void creditLetsABalanceGoBelowZeroAndNoFurther() throws Exception {
    write(new Write.Credited(ACCOUNT, usd(100)));

    assertThat(charge(60)).isEqualTo(new Result.Done());
    assertThat(charge(41)).isEqualTo(new Result.FundsShort(ACCOUNT));
    assertThat(charge(40)).isEqualTo(new Result.Done());
    assertThat(ports().accounts().funds(ACCOUNT)).contains(new Funds(usd(-100), usd(100)));
    assertThat(ports().accounts().funds(ACCOUNT).orElseThrow().available()).isEqualTo(usd(0));
  }

  private Result charge(long micros) throws InterruptedException {
    return ports()
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT,
                List.of(new Guard.FundsSuffice(ACCOUNT, usd(micros))),
                List.of(new Write.Moved(ACCOUNT, Reason.CHARGE, usd(-micros), START))));
  }

  @Test
  default void moneyOfAnotherCurrencyIsNeverAdded() throws Exception {
    write(new Write.Posted(posting(1, 500, "paid")));
    var euros = new Money(5, "EUR");
    var other = new Posting(new Id(0, 2), ACCOUNT, Reason.TOP_UP, euros, "paid", START);

    assertThat(ports().commits().write(inside(new Write.Posted(other))))
        .isInstanceOf(Result.Broken.class);
    assertThat(ports().commits().write(inside(new Write.Credited(ACCOUNT, euros))))
        .isInstanceOf(Result.Broken.class);
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(500));
  }

  @Test
  default void aPriceListIsReplacedWhole() throws Exception {
    var since = Optional.of(Instant.parse("2027-01-01T00:00:00Z"));
    var none = Optional.<Instant>empty();
    var first = new Tariff.Row(Channel.SMS, "DE", "acme", "bulk", since, none, usd(5));
    var second = new Tariff.Row(Channel.MMS, "*", "*", "*", none, since, usd(7));

    assertThat(ports().accounts().directory().tariff().rows()).isEmpty();
    write(
        new Write.Enrolled(
            new Entry.OfTariff(new Tariff(List.of(first, second))), Samples.OCCASION));
    assertThat(ports().accounts().directory().tariff().rows()).containsExactly(first, second);
    write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
    assertThat(ports().accounts().directory().tariff().rows()).containsExactly(first, second);
    write(new Write.Enrolled(new Entry.OfTariff(new Tariff(List.of(second))), Samples.OCCASION));
    assertThat(ports().accounts().directory().tariff().rows()).containsExactly(second);
  }

  @Test
  default void ratesBetweenCurrenciesAreReplacedWhole() throws Exception {
    var since = Optional.of(Instant.parse("2027-01-01T00:00:00Z"));
    var first = new Rate("USD", "EUR", new BigDecimal("0.923456789012"), since);
    var second = new Rate("EUR", "JPY", new BigDecimal("1234567"), Optional.empty());
    var price = new Tariff.Row(Channel.SMS, "DE", "*", "*", since, since, new Money(5, "EUR"));
    write(
        new Write.Enrolled(new Entry.OfTariff(new Tariff(List.of(price))), Samples.OCCASION),
        new Write.Enrolled(
            new Entry.OfConversions(new Conversions(List.of(first, second))), Samples.OCCASION));

    assertThat(ports().accounts().directory().conversions().rates()).containsExactly(first, second);
    var next = new Entry.OfConversions(new Conversions(List.of(second)));
    write(new Write.Enrolled(next, Samples.OCCASION));
    assertThat(ports().accounts().directory().conversions().rates()).containsExactly(second);
    assertThat(ports().accounts().directory().tariff().rows()).containsExactly(price);
  }

  /// Many at once take, give back, bill anew and pay in: no balance is ever seen below its credit,
  /// and in the end every micro-unit is where the prices of the messages say.
  @Test
  default void noBalanceIsOverdrawnHoweverManySpendAtOnce() throws Exception {
    long opening = 40_000;
    long credit = 700;
    write(new Write.Moved(ACCOUNT, Reason.OPENING, usd(opening), START));
    write(new Write.Credited(ACCOUNT, usd(credit)));
    var spent = new ArrayList<Future<Long>>();

    try (var spenders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        var spender = new Spender(ports(), new Samples(100 + i), new SplittableRandom(i));
        spent.add(spenders.submit(spender));
      }
    }

    long kept = 0;
    for (var one : spent) {
      kept += one.get();
    }
    var funds = ports().accounts().funds(ACCOUNT).orElseThrow();
    assertThat(funds.balance()).isEqualTo(usd(opening - kept));
    assertThat(funds.available().micros()).isNotNegative();
    assertThat(kept).isGreaterThan(opening / 2);
    var filter = new Ledger.Filter(ACCOUNT, Optional.empty(), Period.ANY);
    long booked = 0;
    var behind = OptionalLong.empty();
    for (boolean more = true; more; ) {
      var page = ports().books().ledger().page(filter, true, behind, 1_000);
      booked += page.lines().stream().mapToLong(line -> line.amount().micros()).sum();
      more = page.more();
      behind = OptionalLong.of(page.lines().getLast().number());
    }
    assertThat(booked).isEqualTo(opening - kept);
  }

  /// Spends what others spend, too; answers what the messages that stand cost, less what it paid
  /// in.
  record Spender(Ports ports, Samples samples, SplittableRandom chance) implements Callable<Long> {
    private static final int ORDERS = 120;

    @Override
    public Long call() throws InterruptedException {
      long kept = 0;
      for (int i = 0; i < ORDERS; i++) {
        kept += order();
        var funds = ports.accounts().funds(ACCOUNT).orElseThrow();
        assertThat(funds.available().micros()).isNotNegative();
      }
      return kept;
    }

    private long order() throws InterruptedException {
      var price = usd(chance.nextInt(1, 400));
      var message = samples.message();
      var result =
          ports
              .commits()
              .write(
                  new Commit(
                      Urgency.ACCEPT,
                      List.of(new Guard.FundsSuffice(ACCOUNT, price)),
                      List.of(new Write.Added(message), charged(price))));
      if (!(result instanceof Result.Done)) {
        assertThat(result).isEqualTo(new Result.FundsShort(ACCOUNT));
        return paidIn();
      }
      return switch (chance.nextInt(4)) {
        case 0 -> {
          var back = message.state().raised(Status.CANCELED, START);
          var refund = new Write.Moved(ACCOUNT, Reason.REFUND, price, START);
          done(Samples.change(message, Samples.changed(message, back), refund));
          yield 0;
        }
        case 1 -> price.micros() + anew(message);
        default -> price.micros();
      };
    }

    /// Other words cost more, if that can be paid.
    private long anew(Message message) throws InterruptedException {
      var more = usd(chance.nextInt(1, 400));
      var after = Samples.changed(message, message.state());
      var result =
          ports
              .commits()
              .write(
                  new Commit(
                      Urgency.ACCEPT,
                      List.of(new Guard.FundsSuffice(ACCOUNT, more)),
                      List.of(new Write.Changed(message, after), charged(more))));
      return result instanceof Result.Done ? more.micros() : 0;
    }

    private long paidIn() throws InterruptedException {
      if (chance.nextInt(20) > 0) {
        return 0;
      }
      var paid = new Posting(samples.id().value(), ACCOUNT, Reason.TOP_UP, usd(90), "paid", START);
      done(inside(new Write.Posted(paid)));
      return -90;
    }

    private void done(Commit commit) throws InterruptedException {
      assertThat(ports.commits().write(commit)).isEqualTo(new Result.Done());
    }

    private static Write charged(Money price) {
      return new Write.Moved(ACCOUNT, Reason.CHARGE, price.negated(), START);
    }
  }
}
