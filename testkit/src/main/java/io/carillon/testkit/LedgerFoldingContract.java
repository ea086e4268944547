package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Ledger.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How every store folds old lines of the ledger.
public interface LedgerFoldingContract {
  /// An account that pays in another currency than [Samples#ACCOUNT].
  AccountId ABROAD = new AccountId(new Id(9, 9));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void moved(AccountId account, Reason reason, Money amount, String at) throws Exception {
    var write = new Write.Moved(account, reason, amount, Instant.parse(at));
    assertThat(ports().commits().write(inside(write))).isEqualTo(new Result.Done());
  }

  private List<Line> lines(AccountId account) {
    var all = new Ledger.Filter(account, Optional.empty(), Period.ANY);
    return ports().books().ledger().page(all, true, OptionalLong.empty(), 1_000).lines();
  }

  /// Answers how many lines went.
  private int fold(String before) throws InterruptedException {
    var ledger = ports().books().ledger();
    int lines = 0;
    var done = new Ledger.Folded(0, 0, true);
    while (done.more()) {
      done = ledger.fold(done.behind(), Instant.parse(before));
      lines += done.lines();
    }
    return lines;
  }

  @Test
  default void eachOldMonthBecomesOneLineAndNoBalanceAnother() throws Exception {
    moved(ACCOUNT, Reason.OPENING, usd(1_000), "2026-01-01T00:00:00Z");
    moved(ACCOUNT, Reason.CHARGE, usd(-300), "2026-01-31T23:59:59Z");
    moved(ABROAD, Reason.OPENING, new Money(70, "EUR"), "2026-01-31T23:59:59Z");
    var paid =
        new Posting(
            new Id(0, 1),
            ACCOUNT,
            Reason.TOP_UP,
            usd(50),
            "paid",
            Instant.parse("2026-02-01T00:00:00Z"));
    ports().commits().write(inside(new Write.Posted(paid)));
    moved(ACCOUNT, Reason.CHARGE, usd(-1), "2026-03-01T00:00:00Z");

    assertThat(fold("2026-03-01T00:00:00Z")).isPositive();

    assertThat(lines(ACCOUNT))
        .extracting(Line::reason)
        .containsExactly(Reason.CLOSING, Reason.CLOSING, Reason.CHARGE);
    assertThat(lines(ACCOUNT))
        .extracting(line -> line.amount().micros())
        .containsExactly(700L, 50L, -1L);
    assertThat(lines(ACCOUNT)).extracting(Line::moves).containsExactly(2, 1, 1);
    assertThat(lines(ACCOUNT).getFirst().at()).isEqualTo("2026-01-31T23:59:59Z");
    assertThat(lines(ACCOUNT).get(1).note()).isEmpty();
    assertThat(lines(ABROAD)).extracting(Line::amount).containsExactly(new Money(70, "EUR"));
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(749));
    assertThat(ports().accounts().balance(ABROAD)).contains(new Money(70, "EUR"));
  }

  @Test
  default void whatIsFoldedIsNotFoldedAgainAndLateLinesAreAdded() throws Exception {
    moved(ACCOUNT, Reason.OPENING, usd(1_000), "2026-01-01T00:00:00Z");
    moved(ACCOUNT, Reason.CHARGE, usd(-1), "2026-01-02T00:00:00Z");
    fold("2026-02-01T00:00:00Z");
    var folded = lines(ACCOUNT);

    assertThat(fold("2026-02-01T00:00:00Z")).isZero();
    assertThat(lines(ACCOUNT)).isEqualTo(folded);

    moved(ACCOUNT, Reason.CHARGE, usd(-2), "2026-01-01T12:00:00Z");
    assertThat(fold("2026-02-01T00:00:00Z")).isPositive();
    assertThat(lines(ACCOUNT))
        .singleElement()
        .matches(line -> line.amount().equals(usd(997)) && line.moves() == 3)
        .extracting(Line::at)
        .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  default void manyLinesTakeManyStepsAndComeToTheSame() throws Exception {
    moved(ACCOUNT, Reason.OPENING, usd(1_000_000), "2026-01-01T00:00:00Z");
    for (int i = 0; i < 700; i++) {
      var at = "2026-01-%02dT00:00:00Z".formatted(1 + i / 40);
      moved(ACCOUNT, Reason.CHARGE, usd(-1), at);
    }
    var ledger = ports().books().ledger();
    var done = ledger.fold(0, Instant.parse("2026-03-01T00:00:00Z"));

    assertThat(lines(ACCOUNT).stream().mapToLong(line -> line.amount().micros()).sum())
        .as("after one step")
        .isEqualTo(999_300);
    assertThat(done.lines()).isPositive();
    fold("2026-03-01T00:00:00Z");
    assertThat(lines(ACCOUNT))
        .singleElement()
        .matches(line -> line.amount().equals(usd(999_300)) && line.moves() == 701);
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(999_300));
  }
}
