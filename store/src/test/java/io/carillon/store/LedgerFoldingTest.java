package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Ledger;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFoldingTest {
  @TempDir private Path folder;

  /// What random commits moved, in two currencies; whoever died after a step begins at the first
  /// line again.
  @Test
  void bothBooksStandAfterEachStepHoweverOftenTheStoreIsOpenedAnew() throws Exception {
    try (var store = Opened.freshSqlite(folder)) {
      SameAsMemory.check(Opened.ports(store), 2, 1_000);
    }
    var later = Samples.START.plus(Duration.ofDays(400));
    int steps = 0;
    int gone = 1;
    while (gone > 0) {
      try (var store = Opened.sqlite(folder)) {
        gone = store.ledger().fold(0, later).lines();
      }
      steps++;
      assertThat(books()).as("after step %s", steps).hasSize(2).allMatch(Checkup.Finding::isWell);
    }

    assertThat(steps).isGreaterThan(1);
    try (var store = Opened.sqlite(folder)) {
      var all = new Ledger.Filter(Samples.ACCOUNT, Optional.empty(), Period.ANY);
      assertThat(store.ledger().page(all, true, OptionalLong.empty(), 1_000).lines())
          .hasSizeBetween(1, 2)
          .allMatch(line -> line.reason() == Reason.CLOSING);
    }
  }

  @Test
  void noNumberIsGivenTwice() throws Exception {
    var later = Samples.START.plus(Duration.ofDays(400));
    try (var store = Opened.freshSqlite(folder)) {
      for (int i = 0; i < 5; i++) {
        paid(store);
      }
      long newest = newest(store);
      assertThat(store.ledger().fold(0, later).lines()).isPositive();
      paid(store);
      assertThat(newest(store)).isGreaterThan(newest);

      var folded = store.ledger().fold(newest, later);
      assertThat(folded.lines()).as("whoever goes on behind what is folded").isPositive();
    }
    assertThat(books()).hasSize(2).allMatch(Checkup.Finding::isWell);
  }

  private static void paid(Store store) throws Exception {
    var write = new Write.Moved(Samples.ACCOUNT, Reason.TOP_UP, Samples.usd(7), Samples.START);
    assertThat(store.commits().write(Samples.inside(write))).isEqualTo(new Result.Done());
  }

  private static long newest(Store store) {
    var all = new Ledger.Filter(Samples.ACCOUNT, Optional.empty(), Period.ANY);
    var lines = store.ledger().page(all, false, OptionalLong.empty(), 1).lines();
    return lines.getFirst().number();
  }

  private List<Checkup.Finding> books() {
    return Checkup.of(new StoreSettings.Sqlite(folder), _ -> {}).stream()
        .filter(finding -> finding.about().startsWith("ledger: its "))
        .toList();
  }
}
